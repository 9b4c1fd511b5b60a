"""What was done to a task, from the audit trail, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.audit.queries import trail_of
from nhipcau.programme.enums import AssignmentRole, BudgetSource, Frequency, TaskState
from nhipcau.programme.listing import short_day
from nhipcau.programme.models import Task

SHOWN = 100
LABELS: Mapping[str, Mapping[Any, Any]] = {
    "role": dict(AssignmentRole.choices),
    "source": dict(BudgetSource.choices),
    "frequency": dict(Frequency.choices),
    "state": dict(TaskState.choices),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry: when, who, what, and its particulars in words."""

    at: datetime
    who: str
    what: str
    words: str


def history_of(task: Task) -> list[Happened]:
    """The newest entries of a task, newest first."""
    return [
        Happened(entry.at, entry.by_name or _("the system"), entry.words, particulars(entry.action, entry.details))
        for entry in trail_of(task)[:SHOWN]
    ]


def particulars(action: str, details: Mapping[str, Any]) -> str:
    """The details of an entry as a person reads them; entries of other kinds say nothing more."""
    match action:
        case "task deadline moved" | "task came round":
            return _joined(_change(_day(details.get("before")), _day(details.get("after"))), details.get("reason"))
        case "task state set":
            return _change(_label("state", details.get("before")), _label("state", details.get("after")))
        case "task assigned" | "task taken back":
            many = _("many at once") if "batch" in details else ""
            return _joined(details.get("unit"), _label("role", details.get("role")), many)
        case "task money entered":
            return money_words(details)
        case "task money corrected":
            return _change(money_words(_part(details, "before")), money_words(_part(details, "after")))
        case "task money removed":
            return money_words(_part(details, "before"))
        case "task file added":
            return str(details.get("file", ""))
        case "task part planned":
            return _joined(details.get("title"), details.get("unit"))
        case "task changed":
            return _changes(_part(details, "before"), _part(details, "after"))
        case "task entered":
            return _joined(_day(details.get("deadline")), details.get("product"))
        case "task closed":
            return str(details.get("reason", ""))
    return ""


def money_words(line: Mapping[str, Any]) -> str:
    """A line of money: source, planned and spent, whose."""
    numbers = _("planned %(planned)s, spent %(spent)s") % {
        "planned": _number(line.get("planned")),
        "spent": _number(line.get("spent")),
    }
    return _joined(_label("source", line.get("source")), numbers, line.get("unit"), line.get("note"))


def _part(details: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = details.get(name)
    return part if isinstance(part, Mapping) else {}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    names = {
        "title": _("title"), "product": _("product"), "frequency": _("deadline returns"),
        "repeats_until": _("returns until"), "state": _("state"),
    }  # fmt: skip
    return "; ".join(
        f"{label}: {_change(_value(name, before.get(name)), _value(name, after.get(name)))}"
        for name, label in names.items()
        if name in before or name in after
    )


def _value(name: str, value: Any) -> str:
    return _day(value) if name == "repeats_until" else _label(name, value)


def _label(name: str, value: Any) -> str:
    return str(LABELS.get(name, {}).get(value, value or ""))


def _day(value: Any) -> str:
    try:
        return short_day(date.fromisoformat(str(value)))
    except ValueError:
        return ""


def _number(value: Any) -> str:
    text = str(value or 0)
    return number_format(int(text), force_grouping=True) if text.isdecimal() else text


def _change(before: str, after: str) -> str:
    nothing = pgettext("before or after a change", "nothing")
    return f"{before or nothing} → {after or nothing}"


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)
