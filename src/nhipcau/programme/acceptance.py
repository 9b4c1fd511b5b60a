"""What an accepted directive makes: tasks with their assignments, and occasions. `apps.py` registers it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from nhipcau.directives.enums import ItemKind
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.directives.queries import items_to_make
from nhipcau.directives.services import places_of
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.programme.calendar_days import calendar_days
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Assignment, Occasion, Programme, Task
from nhipcau.programme.rules import programme_year, shorten
from nhipcau.programme.services import programme_of
from nhipcau.vietnamese import fold_key

LONGEST_WORDS = 300
LONGEST_UNIT_WORDS = 500
# What a cooperating unit is taken to be must be this sure; nobody looked it over.
SURE_ENOUGH = 0.85

Party = tuple[str, int | None, int | None]
"""Words, key of the unit, key of the group."""


def make_programme(directive: Directive, *, by: Any) -> dict[str, int]:
    """Make tasks and occasions of everything that the officer did not leave out. A second call makes nothing more."""
    if not directive.tasks.exists() and not directive.occasions.exists():
        programme = programme_for(directive)
        _make_tasks(directive, programme)
        _make_occasions(directive, programme)
    return {"tasks": directive.tasks.count(), "occasions": directive.occasions.count()}


def programme_for(directive: Directive) -> Programme:
    """The programme that a directive belongs to, by the year that it is about."""
    return programme_of(programme_year(directive.subject, directive.date, timezone.localdate()))


def _make_tasks(directive: Directive, programme: Programme) -> None:
    items = list(items_to_make(directive).filter(kind=ItemKind.ASSIGNMENT).order_by("span_start", "order"))
    assignments = Assignments(on=directive.date or timezone.localdate())
    rows = []
    for order, item in enumerate(items):
        task = task_of(item, directive, programme, order)
        task.save()
        rows += assignments.of(item, task)
    Assignment.objects.bulk_create(rows)


def task_of(item: ReadItem, directive: Directive, programme: Programme, order: int) -> Task:
    """The task that an item makes, not saved."""
    value = item.value
    work = str(value.get("task") or value.get("task_begins") or "")
    sentence = _words_at(item, directive) or work
    return Task(
        programme=programme,
        directive=directive,
        provision=item.provision,
        title=shorten(work or sentence) or str(item),
        sentence=sentence,
        span_start=item.span_start,
        span_end=item.span_end,
        deadline=_day(value.get("deadline_date")),
        deadline_words=str(value.get("deadline") or "")[:LONGEST_WORDS],
        order=order,
    )


def _words_at(item: ReadItem, directive: Directive) -> str:
    """The sentence of a task; one that was merged of several has all of theirs."""
    return " … ".join(" ".join(directive.text[start:end].split()) for start, end in places_of(item))


def _day(iso: Any) -> date | None:
    try:
        return date.fromisoformat(iso) if isinstance(iso, str) else None
    except ValueError:
        return None


class Assignments:
    """Turns the units of items into assignments; names of cooperating units are matched on the directive's day."""

    def __init__(self, *, on: date) -> None:
        self._matcher = UnitMatcher(on=on)

    def of(self, item: ReadItem, task: Task) -> list[Assignment]:
        """One for each unit named, in the order of the words; a unit has one part in a task."""
        role = item.value.get("role")
        own = AssignmentRole(role) if role in AssignmentRole.values else AssignmentRole.IMPLEMENT
        parts = [(own, party) for party in _parties(item)]
        parts += [(AssignmentRole.COOPERATE, party) for party in self._cooperating(item)]
        made: dict[object, Assignment] = {}
        for part, (words, unit, group) in parts:
            key = (unit, group) if unit or group else fold_key(words)
            row = Assignment(task=task, role=part, unit_words=words[:LONGEST_UNIT_WORDS])
            row.unit_id, row.group_id = unit, group
            made.setdefault(key, row)
        return list(made.values())

    def _cooperating(self, item: ReadItem) -> Iterator[Party]:
        for words in item.value.get("cooperating_units") or ():
            for match in self._matcher.match_list(str(words)):
                sure = match.score >= SURE_ENOUGH
                yield match.words, _key(match.unit if sure else None), _key(match.group if sure else None)


def _key(owner: Unit | UnitGroup | None) -> int | None:
    return owner.pk if owner else None


def _parties(item: ReadItem) -> Iterator[Party]:
    """The item's own unit, then the further ones that the same words name."""
    words = str(item.value.get("unit") or "")
    joint = [(str(one["words"]), one["unit"], one["group"]) for one in item.joint]
    if joint and (item.unit or item.group):
        words = str(item.unit or item.group)
    if words or item.unit_id or item.group_id:
        yield words, item.unit_id, item.group_id
    yield from joint


def _make_occasions(directive: Directive, programme: Programme) -> None:
    seen = set()
    for item in items_to_make(directive).filter(kind=ItemKind.DATE).order_by("span_start", "order"):
        occasion = occasion_of(item, directive, programme)
        if occasion is None:
            continue
        key = (occasion.starts_on, occasion.ends_on, fold_key(occasion.name))
        if key not in seen:
            seen.add(key)
            occasion.save()


def occasion_of(item: ReadItem, directive: Directive, programme: Programme) -> Occasion | None:
    """The occasion that a date makes, not saved; None for a date that is none."""
    value = item.value
    start, end = _day(value.get("start")), _day(value.get("end"))
    if start is None:
        return None
    days = calendar_days(
        str(value.get("role")), start, end or start, years=_number(value.get("years")), year=programme.year
    )
    name = shorten(str(value.get("what") or value.get("text") or ""))
    if days is None or not name:
        return None
    return Occasion(
        programme=programme,
        directive=directive,
        provision=item.provision,
        name=name,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        origin_year=days.origin_year,
        span_start=item.span_start,
        span_end=item.span_end,
    )


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and 0 < value < 5000 else None
