"""A lunar day around New Year's can fall into a solar year twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0017_tables_and_permissions_of_delegations_and_prizes")]

    operations = [
        migrations.RemoveConstraint("occasion", "yearly_day_once_a_year"),
        migrations.AddConstraint(
            "occasion",
            models.UniqueConstraint(fields=["programme", "yearly_day", "starts_on"], name="yearly_day_once_a_day"),
        ),
    ]
