"""How periods and reports are called, in the words of each language."""

from datetime import date

import pytest
from django.utils import translation

from nhipcau.organisation.office_words import month_name, short_month_name
from nhipcau.reporting.labels import report_name
from nhipcau.reporting.rules import Period, period_containing


@pytest.mark.parametrize(
    ("day", "frequency", "english", "vietnamese"),
    [
        (date(2026, 12, 1), "month", "Report for December 2026", "Báo cáo tháng 12/2026"),
        (date(2026, 12, 20), "month", "Report for January 2027", "Báo cáo tháng 1/2027"),
        (date(2026, 3, 1), "quarter", "Report for quarter I of 2026", "Báo cáo quý I/2026"),
        (date(2026, 3, 1), "half-year", "Report for the first half of 2026", "Báo cáo 6 tháng đầu năm 2026"),
        (date(2026, 9, 1), "half-year", "Report for the second half of 2026", "Báo cáo 6 tháng cuối năm 2026"),
        (date(2026, 3, 1), "nine-month", "Report for the first nine months of 2026", "Báo cáo 9 tháng năm 2026"),
        (date(2026, 3, 1), "year", "Report for 2026", "Báo cáo năm 2026"),
    ],
)
def test_a_report_has_the_name_that_people_give_it(day: date, frequency: str, english: str, vietnamese: str) -> None:
    period = period_containing(day, frequency, cut_off_day=14)
    for language, name in (("en", english), ("vi", vietnamese)):
        with translation.override(language):
            assert report_name(period, frequency) == name


def test_a_report_on_request_is_called_by_its_days() -> None:
    period = Period(date(2026, 3, 1), date(2026, 4, 30))
    for language, name in (
        ("en", "Report for 1/3/2026 to 30/4/2026"), ("vi", "Báo cáo từ 1/3/2026 đến 30/4/2026"),
    ):  # fmt: skip
        with translation.override(language):
            assert report_name(period, "on-request") == name


@pytest.mark.parametrize(
    ("language", "heading", "short"), [("en", "May", "May"), ("en", "September", "Sep"), ("vi", "Tháng 9", "Th. 9")]
)
def test_months_at_the_head_of_columns(language: str, heading: str, short: str) -> None:
    month = 5 if heading == "May" else 9
    with translation.override(language):
        assert (month_name(month), short_month_name(month)) == (heading, short)
