"""The body: provisions as parts with number, heading and content; footnotes at their anchors, rows as tables."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from nhipcau.officialdocs.akoma_ntoso.names import ELEMENTS, Identifiers, number_sign, work_uri
from nhipcau.officialdocs.akoma_ntoso.writing import Mark, add, without_overlaps, write
from nhipcau.officialdocs.document import Citation, DateItem, OfficialDocument, Provision, Span
from nhipcau.officialdocs.enums import DateRole, ProvisionKind
from nhipcau.officialdocs.lines import collapse

_BEHIND_TITLE = re.compile(r"[\s.:*_]*")
_DAY_BEHIND_NAME = re.compile(r",?\s+(?:ngày|năm)\s+\d.*", re.DOTALL)
_CELLS = re.compile(r"\s*\|\s*")
_UNNUMBERED = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.FOOTNOTE, ProvisionKind.TABLE_ROW})


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of all provisions with the marks in them, by index."""

    provisions: Sequence[Provision]
    marks: Sequence[list[Mark]]
    # Footnotes that found no anchor stay in the flow.
    loose_notes: frozenset[int]
    cuts: Sequence[tuple[int, int]]


def read_texts(document: OfficialDocument) -> Texts:
    """Find where citations, days and footnotes stand in the text of each provision."""
    provisions = document.provisions
    marks: list[list[Mark]] = [[] for _ in provisions]
    starts = [provision.span.start for provision in provisions]
    items: list[Citation | DateItem] = [*document.citations, *document.dates]
    for item in items:
        mark = _attributes(item)
        index = _around(provisions, starts, item.span.start)
        if mark is None or index is None:
            continue
        words = collapse(item.text)
        at = provisions[index].text.find(words) if words else -1
        if at >= 0:
            marks[index].append(Mark(at, at + len(words), mark[0], mark[1]))
    marks = [without_overlaps(found) for found in marks]
    loose = _hang_notes(document, marks)
    cuts = [_cuts(document.text, provision) for provision in provisions]
    return Texts(provisions, marks, frozenset(loose), cuts)


def _attributes(item: Citation | DateItem) -> tuple[str, dict[str, str]] | None:
    if isinstance(item, Citation):
        return "ref", citation_attributes(item)
    if item.start is None or item.start != item.end or item.role is DateRole.SIGNING:
        return None
    return "date", {"date": item.start.isoformat()}


def citation_attributes(citation: Citation) -> dict[str, str]:
    """Where a reference leads, and what the document does with the cited one."""
    return {"href": citation_uri(citation), "class": citation.relation.value}


def citation_uri(citation: Citation) -> str:
    """The address of a cited document. "Luật Đất đai ngày 18/01/2024" goes by the name "Đất đai"."""
    words = citation.text
    name = words[len(citation.kind) :] if words.casefold().startswith(citation.kind) else words
    named = None if citation.number else _DAY_BEHIND_NAME.sub("", name)
    return work_uri(citation.kind, citation.number, citation.date, named)


def _around(provisions: Sequence[Provision], starts: list[int], place: int) -> int | None:
    """The provision that holds a place; a footnote may stand within the span of the paragraph that it interrupts."""
    for index in range(bisect_right(starts, place) - 1, max(-1, bisect_right(starts, place) - 6), -1):
        if provisions[index].span.start <= place < provisions[index].span.end:
            return index
    return None


def _hang_notes(document: OfficialDocument, marks: list[list[Mark]]) -> list[int]:
    """Put each footnote behind the sign that leads to it; returns those without one."""
    provisions = document.provisions
    loose = {index for index, provision in enumerate(provisions) if provision.kind is ProvisionKind.FOOTNOTE}
    for note in document.footnotes:
        if note.anchor is None or note.anchored_in is None or note.provision not in loose:
            continue
        owner = note.anchored_in
        at = _offset(document.text, provisions[owner], note.anchor)
        if at is None or provisions[owner].kind is ProvisionKind.FOOTNOTE:
            continue
        # A sign within a citation stands behind it.
        at = next((mark.end for mark in marks[owner] if mark.start < at < mark.end), at)
        attributes = {"marker": note.mark or "*", "placement": "bottom"}
        marks[owner].append(Mark(at, at, "authorialNote", attributes, note.provision))
        marks[owner].sort(key=lambda mark: (mark.start, mark.end))
        loose.discard(note.provision)
    return sorted(loose)


def _offset(source: str, provision: Provision, place: Span) -> int | None:
    """Where in the words of a provision a place of the source ends. Words dropped on the way only move it back."""
    sign = source[place.start : place.end].strip()
    expected = len(collapse(source[provision.span.start : place.start]))
    at = provision.text.find(sign, max(0, expected - len(sign))) if sign else -1
    if at < 0 or at > expected + 2:
        at = provision.text.rfind(sign, 0, expected + 2) if sign else -1
    return None if at < 0 else at + len(sign)


def _cuts(source: str, provision: Provision) -> tuple[int, int]:
    """Where in the text of a provision its number ends, and where its heading does."""
    if provision.kind in _UNNUMBERED or provision.mark is None:
        return 0, 0
    text = provision.text
    head = collapse(source[provision.heading_span.start : provision.heading_span.end])
    if not text.startswith(head):
        head = text.split(" ", 1)[0]
    if provision.title is None:
        return len(head), len(head)
    title = collapse(provision.title)
    at = text.find(title)
    if at < 0 or at > len(head):
        return len(head), len(head)
    behind = _BEHIND_TITLE.match(text, at + len(title), max(len(head), at + len(title)))
    return at, behind.end() if behind else at + len(title)


