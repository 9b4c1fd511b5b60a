from datetime import date

import pytest

from nhipcau.vietnamese import find_days, fold, month_span, quarter_span


@pytest.mark.parametrize(
    "printed",
    ["ngày 30 tháng 3 năm 2021", "ngày 30/3/2021", "30-03-2021", "30.3.2021", "30 tháng 03\nnăm 2021"],
)
def test_day_comes_before_month_in_every_form(printed: str) -> None:
    assert [found.day for found in find_days(fold(printed))] == [date(2021, 3, 30)]


def test_a_day_that_no_calendar_has_is_found_without_a_date() -> None:
    assert [found.day for found in find_days("ngay 31/02/2021")] == [None]


def test_amounts_and_numbers_of_documents_are_no_days() -> None:
    assert list(find_days("162.056.800 dong, 72/2015/nd-cp, 1.846")) == []


def test_spans_of_months_and_quarters_end_on_their_last_day() -> None:
    assert month_span(2, 2024) == (date(2024, 2, 1), date(2024, 2, 29))
    assert quarter_span(3, 2026) == (date(2026, 7, 1), date(2026, 9, 30))
    assert month_span(13, 2024) is None
    assert quarter_span(5, 2024) is None
