"""Who owes a periodic report: the unit whose assignment holds the sentence that asks for it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from nhipcau.officialdocs.document import Assignment, RecurringDeadline


def with_reporters(
    deadlines: Sequence[RecurringDeadline], assignments: Sequence[Assignment]
) -> tuple[RecurringDeadline, ...]:
    """Give each deadline that names nobody the unit of the assignment around it, and leave it open where none
    is.
    """
    ordered = sorted((one for one in assignments if one.span.end > one.span.start), key=lambda one: one.span)
    starts = [one.span.start for one in ordered]
    found = []
    for deadline in deadlines:
        before = bisect_right(starts, deadline.span.start) - 1
        around = ordered[before] if before >= 0 and ordered[before].span.end >= deadline.span.end else None
        found.append(replace(deadline, reporter=around.unit) if around and not deadline.reporter else deadline)
    return tuple(found)
