"""Who may see, plan and record. A unit's contact is further bound to what concerns the unit (`queries`)."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

OFFICER = [Role.PROGRAMME_OFFICER]
RECORDS = [Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT, Role.EDITOR]
ADMINISTRATOR = [Role.ADMINISTRATOR]


def give(apps, schema_editor):
    grant(
        apps,
        {
            "programme.programme.view_programme": EVERYBODY,
            "programme.task.view_task": EVERYBODY,
            "programme.task.add_task": OFFICER,
            "programme.task.change_task": OFFICER,
            "programme.task.delete_task": ADMINISTRATOR,
            "programme.occasion.view_occasion": EVERYBODY,
            "programme.occasion.add_occasion": OFFICER,
            "programme.occasion.change_occasion": OFFICER,
            "programme.occasion.delete_occasion": OFFICER,
            "programme.activity.view_activity": EVERYBODY,
            "programme.activity.add_activity": RECORDS,
            "programme.activity.change_activity": RECORDS,
            "programme.activity.delete_activity": OFFICER,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("programme", "0002_searching_and_days"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
