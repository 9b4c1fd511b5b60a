"""Letters about tasks: before, on and after a deadline, and on days that people chose. One letter a person and look.

Called every few seconds by whoever looks after the installation. Each letter goes out once: what it says is claimed
first, sent outside any transaction (a slow mail server must not hold the database), and marked after.
"""

import hashlib
import logging
import smtplib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
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
from nhipcau.programme.listing import short_day
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.rules import OPEN_STATES
from nhipcau.programme.task_models import TaskReminder

logger = logging.getLogger(__name__)

# People get letters in working hours; what falls due earlier in the day waits.
FIRST_HOUR = 7
# A claim that is older was left by a worker that died.
DIED = timedelta(minutes=10)
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
        living(today), unit__in=list(units), user__in=_written_to(), user__groups__permissions__codename="add_activity"
    )
    return list(posts.values_list("user", "unit").distinct())


def _written_to() -> Any:
    return User.objects.filter(is_active=True).exclude(email="").exclude(letter_choice__about_tasks=False)


def _of_own_days(today: date) -> list[tuple[int, Line]]:
    """Reminders that people set for themselves and have not put away, as far as they still see the task."""
    rows = TaskReminder.objects.filter(
        on__range=(today - OWN_CAUGHT_UP, today), put_away_at=None, user__in=_written_to()
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

    A letter that could not go keeps its claim and is tried again once that is old, like one whose worker died.

    Raises:
        OSError: there is no way to the mail server.
    """
    claimed = _claim(user, lines, moment)
    if not claimed:
        return 0
    try:
        letter(user, list(claimed.values())).send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        logger.warning("No letter about tasks to %s: %s", user, error)
        return 0
    TaskNotice.objects.filter(pk__in=list(claimed)).update(sent_at=timezone.now())
    return 1


def _claim(user: Any, lines: list[Line], moment: Any) -> dict[int, Line]:
    """The lines that nobody else is sending, by the key of their notice; claimed for this worker from now on."""
    claimed = {}
    with transaction.atomic():
        for line in lines:
            which = {"user": user, "task": line.task, "deadline": line.day, "step": line.step}
            row = TaskNotice.objects.filter(**which).first()
            if row is None:
                try:
                    with transaction.atomic():
                        claimed[TaskNotice.objects.create(**which, claimed_at=moment).pk] = line
                except IntegrityError:
                    continue  # another worker was a moment earlier
            elif TaskNotice.objects.filter(pk=row.pk, claimed_at=row.claimed_at, sent_at=None).update(
                claimed_at=moment
            ):
                claimed[row.pk] = line
    return claimed


def letter(user: Any, lines: list[Line]) -> EmailMessage:
    """One letter about all that is due for a person, the most pressing first.

    Its identification is made of what it says: should a worker die just after sending, the same letter that goes out
    again is known by mail programs as the one that they have.
    """
    lines = sorted(lines, key=lambda line: (line.step == OWN, line.step, line.day, line.task.pk))
    with translation.override(settings.LANGUAGE_CODE):
        first = lines[0]
        subject = f"{_step_words(first)}: {first.task.title}"
        if len(lines) > 1:
            count = len(lines)
            subject = ngettext("%(count)d task needs attention", "%(count)d tasks need attention", count) % {
                "count": count
            }
        body = _(
            "To %(name)s\n\n%(lines)s\n\n"
            "This letter was sent by the system, once for each deadline and day. If you would rather have none, "
            "choose so in the workspace under your account: %(address)s"
        ) % {
            "name": user.get_full_name(),
            "lines": "\n\n".join(_paragraph(line) for line in lines),
            "address": settings.PUBLIC_ADDRESS + reverse("wagtailadmin_account"),
        }
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    content = "\n".join(f"{user.pk} {line.key}" for line in lines)
    identification = f"<tasks.{hashlib.sha256(content.encode()).hexdigest()[:40]}@{host}>"
    return EmailMessage(
        # A title may have been typed with a line break; a header must not.
        subject=" ".join(subject.split())[:200],
        body=body,
        to=[user.email],
        headers={"Message-ID": identification},
    )


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