def segments(indexes: Iterable[int], provisions: Sequence[Provision]) -> dict[int | None, list[int]]:
    """Children of each provision among these; a part whose parent is not among them stands at the top."""
    among = set(indexes)
    children: dict[int | None, list[int]] = {None: []}
    for index in sorted(among):
        parent = provisions[index].parent
        children.setdefault(parent if parent in among else None, []).append(index)
    return children


class BodyWriter:
    """Writes provisions below an element."""

    def __init__(self, texts: Texts, identifiers: Identifiers) -> None:
        self._texts = texts
        self._ids = identifiers

    def parts(self, parent: etree._Element, indexes: list[int], children: dict[int | None, list[int]], at: str) -> None:
        """Write sibling provisions and what is below them."""
        provisions = self._texts.provisions
        rows: list[int] = []
        for index in indexes:
            kind = provisions[index].kind
            if kind is ProvisionKind.TABLE_ROW:
                rows.append(index)
                continue
            self._table(parent, rows, at)
            rows = []
            if kind is not ProvisionKind.FOOTNOTE or index in self._texts.loose_notes:
                self._part(parent, index, children, at)
        self._table(parent, rows, at)

    def _part(self, parent: etree._Element, index: int, children: dict[int | None, list[int]], at: str) -> None:
        provision = self._texts.provisions[index]
        tag, abbreviation = ELEMENTS.get(provision.kind.value, ELEMENTS["paragraph"])
        own = self._ids.numbered(at, abbreviation, number_sign(provision.mark))
        element = add(parent, tag, eId=own)
        number_end, heading_end = self._texts.cuts[index]
        self._line(element, "num", index, 0, number_end, own)
        self._line(element, "heading", index, number_end, heading_end, own)
        below = [child for child in children.get(index, []) if self._is_written(child)]
        has_text = bool(provision.text[heading_end:].strip()) or self._has_mark_from(index, heading_end)
        if has_text or not (below or heading_end):
            name = "intro" if below else "content"
            container = add(element, name, eId=self._ids.single(own, name))
            self.paragraph(container, index, container.get("eId") or own, start=heading_end)
        if below:
            self.parts(element, children[index], children, own)

    def _is_written(self, index: int) -> bool:
        return self._texts.provisions[index].kind is not ProvisionKind.FOOTNOTE or index in self._texts.loose_notes

    def _has_mark_from(self, index: int, start: int) -> bool:
        return any(mark.start >= start for mark in self._texts.marks[index])

    def _line(self, element: etree._Element, tag: str, index: int, start: int, end: int, at: str) -> None:
        if end > start:
            self._write(add(element, tag, eId=self._ids.single(at, tag)), index, start, end, at)

    def paragraph(self, parent: etree._Element, index: int, at: str, *, start: int = 0) -> None:
        """Write the text of a provision from `start` as one paragraph."""
        own = self._ids.counted(at, "p")
        self._write(add(parent, "p", eId=own), index, start, len(self._texts.provisions[index].text), own)

    def _write(self, element: etree._Element, index: int, start: int, end: int, at: str) -> None:
        text = self._texts.provisions[index].text
        is_last = end == len(text)
        marks = [
            mark
            for mark in self._texts.marks[index]
            if start <= mark.start and mark.end <= end and (mark.start < end or is_last)
        ]
        self._inline(element, text[start:end] if marks else text[start:end].strip(), marks, start, at)

    def _inline(self, element: etree._Element, text: str, marks: list[Mark], offset: int, at: str) -> None:
        for mark, inline in zip(marks, write(element, text, marks, offset), strict=True):
            own = self._ids.counted(at, mark.tag)
            inline.set("eId", own)
            if mark.note is not None:
                self.paragraph(inline, mark.note, own)

    def _table(self, parent: etree._Element, rows: list[int], at: str) -> None:
        if not rows:
            return
        own = self._ids.counted(at, "al")
        content = add(add(parent, "alinea", eId=own), "content", eId=self._ids.single(own, "content"))
        table = add(content, "table", eId=self._ids.counted(own, "table"))
        for index in rows:
            row = add(table, "tr")
            text, marks = self._texts.provisions[index].text, self._texts.marks[index]
            for start, end in _cells(text):
                own_cell = self._ids.counted(table.get("eId") or own, "td")
                cell = add(row, "td", eId=own_cell)
                inside = [
                    mark for mark in marks if start <= mark.start and mark.end <= end and mark.start < max(end, 1)
                ]
                paragraph = add(cell, "p", eId=self._ids.counted(own_cell, "p"))
                self._inline(paragraph, text[start:end], inside, start, own_cell)


def _cells(text: str) -> list[tuple[int, int]]:
    """Where the cells of a row stand; strokes at its ends open no cell."""
    places: list[tuple[int, int]] = []
    at = 0
    for stroke in _CELLS.finditer(text):
        if stroke.start() > 0:
            places.append((at, stroke.start()))
        at = stroke.end()
    if at < len(text) or not places:
        places.append((at, len(text)))
    return places
