"""Sentences of a report: titles within quotation marks, many things of a kind, and what came since in its place."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nhipcau.drafts.rules import merge
from nhipcau.organisation.models import Unit
from nhipcau.organisation.office_words import in_office_language
from nhipcau.programme.models import Activity, KindOfActivity
from nhipcau.reporting.drafting import MANY, text_of
from nhipcau.reporting.labels import Deed, sentence


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Phóng sự “Hai bờ một phiên chợ”", "“Phóng sự ‘Hai bờ một phiên chợ’”"),
        ('Phim "Thác Khuổi Ngần" và "Lũng Đá"', "“Phim ‘Thác Khuổi Ngần’ và ‘Lũng Đá’”"),
        ("Màn hình 55 inch (5')", "“Màn hình 55 inch (5')”"),
    ],
)
def test_quotation_marks_within_a_title_become_single_ones(title: str, printed: str) -> None:
    assert printed in sentence(Deed("đăng tin, bài", title, date(2026, 3, 3)))


@pytest.fixture
def events(newspaper: Unit) -> Callable[[int], list[Activity]]:
    def make(count: int) -> list[Activity]:
        return [
            Activity.objects.create(
                unit=newspaper,
                kind="event",
                title=f"Ngày hội {day}",
                happened_on=date(2026, 3, day),
                figures={"visitors": 1000},
            )
            for day in range(1, count + 1)
        ]

    return make


def drafted(activities: list[Activity]) -> list[str]:
    kinds: list[Any] = list(KindOfActivity.objects.prefetch_related("figures"))
    with in_office_language():
        return text_of(activities, kinds).split("\n")


def test_few_things_of_a_kind_are_told_one_by_one(events: Callable[[int], list[Activity]]) -> None:
    lines = drafted(events(MANY - 1))
    assert len(lines) == MANY - 1
    assert lines[0].startswith("Ngày 1/3/2026, tổ chức “Ngày hội 1”")


def test_many_things_of_a_kind_are_summed_up_first(events: Callable[[int], list[Activity]], newspaper: Unit) -> None:
    paper = Activity.objects.create(unit=newspaper, kind="document", title="Kế hoạch", happened_on=date(2026, 3, 2))
    lines = drafted([paper, *events(12)])
    assert lines[0] == "Sự kiện, triển lãm: 12 (số người tham dự, tham quan: 12.000 lượt người), cụ thể:"
    assert [line.split(",")[0] for line in lines[1:3]] == ["Ngày 1/3/2026", "Ngày 2/3/2026"]
    assert lines[-1] == "Ngày 2/3/2026, ban hành văn bản “Kế hoạch”."


@pytest.mark.parametrize(
    ("body", "fresh", "merged"),
    [
        pytest.param("một\nhai\nlời của tôi", "một\nmột rưỡi\nhai", "một\nmột rưỡi\nhai\nlời của tôi", id="between"),
        pytest.param("một\nlời của tôi\nhai", "không\nmột\nhai", "không\nmột\nlời của tôi\nhai", id="first"),
        pytest.param(
            "chỉ có lời của tôi", "một\nhai\nba", "chỉ có lời của tôi\nba", id="nothing left to stand next to"
        ),
        pytest.param(
            "một, tôi sửa\nhai", "một\nba", "một, tôi sửa\nba", id="what counts no more goes, what was changed stays"
        ),
        pytest.param("tổng: 2\nmột\nhai", "tổng: 3\nmột\nhai\nba", "tổng: 3\nmột\nhai\nba", id="a new sum"),
    ],
)
def test_what_came_since_goes_where_the_draft_has_it(body: str, fresh: str, merged: str) -> None:
    drafted = "tổng: 2\nmột\nhai" if body.startswith("tổng") else "một\nhai"
    assert merge(body, drafted=drafted, fresh=fresh) == merged
