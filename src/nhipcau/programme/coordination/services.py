"""What happens in coordination programmes: tasks are done together, years are reviewed."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.programme.coordination.models import Coordination, JointTask, YearlyReview
from nhipcau.programme.coordination.rules import is_in_force
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.rules import shorten
from nhipcau.programme.services import assign, create_task


@transaction.atomic
def link_task(
    coordination: Coordination, task: Task, *, our_role: AssignmentRole, partner_role: AssignmentRole, by: Any
) -> JointTask:
    """Make a task of the programme a joint one; a unit of the list that has no part in it yet gets its part there."""
    joint, made = JointTask.objects.get_or_create(
        coordination=coordination, task=task, defaults={"our_role": our_role, "partner_role": partner_role}
    )
    if made:
        has_part = set(task.assignments.values_list("unit", flat=True))
        for unit, role in ((coordination.our_unit, our_role), (coordination.partner_unit, partner_role)):
            if unit is not None and unit.pk not in has_part:
                assign(task, unit, role=role, by=by)
        record("joint task added", coordination, by=by, task=task.title)
    return joint


@transaction.atomic
def plan_task(
    coordination: Coordination,
    title: str,
    *,
    year: int,
    deadline: date | None = None,
    product: str = "",
    our_role: AssignmentRole,
    partner_role: AssignmentRole,
    by: Any,
) -> JointTask:
    """Plan a new task together: it stands in the programme of the year like any other."""
    task = create_task(title, year=year, deadline=deadline, product=shorten(product), by=by)
    return link_task(coordination, task, our_role=our_role, partner_role=partner_role, by=by)


@transaction.atomic
def unlink_task(joint: JointTask, *, by: Any) -> None:
    """The task is no joint one any more; it stays in the programme, with the parts that units have in it."""
    record("joint task taken out", joint.coordination, by=by, task=joint.task.title)
    joint.delete()


@transaction.atomic
def write_review(
    coordination: Coordination,
    year: int,
    *,
    planned: str,
    done: str,
    remarks: str,
    finished_on: date | None = None,
    by: Any,
) -> YearlyReview:
    """Keep what was written about a year; `finished_on` finishes the review, without it the review is open (again).

    Raises:
        ValidationError: the agreement was not in force in that year, or it is to be finished without a word of what
            was done.
    """
    if not is_in_force(coordination.begins_on, coordination.ends_on, year):
        raise ValidationError(_("In %(year)d this coordination programme was not in force.") % {"year": year})
    if finished_on is not None and not done.strip():
        raise ValidationError({"done": _("Please say what was done; then the review can be finished.")})
    review = YearlyReview.objects.select_for_update().filter(coordination=coordination, year=year).first()
    review = review or YearlyReview(coordination=coordination, year=year)
    review.planned, review.done, review.remarks = planned.strip(), done.strip(), remarks.strip()
    review.finished_on, review.finished_by = finished_on, by if finished_on else None
    review.full_clean(exclude=["coordination", "finished_by"])
    review.save()
    record("review finished" if finished_on else "review saved", coordination, by=by, year=year)
    return review
