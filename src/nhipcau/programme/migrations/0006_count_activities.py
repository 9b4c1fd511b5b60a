"""The table of counts. Its triggers are made after the migrations (`programme.counting`)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0005_first_kinds_and_permissions"),
        ("organisation", "0004_permissions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActivityCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(help_text="The first day of the month.")),
                ("count", models.IntegerField()),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activity_counts",
                        to="programme.task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["task", "month", "unit", "count"], name="activity_count_whole")],
                "constraints": [
                    models.UniqueConstraint(fields=("task", "unit", "month"), name="activity_count_once")
                ],
            },
        ),
    ]
