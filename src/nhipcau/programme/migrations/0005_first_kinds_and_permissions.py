"""The kinds of activity that come with the program, from their data file; who keeps the table; evidence so far."""

import json
from pathlib import Path

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

DATA = Path(__file__).resolve().parents[1] / "data" / "kinds_of_activity.json"


def load_kinds(apps, schema_editor):
    kinds = apps.get_model("programme", "KindOfActivity").objects
    figures = apps.get_model("programme", "FigureOfKind").objects
    for order, row in enumerate(json.loads(DATA.read_text(encoding="utf-8")), start=1):
        kind, _made = kinds.get_or_create(
            code=row["code"], defaults={"name": row["name"], "deed": row["deed"], "order": order * 10}
        )
        for place, figure in enumerate(row["figures"]):
            figures.get_or_create(kind=kind, code=figure["code"], defaults={**figure, "order": place})


def see_evidence(apps, schema_editor):
    apps.get_model("programme", "Activity").objects.exclude(evidence_url="").update(has_evidence=True)


def give(apps, schema_editor):
    grant(
        apps,
        {
            "programme.kindofactivity.view_kindofactivity": [Role.PROGRAMME_OFFICER],
            "programme.kindofactivity.add_kindofactivity": [],
            "programme.kindofactivity.change_kindofactivity": [],
            "audit.auditentry.view_auditentry": [Role.PROGRAMME_OFFICER],
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0004_kinds_figures_and_evidence"),
        ("audit", "0001_the_trail"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(load_kinds, migrations.RunPython.noop),
        migrations.RunPython(see_evidence, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
