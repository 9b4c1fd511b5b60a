"""Ready sentences of a report besides those of the activities: comparison, late tasks, what the next period brings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.programme.models import KindOfActivity, Occasion, Task
from nhipcau.reporting.labels import number_words, plain_day
from nhipcau.reporting.rules import change_in_percent

# The officer's words stand in place of the dots; dots that are still there are asked for before the report is filed.
REASON_ASKED_FOR = "…"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many activities of each kind in the period, the one before and the same one of the year before."""

    now: Mapping[str, int]
    before: Mapping[str, int] | None
    year_before: Mapping[str, int] | None


def comparison(kinds: Sequence[KindOfActivity], counts: Counts) -> str:
    """A sentence for each kind that there is, or was, something of."""
    known = [counts.now, counts.before or {}, counts.year_before or {}]
    lines = [
        _compared(kind.name, counts.now.get(kind.code, 0), _of(counts.before, kind), _of(counts.year_before, kind))
        for kind in kinds
        if any(one.get(kind.code) for one in known)
    ]
    return "\n".join(lines)


def _of(counts: Mapping[str, int] | None, kind: KindOfActivity) -> int | None:
    return None if counts is None else counts.get(kind.code, 0)


def _compared(name: str, now: int, before: int | None, year_before: int | None) -> str:
    values = {"name": name[:1].upper() + name[1:], "now": number_words(now)}
    parts = [_("%(name)s: %(now)s") % values]
    if before is not None:
        parts.append(_("%(change)s the period before") % {"change": change_words(now, before)})
    if year_before is not None:
        parts.append(_("%(change)s the same period of the year before") % {"change": change_words(now, year_before)})
    return "; ".join(parts) + "."


def change_words(now: int, before: int) -> str:
    """ "tăng 3 (25%) so với": how much more or less, and in per cent where that says something."""
    if now == before:
        return _("as many as in")
    percent = change_in_percent(now, before)
    values = {"count": number_words(abs(now - before)), "percent": abs(percent) if percent is not None else 0}
    if percent is None:
        return _("%(count)s more than in") % values
    if now > before:
        return _("%(count)s (%(percent)d%%) more than in") % values
    return _("%(count)s (%(percent)d%%) less than in") % values


def late_tasks(tasks: Iterable[Task], *, on: date) -> str:
    """A sentence for each task that is past its deadline, with the reason left open for the officer."""
    return "\n".join(
        _("The task “%(title)s” (due on %(day)s) is not done; by %(on)s it is %(count)d days late. Reason: %(dots)s")
        % {
            "title": task.title,
            "day": plain_day(task.deadline),
            "on": plain_day(on),
            "count": (on - task.deadline).days,
            "dots": REASON_ASKED_FOR,
        }
        for task in tasks
        if task.deadline is not None
    )


def coming(tasks: Iterable[Task], occasions: Iterable[Occasion]) -> str:
    """What the next period brings, by day: tasks to be done, occasions to be told about."""
    lines = [(task.deadline, _task_to_do(task)) for task in tasks if task.deadline is not None]
    lines += [(occasion.starts_on, _occasion_to_come(occasion)) for occasion in occasions]
    return "\n".join(text for _day, text in sorted(lines))


def _task_to_do(task: Task) -> str:
    assert task.deadline is not None  # noqa: S101 -- the caller asked
    return _("Complete the task “%(title)s” by %(day)s.") % {"title": task.title, "day": plain_day(task.deadline)}


def _occasion_to_come(occasion: Occasion) -> str:
    values = {
        "name": occasion.name,
        "first": plain_day(occasion.starts_on),
        "last": plain_day(occasion.ends_on),
        "years": occasion.years,
    }
    if occasion.starts_on != occasion.ends_on:
        return _("Spread information on “%(name)s” (%(first)s to %(last)s).") % values
    if occasion.years:
        return _("Spread information on “%(name)s” (%(first)s, %(years)d years).") % values
    return _("Spread information on “%(name)s” (%(first)s).") % values
