"""The reports that a report was drafted from, packed with it: whole, as far down as they are known, within bounds.

A report names those below it by their fingerprints (`from_units`), so its own fingerprint holds all that travel with
it: each total of the package opens to the rows that it adds up. What does not fit stays with the sender, by name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nhipcau.drafts.rules import fingerprint
from nhipcau.reporting.counting import figure_from_json
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.models import ReceivedReport, Report
from nhipcau.reporting.queries import is_received

MOST_BELOW = 1000
# Of all of them, as JSON.
LARGEST_BELOW = 30 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """A filed report with its supplements, and where it lies here.

    `report` is the row of ours; `of_report` is empty when it is that report itself, else the fingerprint under which it
    came with that report from another installation.
    """

    report: Report
    of_report: str
    content: Mapping[str, Any]
    sha256: str
    supplements: Sequence[Mapping[str, Any]]

    def plain(self) -> dict[str, Any]:
        return {"report": self.content, "report_sha256": self.sha256, "supplements": list(self.supplements)}


def packed(report: Report) -> Packed:
    """A filed report of ours."""
    supplements = [{"content": one.content, "sha256": one.sha256} for one in report.supplements.all()]
    return Packed(report, "", report.filed_content or {}, report.filed_sha256, supplements)


def named_below(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The reports that a filed content names as those that it counts."""
    return [one for one in content.get("from_units", ()) if isinstance(one, Mapping)]


def next_below(one: Packed) -> Iterator[Packed]:
    """The reports that a report was drafted from, in its order, as far as they are here as they were counted."""
    named = named_below(one.content)
    if not named:
        return
    if is_received(one.report):
        rows = {row.sha256: row for row in ReceivedReport.objects.filter(report=one.report)}
        for name in named:
            if row := rows.get(str(name.get("sha256"))):
                yield Packed(one.report, row.sha256, row.content, row.sha256, row.supplements)
        return
    keys = [name["report"] for name in named]
    reports = Report.objects.filter(pk__in=keys).select_related("unit").prefetch_related("supplements").in_bulk()
    for name in named:
        report = reports.get(name["report"])
        if report is not None and report.filed_sha256 == name["sha256"]:
            yield packed(report)


def all_below(top: Packed) -> list[Packed]:
    """Everything below a report that fits into a package: those next below it first, then those below these."""
    found: list[Packed] = []
    known, size, level = {top.sha256}, 0, [top]
    while level:
        further = []
        for one in (below for above in level for below in next_below(above)):
            if one.sha256 in known:
                continue
            size += len(json.dumps(one.plain(), ensure_ascii=False, indent=1).encode())
            if len(found) == MOST_BELOW or size > LARGEST_BELOW:
                return found
            known.add(one.sha256)
            found.append(one)
            further.append(one)
        level = further
    return found


def check_below(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The reports from below in a received package, once they are what the report above them counted.

    Raises:
        PackageError: one was changed, or is none that the report, or another below it, names.
    """
    rows = content.get("below", [])
    if not isinstance(rows, list) or len(rows) > MOST_BELOW:
        raise PackageError(_("The package lacks parts; please ask for it anew."))
    try:
        named = {_fingerprint_of(name) for one in (content, *rows) for name in named_below(one["report"])}
        fits = all(_is_whole(one) for one in rows)
        hashes = [one["report_sha256"] for one in rows]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PackageError(_("The package lacks parts; please ask for it anew.")) from error
    if not fits:
        raise PackageError(_("The package does not match its fingerprints; please ask for it anew."))
    if len(set(hashes)) != len(hashes) or not named.issuperset(hashes):
        raise PackageError(_("The package holds a report from below that the report does not count."))
    return rows


def _fingerprint_of(name: Mapping[str, Any]) -> str:
    """The fingerprint under which a report is named, once its unit and its days can be shown."""
    if not isinstance(name["unit"], str):
        raise TypeError
    for part in ("start", "end"):
        date.fromisoformat(name["period"][part])
    return str(name["sha256"])


def _is_whole(one: Mapping[str, Any]) -> bool:
    """Whether a report from below and its supplements have their fingerprints; what a page shows of it is looked at."""
    report = one["report"]
    for part in ("start", "end"):
        date.fromisoformat(report["period"][part])
    if not isinstance(report["unit"]["name"], str):
        raise TypeError
    for figure in report["figures"]:
        figure_from_json(figure)
    supplements = one["supplements"]
    return fingerprint(report) == one["report_sha256"] and all(
        fingerprint(two["content"]) == two["sha256"] and two["content"]["report_sha256"] == one["report_sha256"]
        for two in supplements
    )


def keep_below(report: Report, rows: Iterable[Mapping[str, Any]]) -> int:
    """Keep what came from below beside a report; what is there is left. Returns how many came new."""
    there = set(report.received_below.values_list("sha256", flat=True))
    new = [
        ReceivedReport(
            report=report,
            sha256=one["report_sha256"],
            unit=one["report"]["unit"]["name"].replace("\0", "")[:300],
            content=one["report"],
            supplements=one["supplements"],
        )
        for one in rows
        if one["report_sha256"] not in there
    ]
    ReceivedReport.objects.bulk_create(new, batch_size=50)
    return len(new)
