"""The templates of plans that come with the program, from their data file; who writes, decides and keeps registers."""

import tomllib
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

DATA = Path(__file__).resolve().parents[1] / "data" / "plan_templates.toml"


def load(apps, schema_editor):
    templates = apps.get_model("programme", "PlanTemplate").objects
    parts = apps.get_model("programme", "PlanTemplatePart").objects
    for order, row in enumerate(tomllib.loads(DATA.read_text(encoding="utf-8"))["template"], start=1):
        template, made = templates.get_or_create(
            name=row["name"], kind=row["kind"], defaults={"order": order * 10}
        )
        for place, part in enumerate(row["part"] if made else ()):
            parts.create(
                template=template,
                sort_order=place,
                heading=part.get("heading", ""),
                content=part["content"],
                words=part.get("words", "").strip("\n"),
                is_required=part.get("is_required", False),
            )


def give(apps, schema_editor):
    contact, officer, approver = Role.UNIT_CONTACT, Role.PROGRAMME_OFFICER, Role.APPROVER
    grant(
        apps,
        {
            "programme.plan.view_plan": [contact, officer, approver],
            "programme.plan.write_plan": [contact, officer],
            "programme.plan.oversee_plan": [officer, approver],
            "programme.plan.decide_plan": [officer, approver],
            "programme.outgoingdocument.view_outgoingdocument": [contact, officer, approver],
            "programme.outgoingdocument.keep_register": [contact, officer],
            "programme.outgoingdocument.oversee_register": [officer, approver],
            "programme.plantemplate.view_plantemplate": [officer],
            "programme.plantemplate.add_plantemplate": [officer],
            "programme.plantemplate.change_plantemplate": [officer],
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0021_plans_and_registers"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
