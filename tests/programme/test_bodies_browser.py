"""People, committees, training and coordination in a real browser: marking on a phone, every page for axe."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from nhipcau.organisation.committees.models import Committee
from nhipcau.organisation.committees.services import add_usual_posts, appoint
from nhipcau.organisation.enums import PostKind, Role
from nhipcau.organisation.models import Person, Unit
from nhipcau.organisation.people.services import enter_person, put_in_charge
from nhipcau.organisation.services import create_unit
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Attendance, Course
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.services import plan_task
from nhipcau.programme.enums import AssignmentRole
from tests.browser import DESKTOP, PHONE, accessibility_faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Make = Callable[..., Any]
DAYS = [date(2026, 5, 11), date(2026, 5, 12)]
WIDE = "document.documentElement.scrollWidth"


@pytest.fixture
def unit(transactional_db: None) -> Unit:
    return create_unit("Ban Quản lý Khu kinh tế cửa khẩu và các khu công nghiệp tỉnh Vân Khê", by=None)


@pytest.fixture
def people(unit: Unit) -> list[Person]:
    names = ["Lò Thị Mây", "Vàng A Páo", "Đặng Thị Nguyệt Ánh"]
    return [enter_person(name, unit=unit, function="Chuyên viên Phòng Tuyên truyền", by=None) for name in names]


@pytest.fixture
def course(unit: Unit, people: list[Person]) -> Course:
    made = services.create_course("Kỹ năng viết tin, bài đối ngoại", organiser=unit, days=DAYS, by=None)
    services.put_down(made, people, by=None)
    return made


def test_a_contact_marks_the_unit_on_a_phone_in_a_few_touches(
    open_as: Make, person: Make, unit: Unit, course: Course
) -> None:
    page = open_as(person(Role.UNIT_CONTACT, unit), size=PHONE)
    page.goto(reverse("training:inspect", args=[course.pk]))
    # Letters that arrive late move what lies below them away from under the finger.
    page.evaluate("document.fonts.ready.then(() => true)")
    page.get_by_role("link", name="Đánh dấu người dự").first.click()
    page.get_by_label("Tìm tên người hoặc đơn vị").fill("dang nguyet")
    expect(page.get_by_text("Vàng A Páo")).to_be_hidden()
    page.get_by_text("Đặng Thị Nguyệt Ánh").click()
    page.get_by_label("Tìm tên người hoặc đơn vị").fill("")
    box = page.get_by_text("Lò Thị Mây")
    assert box.locator("xpath=ancestor::label").bounding_box()["height"] >= 44
    box.click()
    expect(page.locator(".nc-mark-page__bar")).to_contain_text("2 / 3")
    assert page.evaluate(WIDE) == PHONE["width"]
    assert accessibility_faults(page) == {}
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Đã đánh dấu 2 người có mặt")).to_be_visible()
    assert Attendance.objects.count() == 2


def test_no_page_of_people_and_bodies_has_a_fault_on_a_desk_or_a_phone(
    open_as: Make, person: Make, unit: Unit, people: list[Person], course: Course
) -> None:
    committee = Committee.objects.create(name="Ban Chỉ đạo", begins_on=date(2021, 1, 1))
    add_usual_posts(committee)
    for one in people[:2]:
        appoint(one, committee.posts.get(kind=PostKind.HEAD), begins_on=date(2024, 1, 1), by=None)
    put_in_charge(people[0], unit=unit, kind="contact", begins_on=date(2025, 1, 1), by=None)
    coordination = Coordination.objects.create(
        name="Phối hợp", our_unit=unit, partner_name="Báo Quân đội nhân dân", begins_on=date(2025, 1, 1)
    )
    roles = {"our_role": AssignmentRole.LEAD, "partner_role": AssignmentRole.COOPERATE}
    plan_task(coordination, "Chuyên trang", year=2026, **roles, by=None)
    addresses = [
        reverse("officers:units"),
        reverse("people:inspect", args=[people[0].pk]),
        reverse("committees:inspect", args=[committee.pk]),
        reverse("training:inspect", args=[course.pk]),
        reverse("coordinations:inspect", args=[coordination.pk]),
        reverse("coordinations:review", args=[coordination.pk, 2026]),
    ]
    officer = person(Role.PROGRAMME_OFFICER)
    for size, shown in ((DESKTOP, addresses[2:4]), (PHONE, addresses)):
        page = open_as(officer, size=size)
        for address in shown:
            page.goto(address)
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
            assert accessibility_faults(page) == {}, address
            assert page.evaluate(WIDE) == size["width"], address
