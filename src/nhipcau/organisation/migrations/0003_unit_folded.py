from django.db import migrations, models

from nhipcau.vietnamese import fold_key


def fold_names(apps, schema_editor):
    for unit in apps.get_model("organisation", "Unit").objects.all():
        unit.folded = fold_key(f"{unit.name} {unit.short_name}")[:300]
        unit.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_roles")]

    operations = [
        migrations.AddField(
            model_name="unit", name="folded", field=models.CharField(default="", editable=False, max_length=300)
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
