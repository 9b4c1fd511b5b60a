"""A province's report that was drafted from accepted reports, one of which was drafted from another."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from PIL import Image

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing, services
from nhipcau.reporting.models import Report, ReportingDuty

MARCH = date(2026, 3, 10)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "JPEG")
    return out.getvalue()


def monthly(name: str, reporter: Unit, addressee: Unit | None) -> ReportingDuty:
    return ReportingDuty.objects.create(
        name=name, reporter=reporter, addressee=addressee, frequency="month", begins_on=date(2026, 1, 15)
    )


def file_month(duty: ReportingDuty, unit: Unit, person: Callable[..., Any]) -> Report:
    contact = person(Role.UNIT_CONTACT, unit)
    report = services.open_report(duty, unit, MARCH, by=contact)
    return filing.file_report(report, by=contact, version=report.version)


def province_report(office: Unit, newspaper: Unit, department: Unit, person: Callable[..., Any]) -> Report:
    """The office's, from the newspaper's (a picture) and the department's (a paper), which counts a commune's."""
    commune = Unit.objects.create(name="Xã Khuổi Ngần", kind="commune", tier="commune")
    works: list[tuple[Unit, Unit, str, list[tuple[str, bytes]]]] = [
        (commune, department, "Chợ phiên", [("chợ.jpg", picture("red")), ("giấy mời.pdf", PDF)]),
        (department, office, "Hội nghị", [("giấy mời.pdf", PDF)]),
        (newspaper, office, "Triển lãm", [("ảnh.jpg", picture())]),
    ]
    for unit, addressee, title, files in works:
        record_activity(unit=unit, kind="event", title=title, happened_on=MARCH, evidence=files, by=None)
        report = file_month(monthly(f"Báo cáo tháng: {unit}", unit, addressee), unit, person)
        filing.accept_report(report, by=None)
    record_activity(
        unit=office, kind="event", title="Giao ban", happened_on=MARCH, evidence=[("gb.jpg", picture("blue"))], by=None
    )
    return file_month(monthly("Báo cáo tháng của tỉnh", office, None), office, person)
