"""Years side by side: tables, charts, targets, and the outline of a summing-up."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing import as_docx, as_pdf
from nhipcau.reporting import charts
from nhipcau.reporting.exports.summing_up import summing_up
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.review import Review, activities_by_day, by_unit, first_year_filed, review
from nhipcau.reporting.rollup import FigureName
from nhipcau.reporting.views.totals import chosen_duty

MOST_YEARS = 10
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _year(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdecimal() and 1945 <= int(text[:5]) <= 2200 else usual


def years(request: HttpRequest) -> HttpResponse:
    """Five years, as far as there are reports, unless the address says otherwise; ten at most."""
    today = timezone.localdate()
    duty, duties = chosen_duty(request, today)
    last = _year(request.GET.get("to"), today.year)
    usual = max(last - 4, (duty and first_year_filed(duty)) or last - 4)
    first = max(min(_year(request.GET.get("from"), usual), last), last - MOST_YEARS + 1)
    context: dict[str, Any] = {
        "header_title": _("Years side by side"), "duties": duties, "duty": duty, "first": first, "last": last,
    }  # fmt: skip
    if duty is not None:
        found = review(duty, first, last)
        if request.GET.get("export") in ("docx", "pdf"):
            return _document(request, found)
        context |= {"review": found, **_charts(request, duty, found)}
        context |= _days(last)
    return render(request, "reporting/years.html", context)


def _charts(request: HttpRequest, duty: ReportingDuty, found: Review) -> dict[str, Any]:
    names = [row.name for row in found.rows]
    asked = request.GET.get("figure", "")
    chosen: FigureName | None = next((name for name in names if ".".join(name.key) == asked), None)
    chosen = chosen or next((name for name in names if name.is_count), None)
    if chosen is None:
        return {"small": [], "figure": None, "figures": []}
    units = by_unit(duty, chosen.key, found.years[0], found.years[-1])
    highest = max((value for row in units for value in row.values if value is not None), default=0)
    labels = [f"’{year % 100:02}" for year in found.years]
    return {
        "figure": chosen,
        "figures": [(".".join(name.key), name.label) for name in names],
        "figure_code": ".".join(chosen.key),
        "small": [
            (row, charts.bars(row.values, labels, highest=highest, title=f"{row.unit.name}: {chosen.label}"))
            for row in units
        ],
        "progress": [
            (one, charts.progress(one.value, one.wanted, title=f"{one.target.name}: {one.percent}%"))
            for one in found.realities
        ],
    }


def _days(year: int) -> dict[str, Any]:
    counts = activities_by_day(year)
    weekdays = [
        pgettext("weekday", "Mo"),
        pgettext("weekday", "Tu"),
        pgettext("weekday", "We"),
        pgettext("weekday", "Th"),
        pgettext("weekday", "Fr"),
        pgettext("weekday", "Sa"),
        pgettext("weekday", "Su"),
    ]
    title = _("Activities of %(year)d day by day") % {"year": year}
    return {
        "heat": charts.heat_map(year, counts, title=title, weekdays=weekdays),
        "months": list(zip(charts.month_names(), charts.counts_by_month(counts, year), strict=True)),
        "all_days": sum(counts.values()),
    }


def _document(request: HttpRequest, found: Review) -> HttpResponse:
    paper = summing_up(found, place=settings.PROVINCE_NAME)
    is_pdf = request.GET["export"] == "pdf"
    content = as_pdf(paper) if is_pdf else as_docx(paper)
    response = HttpResponse(content, content_type="application/pdf" if is_pdf else DOCX)
    name = f"tong-ket-{found.years[0]}-{found.years[-1]}.{'pdf' if is_pdf else 'docx'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
