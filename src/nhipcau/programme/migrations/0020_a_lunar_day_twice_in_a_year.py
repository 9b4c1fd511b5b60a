"""A lunar day around New Year's can fall into a solar year twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0019_coordination_permissions_and_figures_of_courses")]

    operations = [
        migrations.RemoveConstraint("occasion", "yearly_day_once_a_year"),
        migrations.AddConstraint(
            "occasion",
            models.UniqueConstraint(fields=["programme", "yearly_day", "starts_on"], name="yearly_day_once_a_day"),
        ),
    ]
