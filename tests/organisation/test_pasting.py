"""A list of participants pasted from a spreadsheet or a letter: shown first, then put down, nobody twice."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Person, Unit
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.services import create_unit, end_unit
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Attendance, Course
from nhipcau.organisation.training.pasted import plan, put_down_pasted
from nhipcau.organisation.training.pasting import read_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_1_june_2026")]
Make = Callable[..., Any]
TODAY, FIRST, SECOND = date(2026, 6, 1), date(2026, 5, 11), date(2026, 5, 12)


@pytest.fixture
def course(offices: list[Unit], people: list[Person]) -> Course:
    return services.create_course("Tập huấn", organiser=offices[0], days=[FIRST, SECOND], by=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1\tLò Thị Mây\tPhó Giám đốc\tSở Ngoại vụ", ("Lò Thị Mây", "Phó Giám đốc", "Sở Ngoại vụ"), id="tabs"
        ),
        pytest.param("2. Đ/c LÒ THỊ MÂY; ; Sở Ngoại vụ", ("Lò Thị Mây", "", "Sở Ngoại vụ"), id="a letter"),
        pytest.param("- bà Lò Thị Mây, Sở Ngoại vụ", ("Lò Thị Mây", "", "Sở Ngoại vụ"), id="name and unit"),
        pytest.param(
            "Lò Thị Mây, Chuyên viên, Sở Văn hóa, Thể thao và Du lịch",
            ("Lò Thị Mây", "Chuyên viên", "Sở Văn hóa, Thể thao và Du lịch"),
            id="commas within the name of a unit",
        ),
        pytest.param(
            "STT\tĐơn vị\tHọ và tên\tChức vụ\n1\tSở Ngoại vụ\tLò Thị Mây\tPhó Giám đốc",
            ("Lò Thị Mây", "Phó Giám đốc", "Sở Ngoại vụ"),
            id="a head in another order",
        ),
        pytest.param("Anh Đào, Sở Ngoại vụ", ("Đào", "", "Sở Ngoại vụ"), id="an address before one syllable"),
        pytest.param("مريم, , Sở Ngoại vụ", ("مريم", "", "Sở Ngoại vụ"), id="from right to left"),
    ],
)
def test_a_line_is_read_however_it_was_copied(text: str, expected: tuple[str, str, str]) -> None:
    line = read_lines(f"\n{text}\r\n\n")[-1]
    assert (line.full_name, line.function, line.unit) == expected


def test_three_hundred_lines_are_put_down_and_marked_and_a_second_time_changes_nothing(
    course: Course, offices: list[Unit], people: list[Person], django_assert_max_num_queries: Any, person: Make
) -> None:
    officer = person(Role.PROGRAMME_OFFICER)
    names = [f"Nguyễn Thị {chr(0x41 + number // 26)}{chr(0x61 + number % 26)}" for number in range(297)]
    text = "\n".join(
        [f"{number}\t{name}\tChuyên viên\tSở Tài chính" for number, name in enumerate(names, start=1)]
        + ["Lò Thị Mây\tPhó Giám đốc\tSở Ngoại vụ", "lo thi may\t\tSở Ngoại vụ", "Vàng A Páo"]
    )
    with django_assert_max_num_queries(20):
        planned = plan(course, text, user=officer, on=TODAY)
    assert [one.fault for one in planned if one.fault] == ["đã có ở dòng 298"]
    assert [one.person for one in planned if one.person] == people[:2], "those who are written are not entered again"
    for _twice in range(2):
        days = list(course.days.all())
        put_down_pasted(course, plan(course, text, user=officer, on=TODAY), days=days[:1], by=officer)
    assert course.participants.count() == 299
    assert Attendance.objects.filter(day__day=FIRST).count() == 299
    assert not Attendance.objects.filter(day__day=SECOND).exists()
    assert Person.objects.count() == 300


def test_a_line_that_could_mean_somebody_else_is_told_with_the_mend(
    course: Course, offices: list[Unit], people: list[Person], person: Make
) -> None:
    enter_person("Lò Thị Mây", unit=offices[0], function="Chuyên viên", by=None)
    ended = create_unit("Sở Thông tin và Truyền thông", by=None)
    end_unit(ended, on=date(2025, 2, 28), successors=[offices[1]], by=None)
    lines = [
        "Lò Thị Mây\t\tSở Ngoại vụ", "Lò Thị Mây\tChuyên viên\tSở Ngoại vụ", "Lò Thị Mây\t\tSở Tài chính",
        "Nông Văn Tới", "Ai đó", "Ai đó\t\tCông ty X", "Ai đó\t\tSở Thông tin và Truyền thông",
        "x" * 500, "Nông Văn Tời\t\tSở Tài chính",
    ]  # fmt: skip
    planned = plan(course, "\n".join(lines), user=person(Role.PROGRAMME_OFFICER), on=TODAY)
    faults = {number: one.fault for number, one in enumerate(planned) if one.fault}
    assert set(faults) == {0, 4, 5, 6, 7}
    assert "cùng tên" in faults[0]
    assert "Công ty X" in faults[5]
    assert "Sở Tài chính" in faults[6], "the unit that follows is named"
    assert planned[1].person is not None
    assert (planned[2].person, planned[2].unit) == (None, offices[1]), "a namesake in another unit is another person"
    assert planned[3].person == people[2]
    assert planned[8].person is None, "a name with another tone is another name"


def test_the_page_shows_first_and_keeps_the_lines_that_could_not_be_taken(
    as_officer: Client, as_contact: Client, course: Course, offices: list[Unit]
) -> None:
    address = reverse("training:paste", args=[course.pk])
    assert address in as_officer.get(reverse("training:inspect", args=[course.pk])).content.decode()
    data = {"list": "Hà Thị Bưởi\tVăn thư\tSở Tài chính\nAi đó\t\tCông ty X", "day": course.days.first().pk}
    looked = as_officer.post(address, {**data, "do": "look"}).content.decode()
    assert "Ghi danh 1 người" in looked
    assert not course.participants.exists(), "looking puts nobody down"
    taken = as_officer.post(address, {**data, "do": "take"}).content.decode()
    assert course.participants.get().person.full_name == "Hà Thị Bưởi"
    assert Attendance.objects.count() == 1
    assert "Công ty X" in taken
    assert "Hà Thị Bưởi" not in taken.split("<textarea")[1].split("</textarea>")[0]
    assert as_officer.post(address, {"list": " ", "do": "take"}).status_code == 422
    assert as_officer.post(address, {"list": "a\n" * 2001, "do": "look"}).status_code == 422
    # A contact enters people of the own unit only.
    foreign = as_contact.post(address, {"list": "Lý Văn Mới\t\tSở Tài chính", "do": "take"}).content.decode()
    assert "không phải đơn vị của ông (bà)" in foreign
    assert as_contact.post(address, {"list": "Lý Văn Mới\t\tSở Ngoại vụ", "do": "take"}).status_code == 302
    assert course.participants.count() == 2
