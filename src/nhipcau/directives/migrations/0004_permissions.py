"""Officers and administrators import, review and accept; everybody reads what was accepted."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

PERMISSIONS = {
    "directives.directive.view_directive": EVERYBODY,
    "directives.directive.add_directive": [Role.PROGRAMME_OFFICER],
    "directives.directive.change_directive": [Role.PROGRAMME_OFFICER],
    "directives.directive.delete_directive": [Role.PROGRAMME_OFFICER],
    "directives.directive.review_directive": [Role.PROGRAMME_OFFICER],
    "directives.refusal.view_refusal": [],
}


def give(apps, schema_editor):
    grant(apps, PERMISSIONS)


class Migration(migrations.Migration):
    dependencies = [
        ("directives", "0003_review_and_acceptance"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
