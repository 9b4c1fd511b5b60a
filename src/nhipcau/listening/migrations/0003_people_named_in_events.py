from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("listening", "0002_first_tables_and_permissions")]

    operations = [
        migrations.AddField(
            model_name="liveperson",
            name="named_in_line",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="logline",
            name="kind",
            field=models.CharField(
                choices=[
                    ("activated", "activated"),
                    ("note", "note"),
                    ("step_done", "step done"),
                    ("step_left_out", "step left out"),
                    ("step_opened", "step opened again"),
                    ("role_taken", "role taken over"),
                    ("person_named", "person named for a role"),
                    ("name_taken_back", "naming taken back"),
                    ("level_changed", "level changed"),
                    ("submitted", "statement submitted"),
                    ("returned", "statement returned"),
                    ("cleared", "statement cleared"),
                    ("released", "statement released"),
                    ("correction", "correction"),
                    ("closed", "closed"),
                ],
                max_length=20,
            ),
        ),
    ]
