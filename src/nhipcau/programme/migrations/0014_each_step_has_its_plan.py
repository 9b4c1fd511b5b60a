"""No step without a plan, in a transaction after the one that gave them theirs; who keeps plans."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant


def give(apps, schema_editor):
    officer = [Role.PROGRAMME_OFFICER]
    grant(apps, {f"programme.leadplan.{action}_leadplan": officer for action in ("view", "add", "change", "delete")})


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0013_lead_plans_by_kind"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterField(
            "leadstep",
            "plan",
            modelcluster.fields.ParentalKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="programme.leadplan",
                verbose_name="plan",
            ),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
