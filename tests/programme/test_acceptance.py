"""What an accepted directive makes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nhipcau.directives import acceptance
from nhipcau.directives.enums import ItemState
from nhipcau.directives.models import Directive
from nhipcau.organisation.models import Unit
from nhipcau.organisation.services import create_unit
from nhipcau.programme.acceptance import make_programme
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Assignment, Occasion, Programme, Task

pytestmark = pytest.mark.django_db
Make = Callable[..., Directive]


def test_the_programme_is_made_whenever_a_directive_is_accepted() -> None:
    assert make_programme in acceptance._handlers


def test_the_sample_directive_makes_its_tasks_and_occasions(
    province: dict[str, Unit], directive_from: Make, sample_labels: Any
) -> None:
    directive = directive_from(sample_labels)
    assert make_programme(directive, by=None) == {"tasks": 22, "occasions": 19}
    assert Programme.objects.get().year == 2026
    assert directive.tasks.filter(state=TaskState.PLANNED, provision__isnull=False).count() == 22


def test_each_unit_of_a_list_gets_its_part(province: dict[str, Unit], directive_from: Make, sample_labels: Any) -> None:
    make_programme(directive_from(sample_labels), by=None)
    task = Task.objects.get(title__startswith="Chủ trì biên soạn")
    parts = [(one.role, one.unit, one.unit_words) for one in task.assignments.order_by("pk")]
    assert parts == [
        (AssignmentRole.LEAD, province["so-tai-chinh"], "Sở Tài chính"),
        (AssignmentRole.LEAD, province["so-cong-thuong"], "Sở Công Thương"),
    ]


def test_a_unit_that_nobody_knows_keeps_its_words(
    province: dict[str, Unit], directive_from: Make, sample_labels: Any
) -> None:
    make_programme(directive_from(sample_labels), by=None)
    unknown = Assignment.objects.filter(unit=None, group=None)
    assert {one.unit_words for one in unknown} == {"Ban Quản lý Khu kinh tế cửa khẩu tỉnh"}
    assert unknown.count() == 2


def test_cooperating_units_are_matched_and_a_unit_has_one_part(
    province: dict[str, Unit], directive_from: Make, sample_labels: Any
) -> None:
    row = {**sample_labels["assignments"][3], "cooperating_units": [
        "Sở Khoa học và Công nghệ", "các cơ quan liên quan", "Sở Văn hóa, Thể thao và Du lịch",
    ]}  # fmt: skip
    make_programme(directive_from({**sample_labels, "assignments": [row]}), by=None)
    parts = [(one.role, one.unit_id, one.unit_words) for one in Assignment.objects.order_by("pk")]
    assert parts == [
        ("lead", province["so-vhttdl"].pk, "Sở Văn hóa, Thể thao và Du lịch"),
        ("cooperate", province["so-khcn"].pk, "Sở Khoa học và Công nghệ"),
        ("cooperate", None, "các cơ quan liên quan"),
    ]


def test_what_the_officer_left_out_makes_nothing(
    province: dict[str, Unit], directive_from: Make, sample_labels: Any
) -> None:
    directive = directive_from(sample_labels)
    directive.items.update(state=ItemState.REJECTED)
    assert make_programme(directive, by=None) == {"tasks": 0, "occasions": 0}
    assert not Task.objects.exists()


def test_accepting_twice_makes_nothing_twice(
    province: dict[str, Unit], directive_from: Make, sample_labels: Any
) -> None:
    directive = directive_from(sample_labels)
    first = make_programme(directive, by=None)
    assert make_programme(directive, by=None) == first
    assert (Task.objects.count(), Occasion.objects.count()) == (22, 19)


def test_the_real_directive_of_cao_bang_counts_its_anniversaries(directive_from: Make, cao_bang_labels: Any) -> None:
    create_unit("Sở Ngoại vụ", by=None)
    directive = directive_from(cao_bang_labels)
    assert make_programme(directive, by=None) == {"tasks": 14, "occasions": 12}
    assert Programme.objects.get().year == 2021
    rows = [(one.starts_on, one.ends_on, one.years, one.name[:24]) for one in Occasion.objects.all()]
    day = date.fromisoformat
    assert rows == [
        (day("2021-01-01"), day("2021-12-31"), 71, "71 năm Chiến thắng Biên "),
        (day("2021-01-28"), day("2021-01-28"), 80, "80 năm Ngày Bác Hồ về nư"),
        (day("2021-02-01"), day("2021-02-28"), 60, "60 năm Bác Hồ về thăm Ca"),
        (day("2021-03-26"), day("2021-03-26"), 90, "90 năm Ngày thành lập Đo"),
        (day("2021-04-01"), day("2021-04-30"), None, "Việt Nam đảm nhiệm vai t"),
        (day("2021-05-19"), day("2021-05-19"), 131, "131 năm Ngày sinh Chủ tị"),
        (day("2021-05-19"), day("2021-05-19"), 80, "80 năm Ngày thành lập Mặ"),
        (day("2021-06-05"), day("2021-06-05"), 110, "110 năm Ngày Bác Hồ ra đ"),
        (day("2021-08-19"), day("2021-08-19"), 76, "76 năm Ngày Cách mạng Th"),
        (day("2021-09-02"), day("2021-09-02"), 76, "Quốc khánh Nước Cộng hoà"),
        (day("2021-10-03"), day("2021-10-03"), 71, "71 năm Ngày giải phóng C"),
        (day("2021-10-23"), day("2021-10-23"), 60, "60 năm Ngày mở đường Hồ "),
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"unit": None, "role": "rules", "task": None, "deadline_date": "2021-02-31", "cooperating_units": None},
        {},
        {"unit": "Sở Ngoại vụ", "task": "x" * 900, "deadline": "y" * 900, "cooperating_units": ["", ",", "a" * 900]},
    ],
)
def test_a_damaged_reading_still_makes_a_task(directive_from: Make, cao_bang_labels: Any, value: Any) -> None:
    directive = directive_from({**cao_bang_labels, "assignments": cao_bang_labels["assignments"][:1], "dates": []})
    directive.items.update(value=value, unit=None, joint=[])
    assert make_programme(directive, by=None) == {"tasks": 1, "occasions": 0}
    assert Task.objects.get().deadline is None


def test_a_date_that_no_calendar_has_makes_no_occasion(directive_from: Make, cao_bang_labels: Any) -> None:
    dates = [{"text": "31/02/2021", "start": None, "end": None, "role": "event", "what": "Lễ hội"}]
    directive = directive_from({**cao_bang_labels, "assignments": [], "dates": dates})
    assert make_programme(directive, by=None) == {"tasks": 0, "occasions": 0}
