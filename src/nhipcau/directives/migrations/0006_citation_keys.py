from django.db import migrations, models

from nhipcau.directives import citing


def fill_in_keys(apps, schema_editor):
    directives = apps.get_model("directives", "Directive").objects.exclude(number="").only("pk", "number")
    for directive in directives.iterator():
        directive.number_key = citing.number_key(directive.number)
        directive.save(update_fields=["number_key"])
    items = apps.get_model("directives", "ReadItem").objects.filter(kind="citation").only("pk", "value")
    for item in items.iterator():
        item.cited_key = citing.Named.of_citation(item.value).key
        item.save(update_fields=["cited_key"])


class Migration(migrations.Migration):
    dependencies = [("directives", "0005_pages_and_scans")]

    operations = [
        migrations.AddField(
            model_name="directive",
            name="number_key",
            field=models.CharField(
                db_index=True,
                default="",
                editable=False,
                help_text="What all prints of the number share; citations are found by it.",
                max_length=100,
            ),
        ),
        migrations.AddField(
            model_name="readitem",
            name="cited_key",
            field=models.CharField(
                db_index=True,
                default="",
                editable=False,
                help_text="Of a citation: what all prints of the cited number or name share.",
                max_length=100,
            ),
        ),
        migrations.RunPython(fill_in_keys, migrations.RunPython.noop),
    ]
