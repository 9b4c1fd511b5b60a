"""Run as a process of its own: `make N` prepares N drafts of N contacts, `look` tells what stands; both print JSON."""

import json
import sys
from datetime import date
from typing import Any

import django


def make(count: int) -> list[dict[str, Any]]:
    """Drafts to file, each with the session of its contact."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up only now
    from django.middleware.csrf import _get_new_csrf_string  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.organisation.models import Post, Unit, User  # noqa: PLC0415
    from nhipcau.programme.models import Activity  # noqa: PLC0415
    from nhipcau.reporting import queries, services  # noqa: PLC0415
    from nhipcau.reporting.models import ReportingDuty  # noqa: PLC0415

    made = []
    today = timezone.localdate()
    for number in range(count):
        unit = Unit.objects.create(name=f"Đơn vị {number}", kind="press", tier="province")
        contact = User.objects.create_user(username=f"contact-{number}")
        contact.groups.add(Group.objects.get(name="unit_contact"))
        Post.objects.create(user=contact, unit=unit)
        duty = ReportingDuty.objects.create(
            name="Báo cáo tháng", reporter=unit, frequency="month", begins_on=date(2026, 1, 1)
        )
        period = queries.period_to_file(duty, today)
        Activity.objects.bulk_create(
            Activity(unit=unit, kind="event", title=f"Việc {n}", happened_on=period.start, figures={"visitors": 10})
            for n in range(40)
        )
        report = services.open_report(duty, unit, period.end, by=contact)
        client = Client()
        client.force_login(contact)
        made.append(
            {
                "report": report.pk,
                "version": report.version,
                "session": client.cookies["sessionid"].value,
                "csrf": _get_new_csrf_string(),
            }
        )
    return made


def look() -> dict[str, Any]:
    """What each report holds, and whether everything fits."""
    from nhipcau.audit.queries import fault_of_the_trail  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.reporting.integrity import faults  # noqa: PLC0415
    from nhipcau.reporting.models import Report  # noqa: PLC0415

    return {
        "reports": [
            [
                report.state,
                report.filed_content is not None,
                report.submissions.count(),
                float(sum(row.value for row in report.filed_figures.filter(measure="visitors"))),
                report.sections.count(),
            ]
            for report in Report.objects.order_by("pk")
        ],
        "faults": [*faults(), fault_of_the_trail()],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(make(int(sys.argv[2])) if sys.argv[1] == "make" else look()))
