"""The way down from a filed report: the reports that it counts, and what proves their activities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from nhipcau.reporting.exports.packed_below import named_below
from nhipcau.reporting.models import ReceivedEvidence, ReceivedReport, Report
from nhipcau.reporting.queries import is_received


@dataclass(frozen=True, slots=True)
class Counted:
    """A report that another one counts. Without address it stays with the sender, or is not for this person."""

    unit: str
    start: date
    end: date
    url: str


def counted_by(report: Report, content: Mapping[str, Any], *, may_open: bool) -> list[Counted]:
    """The reports that a filed content was drafted from. `report` is the row that it lies in or came with."""
    named = named_below(content)
    if not named:
        return []
    if is_received(report):
        rows = ReceivedReport.objects.filter(report=report).values_list("sha256", "pk")
        addresses = {sha256: reverse("reporting:below", args=[report.pk, pk]) for sha256, pk in rows}
    else:
        keys = [one["report"] for one in named] if may_open else []
        known = Report.objects.filter(pk__in=keys).values_list("filed_sha256", "pk")
        addresses = {sha256: reverse("reporting:report", args=[pk]) for sha256, pk in known}
    return [
        Counted(
            str(one["unit"]),
            date.fromisoformat(one["period"]["start"]),
            date.fromisoformat(one["period"]["end"]),
            addresses.get(str(one["sha256"]), ""),
        )
        for one in named
    ]


def received_with(report: Report, content: Mapping[str, Any], *, of_report: str) -> list[tuple[ReceivedEvidence, str]]:
    """The evidence that came with a package for one of its reports, each with the title of the activity behind."""
    rows = list(report.received_evidence.filter(of_report=of_report))
    figures = content.get("figures", ()) if rows else ()
    titles = {one["id"]: one["title"] for figure in figures for one in figure["activities"]}
    return [(row, titles.get(row.activity, "")) for row in rows]
