"""Work whose unit stands behind a label: "Đơn vị chủ trì: Sở Ngoại vụ", "Cơ quan phối hợp: …", "Thời gian: …".

The labels stand in points below the work that they belong to, or behind it in the same paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nhipcau.officialdocs.document import Provision, Span
from nhipcau.officialdocs.enums import AssignmentRole, ProvisionKind
from nhipcau.officialdocs.paragraphs import Paragraph
from nhipcau.officialdocs.tasks import Task
from nhipcau.officialdocs.units import begins_unit, read_unit

_WHO = r"(?:(?:don\s+vi|co\s+quan|bo\s+phan|ca\s+nhan|nguoi|phong)\s+)?"
_LABEL = re.compile(
    rf"(?:(?P<lead>{_WHO}chu\s+tri(?:\s+(?:thuc\s+hien|tham\s+muu))?)"
    rf"|(?P<doer>(?:don\s+vi|co\s+quan|bo\s+phan|nguoi)\s+(?:thuc\s+hien|dau\s+moi|phu\s+trach|chiu\s+trach\s+nhiem)|phan\s+cong(?:\s+thuc\s+hien)?)"
    rf"|(?P<with>{_WHO}phoi\s+hop(?:\s+thuc\s+hien)?)"
    r"|(?P<time>(?:thoi\s+gian|thoi\s+han|tien\s+do|han)(?:\s+(?:thuc\s+hien|hoan\s+thanh|to\s+chuc|bao\s+cao))?)"
    r"|(?P<place>dia\s+diem|kinh\s+phi|san\s+pham|ket\s+qua|thanh\s+phan|nguon\s+kinh\s+phi)(?:\s+[^\W\d]+){0,2}"
    r"|(?P<what>noi\s+dung(?:\s+(?:cong\s+viec|thuc\s+hien|nhiem\s+vu))?|nhiem\s+vu|cong\s+viec))\s*:\s*"
)
_INLINE = re.compile(
    rf"(?:(?<=[.;,])\s+|\(\s*){_WHO}chu\s+tri(?:\s+thuc\s+hien)?\s*:\s*(?P<unit>[^.;()]{{2,200}}?)"
    rf"(?:\s*[.;,]\s*{_WHO}phoi\s+hop(?:\s+thuc\s+hien)?\s*:\s*(?P<with>[^.;()]{{2,200}}))?\s*(?=[.;()]|$)"
)
# "(Sở Ngoại vụ chủ trì, các sở phối hợp)", "(giao Văn phòng chủ trì thực hiện)" behind the work.
_BRACKETED = re.compile(
    r"\(\s*(?:(?:do|giao|phan\s+cong)\s+)?(?P<unit>[^()]{2,200}?)\s+(?:la\s+(?:don\s+vi|co\s+quan)\s+)?"
    r"chu\s+tri(?:\s+(?:thuc\s+hien|tham\s+muu))?"
    r"(?:\s*[,;]\s*(?P<with>[^()]{2,200}?)\s+phoi\s+hop(?:\s+thuc\s+hien)?)?\s*\)"
)
# "chủ trì, phối hợp với …" behind the unit is the work as it is printed.
_SHARES = re.compile(r"chu\s+tri\s*,?\s*phoi\s+hop\s+(?:voi\s)?")
_SHARED = re.compile(
    r"\(\s*(?:(?:do|giao|phan\s+cong)\s+)?(?P<unit>[^()]{2,200}?)\s+(?P<work>chu\s+tri\s*,?\s*phoi\s+hop\s+voi\s[^()]*)\)"
)
# Headings that name no work: who is invited, when, where.
_NO_WORK = re.compile(
    r"(?:thanh\s+phan|thoi\s+gian|dia\s+diem|chuong\s+trinh|chu\s+tri(?=\s*:)|dai\s+bieu|to\s+chuc\s+thuc\s+hien)(?!\w)"
)
_LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Label:
    """A point that is a label with its value."""

    index: int
    sort: str
    value: Span


class LabelledWork:
    """All labels of a document, and the tasks that they give."""

    def __init__(self, provisions: Sequence[Provision], paragraphs: Sequence[Paragraph]) -> None:
        self._provisions = provisions
        self._paragraphs = paragraphs
        self._labels = {label.index: label for label in map(self._label_of, range(len(provisions))) if label}
        leads: dict[int | None, int] = {}
        for label in self._labels.values():
            if label.sort in ("lead", "doer"):
                parent = provisions[label.index].parent
                leads[parent] = leads.get(parent, 0) + 1
        self._leads = leads
        # A time or a place alone is a plain point of a plan.
        self._led = frozenset(leads)

    def holds(self, index: int) -> bool:
        """Tell whether a provision is a label and gives no work by its own words."""
        return index in self._labels and self._provisions[index].parent in self._led

    def of(self, index: int) -> Iterator[Task]:
        """Give the tasks of a label point, or those whose label stands behind them in their paragraph."""
        label = self._labels.get(index)
        if label is None:
            yield from self._inline(index)
        elif label.sort in ("lead", "doer"):
            yield from self._labelled(label)

    def _label_of(self, index: int) -> _Label | None:
        provision, paragraph = self._provisions[index], self._paragraphs[index]
        if (
            provision.kind is ProvisionKind.TABLE_ROW
            or provision.kind is ProvisionKind.FOOTNOTE
            or ":" not in paragraph.text[:80]
        ):
            return None
        start = paragraph.mark.length if paragraph.mark else 0
        found = _LABEL.match(paragraph.folded, start)
        end = len(paragraph.text.rstrip(" .;,"))
        if found is None or found.end() >= end or found.lastgroup is None:
            return None
        if found.lastgroup in ("lead", "doer") and not begins_unit(paragraph.text, paragraph.folded, found.end()):
            return None
        return _Label(index, found.lastgroup, Span(found.end(), end))

    def _labelled(self, label: _Label) -> Iterator[Task]:
        paragraph = self._paragraphs[label.index]
        if (own := self._own_work(label)) is not None:
            yield own
            return
        holder = self._work_above(label)
        if holder is None:
            return
        index, work = holder
        values = self._values_around(label)
        yield Task(
            self._paragraphs[index],
            index,
            paragraph.text[label.value.start : label.value.end],
            paragraph.place(label.value.start, label.value.end),
            work.start,
            work.end,
            0.8,
            None,
            deadline=values.get("time"),
            cooperating=values.get("with", ""),
            role=AssignmentRole.LEAD if label.sort == "lead" else AssignmentRole.IMPLEMENT,
        )

    def _own_work(self, label: _Label) -> Task | None:
        """ "Cơ quan thực hiện: Sở X chủ trì, phối hợp với Sở Y" says itself what is done."""
        paragraph = self._paragraphs[label.index]
        phrase = read_unit(paragraph.text, paragraph.folded, label.value.start)
        if phrase is None or phrase.told or phrase.linked or _SHARES.match(paragraph.folded, phrase.task) is None:
            return None
        place = paragraph.place(phrase.start, phrase.end)
        unit = paragraph.text[phrase.start : phrase.end]
        return Task(paragraph, label.index, unit, place, phrase.task, label.value.end, 0.8, None)

    def _values_around(self, label: _Label) -> dict[str, str]:
        """What the neighbours of a label say, up to the next who leads."""
        values: dict[str, str] = {}
        for step in (1, -1):
            at = label.index + step
            while (other := self._labels.get(at)) is not None and other.sort not in ("lead", "doer"):
                text = self._paragraphs[at].text[other.value.start : other.value.end]
                values.setdefault(other.sort, text)
                at += step
        return values

    def _work_above(self, label: _Label) -> tuple[int, Span] | None:
        """The work that a label belongs to: the point above it where a heading has several, else the heading."""
        parent = self._provisions[label.index].parent
        above = label.index - 1
        while above >= 0 and above in self._labels and above != parent:
            if self._labels[above].sort == "what":
                return above, self._labels[above].value
            above -= 1
        if above < 0:
            return None
        is_own = above == parent or self._provisions[above].parent == parent
        index = above if parent is None or (is_own and self._leads.get(parent, 0) > 1) else parent
        paragraph = self._paragraphs[index]
        start = paragraph.mark.length if paragraph.mark else 0
        end = len(paragraph.text.rstrip(" .;:"))
        if len(paragraph.text[start:end].split()) < _LEAST_WORDS or _NO_WORK.match(paragraph.folded, start):
            return None
        return index, Span(start, end)

    def _inline(self, index: int) -> Iterator[Task]:
        paragraph = self._paragraphs[index]
        if "chu tri" not in paragraph.folded or self._provisions[index].kind is ProvisionKind.TABLE_ROW:
            return
        start = paragraph.mark.length if paragraph.mark else 0
        for found in _SHARED.finditer(paragraph.folded, start):
            if begins_unit(paragraph.text, paragraph.folded, found.start("unit")):
                unit = Span(found.start("unit"), found.end("unit"))
                place = paragraph.place(unit.start, unit.end)
                name = paragraph.text[unit.start : unit.end]
                yield Task(paragraph, index, name, place, found.start("work"), found.end("work"), 0.75, None)
        labels = (*_INLINE.finditer(paragraph.folded, start), *_BRACKETED.finditer(paragraph.folded, start))
        for found in sorted(labels, key=lambda label: label.start()):
            if not begins_unit(paragraph.text, paragraph.folded, found.start("unit")):
                continue
            if len(paragraph.text[start : found.start()].split()) < _LEAST_WORDS:
                continue
            behind = paragraph.text[found.start("with") : found.end("with")] if found["with"] else ""
            unit = Span(found.start("unit"), found.end("unit"))
            yield Task(
                paragraph,
                index,
                paragraph.text[unit.start : unit.end],
                paragraph.place(unit.start, unit.end),
                start,
                len(paragraph.text[: found.start() + 1].rstrip(" .;,(")),
                0.75,
                None,
                cooperating=behind,
                role=AssignmentRole.LEAD,
            )
            start = found.end()
