from django.db import migrations, models

from nhipcau.vietnamese import fold_key

WORDS = {"Task": ("title", "sentence", "product"), "Occasion": ("name",), "Activity": ("title",)}


def fold_words(apps, schema_editor):
    for model, names in WORDS.items():
        for row in apps.get_model("programme", model).objects.all():
            row.folded = fold_key(" ".join(getattr(row, name) for name in names))
            row.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name=model.lower(), name="folded", field=models.TextField(default="", editable=False)
            )
            for model in WORDS
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="occasion_ends_after_it_begins",
                violation_error_message="An occasion cannot end before it begins; please set the last day right.",
            ),
        ),
        migrations.RunPython(fold_words, migrations.RunPython.noop),
    ]
