"""Files of evidence that came with other installations' packages."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0007_who_takes_packages_in")]

    operations = [
        migrations.CreateModel(
            name="ReceivedEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("activity", models.PositiveBigIntegerField()),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("file", models.FileField(max_length=200, upload_to="", verbose_name="file")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_evidence",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "activity", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "activity", "sha256"), name="received_once_per_activity"
                    )
                ],
            },
        ),
    ]
