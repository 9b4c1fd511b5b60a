"""What happens around a task: its deadline moves, people comment, add files and money, plan parts of their own."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.training import held
from nhipcau.organisation.training.models import Course
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.evidence_files import EvidenceError, keep
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.recording import evidence_fault
from nhipcau.programme.rules import shorten
from nhipcau.programme.services import assign, create_task, named, unassign
from nhipcau.programme.task_models import AssignmentBatch, DeadlineChange, TaskComment, TaskCourse, TaskFile
from nhipcau.programme.task_models import TaskReminder as Reminder
from nhipcau.programme.task_rules import MOST_FILES


@transaction.atomic
def move_deadline(task: Task, to: date | None, *, reason: str, by: Any) -> DeadlineChange | None:
    """Give a task another deadline and keep the former one with the reason. The same day changes nothing.

    Raises:
        ValidationError: no reason is given for a deadline that stood.
    """
    before = Task.objects.select_for_update().values_list("deadline", flat=True).get(pk=task.pk)
    if before == to:
        return None
    if before is not None and not reason.strip():
        raise ValidationError({"deadline_reason": _("Please say why the deadline moves.")})
    task.deadline = to
    if task.frequency:
        task.repeats_from = to
    task.save(update_fields=["deadline", "repeats_from"])
    record("task deadline moved", task, by=by, **named(before=before, after=to, reason=reason.strip()[:500]))
    return DeadlineChange.objects.create(task=task, before=before, after=to, reason=reason.strip()[:500], added_by=by)


@transaction.atomic
def comment(task: Task, text: str, *, by: Any) -> TaskComment:
    """Write something about a task."""
    row = TaskComment(task=task, text=text.strip(), added_by=by)
    row.full_clean()
    row.save()
    # The words stay with the task: what the trail holds can never be taken out of it again.
    record("task comment written", task, by=by, comment=row.pk)
    return row


@transaction.atomic
def add_file(task: Task, name: str, content: bytes, *, by: Any) -> TaskFile:
    """Keep a file with a task; the same bytes stand once. Photographs lose what they tell about place and device.

    Raises:
        ValidationError: it is empty, too large, damaged or of the wrong kind, or the task has too many.
    """
    name = name.replace("\x00", "")[-255:] or _("file")
    try:
        kept = keep(content)
    except EvidenceError as error:
        raise ValidationError({"file": evidence_fault(error.code, name[-100:])}) from error
    if task.files.count() >= MOST_FILES:
        raise ValidationError({"file": _("A task holds at most %(most)d files.") % {"most": MOST_FILES}})
    place = f"tasks/{kept.sha256[:2]}/{kept.sha256}.{kept.extension}"
    if not default_storage.exists(place):
        place = default_storage.save(place, ContentFile(kept.content))
    row, made = TaskFile.objects.get_or_create(
        task=task,
        sha256=kept.sha256,
        defaults={
            "name": name,
            "file": place,
            "content_type": kept.content_type,
            "size": len(kept.content),
            "added_by": by,
        },
    )
    if made:
        record("task file added", task, by=by, file=name, sha256=kept.sha256)
    return row


@transaction.atomic
def plan_part(task: Task, title: str, *, unit: Unit, deadline: date | None = None, product: str = "", by: Any) -> Task:
    """A unit plans a part of a task for itself; it leads it."""
    if task.parent_id is not None:
        raise ValidationError({"title": _("A part has no parts of its own; please add it to the task above.")})
    part = create_task(
        title,
        year=task.programme.year,
        assignments=[(AssignmentRole.LEAD, unit)],
        deadline=deadline,
        product=shorten(product),
        by=by,
    )
    part.parent, part.planned_by = task, unit
    part.save(update_fields=["parent", "planned_by"])
    record("task part planned", task, by=by, part=part.pk, title=part.title, unit=unit.name)
    return part


@transaction.atomic
def hold_course(task: Task, course: Course, *, by: Any) -> TaskCourse:
    """A training course is held for a task; when it was held already, its activity counts for the task from now on.

    Raises:
        ValidationError: the course is held for another task.
    """
    link, _made = TaskCourse.objects.get_or_create(course=course, defaults={"task": task, "added_by": by})
    if link.task_id != task.pk:
        raise ValidationError({"course": _("This course is held for another task already.")})
    if course.state == CourseState.HELD:
        held.tell(course)
    return link


def remind(task: Task, on: date, *, user: Any) -> Reminder:
    """Remind a person of a task on a day. Twice does no harm."""
    return Reminder.objects.get_or_create(task=task, user=user, on=on)[0]


def put_away(reminder: Reminder) -> None:
    """The person has seen a reminder."""
    Reminder.objects.filter(pk=reminder.pk, put_away_at=None).update(put_away_at=timezone.now())


@transaction.atomic
def assign_many(tasks: list[Task], owner: Unit | UnitGroup, *, role: AssignmentRole, by: Any) -> AssignmentBatch:
    """Give a unit or a group the same part in many tasks; who has it already keeps it, and undoing leaves it."""
    batch = AssignmentBatch.objects.create(added_by=by)
    of = {"unit": owner} if isinstance(owner, Unit) else {"group": owner}
    had = set(Assignment.objects.filter(task__in=tasks, role=role, **of).values_list("task_id", flat=True))
    for task in tasks:
        if task.pk not in had:
            assign(task, owner, role=role, by=by, batch=batch)
    return batch


@transaction.atomic
def undo_batch(batch: AssignmentBatch, *, by: Any) -> int:
    """Take back what one click assigned; returns how many assignments went. A second call takes back nothing."""
    if not AssignmentBatch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=timezone.now()):
        return 0
    rows = list(batch.assignments.select_related("task", "unit", "group").order_by("pk"))
    for row in rows:
        unassign(row, by=by)
    return len(rows)
