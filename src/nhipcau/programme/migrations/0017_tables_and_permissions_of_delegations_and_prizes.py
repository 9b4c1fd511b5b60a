"""What delegations are counted by and when they report; the kind of activity of an awarded prize; who may do what."""

import json
import tomllib
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

DATA = Path(__file__).resolve().parents[1] / "data"


def load(apps, schema_editor):
    data = tomllib.loads((DATA / "delegations.toml").read_text(encoding="utf-8"))
    kinds = apps.get_model("programme", "MemberKind").objects
    for order, row in enumerate(data["member_kind"], start=1):
        kinds.get_or_create(name=row["name"], defaults={"order": order * 10})
    rules = apps.get_model("programme", "DelegationReportRule").objects
    for row in data["report_rule"]:
        defaults = {"days": row["days"], "counts_working_days": row.get("working_days", False)}
        rules.get_or_create(direction=row["direction"], level=row.get("level", ""), defaults=defaults)


def load_kind(apps, schema_editor):
    """The table stands already where an earlier version ran."""
    kinds = apps.get_model("programme", "KindOfActivity").objects
    figures = apps.get_model("programme", "FigureOfKind").objects
    for order, row in enumerate(json.loads((DATA / "kinds_of_activity.json").read_text(encoding="utf-8")), start=1):
        if row["code"] != "prize_call":
            continue
        kind, _made = kinds.get_or_create(
            code=row["code"], defaults={"name": row["name"], "deed": row["deed"], "order": order * 10}
        )
        for place, figure in enumerate(row["figures"]):
            figures.get_or_create(kind=kind, code=figure["code"], defaults={**figure, "order": place})


def give(apps, schema_editor):
    officer, sends = [Role.PROGRAMME_OFFICER], [Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT]
    grant(
        apps,
        {
            "programme.delegation.view_delegation": EVERYBODY,
            "programme.delegation.add_delegation": sends,
            "programme.delegation.change_delegation": sends,
            **{
                f"programme.{model}.{action}_{model}": officer
                for model in ("memberkind", "delegationreportrule")
                for action in ("view", "add", "change", "delete")
            },
            "programme.prizecall.view_prizecall": EVERYBODY,
            "programme.prizecall.add_prizecall": officer,
            "programme.prizecall.change_prizecall": officer,
            "programme.prizecall.delete_prizecall": officer,
            "programme.prizeentry.add_prizeentry": sends,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0016_delegations_and_prizes"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(load_kind, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
