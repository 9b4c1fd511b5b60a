"""Run as a process of its own, over a database of its own: another installation takes a package in.

python -m tests.reporting.take_in_elsewhere FILE PUBLIC-KEY prints what it then has, as JSON.
"""

import json
import sys
from datetime import date
from pathlib import Path

import django


def main(file: str, public_key: str) -> None:
    django.setup()
    from nhipcau.organisation.models import Unit  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.programme.models import Activity  # noqa: PLC0415
    from nhipcau.reporting.exports.package import take_in  # noqa: PLC0415
    from nhipcau.reporting.integrity import faults  # noqa: PLC0415
    from nhipcau.reporting.models import ReportingDuty, TrustedSender  # noqa: PLC0415

    province = Unit.objects.create(name="Tỉnh Vân Khê", kind="other", tier="province")
    TrustedSender.objects.create(unit=province, public_key=public_key)
    duty = ReportingDuty.objects.create(
        name="Báo cáo tháng của các tỉnh", reporter=province, frequency="month", begins_on=date(2026, 1, 1)
    )
    report = take_in(Path(file).read_bytes(), duty, by=None)
    have = {
        "sha256": report.filed_sha256,
        "below": [[row.unit, row.sha256] for row in report.received_below.all()],
        "evidence": sorted(
            [row.of_report, row.sha256, row.file.read().hex() if row.file else ""]
            for row in report.received_evidence.all()
        ),
        "own_activities": Activity.objects.count(),
        "faults": list(faults()),
    }
    sys.stdout.write(json.dumps(have))


if __name__ == "__main__":
    main(*sys.argv[1:])
