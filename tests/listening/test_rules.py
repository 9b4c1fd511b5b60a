"""Decisions about scenarios on plain values."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.listening.enums import StepState
from nhipcau.listening.rules import (
    LONGEST_OFFSET,
    OffsetError,
    SealedLine,
    average,
    filled,
    first_broken_line,
    line_seal,
    next_review,
    offset_text,
    open_places,
    placeholder_key,
    placeholders,
    read_offset,
    step_state,
)

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("0", 0),
        ("0h", 0),
        ("0h00", 0),
        ("30p", 30),
        ("30 phút", 30),
        ("1h", 60),
        ("1 giờ", 60),
        ("1h30", 90),
        ("1 giờ 30 phút", 90),
        ("+2h", 120),
        ("24H", 1440),
        ("2 ngày", 2880),
        ("1 ngày 6 giờ", 1800),
        ("90 min", 90),
        ("1 giờ 5 ph\u00fa\u0074", 65),
        ("1 gi\u01a1\u0300", 60),
    ],
)
def test_times_from_the_activation_are_read_as_officers_write_them(text: str, minutes: int) -> None:
    assert read_offset(text) == minutes


@pytest.mark.parametrize("text", ["", " ", "30", "h", "một giờ", "-1h", "1,5h", "61 ngày", "9" * 40 + "h", "1h 2 ngày"])
def test_what_is_no_time_from_the_activation_is_refused(text: str) -> None:
    with pytest.raises(OffsetError):
        read_offset(text)


@given(st.integers(min_value=0, max_value=LONGEST_OFFSET))
def test_every_time_is_read_as_it_is_written(minutes: int) -> None:
    assert read_offset(offset_text(minutes)) == minutes


@pytest.mark.parametrize(
    ("due", "done", "now", "expected"),
    [
        pytest.param(0, None, -10, StepState.AHEAD, id="ten minutes to go"),
        pytest.param(0, None, -4, StepState.DUE, id="four minutes to go"),
        pytest.param(0, None, 5, StepState.DUE, id="at the edge of what is in time"),
        pytest.param(0, None, 6, StepState.OVERDUE, id="overdue"),
        pytest.param(0, 4, 60, StepState.DONE, id="done a little later"),
        pytest.param(0, 6, 60, StepState.DONE_LATE, id="done late"),
        pytest.param(0, -30, 60, StepState.DONE, id="done early"),
        pytest.param(None, None, 60, StepState.NOT_ASKED, id="the level does not ask for it"),
        pytest.param(None, 5, 60, StepState.DONE, id="done though the level does not ask for it"),
    ],
)
def test_a_step_stands_where_the_clock_and_its_tick_put_it(
    due: int | None, done: int | None, now: int, expected: StepState
) -> None:
    def moment(minutes: int | None) -> datetime | None:
        return None if minutes is None else NOON + timedelta(minutes=minutes)

    state = step_state(due_at=moment(due), done_at=moment(done), is_left_out=False, now=NOON + timedelta(minutes=now))
    assert state is expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lúc [thời gian], tại [địa điểm]; [thời gian] nữa", ["thời gian", "địa điểm"]),
        ("[Thời  gian] và [thời gian]", ["Thời gian"]),
        ("［时间］，【地点】", ["时间", "地点"]),
        ("không có gì", []),
        ("[ ] trống", []),
        ("[tên\nxuống dòng]", []),
    ],
)
def test_placeholders_are_named_once_in_their_order(text: str, names: list[str]) -> None:
    assert placeholders(text) == names


def test_values_take_the_place_of_their_placeholders_whatever_the_writing() -> None:
    values = {placeholder_key("thời gian"): "8h ngày 2/9"}
    decomposed = "L\u00fac [th\u01a1\u0300i gian], tại [địa điểm]"
    assert filled(decomposed, values) == "Lúc 8h ngày 2/9, tại [địa điểm]"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Lúc 8h, tại Nà Lam.", []),
        ("Lúc [thời gian], tại Nà Lam.", ["[thời gian]"]),
        ("Lúc 8h, tại [].", ["[]"]),
        ("Lúc 8h, tại [địa điểm.", ["["]),
        ("ngày ... tháng 9", ["ngày ..."]),
        ("tại ______", ["______"]),
        ("khách ........ người", ["........"]),
        ("Mưa lớn... nhưng đường đã thông, v.v…", []),
        ("【时间】", ["【时间】"]),
    ],
)
def test_whatever_is_still_to_be_filled_in_is_seen(text: str, places: list[str]) -> None:
    assert open_places(text) == places


def test_a_review_comes_a_year_later() -> None:
    assert next_review(date(2026, 9, 1)) == date(2027, 9, 1)
    assert next_review(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_log_that_was_changed_cut_in_or_taken_from_shows() -> None:
    lines: list[SealedLine] = []
    for number in range(1, 5):
        content = {"text": f"dòng {number}"}
        seal = line_seal(number, content, lines[-1].seal if lines else "")
        lines.append(SealedLine(number, content, seal))

    assert first_broken_line(lines) is None
    assert first_broken_line([lines[0], SealedLine(2, {"text": "khác"}, lines[1].seal), *lines[2:]]) == 2
    assert first_broken_line([lines[0], *lines[2:]]) == 2
    assert first_broken_line(lines[1:]) == 1


def test_the_average_counts_only_points_that_were_given() -> None:
    assert average([5, None, 4, 4]) == 4.3
    assert average([None]) is None
