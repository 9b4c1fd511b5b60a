"""What happens in a course: days are set, people are put down, attendance is marked, certificates are given."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.training import held
from nhipcau.organisation.training.models import Attendance, Course, CourseDay, Participant
from nhipcau.organisation.training.queries import participants_of
from nhipcau.organisation.training.rules import MOST_DAYS, MOST_PEOPLE, has_completed
from nhipcau.vietnamese import clean_words


@transaction.atomic
def create_course(
    topic: str, *, organiser: Unit, days: Iterable[date], place: str = "", content: str = "",
    days_needed: int | None = None, by: Any,
) -> Course:  # fmt: skip
    """Enter a course with its days.

    Raises:
        ValidationError: it has no topic, no day or too many of them.
    """
    course = Course(
        topic=clean_words(topic), organiser=organiser, place=clean_words(place), content=content.strip(),
        days_needed=days_needed,
    )  # fmt: skip
    course.full_clean()
    course.save()
    record("course entered", course, by=by)
    for day in sorted(set(days)):
        CourseDay.objects.create(course=course, day=day)
    return with_its_days(course)


def with_its_days(course: Course) -> Course:
    """Keep the first and the last day of a course with it.

    Raises:
        ValidationError: there is no day left, or there are too many.
    """
    found = course.days.aggregate(first=Min("day"), last=Max("day"))
    count = course.days.count()
    if not count:
        raise ValidationError(_("A course has at least one day."))
    if count > MOST_DAYS:
        raise ValidationError(_("A course has at most %(most)d days.") % {"most": MOST_DAYS})
    course.first_day, course.last_day = found["first"], found["last"]
    course.save()
    return course


@transaction.atomic
def add_day(course: Course, day: date, *, by: Any) -> Course:
    """Give a course one more day; a day that it has already changes nothing."""
    _row, made = CourseDay.objects.get_or_create(course=course, day=day)
    with_its_days(course)
    if made:
        record("course changed", course, by=by, day_added=day.isoformat())
        _tell(course)
    return course


@transaction.atomic
def remove_day(day: CourseDay, *, by: Any) -> Course:
    """Take a day out of a course.

    Raises:
        ValidationError: somebody was marked present on it, or it is the last one.
    """
    if day.attendance.exists():
        raise ValidationError(_("On this day people were marked present; take these marks off first."))
    course = day.course
    record("course changed", course, by=by, day_removed=day.day.isoformat())
    day.delete()
    with_its_days(course)
    _tell(course)
    return course


@transaction.atomic
def put_down(course: Course, people: Iterable[Person], *, by: Any) -> list[Participant]:
    """Put people down for a course, under the unit that they work in today; who is down already stays so.

    Raises:
        ValidationError: there would be too many.
    """
    had = set(course.participants.values_list("person", flat=True))
    rows = [
        Participant(course=course, person=person, unit_id=person.unit_id) for person in people if person.pk not in had
    ]
    if len(had) + len(rows) > MOST_PEOPLE:
        raise ValidationError(_("A course has at most %(most)d participants.") % {"most": MOST_PEOPLE})
    made = Participant.objects.bulk_create(rows)
    if made:
        record("participants put down", course, by=by, count=len(made))
    return made


@transaction.atomic
def take_off(participant: Participant, *, by: Any) -> None:
    """Take somebody off the list of a course.

    Raises:
        ValidationError: the person was marked present or has a certificate.
    """
    if participant.certificate_number or participant.attendance.exists():
        raise ValidationError(_("This person was marked present or has a certificate, and stays on the list."))
    record("participant taken off", participant.course, by=by, unit=participant.unit.name)
    participant.delete()


@transaction.atomic
def mark(day: CourseDay, *, came: Iterable[int], not_there: Iterable[int] = (), by: Any) -> tuple[int, int]:
    """Mark participants (by key) present on a day, and take marks of others off. Returns how many marks changed.

    Who is present already stays so; others that mark at the same time keep their marks.

    Raises:
        ValidationError: the course was cancelled.
    """
    course = day.course
    if course.state == CourseState.CANCELLED:
        raise ValidationError(_("This course was cancelled."))
    of_course = Participant.objects.filter(course=course)
    present = set(Attendance.objects.filter(day=day).values_list("participant", flat=True))
    new = set(of_course.filter(pk__in=set(came) - present).values_list("pk", flat=True))
    Attendance.objects.bulk_create(
        (Attendance(participant_id=pk, day=day, marked_by=by) for pk in sorted(new)), ignore_conflicts=True
    )
    gone, _rows = Attendance.objects.filter(day=day, participant__in=set(not_there) - set(came)).delete()
    if new or gone:
        record("attendance marked", course, by=by, day=day.day.isoformat(), came=len(new), taken_off=gone)
        _tell(course)
    return len(new), gone


@transaction.atomic
def say_held(course: Course, *, today: date, by: Any) -> Course:
    """Say that a course was held. What is registered for it (`held`) hears of it. Twice does no harm.

    Raises:
        ValidationError: its last day has not come, or nobody was marked present.
    """
    if course.last_day is None or course.last_day > today:
        raise ValidationError(_("The last day of this course has not come yet."))
    if not Attendance.objects.filter(participant__course=course).exists():
        raise ValidationError(_("Nobody is marked present yet. Please mark who came, then say that it was held."))
    return _set_state(course, CourseState.HELD, by=by)


@transaction.atomic
def cancel(course: Course, *, by: Any) -> Course:
    """Say that a course is not held, or was not held after all."""
    return _set_state(course, CourseState.CANCELLED, by=by)


@transaction.atomic
def plan_again(course: Course, *, by: Any) -> Course:
    """Take back that a course was held or cancelled."""
    return _set_state(course, CourseState.PLANNED, by=by)


def _set_state(course: Course, state: CourseState, *, by: Any) -> Course:
    if course.state != state:
        former, course.state = course.state, state
        course.save(update_fields=["state"])
        record("course changed", course, by=by, state=str(state))
        if CourseState.HELD in (former, state):
            held.tell(course)
    return course


def _tell(course: Course) -> None:
    if course.state == CourseState.HELD:
        held.tell(course)


def facts_changed(course: Course) -> None:
    """Somebody corrected the topic, the place or the organiser of a course."""
    _tell(course)


@transaction.atomic
def give_certificates(course: Course, *, first: int, symbol: str, on: date, by: Any) -> list[Participant]:
    """Number the certificates of everybody who has completed a course and has none yet: "01/GCN-BTGDV", "02/…".

    Raises:
        ValidationError: nobody is without, or a number is given already.
    """
    days = course.days.count()
    due = [
        one
        for one in participants_of(course).filter(certificate_number="").order_by("person__full_name", "pk")
        if has_completed(one.attended, days, course.days_needed)  # type: ignore[attr-defined]
    ]
    if not due:
        raise ValidationError(_("Nobody who has completed the course is without a certificate."))
    for number, one in enumerate(due, start=first):
        one.certificate_number, one.certificate_date = f"{number:02}/{clean_words(symbol)}"[:60], on
    numbers = [one.certificate_number for one in due]
    if course.participants.filter(certificate_number__in=numbers).exists():
        raise ValidationError({"first": _("One of these numbers is given already; please begin with another one.")})
    Participant.objects.bulk_update(due, ["certificate_number", "certificate_date"])
    record("certificates given", course, by=by, count=len(due), first=numbers[0], last=numbers[-1])
    return due
