"""Footnotes: which lines are their bodies, and where in the running text the sign of each stands.

Word processors print a raised number ("¹"); text from PDF keeps it as a plain digit glued to the word ("chỉ đạo1"),
party papers print "(1)", web pages "[1]". A line that begins with such a number is a footnote only when the number is
glued to a word somewhere above; "(1) Tổ chức …" as a point of a list has no such sign.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nhipcau.officialdocs.document import Footnote, Provision, Span
from nhipcau.officialdocs.enums import Doubt, ProvisionKind
from nhipcau.officialdocs.lines import UPPER, Source, collapse

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(RAISED, "0123456789")
_BODY = re.compile(
    rf"^[ \t]*(?:(?P<raised>[{RAISED}]+)|\((?P<round>\d{{1,2}})\)|\[(?P<square>\d{{1,3}})\]"
    rf"|(?P<plain>\d{{1,2}})(?=\s+[{UPPER}“\"]))\s*(?=\S)",
    re.MULTILINE,
)
# Units carry raised numbers of their own ("km²", "m3"); they are no signs. Each pattern begins with what is rare.
_SIGNS = {
    "raised": re.compile(
        rf"(?P<raised>[{RAISED}]+)(?<![\s(\[]m[{RAISED}])(?<![\s\d]m[{RAISED}])(?<![kcdh]m[{RAISED}])"
    ),
    "round": re.compile(r"\((?P<round>\d{1,2})\)(?<=[^\s(]\(\d\))|\((?P<round_>\d{2})\)(?<=[^\s(]\(\d\d\))"),
    "square": re.compile(r"(?<!\n)\[(?P<square>\d{1,3})\]"),
    "plain": re.compile(r"(?<=[a-zđà-ỹ”\"’])(?P<plain>\d{1,2})(?=[\s,.;:)\]]|$)(?<![\s\d]m\d)(?<![kcdh]m\d)"),
}


@dataclass(frozen=True, slots=True)
class _Sign:
    start: int
    end: int
    form: str
    number: int


class Notes:
    """The footnotes of one source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._by_form: dict[str, dict[int, list[_Sign]]] = {}

    @cached_property
    def bodies(self) -> dict[int, _Sign]:
        """The sign at the beginning of each footnote, by the place where its line begins."""
        found = [_sign(match) for match in _BODY.finditer(self._source.text)]
        return {body.start: body for body in found if body.form == "raised" or self._nearest(body) is not None}

    def _signs(self, form: str) -> dict[int, list[_Sign]]:
        """All signs of a form in the text, by their number."""
        if form not in self._by_form:
            by_number: dict[int, list[_Sign]] = {}
            for match in _SIGNS[form].finditer(self._source.text):
                sign = _sign(match)
                by_number.setdefault(sign.number, []).append(sign)
            self._by_form[form] = by_number
        return self._by_form[form]

    def _nearest(self, body: _Sign) -> _Sign | None:
        """The last sign above the body; numbers may begin anew on every page."""
        signs = self._signs(body.form).get(body.number, [])
        last = bisect_left(signs, body.start, key=lambda sign: sign.start)
        return signs[last - 1] if last else None

    def read(self, provisions: Sequence[Provision]) -> tuple[Footnote, ...]:
        """Give each footnote with the sign in the text that leads to it, the nearest above it."""
        notes = []
        starts = [provision.span.start for provision in provisions]
        for index, provision in enumerate(provisions):
            if provision.kind is not ProvisionKind.FOOTNOTE:
                continue
            body = self.bodies.get(provision.span.start)
            sign = None if body is None else self._nearest(body)
            at = body.end if body is not None else provision.span.start
            notes.append(
                Footnote(
                    mark=None if body is None else str(body.number),
                    text=collapse(self._source.text[at : provision.span.end]),
                    anchor=None if sign is None else Span(sign.start, sign.end),
                    span=provision.span,
                    provision=index,
                    anchored_in=None if sign is None else _holder(provisions, starts, sign.start),
                    confidence=0.9 if sign is not None else 0.5,
                    doubt=None if sign is not None else Doubt.NO_ANCHOR,
                )
            )
        return tuple(notes)


def _sign(found: re.Match[str]) -> _Sign:
    group = str(found.lastgroup)
    form = group.rstrip("_")
    bracketed = form in ("round", "square")
    start, end = found.start(group) - bracketed, found.end(group) + bracketed
    return _Sign(start, end, form, int(found[group].translate(_PLAIN)))


def _holder(provisions: Sequence[Provision], starts: list[int], place: int) -> int | None:
    """The provision that holds a place; footnotes lie between the lines of a paragraph that a page end parts."""
    for index in range(bisect_right(starts, place) - 1, -1, -1):
        provision = provisions[index]
        if provision.kind is not ProvisionKind.FOOTNOTE:
            return index if place < provision.span.end else None
    return None
