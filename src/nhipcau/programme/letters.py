"""Letters about tasks: before, on and after a deadline, and on days that people chose. One letter a person and look.

Called every few seconds by whoever looks after the installation. Each letter goes out once (see `letter_sending`).
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.models import Post, Unit, User
from nhipcau.organisation.queries import followers, living, members_by_group
from nhipcau.organisation.rules import living_successors
from nhipcau.organisation.workdays import WorkCalendar
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.letter_models import TaskNotice
from nhipcau.programme.letter_rules import OWN, OWN_CAUGHT_UP, IsWorked, deadlines_to_look_at
from nhipcau.programme.letter_sending import DIED, FIRST_HOUR, claim, compose, send, written_to
from nhipcau.programme.listing import short_day
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.rules import OPEN_STATES
from nhipcau.programme.task_models import TaskReminder

logger = logging.getLogger(__name__)

# Who advises is asked when the others need it.
WRITTEN_TO = (AssignmentRole.LEAD, AssignmentRole.COOPERATE, AssignmentRole.IMPLEMENT)


@dataclass(frozen=True, slots=True)
class Line:
    """What a letter says about one task: its deadline (or the day that the person chose) and which step it is."""

    task: Task
    day: date
    step: int

    @property
    def key(self) -> tuple[int, date, int]:
        return self.task.pk, self.day, self.step

    @property
    def which(self) -> dict[str, Any]:
        """What makes its notice to a person the only one."""
        return {"task": self.task, "deadline": self.day, "step": self.step}


def send_task_letters(now: Any = None) -> int:
    """Send what is due now and was not sent yet; returns how many letters went out."""
    moment = timezone.localtime(now or timezone.now())
    if moment.hour < FIRST_HOUR:
        return 0
    today = moment.date()
    lines: dict[int, list[Line]] = defaultdict(list)
    for key, line in (*_of_deadlines(today, WorkCalendar.load().is_worked), *_of_own_days(today)):
        lines[key].append(line)
    known = _known([line for many in lines.values() for line in many], moment)
    open_lines = {key: [one for one in many if (key, *one.key) not in known] for key, many in lines.items()}
    users = User.objects.in_bulk([key for key, many in open_lines.items() if many])
    sent = 0
    try:
        for user in users.values():
            sent += _send(user, open_lines[user.pk], moment)
    except OSError as error:
        # Nobody can be written to now; those who were not tried are tried at the next look.
        logger.warning("No letters about tasks: %s", error)
    return sent


def _of_deadlines(today: date, is_worked: IsWorked) -> list[tuple[int, Line]]:
    """Open tasks whose deadline has a letter today, for each person who works on them."""
    steps = dict(deadlines_to_look_at(today, is_worked))
    tasks = {
        task.pk: task
        for task in Task.objects.filter(deadline__in=list(steps), state__in=OPEN_STATES).defer("sentence", "folded")
    }
    if not tasks:
        return []
    by_unit: dict[int, set[int]] = defaultdict(set)
    for task, units in _units_by_task(tasks, today).items():
        for unit in units:
            by_unit[unit].add(task)
    found: set[tuple[int, int]] = set()
    for user, unit in _contacts(by_unit, today):
        found |= {(user, task) for task in by_unit[unit]}
    return [(user, _line(tasks[task], steps)) for user, task in sorted(found)]


def _line(task: Task, steps: dict[date, int]) -> Line:
    assert task.deadline is not None  # noqa: S101 -- the query asked for it
    return Line(task, task.deadline, steps[task.deadline])


def _units_by_task(tasks: Iterable[int], today: date) -> dict[int, set[int]]:
    """The units that work on some tasks today; where one has ended, those that follow it."""
    rows = list(Assignment.objects.filter(task__in=tasks, role__in=WRITTEN_TO).select_related("unit", "group"))
    of_group = members_by_group({one.group_id: one.group for one in rows if one.group}.values(), today)
    alive = set(Unit.objects.filter(living(today)).values_list("pk", flat=True))
    ways = followers()
    found: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.unit_id in alive:
            found[row.task_id].add(row.unit_id)
        elif row.unit_id:
            found[row.task_id].update(
                living_successors(row.unit_id, successors_of=lambda key: ways.get(key, []), is_alive=alive.__contains__)
            )
        found[row.task_id].update(unit.pk for unit in of_group.get(row.group_id or 0, ()))
    return found


def _contacts(units: Iterable[int], today: date) -> list[tuple[int, int]]:
    """Who reports what a unit did and can be written to: person and unit."""
    posts = Post.objects.filter(
        living(today), unit__in=list(units), user__in=written_to(), user__groups__permissions__codename="add_activity"
    )
    return list(posts.values_list("user", "unit").distinct())


def _of_own_days(today: date) -> list[tuple[int, Line]]:
    """Reminders that people set for themselves and have not put away, as far as they still see the task."""
    rows = TaskReminder.objects.filter(
        on__range=(today - OWN_CAUGHT_UP, today), put_away_at=None, user__in=written_to()
    ).select_related("task", "user")
    known = {
        (one.user_id, one.task_id, one.deadline)
        for one in TaskNotice.objects.filter(step=OWN, deadline__gte=today - OWN_CAUGHT_UP).exclude(sent_at=None)
    }
    return [
        (row.user_id, Line(row.task, row.on, OWN))
        for row in rows
        if (row.user_id, row.task_id, row.on) not in known
        and tasks_visible_to(row.user, today).filter(pk=row.task_id).exists()
    ]


def _known(lines: list[Line], moment: Any) -> set[tuple[int, int, date, int]]:
    """What was sent, or is being sent by another worker at this moment."""
    rows = TaskNotice.objects.filter(task__in={line.task.pk for line in lines}).values_list(
        "user", "task", "deadline", "step", "claimed_at", "sent_at"
    )
    return {
        (user, task, day, step)
        for user, task, day, step, claimed_at, sent_at in rows
        if sent_at is not None or (claimed_at is not None and claimed_at > moment - DIED)
    }


def _send(user: Any, lines: list[Line], moment: Any) -> int:
    """Write to a person: claim, send, mark. Of two workers one does.

    Raises:
        OSError: there is no way to the mail server.
    """
    claimed = claim(TaskNotice, ({"user": user, **line.which} for line in lines), moment)
    if not claimed.notices:
        return 0
    return send(letter(user, [lines[place] for place in claimed.places], again=claimed.again), TaskNotice, claimed)


def letter(user: Any, lines: list[Line], *, again: bool = False) -> EmailMessage:
    """One letter about all that is due for a person, the most pressing first."""
    lines = sorted(lines, key=lambda line: (line.step == OWN, line.step, line.day, line.task.pk))
    with translation.override(settings.LANGUAGE_CODE):
        first = lines[0]
        subject = f"{_step_words(first)}: {first.task.title}"
        if len(lines) > 1:
            count = len(lines)
            subject = ngettext("%(count)d task needs attention", "%(count)d tasks need attention", count) % {
                "count": count
            }
        paragraphs = [_paragraph(line) for line in lines]
    content = "\n".join(f"{user.pk} {line.key}" for line in lines)
    found: EmailMessage = compose(user, subject, paragraphs, about="tasks", content=content, again=again)
    return found


def _paragraph(line: Line) -> str:
    address = settings.PUBLIC_ADDRESS + reverse("programme_tasks:inspect", args=[line.task.pk])
    return f"- {line.task.title}\n  {_step_words(line)}\n  {address}"


def _step_words(line: Line) -> str:
    """How a task stands to its deadline."""
    day = short_day(line.day)
    if line.step == OWN:
        return _("you wanted to be reminded on %(day)s") % {"day": day}
    if line.step > 0:
        return _("due on %(day)s") % {"day": day}
    if line.step == 0:
        return _("the last working day for it: due on %(day)s") % {"day": day}
    return _("was due on %(day)s and is not done") % {"day": day}
