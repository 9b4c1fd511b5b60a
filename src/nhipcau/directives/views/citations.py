"""What a directive cites and what cites it: as two lists, filtered, or as a table to take away."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from nhipcau.directives import sentences
from nhipcau.directives.citation_links import CitedLine, CitingLine, Links, links_of
from nhipcau.directives.models import Directive
from nhipcau.directives.review_sheet import show_day
from nhipcau.directives.views.access import directive_or_404

STATES = ("in", "out")
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class _Filter:
    """What a person wants to see: all, or one relation; all, or only what the library holds or lacks."""

    relation: str
    state: str

    @classmethod
    def of(cls, request: HttpRequest) -> "_Filter":
        relation, state = request.GET.get("relation", ""), request.GET.get("state", "")
        return cls(relation if relation in sentences.RELATION_NAMES else "", state if state in STATES else "")

    def cited(self, links: Links) -> list[CitedLine]:
        return [
            line
            for line in links.cites
            if self._relation_fits(line.relation) and (not self.state or bool(line.found) == (self.state == "in"))
        ]

    def citing(self, links: Links) -> list[CitingLine]:
        """Whatever cites is in the library."""
        return [line for line in links.cited_by if self._relation_fits(line.relation) and self.state != "out"]

    def _relation_fits(self, relation: str) -> bool:
        return not self.relation or relation == self.relation


@never_cache
@require_GET
def citations(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, or with ?export=csv the same lines as a file."""
    directive = directive_or_404(request, pk)
    links = links_of(directive, request.user)
    wanted = _Filter.of(request)
    cited, citing = wanted.cited(links), wanted.citing(links)
    if request.GET.get("export") == "csv":
        return _as_csv(request, directive, cited, citing)
    context = {
        "directive": directive,
        "cited": cited,
        "citing": citing,
        "cited_total": len(links.cites),
        "citing_total": len(links.cited_by),
        "missing_total": sum(not line.found for line in links.cites),
        "filter": wanted,
        "relations": sentences.RELATION_NAMES.items(),
        "page_title": _("Citations"),
        "page_subtitle": str(directive),
        "breadcrumbs_items": [
            {"url": reverse("directives:index"), "label": _("Directives")},
            {
                "url": reverse("directives:review", args=[directive.pk]),
                "label": directive.number or directive.file_name,
            },
            {"url": "", "label": _("Citations")},
        ],
    }
    return render(request, "directives/citations.html", context)


def _as_csv(
    request: HttpRequest, directive: Directive, cited: list[CitedLine], citing: list[CitingLine]
) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vien-dan-{directive.pk}.csv"'
    # Spreadsheets take a file for UTF-8 only by this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    names = (_("Direction"), _("Relation"), _("Document"), _("Number and symbol"), _("Date"), _("State"), _("Address"))
    writer.writerow(names)
    for row in [*_cited_rows(request, cited), *_citing_rows(request, citing)]:
        writer.writerow([_plain_cell(cell) for cell in row])
    return response


def _cited_rows(request: HttpRequest, lines: list[CitedLine]) -> Iterator[list[str]]:
    for line in lines:
        state = _("not in the library yet")
        if line.found:
            state = _("in the library") if line.found[0].is_certain else _("perhaps in the library")
        addresses = [_address(request, found.directive) for found in line.found]
        day = show_day(line.item.value.get("date"))
        yield [_("cites"), line.relation_words, line.words, line.number, day, state, " ".join(addresses)]


def _citing_rows(request: HttpRequest, lines: list[CitingLine]) -> Iterator[list[str]]:
    for line in lines:
        directive = line.directive
        day = show_day(directive.date.isoformat()) if directive.date else ""
        state = _("in the library") if line.is_certain else _("perhaps in the library")
        yield [
            _("cited by"),
            line.relation_words,
            directive.subject or directive.file_name,
            directive.number,
            day,
            state,
            _address(request, directive),
        ]


def _address(request: HttpRequest, directive: Directive) -> str:
    return request.build_absolute_uri(reverse("directives:review", args=[directive.pk]))


def _plain_cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
