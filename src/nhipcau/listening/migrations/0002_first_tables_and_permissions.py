"""The tables that come with the program, from their data file; who sees and who writes scenarios."""

import tomllib
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

DATA = Path(__file__).resolve().parents[1] / "data" / "first_tables.toml"
OFFICER, SEES = [Role.PROGRAMME_OFFICER], [Role.PROGRAMME_OFFICER, Role.APPROVER]


def load_tables(apps, schema_editor):
    tables = tomllib.loads(DATA.read_text(encoding="utf-8"))
    kinds = apps.get_model("listening", "KindOfEvent").objects
    for order, name in enumerate(tables["kinds_of_event"], start=1):
        kinds.get_or_create(name=name, defaults={"order": order * 10})
    questions = apps.get_model("listening", "Question").objects
    for order, text in enumerate(tables["questions"], start=1):
        questions.get_or_create(text=text, defaults={"order": order * 10})


def give(apps, schema_editor):
    grant(
        apps,
        {
            "listening.scenario.view_scenario": SEES,
            "listening.scenario.add_scenario": OFFICER,
            "listening.scenario.change_scenario": OFFICER,
            **{
                f"listening.{model}.{action}_{model}": []
                for model in ("kindofevent", "question")
                for action in ("view", "add", "change", "delete")
            },
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("listening", "0001_initial"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(load_tables, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
