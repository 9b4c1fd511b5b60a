"""What is looked at before a report is filed: faults that hold it up, and what the officer should see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.reporting.counting import Figure
from nhipcau.reporting.enums import SectionContent
from nhipcau.reporting.labels import number_words
from nhipcau.reporting.models import ReportSection
from nhipcau.reporting.sentences import REASON_ASKED_FOR
from nhipcau.reporting.table import Line


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at and found wanting; `place` is the part of the page that it is about."""

    text: str
    place: str
    holds_up: bool = False


def checks_of(sections: Iterable[ReportSection], figures: Iterable[Figure], lines: Sequence[Line]) -> list[Check]:
    """Everything that is wanting, what holds the report up first."""
    found = [*_of_sections(sections), *_of_lines(lines), *_of_figures(figures)]
    return sorted(found, key=lambda check: not check.holds_up)


def _of_sections(sections: Iterable[ReportSection]) -> Iterable[Check]:
    for section in sections:
        place = f"section-{section.pk}"
        if section.is_required and section.is_empty:
            yield Check(_("“%(heading)s” cannot be left empty.") % {"heading": section.heading}, place, holds_up=True)
        if section.content == SectionContent.LATE:
            open_reasons = sum(line.rstrip().endswith(REASON_ASKED_FOR) for line in section.body.split("\n"))
            if open_reasons:
                text = ngettext(
                    "“%(heading)s”: %(count)d reason is still to be given.",
                    "“%(heading)s”: %(count)d reasons are still to be given.",
                    open_reasons,
                )
                yield Check(text % {"heading": section.heading, "count": open_reasons}, place)


def _of_lines(lines: Iterable[Line]) -> Iterable[Check]:
    for line in lines:
        place = f"line-{line.code}"
        if not line.adds_up and line.value is not None and line.parts is not None:
            values = {
                "code": line.code,
                "label": line.label,
                "value": number_words(line.value),
                "parts": number_words(line.parts),
            }
            yield Check(
                _("Line %(code)s, “%(label)s”: %(value)s, but its parts add up to %(parts)s.") % values,
                place,
                holds_up=True,
            )
        if line.is_typed_without_source:
            yield Check(
                _("Line %(code)s, “%(label)s”: the number was typed by hand and does not say where it comes from.")
                % {"code": line.code, "label": line.label},
                place,
            )


def _of_figures(figures: Iterable[Figure]) -> Iterable[Check]:
    for figure in figures:
        if figure.unproven:
            text = ngettext(
                "“%(label)s”: %(count)d of %(all)d has no evidence yet.",
                "“%(label)s”: %(count)d of %(all)d have no evidence yet.",
                figure.unproven,
            )
            yield Check(
                text % {"label": figure.label, "count": figure.unproven, "all": figure.count}, f"figure-{figure.kind}"
            )
