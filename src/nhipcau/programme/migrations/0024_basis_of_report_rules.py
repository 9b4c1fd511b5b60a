"""A rule on delegations' reports names the document that asks for it; the first rules say that they are ours."""

import tomllib
from pathlib import Path

from django.db import migrations, models

DATA = Path(__file__).resolve().parents[1] / "data" / "delegations.toml"


def say_where_first_rules_come_from(apps, schema_editor):
    """Only of rules that nobody changed: an office that set its own days knows its own document."""
    rules = apps.get_model("programme", "DelegationReportRule").objects
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["report_rule"]:
        rules.filter(direction=row["direction"], level="", days=row["days"], counts_working_days=False, basis="").update(
            basis=row["basis"]
        )


class Migration(migrations.Migration):
    dependencies = [("programme", "0023_letters_about_reviews")]

    operations = [
        migrations.AddField(
            model_name="delegationreportrule",
            name="basis",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The document that asks for it: number, day, article.",
                max_length=500,
                verbose_name="basis",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(say_where_first_rules_come_from, migrations.RunPython.noop),
    ]
