"""Who may see and enter people, committees and courses. A unit's contact is further bound to the unit (`access`)."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import EVERYBODY, grant

OFFICER = [Role.PROGRAMME_OFFICER]
WITH_CONTACTS = [Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT]


def give(apps, schema_editor):
    of_officers = {
        f"organisation.{model}.{action}_{model}": OFFICER
        for model in ("officerincharge", "committee", "committeepost", "postterm", "course")
        for action in ("add", "change", "delete")
    }
    seen = {
        f"organisation.{model}.view_{model}": EVERYBODY
        for model in ("person", "officerincharge", "committee", "committeepost", "postterm", "course", "participant")
    }
    grant(
        apps,
        {
            **of_officers,
            **seen,
            "organisation.person.add_person": WITH_CONTACTS,
            "organisation.person.change_person": WITH_CONTACTS,
            "organisation.person.delete_person": OFFICER,
            "organisation.participant.add_participant": WITH_CONTACTS,
            "organisation.participant.change_participant": WITH_CONTACTS,
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0007_people_committees_and_training"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
