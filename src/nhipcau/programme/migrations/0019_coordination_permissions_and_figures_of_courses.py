"""Who keeps coordination programmes; training gets the figures that a course brings along."""

import json
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

OFFICER = [Role.PROGRAMME_OFFICER]
DATA = Path(__file__).resolve().parents[1] / "data" / "kinds_of_activity.json"
NEW = ("days", "units")


def add_figures(apps, schema_editor):
    kind = apps.get_model("programme", "KindOfActivity").objects.filter(code="training").first()
    figures = apps.get_model("programme", "FigureOfKind").objects
    rows = next(row["figures"] for row in json.loads(DATA.read_text(encoding="utf-8")) if row["code"] == "training")
    for place, row in enumerate(rows):
        if kind is not None and row["code"] in NEW:
            figures.get_or_create(kind=kind, code=row["code"], defaults={**row, "order": place})


def give(apps, schema_editor):
    grant(
        apps,
        {
            "programme.coordination.view_coordination": EVERYBODY,
            "programme.coordination.add_coordination": OFFICER,
            "programme.coordination.change_coordination": OFFICER,
            "programme.coordination.delete_coordination": OFFICER,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0018_coordination_and_courses_of_tasks"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(add_figures, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
