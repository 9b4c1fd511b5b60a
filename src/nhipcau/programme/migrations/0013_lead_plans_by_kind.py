"""What has to be ready before an occasion may differ by its kind; the steps so far serve all other occasions."""

import tomllib
from pathlib import Path

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

DATA = Path(__file__).resolve().parents[1] / "data" / "lead_plans.toml"
DEFAULT = "Mọi sự kiện khác"


def load(apps, schema_editor):
    plans = apps.get_model("programme", "LeadPlan").objects
    steps = apps.get_model("programme", "LeadStep").objects
    default = plans.create(name=DEFAULT, is_default=True)
    steps.update(plan=default)
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["plan"]:
        plan = plans.create(name=row["name"])
        for step in row["steps"]:
            steps.create(plan=plan, days_before=step["before"], what=step["what"])


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0012_letters_about_tasks"),
        ("organisation", "0006_abbreviations_learnt"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("national", "national day"),
                            ("province", "day of the province"),
                            ("international", "international day"),
                            ("diplomatic", "diplomatic anniversary"),
                        ],
                        help_text="Left open, it serves only occasions for which it is chosen.",
                        max_length=20,
                        verbose_name="for days of this kind",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="for all other occasions")),
            ],
            options={
                "verbose_name": "plan before occasions",
                "verbose_name_plural": "plans before occasions",
                "ordering": ["-is_default", "name"],
            },
        ),
        migrations.AddConstraint(
            "leadplan",
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(("kind", ""), _negated=True),
                name="lead_plan_once_per_kind",
                violation_error_message="Days of this kind have a plan already.",
            ),
        ),
        migrations.AddConstraint(
            "leadplan",
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(("is_default", True)),
                name="one_lead_plan_for_all_others",
                violation_error_message="Another plan serves all other occasions already.",
            ),
        ),
        migrations.AddField(
            "leadstep",
            "plan",
            modelcluster.fields.ParentalKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="programme.leadplan",
                verbose_name="plan",
            ),
        ),
        migrations.AddField(
            "leadstep",
            "unit",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisation.unit",
                verbose_name="Leading unit",
            ),
        ),
        migrations.AddField(
            "occasion",
            "lead_plan",
            models.ForeignKey(
                blank=True,
                help_text="Left open, the plan for days of its kind counts, or the one for all other occasions.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="programme.leadplan",
                verbose_name="plan before it",
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
