"""A reading in the words of an officer, for a terminal: what is doubtful first, then everything that was read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from nhipcau.directives import sentences
from nhipcau.officialdocs import OfficialDocument, to_json

INDENT = "  "


def in_words(document: OfficialDocument) -> str:
    """The reading as lines of text. Django must be set up, for the language."""
    reading = to_json(document)
    sections = [
        (_("Please note"), [str(sentences.PROBLEMS[problem.code]) for problem in document.problems]),
        (_("To be looked at"), list(_doubts(document, reading))),
        (_("Header and foot"), list(_metadata(reading["metadata"]))),
        (_("Outline"), [_heading(item) for item in reading["outline"]]),
        (_("Tasks"), [_task(item) for item in reading["assignments"]]),
        (_("Dates"), [_date(item) for item in reading["dates"]]),
        (_("Reporting duties"), [_duty(item) for item in reading["recurring_deadlines"]]),
        (_("Citations"), [item["text"] for item in reading["citations"]]),
        (_("Recipients"), list(reading["metadata"]["recipients"])),
    ]
    return "\n\n".join(
        "\n".join([f"{title} ({len(lines)})", *(INDENT + line for line in lines)]) for title, lines in sections if lines
    )


def _metadata(values: dict[str, Any]) -> Iterator[str]:
    for name, label in sentences.METADATA_LABELS.items():
        value = values[name]
        if isinstance(value, dict):  # the arrival stamp
            value = " · ".join(part for part in (value["by"], value["number"], _day(value["date"])) if part)
        elif name == "date":
            value = _day(value)
        if value:
            yield f"{capfirst(str(label))}: {value}"


def _doubts(document: OfficialDocument, reading: dict[str, Any]) -> Iterator[str]:
    """What was read at each doubtful place, and why it is doubtful."""
    for name, place in reading["metadata_places"].items():
        if name in sentences.METADATA_LABELS and place["doubt"]:
            words = _printed(document, place["span"]) or "–"
            yield f"{capfirst(str(sentences.METADATA_LABELS[name]))}: {words}. {sentences.DOUBTS[place['doubt']]}"
    for name in ("assignments", "dates", "recurring_deadlines", "citations"):
        for item in reading[name]:
            if item["doubt"]:
                yield f"{_printed(document, item['span'])}. {sentences.DOUBTS[item['doubt']]}"


def _printed(document: OfficialDocument, span: list[int] | None) -> str:
    if span is None:
        return ""
    words = " ".join(document.text[span[0] : span[1]].split())
    return f"“{words[:77]}…”" if len(words) > 80 else f"“{words}”"


def _heading(item: dict[str, Any]) -> str:
    return f"{INDENT * (item['level'] - 1)}{item['mark']} {item['title'] or item['begins'] or ''}".rstrip()


def _task(item: dict[str, Any]) -> str:
    deadline = f" ({item['deadline']})" if item["deadline"] else ""
    return f"{item['unit']} [{sentences.ASSIGNMENT_ROLES[item['role']]}] {item['task_begins']}{deadline}"


def _date(item: dict[str, Any]) -> str:
    days = _day(item["start"]) or "?"
    if item["end"] != item["start"]:
        days = f"{days} – {_day(item['end'])}"
    return f"{days} [{sentences.DATE_ROLES[item['role']]}] {item['what'] or item['text']}"


def _day(iso: str | None) -> str:
    return date_format(date.fromisoformat(iso), "SHORT_DATE_FORMAT") if iso else ""


def _duty(item: dict[str, Any]) -> str:
    every = ", ".join(str(sentences.FREQUENCIES[one]) for one in item["every"])
    return f"{item['text']} [{every}] {item['reporter'] or ''}".rstrip()
