"""A signed package: one filed report with everything it says, for another installation of Nhịp Cầu.

What stands in it is described in docs/report-package.md. Who opens it need not trust the way that it came.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.drafts.rules import fingerprint
from nhipcau.reporting import filing
from nhipcau.reporting.enums import ReportState
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports.packed_below import all_below, check_below, keep_below, packed
from nhipcau.reporting.exports.packed_evidence import (
    LARGEST_PACKAGE,
    MOST_LINES,
    Archive,
    Listed,
    archive_of,
    as_file,
    check_bounds,
    evidence_to_list,
    is_archive,
    keep,
)
from nhipcau.reporting.exports.signing import is_signed_by, own_key, public_hex, sign
from nhipcau.reporting.models import FiledFigure, Report, ReportingDuty, Submission, Supplement, TrustedSender

SCHEMA = "nhipcau.package/3"
# Earlier ones held nothing from below; /1 named no evidence.
KNOWN = ("nhipcau.package/1", "nhipcau.package/2", SCHEMA)
LARGEST = LARGEST_PACKAGE


def package_of(report: Report, *, by: Any) -> bytes:
    """The signed package of a filed report with its supplements and the reports that it counts, without files: evidence
    is named with its fingerprints.

    Raises:
        PackageError: the report is not filed.
    """
    package, _evidence = _package(report, with_files=False)
    record_export(report, by=by)
    return package


def package_with_evidence(report: Report, *, by: Any) -> IO[bytes]:
    """The same with the files of evidence, as an archive at its beginning; the signed part lists them.

    Raises:
        PackageError: the report is not filed, its evidence is too much or not what it was.
    """
    package, evidence = _package(report, with_files=True)
    archive = archive_of(package, evidence)
    record_export(report, by=by, evidence=sum(bool(one.file) for one, _file in evidence))
    return archive


def _package(report: Report, *, with_files: bool) -> tuple[bytes, list[tuple[Listed, Any]]]:
    content, top = _content(report), packed(report)
    below = all_below(top)
    evidence = evidence_to_list(top, below, with_files=with_files)
    return (
        _signed(
            {
                **content,
                "schema": SCHEMA,
                "below": [one.plain() for one in below],
                "evidence": [one.plain() for one, _file in evidence],
            }
        ),
        evidence,
    )


def record_export(report: Report, *, by: Any, **more: Any) -> None:
    """Tell the trail that a package was made."""
    record("package exported", report, by=by, sha256=report.filed_sha256, **more)


def _content(report: Report) -> dict[str, Any]:
    if not report.is_filed or report.filed_content is None:
        raise PackageError(_("Only a filed report can be packed."))
    return {
        "sender": settings.PROVINCE_NAME,
        "public_key": public_hex(own_key(Path(settings.DATA))),
        "made_at": timezone.now().isoformat(),
        "report": report.filed_content,
        "report_sha256": report.filed_sha256,
        "supplements": [{"content": one.content, "sha256": one.sha256} for one in report.supplements.all()],
    }


def _signed(content: dict[str, Any]) -> bytes:
    signature = sign(content, own_key(Path(settings.DATA)))
    return json.dumps({**content, "signature": signature}, ensure_ascii=False, indent=1, sort_keys=True).encode()


def open_package(raw: bytes) -> tuple[dict[str, Any], TrustedSender]:
    """The content of a package and whose it is, once its signature and its fingerprints hold.

    Raises:
        PackageError: it is no package, was changed, or nobody told us to trust its sender.
    """
    if len(raw) > LARGEST:
        raise PackageError(_("This file is too large for a report package."))
    try:
        text = raw.decode("utf-8-sig")
        # No text of ours holds it, and PostgreSQL does not take it.
        whole = None if "\\u0000" in text else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PackageError(_("This file is no report package.")) from error
    if not isinstance(whole, dict) or whole.get("schema") not in KNOWN:
        raise PackageError(_("This file is no report package."))
    content = {name: value for name, value in whole.items() if name != "signature"}
    public = str(content.get("public_key", ""))
    if not is_signed_by(content, str(whole.get("signature", "")), public):
        raise PackageError(_("The package was changed after it was signed, or its signature is damaged."))
    sender = TrustedSender.objects.filter(public_key=public.lower(), is_trusted=True).select_related("unit").first()
    if sender is None:
        raise PackageError(
            _("The package is signed with a key that nobody entered here: %(key)s. Compare it with the sender first.")
            % {"key": public}
        )
    _check_fingerprints(content)
    return content, sender


def _check_fingerprints(content: Mapping[str, Any]) -> None:
    try:
        parts = [(content["report"], content["report_sha256"])]
        parts += [(one["content"], one["sha256"]) for one in content["supplements"]]
        fits = all(fingerprint(part) == sha256 for part, sha256 in parts)
        period = content["report"]["period"]
        is_dated = bool(parse_date(period["start"]) and parse_date(period["end"]))
    except (KeyError, TypeError, ValueError) as error:
        raise PackageError(_("The package lacks parts; please ask for it anew.")) from error
    if not fits or not is_dated:
        raise PackageError(_("The package does not match its fingerprints; please ask for it anew."))


@transaction.atomic
def take_in(source: bytes | IO[bytes], duty: ReportingDuty, *, by: Any) -> Report:
    """Take a package in as the report of its sender on a duty of ours; it then waits for acceptance.

    The same package again does no harm; a later filing of the same report is a further one, unless ours was accepted.
    Files of evidence are all looked at before anything is kept.

    Raises:
        PackageError: see `open_package` and `Archive.check`; or the report was accepted already with other content.
    """
    file = as_file(source)
    archive = Archive(file) if is_archive(file) else None
    content, sender = open_package(archive.package() if archive else file.read(LARGEST + 1))
    below = check_below(content)
    listed = _listed_evidence(content, below)
    if archive is not None:
        archive.check(listed)
    elif any(one.file for one in listed):
        raise PackageError(_("This package comes with files of evidence; please choose the whole ZIP file."))
    report = _take_in(content, sender, duty, by=by)
    if new_below := keep_below(report, below):
        record("reports from below received", report, by=by, reports=new_below)
    if new := keep(report, archive, listed):
        record("evidence received", report, by=by, files=new)
    return report


def _listed_evidence(content: Mapping[str, Any], below: Iterable[Mapping[str, Any]]) -> list[Listed]:
    rows = content.get("evidence", [])
    if not isinstance(rows, list) or len(rows) > MOST_LINES:
        raise PackageError(_("The package lacks parts; please ask for it anew."))
    listed = [Listed.of(one) for one in rows]
    known = {"", *(one["report_sha256"] for one in below)}
    if any(one.report not in known for one in listed):
        raise PackageError(_("The package lists evidence that cannot be; please ask for it anew."))
    check_bounds(listed)
    return listed


def _take_in(content: dict[str, Any], sender: TrustedSender, duty: ReportingDuty, *, by: Any) -> Report:
    filed, sha256 = content["report"], content["report_sha256"]
    start, end = parse_date(filed["period"]["start"]), parse_date(filed["period"]["end"])
    due, at = parse_date(str(filed.get("due_on"))) or end, parse_datetime(str(filed.get("filed_at")))
    if start is None or end is None or due is None or at is None or at.tzinfo is None:
        raise PackageError(_("The package lacks parts; please ask for it anew."))
    report, _made = Report.objects.get_or_create(
        duty=duty, unit=sender.unit, period_start=start, defaults={"period_end": end, "due_on": due}
    )
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.filed_sha256 != sha256:
        if report.is_accepted:
            raise PackageError(_("This report was accepted already with other content; please ask for a supplement."))
        _file(report, filed, sha256, at=at, by=by)
    _add_supplements(report, content["supplements"])
    report.refresh_from_db()
    return report


def _file(report: Report, filed: dict[str, Any], sha256: str, *, at: Any, by: Any) -> None:
    number = report.submissions.count() + 1
    record("package imported", report, by=by, number=number, sha256=sha256)
    Submission.objects.create(report=report, number=number, content=filed, sha256=sha256, filed_at=at)
    try:
        rows = filing.figure_rows(report, filed)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise PackageError(_("The package lacks parts; please ask for it anew.")) from error
    FiledFigure.objects.filter(report=report).delete()
    FiledFigure.objects.bulk_create(rows)
    row = Report.objects.filter(pk=report.pk)
    if report.is_filed:
        row.decide(state=ReportState.RETURNED)
    row.update(state=ReportState.FILED, filed_at=report.filed_at or at, filed_content=filed, filed_sha256=sha256)


def _add_supplements(report: Report, supplements: list[dict[str, Any]]) -> None:
    known = set(report.supplements.values_list("sha256", flat=True))
    for one in supplements:
        if one["sha256"] in known:
            continue
        content = one["content"]
        supplement = Supplement.objects.create(
            report=report,
            number=report.supplements.count() + 1,
            content=content,
            sha256=one["sha256"],
            filed_at=parse_datetime(str(content.get("filed_at"))) or timezone.now(),
        )
        FiledFigure.objects.bulk_create(filing.difference_rows(report, supplement))
