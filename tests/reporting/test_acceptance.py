"""What reporting duties an accepted directive makes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from nhipcau.directives import acceptance
from nhipcau.directives.enums import ItemState
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.officialdocs import read
from nhipcau.organisation.models import Unit, UnitGroup, UnitGroupAlias
from nhipcau.reporting.acceptance import make_duties
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.models import ReportingDuty

pytestmark = pytest.mark.django_db
Item = Callable[..., ReadItem]


def test_acceptance_calls_reporting() -> None:
    assert make_duties in acceptance._handlers


def test_a_duty_every_month_quarter_and_year_becomes_three(
    directive: Directive, deadline_item: Item, all_departments: UnitGroup
) -> None:
    deadline_item(group=all_departments)

    made = make_duties(directive, by=None)

    assert made == {"reporting_duties": 3}
    assert {duty.frequency: duty.name for duty in ReportingDuty.objects.all()} == {
        "month": "Báo cáo tháng: thông tin, báo cáo về Ban Chỉ đạo Công tác TTĐN tỉnh",
        "quarter": "Báo cáo quý: thông tin, báo cáo về Ban Chỉ đạo Công tác TTĐN tỉnh",
        "year": "Báo cáo năm: thông tin, báo cáo về Ban Chỉ đạo Công tác TTĐN tỉnh",
    }


def test_a_duty_knows_its_place_its_days_and_its_parties(
    directive: Directive, deadline_item: Item, all_departments: UnitGroup, office: Unit
) -> None:
    item = deadline_item(group=all_departments, value={"every": ["month"], "day": 25})

    make_duties(directive, by=None)

    duty = ReportingDuty.objects.get()
    assert (duty.reporter, duty.reporter_group, duty.addressee) == (None, all_departments, office)
    assert (duty.due_before_day, duty.cut_off_day, duty.due_month) == (25, 14, None)
    assert duty.provision == item.provision
    assert duty.sentence == "9. Thực hiện chế độ báo cáo trước ngày 20 hằng tháng."
    assert (duty.begins_on, duty.ends_on) == (timezone.localdate(), None)


def test_words_that_the_review_left_open_are_looked_up(
    directive: Directive, deadline_item: Item, all_departments: UnitGroup
) -> None:
    UnitGroupAlias.objects.create(group=all_departments, name="Các sở, ngành của tỉnh")
    deadline_item(value={"every": ["month"], "reporter": "các sở, ngành của tỉnh"})

    make_duties(directive, by=None)

    assert ReportingDuty.objects.get().reporter_group == all_departments


def test_a_reporter_that_nobody_knows_stays_to_be_completed_with_its_words(
    directive: Directive, deadline_item: Item
) -> None:
    deadline_item(value={"every": ["month"], "reporter": "Hội Bảo tồn Cá heo", "addressee": "Hội Trăng Tròn"})

    make_duties(directive, by=None)

    duty = ReportingDuty.objects.get()
    assert not duty.is_complete
    assert (duty.reporter_words, duty.addressee_words) == ("Hội Bảo tồn Cá heo", "Hội Trăng Tròn")


def test_what_the_officer_left_out_makes_no_duty(directive: Directive, deadline_item: Item) -> None:
    deadline_item(state=ItemState.REJECTED)

    assert make_duties(directive, by=None) == {"reporting_duties": 0}


def test_two_readings_of_one_duty_become_one_with_both_sentences(
    directive: Directive, deadline_item: Item, newspaper: Unit, provision: Callable[[int], object]
) -> None:
    deadline_item(unit=newspaper, value={"every": ["month"], "day": None})
    deadline_item(unit=newspaper, value={"every": ["month"], "day": 25}, provision=provision(5))

    assert make_duties(directive, by=None) == {"reporting_duties": 1}

    duty = ReportingDuty.objects.get()
    assert duty.due_before_day == 25
    assert duty.sentence.split("\n") == [
        "9. Thực hiện chế độ báo cáo trước ngày 20 hằng tháng.",
        "- Xây dựng chuyên mục “Nhịp cầu Vân Khê”.",
    ]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({"value": {"every": ["month"], "day": 25}}, id="another day"),
        pytest.param({"value": {"every": ["quarter"]}}, id="another frequency"),
        pytest.param({"value": {"every": ["month"], "reporter": "Hội Trăng Tròn"}}, id="another reporter"),
    ],
)
def test_duties_that_differ_stay_two(directive: Directive, deadline_item: Item, second: dict[str, object]) -> None:
    deadline_item(value={"every": ["month"], "reporter": "Hội Bảo tồn Cá heo"})
    deadline_item(**second)

    assert make_duties(directive, by=None) == {"reporting_duties": 2}


def test_two_readings_without_any_reporter_stay_two(directive: Directive, deadline_item: Item) -> None:
    deadline_item(value={"every": ["month"], "reporter": None})
    deadline_item(value={"every": ["month"], "reporter": None})

    assert make_duties(directive, by=None) == {"reporting_duties": 2}


def test_several_units_in_one_reading_each_get_a_duty(
    directive: Directive, deadline_item: Item, newspaper: Unit, departments: list[Unit]
) -> None:
    joint = [{"words": "Sở Ngoại vụ", "unit": departments[0].pk, "group": None}]
    deadline_item(unit=newspaper, joint=joint, value={"every": ["month"]})

    make_duties(directive, by=None)

    assert {duty.reporter for duty in ReportingDuty.objects.all()} == {newspaper, departments[0]}


def test_a_yearly_duty_keeps_its_month(directive: Directive, deadline_item: Item, newspaper: Unit) -> None:
    deadline_item(unit=newspaper, value={"every": ["year"], "day": 15, "month": 12})

    make_duties(directive, by=None)

    duty = ReportingDuty.objects.get()
    assert (duty.frequency, duty.due_before_day, duty.due_month) == (Frequency.YEAR, 15, 12)


@pytest.mark.parametrize("every", [["day"], ["week"], [], None, "fortnight"])
def test_a_frequency_that_no_report_has_makes_no_duty(directive: Directive, deadline_item: Item, every: object) -> None:
    deadline_item(value={"every": every})

    assert make_duties(directive, by=None) == {"reporting_duties": 0}


def test_what_an_ended_unit_had_to_report_falls_to_its_successor_later(
    directive: Directive, deadline_item: Item
) -> None:
    old = Unit.objects.create(name="Sở Thông tin", kind="department", tier="province", ends_on=date(2025, 2, 28))
    deadline_item(value={"every": ["month"], "reporter": "Sở Thông tin"})

    make_duties(directive, by=None)

    assert ReportingDuty.objects.get().reporter == old


def test_a_very_long_subject_is_cut_at_a_word(directive: Directive, deadline_item: Item, newspaper: Unit) -> None:
    deadline_item(unit=newspaper, value={"every": ["month"], "what": "kết quả " * 100})

    make_duties(directive, by=None)

    name = ReportingDuty.objects.get().name
    assert len(name) < 200
    assert name.endswith("kết quả…")


def test_a_subject_that_ends_within_a_bracket_ends_before_it(
    directive: Directive, deadline_item: Item, newspaper: Unit
) -> None:
    deadline_item(unit=newspaper, value={"every": ["month"], "what": "báo cáo về Ban Chỉ đạo (qua Ban Tuyên giáo và"})

    make_duties(directive, by=None)

    assert ReportingDuty.objects.get().name == "Báo cáo tháng: báo cáo về Ban Chỉ đạo"


def asked(directive: Directive) -> list[tuple[str, int, int | None, str]]:
    make_duties(directive, by=None)
    rows = ReportingDuty.objects.order_by("pk")
    return [(row.frequency, row.due_before_day, row.due_month, row.due_days) for row in rows]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param([(20, 6), (20, 12)], [("half-year", 20, None, "20/6, 20/12")], id="twice a year"),
        pytest.param([(5, 12), (10, 6)], [("half-year", 10, None, "10/6, 5/12")], id="on other days, late one first"),
        pytest.param([(15, 6), (30, 11)], [("half-year", 15, None, "15/6, 30/11")], id="about half a year apart"),
        pytest.param(
            [(15, 3), (15, 6), (15, 9), (15, 12)],
            [("quarter", 15, None, "15/3, 15/6, 15/9, 15/12")],
            id="four times a year",
        ),
        pytest.param([(1, 3), (1, 12)], [("year", 1, 3, ""), ("year", 1, 12, "")], id="three months apart"),
        pytest.param([(20, 6)], [("year", 20, 6, "")], id="once a year"),
        pytest.param([(31, 6), (20, 12)], [("year", 31, 6, ""), ("year", 20, 12, "")], id="a day that no month has"),
    ],
)
def test_days_of_the_year_in_one_sentence_are_one_regime(
    directive: Directive,
    deadline_item: Item,
    newspaper: Unit,
    days: list[tuple[int, int]],
    expected: list[tuple[str, int, int | None, str]],
) -> None:
    for day, month in days:
        deadline_item(unit=newspaper, value={"every": ["year"], "day": day, "month": month})

    assert asked(directive) == expected


def test_days_of_the_year_of_two_sentences_stay_two(
    directive: Directive, deadline_item: Item, newspaper: Unit, provision: Callable[[int], object]
) -> None:
    deadline_item(unit=newspaper, value={"every": ["year"], "day": 20, "month": 6})
    deadline_item(unit=newspaper, value={"every": ["year"], "day": 20, "month": 12}, provision=provision(5))

    assert asked(directive) == [("year", 20, 6, ""), ("year", 20, 12, "")]


def test_six_months_before_one_day_and_the_year_before_another(
    directive: Directive, deadline_item: Item, newspaper: Unit
) -> None:
    """ "báo cáo 6 tháng trước 10/6, năm trước 05/12": nobody writes a second half-year beside the year."""
    deadline_item(unit=newspaper, value={"every": ["half-year"], "day": 10, "month": 6})
    deadline_item(unit=newspaper, value={"every": ["year"], "day": 5, "month": 12})

    assert asked(directive) == [("six-month", 10, None, "10/6"), ("year", 5, 12, "")]
    assert ReportingDuty.objects.order_by("pk")[0].name.startswith("Báo cáo 6 tháng đầu năm: ")


def test_six_months_with_both_days_are_half_years(directive: Directive, deadline_item: Item, newspaper: Unit) -> None:
    deadline_item(unit=newspaper, value={"every": ["half-year"], "day": 10, "month": 6})
    deadline_item(unit=newspaper, value={"every": ["half-year"], "day": 5, "month": 12})
    deadline_item(unit=newspaper, value={"every": ["half-year"], "day": None})

    assert asked(directive) == [("half-year", 10, None, "10/6, 5/12")]


def test_six_months_without_a_day_of_the_year_are_half_years(
    directive: Directive, deadline_item: Item, newspaper: Unit
) -> None:
    deadline_item(unit=newspaper, value={"every": ["half-year", "year"], "day": 20})

    assert asked(directive) == [("half-year", 20, None, ""), ("year", 20, None, "")]


def test_nine_months_keep_their_day(directive: Directive, deadline_item: Item, newspaper: Unit) -> None:
    deadline_item(unit=newspaper, value={"every": ["nine-month"], "day": 10, "month": 9})

    assert asked(directive) == [("nine-month", 10, None, "10/9")]


@pytest.mark.parametrize(
    ("every", "day", "month", "cut_off"),
    [
        pytest.param("year", 20, 12, 14, id="usual"),
        pytest.param("year", 10, 12, 4, id="due before the usual last day counted"),
        pytest.param("half-year", 5, 6, 1, id="due in the first days of the month"),
        pytest.param("half-year", 5, 7, 14, id="due in the month after"),
        pytest.param("year", 10, None, 14, id="no month is named"),
    ],
)
def test_a_report_counts_no_day_after_it_is_due(
    directive: Directive, deadline_item: Item, newspaper: Unit, every: str, day: int, month: int | None, cut_off: int
) -> None:
    deadline_item(unit=newspaper, value={"every": [every], "day": day, "month": month})
    make_duties(directive, by=None)
    assert ReportingDuty.objects.get().cut_off_day == cut_off


def test_what_the_reader_finds_in_a_sentence_becomes_one_regime(
    directive: Directive, deadline_item: Item, newspaper: Unit
) -> None:
    text = "Báo và Phát thanh, truyền hình báo cáo trước ngày 20/6 và 20/12 hằng năm về Ban Tuyên giáo và Dân vận."
    readings = read(f"Số: 1/KH-UBND\nVân Khê, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nI. BÁO CÁO\n1. {text}\n")
    for one in readings.recurring_deadlines:
        deadline_item(
            unit=newspaper,
            value={"every": [str(often.value) for often in one.every], "day": one.day, "month": one.month},
            span_start=one.span.start,
            span_end=one.span.end,
        )

    assert asked(directive) == [("half-year", 20, None, "20/6, 20/12")]
