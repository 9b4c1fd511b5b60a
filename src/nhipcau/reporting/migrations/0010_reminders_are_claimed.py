import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """A reminder is claimed before it is sent and marked after; those that are there went out."""

    dependencies = [("reporting", "0009_targets_on_people_of_units")]

    operations = [
        migrations.AddField("reminder", "claimed_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AlterField("reminder", "sent_at", models.DateTimeField(null=True)),
    ]
