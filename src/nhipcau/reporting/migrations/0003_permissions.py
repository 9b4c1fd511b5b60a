"""Who writes reports, who sees them all, and who keeps the duties."""

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant


def grant_permissions(apps, schema_editor):
    grant(
        apps,
        {
            "reporting.report.write_report": [Role.UNIT_CONTACT],
            "reporting.report.oversee_report": [Role.PROGRAMME_OFFICER],
            "reporting.reportingduty.add_reportingduty": [Role.PROGRAMME_OFFICER],
            "reporting.reportingduty.change_reportingduty": [Role.PROGRAMME_OFFICER],
            "reporting.reportingduty.view_reportingduty": [Role.PROGRAMME_OFFICER],
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_keep_the_words_and_freeze_what_is_filed"),
        ("organisation", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant_permissions, migrations.RunPython.noop)]
