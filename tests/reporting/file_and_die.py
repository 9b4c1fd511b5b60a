"""Run as a process of its own: files a report and kills itself at the moment named, as a power cut would.

python -m tests.reporting.file_and_die before-writing | before-commit | after-commit
"""

import os
import signal
import sys
from datetime import date
from typing import Any

import django


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(moment: str) -> None:
    django.setup()
    from nhipcau.organisation.models import Unit, User  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.programme.models import Activity  # noqa: PLC0415
    from nhipcau.reporting import filing, services  # noqa: PLC0415
    from nhipcau.reporting.models import Report, ReportingDuty  # noqa: PLC0415

    contact = User.objects.create_user(username="contact")
    unit = Unit.objects.create(name="Báo", kind="press", tier="province")
    Activity.objects.create(unit=unit, kind="story", title="Thác", happened_on=date(2026, 3, 1))
    duty = ReportingDuty.objects.create(
        name="Báo cáo tháng", reporter=unit, frequency="month", begins_on=date(2026, 1, 1)
    )
    report = services.open_report(duty, unit, date(2026, 3, 10), by=contact)
    match moment:
        case "before-writing":
            filing.fingerprint = die
        case "before-commit":
            Report.refresh_from_db = die  # the row is written, the transaction still open
    filing.file_report(report, by=contact, version=report.version)
    die()


if __name__ == "__main__":
    main(sys.argv[1])
