"""The yearly days and the steps before an occasion that come with the program; who keeps them."""

import tomllib
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

DATA = Path(__file__).resolve().parents[1] / "data" / "yearly_days.toml"
STEPS = [
    (60, "Xây dựng kế hoạch"),
    (30, "Hoàn thành nội dung"),
    (14, "Hoàn thành bản dịch"),
    (0, "Đăng, phát"),
]


def load(apps, schema_editor):
    days = apps.get_model("programme", "YearlyDay").objects
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["day"]:
        days.get_or_create(
            name=row["name"],
            defaults={
                "kind": row["kind"],
                "calendar": row.get("calendar", "solar"),
                "day": row["day"],
                "month": row["month"],
                "days": row.get("days", 1),
                "origin_year": row.get("origin"),
                "first_year": row.get("from"),
                "last_year": row.get("until"),
            },
        )
    steps = apps.get_model("programme", "LeadStep").objects
    for days_before, what in STEPS:
        steps.get_or_create(days_before=days_before, defaults={"what": what})


def give(apps, schema_editor):
    officer = [Role.PROGRAMME_OFFICER]
    grant(
        apps,
        {
            f"programme.{model}.{action}_{model}": officer
            for model in ("yearlyday", "leadstep")
            for action in ("view", "add", "change", "delete")
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0009_yearly_days_and_lead_steps"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
