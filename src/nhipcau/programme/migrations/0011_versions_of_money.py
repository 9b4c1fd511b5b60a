"""Lines of money are corrected in their place, by one person after the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0010_first_days_and_steps")]

    operations = [
        migrations.AddField("budgetline", "version", models.PositiveIntegerField(default=1, editable=False)),
    ]
