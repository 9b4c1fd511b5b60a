"""Each duty that stands becomes the first version of a regime of its own; what was filed gets its first submission and
its rows of figures; who decides on reports."""

from decimal import Decimal
from uuid import uuid4

from django.db import migrations

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import grant


def a_series_each(apps, schema_editor):
    duties = apps.get_model("reporting", "ReportingDuty").objects
    for pk in duties.values_list("pk", flat=True):
        duties.filter(pk=pk).update(series=uuid4())


def keep_filings(apps, schema_editor):
    submissions = apps.get_model("reporting", "Submission").objects
    figures = apps.get_model("reporting", "FiledFigure")
    for report in apps.get_model("reporting", "Report").objects.filter(state="filed").iterator():
        if report.filed_content is None:
            continue
        submissions.get_or_create(
            report=report,
            number=1,
            defaults={
                "content": report.filed_content,
                "sha256": report.filed_sha256,
                "filed_at": report.filed_at,
                "filed_by_id": report.filed_by_id,
            },
        )
        figures.objects.bulk_create(rows_of(figures, report))


def rows_of(model, report):
    for figure in report.filed_content["figures"]:
        counts = [("", "", figure["count"]), ("#proven", "", sum(bool(one["evidence"]) for one in figure["activities"]))]
        counts += [("", line["language"], line["count"]) for line in figure["by_language"]]
        for measure, language, value in counts:
            yield model(
                report=report, duty_id=report.duty_id, unit_id=report.unit_id, period_end=report.period_end,
                kind=figure["kind"], measure=measure, language=language, value=Decimal(value),
            )  # fmt: skip


def give(apps, schema_editor):
    grant(
        apps,
        {
            "reporting.report.write_report": [Role.PROGRAMME_OFFICER],
            "reporting.report.decide_report": [Role.PROGRAMME_OFFICER],
            "organisation.specialday.view_specialday": [Role.PROGRAMME_OFFICER],
            "organisation.specialday.add_specialday": [Role.PROGRAMME_OFFICER],
            "organisation.specialday.change_specialday": [Role.PROGRAMME_OFFICER],
            "organisation.specialday.delete_specialday": [Role.PROGRAMME_OFFICER],
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0004_regimes_filings_and_figures"),
        ("organisation", "0005_special_days"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(a_series_each, migrations.RunPython.noop),
        migrations.RunPython(keep_filings, migrations.RunPython.noop),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
