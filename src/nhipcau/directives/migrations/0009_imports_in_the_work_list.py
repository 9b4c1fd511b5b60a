"""Officers see how far the reading of what they handed in has come, and may stop it."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant

PERMISSIONS = {"directives.directiveimport.view_directiveimport": [Role.PROGRAMME_OFFICER]}


def give(apps, schema_editor):
    grant(apps, PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0008_opendocument_format"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
