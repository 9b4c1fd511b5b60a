"""The reading of the sample directive as its labels give it, so that these tests do not hang on the reader."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from nhipcau.officialdocs import (
    Assignment,
    AssignmentRole,
    Citation,
    DateItem,
    DateRole,
    Doubt,
    Frequency,
    Metadata,
    OfficialDocument,
    Provision,
    ProvisionKind,
    Reading,
    Recipient,
    RecurringDeadline,
    Relation,
    Span,
    Vocabulary,
)
from nhipcau.vietnamese import normalise

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LABELS: dict[str, Any] = json.loads((SAMPLES / "directive.expected.json").read_text(encoding="utf-8"))
_PART = re.compile(r"^(?P<mark>[IVX]+\.|\d+\.|-)\s+\S", re.MULTILINE)
_DEPTHS = {"part": 0, "point": 1, "bullet": 2}


def read_sample(text: str, vocabulary: Vocabulary | None = None) -> OfficialDocument:
    """Stands in for `officialdocs.read`; knows the sample directive only."""
    text = normalise(text)
    provisions = _provisions(text)
    return OfficialDocument(
        text=text,
        metadata=_metadata(text),
        recipients=tuple(
            Recipient(words, _find(text, words, last=True), 0.95) for words in LABELS["metadata"]["recipients"]
        ),
        provisions=provisions,
        citations=tuple(_citation(text, label) for label in LABELS["citations"]),
        dates=tuple(_date(text, label) for label in LABELS["dates"]),
        recurring_deadlines=tuple(_recurring(text, label) for label in LABELS["recurring_deadlines"]),
        assignments=tuple(_assignment(text, provisions, label) for label in LABELS["assignments"]),
    )


def _find(text: str, words: str, *, last: bool = False) -> Span:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    places = list(pattern.finditer(text))
    if not places:
        raise LookupError(words)
    place = places[-1] if last else places[0]
    return Span(place.start(), place.end())


def _metadata(text: str) -> Metadata:
    readings: dict[str, Any] = {}
    for name, value in LABELS["metadata"].items():
        if name in ("recipients", "received") or value is None:
            continue
        if name == "date":
            readings[name] = Reading(date.fromisoformat(value), _find(text, "ngày 12 tháng 01 năm 2026"), 0.95)
        elif name == "kind":
            readings[name] = Reading(value, _find(text, value.upper()), 0.95)
        elif name == "number":
            readings[name] = Reading(value, _find(text, value), 0.7, Doubt.NUMBER_PATTERN)
        else:
            readings[name] = Reading(value, _find(text, value, last=name.startswith("signer")), 0.95)
    return Metadata(**readings)


def _provisions(text: str) -> tuple[Provision, ...]:
    end = text.index("Nơi nhận")
    places = list(_PART.finditer(text, 0, end))
    provisions: list[Provision] = []
    for index, found in enumerate(places):
        stop = places[index + 1].start() if index + 1 < len(places) else end
        words = text[found.start() : stop].rstrip()
        mark = found["mark"]
        kind = "bullet" if mark == "-" else "point" if mark[0].isdigit() else "part"
        depth = _DEPTHS[kind]
        parent = next((number for number in range(index - 1, -1, -1) if provisions[number].depth < depth), None)
        provisions.append(
            Provision(
                ProvisionKind(kind),
                mark.rstrip("."),
                depth,
                None,
                words,
                Span(found.start(), found.start() + len(words)),
                Span(found.start(), text.index("\n", found.start())),
                parent,
                depth < 2,
                depth + 1,
                0.95,
            )
        )
    return tuple(provisions)


def _citation(text: str, label: dict[str, Any]) -> Citation:
    day = date.fromisoformat(label["date"]) if label["date"] else None
    return Citation(
        label["kind"],
        label["number"],
        day,
        label["issuing_body"],
        label["text"],
        Relation.REFERS,
        _find(text, label["text"]),
        0.9,
    )


def _date(text: str, label: dict[str, Any]) -> DateItem:
    start, end = date.fromisoformat(label["start"]), date.fromisoformat(label["end"])
    years = end.year - start.year if label["role"] == "anniversary" else None
    return DateItem(
        label["text"], start, end, DateRole(label["role"]), label["what"], years, years, _find(text, label["text"]), 0.9
    )


def _recurring(text: str, label: dict[str, Any]) -> RecurringDeadline:
    return RecurringDeadline(
        label["text"],
        label["day"],
        label["month"],
        tuple(Frequency(every) for every in label["every"]),
        label["what"],
        label.get("reporter") or "Các sở, ban, ngành",
        "Ban Chỉ đạo Công tác TTĐN tỉnh",
        None,
        _find(text, label["text"]),
        0.85,
    )


def _assignment(text: str, provisions: tuple[Provision, ...], label: dict[str, Any]) -> Assignment:
    begin = _find(text, label["task_begins"])
    index = max(number for number, one in enumerate(provisions) if one.span.start <= begin.start)
    stop = provisions[index].span.end
    deadline = label.get("deadline")
    found = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", deadline or "")
    day = date(int(found[3]), int(found[2]), int(found[1])) if found else None
    unit_span = _find(text[: begin.start], label["unit"], last=True) if label["unit"] in text[: begin.start] else begin
    return Assignment(
        label["unit"],
        AssignmentRole(label["role"]),
        " ".join(text[begin.start : stop].split()),
        label["task_begins"],
        deadline,
        day,
        (),
        index,
        Span(begin.start, stop),
        unit_span,
        0.85,
        Doubt.UNIT_INHERITED if label["unit"].startswith("Sở") else None,
    )
