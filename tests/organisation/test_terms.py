"""Who held what, and when, on plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.organisation.rules import is_alive
from nhipcau.organisation.terms import ONE_DAY, Held, crowds, holders_on, holds_twice

DAY = date(2024, 1, 1)


def held(who: str, begins: tuple[int, int, int], ends: tuple[int, int, int] | None = None) -> Held:
    return Held(who, date(*begins), date(*ends) if ends else None)


def test_one_after_the_other_is_no_crowd_and_a_shared_day_is_one() -> None:
    first = held("Sùng", (2021, 1, 1), (2024, 3, 31))
    assert crowds([first, held("Lò", (2024, 4, 1))], 1) == []
    (crowd,) = crowds([first, held("Lò", (2024, 3, 31))], 1)
    assert (crowd.begins_on, crowd.ends_on, crowd.holders) == (date(2024, 3, 31), date(2024, 3, 31), ("Sùng", "Lò"))


def test_a_crowd_lasts_until_the_first_of_them_leaves() -> None:
    terms = [held("A", (2020, 1, 1)), held("B", (2023, 5, 1), (2023, 8, 31)), held("C", (2025, 1, 1))]
    assert [(crowd.begins_on, crowd.ends_on) for crowd in crowds(terms, 1)] == [
        (date(2023, 5, 1), date(2023, 8, 31)),
        (date(2025, 1, 1), None),
    ]


def test_the_same_person_twice_takes_one_place_and_unlimited_places_are_never_too_few() -> None:
    terms = [held("A", (2020, 1, 1), (2024, 1, 1)), held("A", (2023, 1, 1))]
    assert crowds(terms, 1) == []
    assert crowds([held(str(number), (2020, 1, 1)) for number in range(9)], None) == []
    assert holds_twice(terms[:1], terms[1])
    assert not holds_twice(terms[:1], held("A", (2024, 1, 2)))


days = st.integers(0, 400).map(lambda number: DAY + number * ONE_DAY)
some_terms = st.builds(
    lambda who, first, length: Held(who, first, None if length is None else first + length * ONE_DAY),
    st.sampled_from("ABCD"), days, st.one_of(st.none(), st.integers(0, 90)),
)  # fmt: skip


@given(st.lists(some_terms, max_size=8), st.integers(1, 3), days)
def test_a_day_lies_in_a_crowd_exactly_when_more_than_the_places_hold_it(
    terms: list[Held], places: int, day: date
) -> None:
    found = [crowd for crowd in crowds(terms, places) if is_alive(crowd.begins_on, crowd.ends_on, day)]
    holders = holders_on(terms, day)
    assert bool(found) == (len(holders) > places)
    assert all(set(crowd.holders) == set(holders) for crowd in found)


@pytest.mark.parametrize("last", [date.max, None])
def test_the_ends_of_the_calendar_break_nothing(last: date | None) -> None:
    assert len(crowds([Held("A", None, last), Held("B", date.min, last)], 1)) == 1
