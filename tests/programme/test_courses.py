"""A course that was held is an activity, once, with its figures; for a task when it is held for one."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.services import create_unit
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Course
from nhipcau.programme.models import Activity, FigureOfKind, Task
from nhipcau.programme.services import create_task

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 5, 11), date(2026, 5, 12)]
TODAY = date(2026, 6, 1)


@pytest.fixture
def course(db: None) -> Course:
    unit = create_unit("Sở Ngoại vụ", by=None)
    made = services.create_course("Viết tin đối ngoại", organiser=unit, days=DAYS, place="Vân Khê", by=None)
    people = [enter_person(name, unit=unit, by=None) for name in ("Lò Thị Mây", "Vàng A Páo")]
    services.put_down(made, people, by=None)
    services.mark(made.days.get(day=DAYS[0]), came=[made.participants.get(person=people[0]).pk], by=None)
    return made


def mark_everybody(course: Course) -> None:
    services.mark(course.days.get(day=DAYS[1]), came=course.participants.values_list("pk", flat=True), by=None)


def test_a_held_course_is_recorded_once_and_follows_its_attendance(course: Course) -> None:
    assert not Activity.objects.exists()
    services.say_held(course, today=TODAY, by=None)
    services.say_held(course, today=TODAY, by=None)
    activity = Activity.objects.get()
    assert (activity.kind, activity.happened_on, activity.place) == ("training", DAYS[1], "Vân Khê")
    assert activity.figures == {"people": 1, "units": 1, "days": 2}
    assert activity.has_evidence
    mark_everybody(course)
    activity.refresh_from_db()
    assert activity.figures["people"] == 2
    assert Activity.objects.count() == 1


def test_a_course_that_was_not_held_after_all_counts_no_more_and_again_when_it_was(course: Course) -> None:
    services.say_held(course, today=TODAY, by=None)
    services.cancel(course, by=None)
    assert Activity.objects.get().withdrawn_on is not None
    services.plan_again(course, by=None)
    services.say_held(course, today=TODAY, by=None)
    assert Activity.objects.get().withdrawn_on is None


def test_figures_that_the_office_does_not_keep_are_left_out(course: Course) -> None:
    FigureOfKind.objects.filter(kind__code="training", code__in=("units", "days")).delete()
    services.say_held(course, today=TODAY, by=None)
    assert Activity.objects.get().figures == {"people": 1}


def test_a_limit_of_the_offices_table_stops_the_officer_with_its_reason(
    client: Client, person: Any, course: Course
) -> None:
    FigureOfKind.objects.filter(kind__code="training", code="people").update(most=1)
    mark_everybody(course)
    client.force_login(person(Role.PROGRAMME_OFFICER))
    answer = client.post(reverse("training:inspect", args=[course.pk]), {"action": "state", "state": "held"})
    assert answer.status_code == 422
    assert "không thể lớn hơn 1" in answer.content.decode()
    course.refresh_from_db()
    assert course.state == "planned"
    assert not Activity.objects.exists()


def test_a_course_is_held_for_a_task_before_or_after_it_was_held(client: Client, person: Any, course: Course) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER))
    first, second = (create_task(title, year=2026, by=None) for title in ("Tập huấn cán bộ", "Việc khác"))
    services.say_held(course, today=TODAY, by=None)
    assert Activity.objects.get().task is None
    page = reverse("programme_tasks:inspect", args=[first.pk])
    assert client.post(page, {"action": "course", "course": course.pk}).status_code == 302
    assert Activity.objects.get().task == first
    assert Task.objects.get(pk=first.pk).state == "under_way"
    assert "Viết tin đối ngoại" in client.get(page).content.decode()
    again = client.post(reverse("programme_tasks:inspect", args=[second.pk]), {"action": "course", "course": course.pk})
    assert again.status_code == 422
    client.force_login(person(Role.UNIT_CONTACT, Unit.objects.get()))
    page = reverse("programme_tasks:inspect", args=[second.pk])
    assert client.post(page, {"action": "course", "course": course.pk}).status_code in (403, 404)
