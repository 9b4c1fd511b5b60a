"""The database refuses to change or remove entries: triggers, by the kind of database."""

from django.db import migrations

from nhipcau.audit import guard


def put_up(apps, schema_editor):
    guard.put_up(schema_editor.connection.alias)


def take_down(apps, schema_editor):
    guard.take_down(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_the_trail")]

    operations = [migrations.RunPython(put_up, take_down)]
