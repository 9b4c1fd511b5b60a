"""How a delegation stands, and when its report is due, on plain values."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

MOST_DAYS = 365
MOST_MEMBERS = 10_000
# A visit that lasts longer is a slip of the year.
LONGEST_VISIT = 400

CANCELLED, PREPARING, READY, UNDER_WAY = "cancelled", "preparing", "ready", "under_way"
ENDED, TO_REPORT, REPORT_LATE, REPORTED = "ended", "to_report", "report_late", "reported"
STATES = (PREPARING, READY, UNDER_WAY, TO_REPORT, REPORT_LATE, ENDED, REPORTED, CANCELLED)

Rule = tuple[str, str, int, bool]
"""Direction, level (empty: every level), days, whether only working days count."""


def state(
    starts_on: date,
    ends_on: date,
    *,
    has_permission: bool,
    is_cancelled: bool,
    is_reported: bool,
    report_due: date | None,
    today: date,
) -> str:
    """How a delegation stands: what happened to it decides, then its days.

    >>> day = date(2026, 5, 4)
    >>> state(day, day, has_permission=True, is_cancelled=False, is_reported=False, report_due=None, today=day)
    'under_way'
    """
    if is_cancelled:
        return CANCELLED
    if is_reported:
        return REPORTED
    if today < starts_on:
        return READY if has_permission else PREPARING
    if today <= ends_on:
        return UNDER_WAY
    if report_due is None:
        return ENDED
    return TO_REPORT if today <= report_due else REPORT_LATE


def went_without_permission(starts_on: date, *, has_permission: bool, is_cancelled: bool, today: date) -> bool:
    """Whether it has begun though no permission is entered."""
    return not has_permission and not is_cancelled and starts_on <= today


def report_due_on(
    ends_on: date, direction: str, level: str, rules: Iterable[Rule], *, after: Callable[[date, int], date]
) -> date | None:
    """When a report is due; the rule for the level goes before the one for every level. None when no rule fits.

    `after(day, count)` is the day that lies so many working days behind another.
    """
    fitting = {rule[1]: rule for rule in rules if rule[0] == direction and rule[1] in ("", level)}
    rule = fitting.get(level) or fitting.get("")
    if rule is None:
        return None
    _direction, _level, days, counts_working_days = rule
    return after(ends_on, days) if counts_working_days else ends_on + timedelta(days=days)


def may_report(ends_on: date, reported_on: date, today: date) -> bool:
    """A delegation reports when it is over, and not on a day to come."""
    return ends_on <= reported_on <= today
