"""Who may see units and who may change them."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

OFFICER = [Role.PROGRAMME_OFFICER]
ADMINISTRATOR = [Role.ADMINISTRATOR]


def give(apps, schema_editor):
    grant(
        apps,
        {
            "organisation.unit.view_unit": EVERYBODY,
            "organisation.unit.add_unit": OFFICER,
            "organisation.unit.change_unit": OFFICER,
            "organisation.unit.delete_unit": ADMINISTRATOR,
            "organisation.unitgroup.view_unitgroup": EVERYBODY,
            "organisation.unitgroup.add_unitgroup": OFFICER,
            "organisation.unitgroup.change_unitgroup": OFFICER,
            "organisation.unitgroup.delete_unitgroup": ADMINISTRATOR,
            "organisation.post.view_post": OFFICER,
            "organisation.post.add_post": ADMINISTRATOR,
            "organisation.post.change_post": ADMINISTRATOR,
            "organisation.post.delete_post": ADMINISTRATOR,
            "organisation.user.add_user": ADMINISTRATOR,
            "organisation.user.change_user": ADMINISTRATOR,
            "organisation.user.delete_user": ADMINISTRATOR,
        },
    )


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_unit_folded")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
