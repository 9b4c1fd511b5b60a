"""Training: days, people, marking on a phone, what comes of a course, and which units have a trained officer."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.enums import CourseState, Role
from nhipcau.organisation.models import Person, Unit
from nhipcau.organisation.people.queries import in_charge, share_having
from nhipcau.organisation.people.services import enter_person, put_in_charge
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Attendance, Course, Participant
from nhipcau.organisation.training.queries import outcome_of, trained_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_1_june_2026")]
Make = Callable[..., Any]
MONDAY, TUESDAY = date(2026, 5, 11), date(2026, 5, 12)
TODAY = date(2026, 6, 1)


@pytest.fixture
def course(offices: list[Unit], people: list[Person]) -> Course:
    """Two days, everybody put down."""
    made = services.create_course(
        "Kỹ năng viết tin, bài đối ngoại",
        organiser=offices[0],
        days=[TUESDAY, MONDAY],
        place="Hội trường tỉnh",
        by=None,
    )
    services.put_down(made, people, by=None)
    return made


def of(course: Course, person: Person) -> Participant:
    return course.participants.get(person=person)


def mark(course: Course, day: date, *people: Person) -> None:
    services.mark(course.days.get(day=day), came={of(course, person).pk for person in people}, by=None)


# What comes of a course


def test_a_course_counts_those_who_came_and_the_units_that_they_came_from(course: Course, people: list[Person]) -> None:
    mark(course, MONDAY, people[0], people[1])
    mark(course, TUESDAY, people[0])
    found = outcome_of(course)
    assert (found.registered, found.people, found.units, found.completed, found.days) == (3, 2, 1, 1, 2)
    assert found.percent == 67


def test_a_person_who_moves_counts_for_the_unit_that_sent_her(
    course: Course, people: list[Person], offices: list[Unit]
) -> None:
    mark(course, MONDAY, people[0])
    Person.objects.filter(pk=people[0].pk).update(unit=offices[1])
    assert of(course, people[0]).unit == offices[0]


def test_marks_of_two_people_who_mark_at_once_stay(course: Course, people: list[Person]) -> None:
    day = course.days.get(day=MONDAY)
    services.mark(day, came={of(course, people[0]).pk}, by=None)
    services.mark(day, came={of(course, people[1]).pk}, by=None)
    assert services.mark(day, came={of(course, people[0]).pk}, by=None) == (0, 0), "twice does no harm"
    assert Attendance.objects.filter(day=day).count() == 2
    assert services.mark(day, came=set(), not_there={of(course, people[1]).pk}, by=None) == (0, 1)


def test_people_of_other_courses_are_not_marked_by_their_key(course: Course, people: list[Person]) -> None:
    other = services.create_course("Lớp khác", organiser=course.organiser, days=[MONDAY], by=None)
    services.put_down(other, people[:1], by=None)
    services.mark(course.days.get(day=MONDAY), came={of(other, people[0]).pk}, by=None)
    assert not Attendance.objects.exists()


def test_a_course_is_held_only_when_it_is_over_and_somebody_came(course: Course, people: list[Person]) -> None:
    with pytest.raises(ValidationError, match="Chưa đến ngày cuối"):
        services.say_held(course, today=MONDAY, by=None)
    with pytest.raises(ValidationError, match="Chưa đánh dấu ai"):
        services.say_held(course, today=TODAY, by=None)
    mark(course, MONDAY, people[0])
    services.say_held(course, today=TODAY, by=None)
    services.say_held(course, today=TODAY, by=None)
    assert AuditEntry.objects.filter(action="course changed", details__state="held").count() == 1


def test_certificates_are_numbered_for_those_who_completed_and_no_number_is_given_twice(
    course: Course, people: list[Person]
) -> None:
    for day in (MONDAY, TUESDAY):
        mark(course, day, people[0], people[1])
    mark(course, MONDAY, people[2])
    given = services.give_certificates(course, first=7, symbol="GCN-BTGDV", on=TODAY, by=None)
    assert [one.certificate_number for one in given] == ["07/GCN-BTGDV", "08/GCN-BTGDV"]
    Course.objects.filter(pk=course.pk).update(days_needed=1)
    course.refresh_from_db()
    with pytest.raises(ValidationError):
        services.give_certificates(course, first=8, symbol="GCN-BTGDV", on=TODAY, by=None)
    services.give_certificates(course, first=9, symbol="GCN-BTGDV", on=TODAY, by=None)
    with pytest.raises(ValidationError):
        services.give_certificates(course, first=10, symbol="GCN-BTGDV", on=TODAY, by=None)


def test_what_somebody_was_marked_on_is_not_taken_away(course: Course, people: list[Person]) -> None:
    mark(course, MONDAY, people[0])
    with pytest.raises(ValidationError):
        services.remove_day(course.days.get(day=MONDAY), by=None)
    with pytest.raises(ValidationError):
        services.take_off(of(course, people[0]), by=None)
    services.take_off(of(course, people[2]), by=None)
    services.remove_day(course.days.get(day=TUESDAY), by=None)
    with pytest.raises(ValidationError):
        services.remove_day(
            services.create_course("x", organiser=course.organiser, days=[MONDAY], by=None).days.get(), by=None
        )
    course.refresh_from_db()
    assert (course.first_day, course.last_day) == (MONDAY, MONDAY)


# The target: units with a trained officer


def test_a_unit_has_a_trained_officer_from_the_day_on_which_the_course_was_over(
    course: Course, people: list[Person], offices: list[Unit]
) -> None:
    for one in (people[0], people[2]):
        put_in_charge(one, unit=one.unit, kind="contact", begins_on=date(2026, 1, 1), by=None)
    for day in (MONDAY, TUESDAY):
        mark(course, day, people[0])
    mark(course, MONDAY, people[2])
    assert trained_people(TODAY) == set(), "planned is not held"
    services.say_held(course, today=TODAY, by=None)
    assert trained_people(TODAY) == {people[0].pk}, "one of two days is not all"
    assert trained_people(MONDAY) == set()
    assert share_having("trained", in_charge(TODAY)).percent == 50.0
    Course.objects.update(days_needed=1)
    assert share_having("trained", in_charge(TODAY)).percent == 100.0
    Attendance.objects.all().delete()
    Participant.objects.filter(person=people[2]).update(certificate_number="12/GCN")
    assert trained_people(TODAY) == {people[2].pk}, "a certificate speaks for itself"


# On the screen


def form(**more: Any) -> dict[str, Any]:
    return {"topic": "Lớp mới", "content": "", "place": "", "from_day": "2026-06-08", "to_day": "", **more}


def test_an_officer_enters_a_course_with_its_days(as_officer: Client, offices: list[Unit]) -> None:
    answer = as_officer.post(
        reverse("training:add"), form(organiser=offices[0].pk, to_day="2026-06-10", days_needed="")
    )
    course = Course.objects.get()
    assert answer["Location"] == reverse("training:inspect", args=[course.pk])
    assert course.days.count() == 3
    edit = form(organiser=offices[0].pk, topic="Tên đúng", days_needed="2")
    assert as_officer.post(reverse("training:edit", args=[course.pk]), edit).status_code == 302
    course.refresh_from_db()
    assert (course.topic, course.days_needed, course.days.count()) == ("Tên đúng", 2, 3)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"to_day": "2026-06-01"}, "Ngày cuối không thể trước ngày đầu"),
        ({"to_day": "2027-06-01"}, "nhiều nhất 60 ngày"),
        ({"from_day": "0206-06-08"}, "xem lại năm"),
        ({"from_day": "31/02/2026"}, "ngày"),
        ({"topic": "\u202e\u200b"}, "Chủ đề"),
        ({"days_needed": "0"}, "1"),
    ],
)
def test_a_course_that_makes_no_sense_is_not_entered(
    as_officer: Client, offices: list[Unit], wrong: dict[str, str], words: str
) -> None:
    answer = as_officer.post(reverse("training:add"), form(organiser=offices[0].pk, **wrong))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Course.objects.exists()


def test_marking_changes_only_what_the_page_showed_and_what_was_changed_on_it(
    as_officer: Client, course: Course, people: list[Person]
) -> None:
    day = course.days.get(day=MONDAY)
    address = reverse("training:mark", args=[course.pk, day.pk])
    page = as_officer.get(address).content.decode()
    assert page.count('name="came"') == 3
    first, second, third = (of(course, person).pk for person in people)
    mark(course, MONDAY, people[1])  # somebody else marks while the page is open
    answer = as_officer.post(address, {"came": [first], "was": []}, follow=True)
    assert "Đã đánh dấu 1 người có mặt" in answer.content.decode()
    assert set(Attendance.objects.values_list("participant", flat=True)) == {first, second}
    as_officer.post(address, {"came": [third], "was": [first, second, "x", "9" * 30]})
    assert set(Attendance.objects.values_list("participant", flat=True)) == {third}


def test_a_contact_puts_down_and_marks_only_people_of_the_unit(
    as_contact: Client, course: Course, people: list[Person], offices: list[Unit]
) -> None:
    own, _second, other = people
    page = reverse("training:inspect", args=[course.pk])
    shown = as_contact.get(page).content.decode()
    assert "Lò Thị Mây" in shown
    assert "Nông Văn Tới" not in shown
    sheet = load_workbook(io.BytesIO(as_contact.get(reverse("training:export", args=[course.pk])).content)).worksheets[
        0
    ]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Lò Thị Mây", "Vàng A Páo"]
    day = course.days.get(day=MONDAY)
    address = reverse("training:mark", args=[course.pk, day.pk])
    as_contact.post(address, {"came": [of(course, own).pk, of(course, other).pk]})
    assert list(Attendance.objects.values_list("participant__person", flat=True)) == [own.pk]
    new = {"action": "new_person", "full_name": "Người Mới", "unit": offices[0].pk, "function": ""}
    assert as_contact.post(page, new).status_code == 302
    assert as_contact.post(page, {**new, "full_name": "Kẻ Lạ", "unit": offices[1].pk}).status_code == 422
    assert as_contact.post(page, {"action": "take_off", "participant": of(course, other).pk}).status_code == 422
    for action in ({"action": "state", "state": "held"}, {"action": "add_day", "day": "2026-05-13"}, {
        "action": "certificates", "first": 1, "symbol": "x", "on": "2026-05-13",
    }):  # fmt: skip
        assert as_contact.post(page, action)["Location"] == "/workspace/", action
    assert course.participants.count() == 4
    assert course.days.count() == 2


def test_after_a_course_was_counted_only_officers_change_its_attendance(
    as_contact: Client, as_officer: Client, course: Course, people: list[Person]
) -> None:
    mark(course, MONDAY, people[0])
    services.say_held(course, today=TODAY, by=None)
    address = reverse("training:mark", args=[course.pk, course.days.get(day=MONDAY).pk])
    assert as_contact.get(address)["Location"] == "/workspace/"
    as_contact.post(address, {"came": [of(course, people[1]).pk]})
    assert Attendance.objects.count() == 1
    as_officer.post(address, {"came": [of(course, people[1]).pk], "was": []})
    assert Attendance.objects.count() == 2


def test_other_roles_read_a_course_and_mark_nobody(
    client: Client, person: Make, course: Course, people: list[Person]
) -> None:
    client.force_login(person(Role.EDITOR))
    assert "Nông Văn Tới" in client.get(reverse("training:inspect", args=[course.pk])).content.decode()
    address = reverse("training:mark", args=[course.pk, course.days.get(day=MONDAY).pk])
    client.post(address, {"came": [of(course, people[0]).pk]})
    assert not Attendance.objects.exists()


def test_the_officer_runs_a_course_from_its_page(as_officer: Client, course: Course, people: list[Person]) -> None:
    page = reverse("training:inspect", args=[course.pk])
    refused = as_officer.post(page, {"action": "state", "state": "held"})
    assert refused.status_code == 422
    assert "Chưa đánh dấu ai có mặt" in refused.content.decode()
    mark(course, MONDAY, people[0])
    assert as_officer.post(page, {"action": "state", "state": "held"}).status_code == 302
    course.refresh_from_db()
    assert course.state == CourseState.HELD
    assert as_officer.post(page, {"action": "nothing"}).status_code == 400
    new = as_officer.post(page, {"action": "new_person", "full_name": "", "unit": ""})
    assert new.status_code == 422
    sheets = load_workbook(io.BytesIO(as_officer.get(reverse("training:export", args=[course.pk])).content)).worksheets
    assert [row[4] for row in sheets[0].iter_rows(min_row=2, values_only=True)].count("x") == 1
    facts = {row[0]: row[1] for row in sheets[1].iter_rows(values_only=True)}
    assert (facts["Số người dự"], facts["Số đơn vị có người dự"], facts["Ghi danh"]) == (1, 1, 3)


def test_courses_are_filtered_by_state_and_by_unit_and_exported_with_their_figures(
    as_officer: Client, course: Course, people: list[Person], offices: list[Unit]
) -> None:
    services.create_course("Lớp trống", organiser=offices[1], days=[MONDAY], by=None)
    mark(course, MONDAY, people[0], people[2])
    results = reverse("training:index_results")
    assert "Lớp trống" not in as_officer.get(results, {"unit": offices[1].pk}).content.decode()
    assert "Kỹ năng viết" in as_officer.get(results, {"unit": offices[1].pk}).content.decode()
    assert "Kỹ năng viết" not in as_officer.get(results, {"state": "held"}).content.decode()
    csv = b"".join(as_officer.get(reverse("training:index"), {"export": "csv"}).streaming_content).decode()
    assert "Kỹ năng viết tin, bài đối ngoại" in csv
    assert ",3,2,2,2" in csv


def test_a_course_that_is_over_waits_on_the_officers_home_page(as_officer: Client, course: Course) -> None:
    assert "lớp có được tổ chức không" in as_officer.get("/workspace/").content.decode()
    services.cancel(course, by=None)
    assert "lớp có được tổ chức không" not in as_officer.get("/workspace/").content.decode()


@pytest.mark.parametrize("count", [1, 8])
def test_the_number_of_questions_does_not_grow(
    as_officer: Client, course: Course, offices: list[Unit], django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        one = enter_person(f"Người {number}", unit=offices[number % 2], by=None)
        services.put_down(course, [one], by=None)
        mark(course, MONDAY, one)
    day = course.days.get(day=MONDAY)
    as_officer.get(reverse("training:index"))
    for address, most in (
        (reverse("training:index"), 16),
        (reverse("training:inspect", args=[course.pk]), 26),
        (reverse("training:mark", args=[course.pk, day.pk]), 14),
    ):
        with django_assert_max_num_queries(most):
            assert as_officer.get(address).status_code == 200
