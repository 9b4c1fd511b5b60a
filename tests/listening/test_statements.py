"""A statement goes out when nothing in it is open and a second person has cleared it; in a drill never."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page

from nhipcau.listening.enums import LineKind, StatementState
from nhipcau.listening.exceptions import DecidedError, RefusedError, StaleStatementError
from nhipcau.listening.models import Activation, LiveStatement
from nhipcau.listening.services.statements import (
    add_statement,
    decide_statement,
    release_statement,
    save_statement,
    submit_statement,
)
from nhipcau.newsroom.models import Delivery

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
WHOLE = {"thời gian": "8h ngày 2/9", "địa điểm": "km 12"}


@pytest.fixture
def event(start: Make) -> Activation:
    return start()


def in_vietnamese(event: Activation) -> LiveStatement:
    return event.statements.get(language="vi")


def save(statement: LiveStatement, values: dict[str, str], *, by: Any, version: int | None = None) -> LiveStatement:
    return save_statement(
        statement, template=statement.template, values=values, version=version or statement.version, by=by
    )


def cleared(event: Activation, people: SimpleNamespace) -> LiveStatement:
    saved = save(in_vietnamese(event), WHOLE, by=people.press)
    waiting = submit_statement(saved, version=saved.version, by=people.press)
    return decide_statement(waiting, is_cleared=True, version=waiting.version, by=people.spokesman)


def test_each_language_is_filled_in_by_itself(event: Activation, people: SimpleNamespace) -> None:
    saved = save(in_vietnamese(event), {"thời gian": "8h ngày 2/9"}, by=people.press)
    assert saved.text == "Lúc 8h ngày 2/9, tại [địa điểm] có sạt lở."
    assert event.statements.get(language="en").text == "At [time] a landslide fell at [place]."


def test_an_open_place_stops_a_statement_at_every_door(event: Activation, people: SimpleNamespace) -> None:
    saved = save(in_vietnamese(event), {"thời gian": "8h"}, by=people.press)
    with pytest.raises(RefusedError, match=r"\[địa điểm\]"):
        submit_statement(saved, version=saved.version, by=people.press)
    # Even one that somebody pushed past the first door.
    LiveStatement.objects.filter(pk=saved.pk).update(state=StatementState.WAITING)
    with pytest.raises(RefusedError):
        decide_statement(saved, is_cleared=True, version=saved.version, by=people.spokesman)
    LiveStatement.objects.filter(pk=saved.pk).update(state=StatementState.CLEARED)
    with pytest.raises(RefusedError):
        release_statement(saved, released_to="báo chí", version=saved.version, by=people.press)
    blank = save(in_vietnamese(event), {"thời gian": "8h", "địa điểm": "[chưa rõ]"}, by=people.press)
    with pytest.raises(RefusedError):
        submit_statement(blank, version=blank.version, by=people.press)


def test_none_of_those_who_wrote_a_statement_clears_it(event: Activation, people: SimpleNamespace) -> None:
    first = save(in_vietnamese(event), {"thời gian": "8h"}, by=people.approver)
    second = save(first, WHOLE, by=people.spokesman)
    waiting = submit_statement(second, version=second.version, by=people.press)
    for writer in (people.approver, people.spokesman, people.press, people.officer, people.deputy):
        with pytest.raises(RefusedError):
            decide_statement(waiting, is_cleared=True, version=waiting.version, by=writer)
    assert decide_statement(waiting, is_cleared=True, version=waiting.version, by=people.administrator)


def test_who_clears_has_the_right_or_a_role_that_clears(event: Activation, people: SimpleNamespace) -> None:
    waiting = save(in_vietnamese(event), WHOLE, by=people.press)
    submit_statement(waiting, version=waiting.version, by=people.press)
    for user in (people.officer, people.deputy, people.stranger):
        with pytest.raises(RefusedError):
            decide_statement(waiting, is_cleared=True, version=waiting.version, by=user)
    assert decide_statement(waiting, is_cleared=True, version=waiting.version, by=people.approver).cleared_by_name


def test_what_was_changed_after_somebody_looked_is_not_cleared(event: Activation, people: SimpleNamespace) -> None:
    waiting = save(in_vietnamese(event), WHOLE, by=people.press)
    submit_statement(waiting, version=waiting.version, by=people.press)
    newer = save(waiting, {**WHOLE, "địa điểm": "km 13"}, by=people.deputy)
    submit_statement(newer, version=newer.version, by=people.deputy)
    with pytest.raises(DecidedError):
        decide_statement(waiting, is_cleared=True, version=waiting.version, by=people.spokesman)


def test_a_change_after_clearance_has_to_be_cleared_anew(event: Activation, people: SimpleNamespace) -> None:
    statement = cleared(event, people)
    changed = save(statement, {**WHOLE, "địa điểm": "km 13"}, by=people.press)
    assert (changed.state, changed.cleared_by_name) == (StatementState.DRAFT, "")
    with pytest.raises(RefusedError):
        release_statement(changed, released_to="báo chí", version=changed.version, by=people.press)


def test_two_people_writing_see_each_others_words(event: Activation, people: SimpleNamespace) -> None:
    statement = in_vietnamese(event)
    save(statement, WHOLE, by=people.press)
    with pytest.raises(StaleStatementError, match=people.press.get_full_name()):
        save(statement, {"thời gian": "9h"}, by=people.deputy, version=1)
    assert in_vietnamese(event).values == WHOLE


def test_a_returned_statement_keeps_the_remarks_that_were_asked_for(event: Activation, people: SimpleNamespace) -> None:
    waiting = save(in_vietnamese(event), WHOLE, by=people.press)
    submit_statement(waiting, version=waiting.version, by=people.press)
    with pytest.raises(RefusedError):
        decide_statement(waiting, is_cleared=False, version=waiting.version, by=people.spokesman)
    returned = decide_statement(
        waiting, is_cleared=False, version=waiting.version, remarks="nêu số người", by=people.spokesman
    )
    assert (returned.state, returned.remarks) == (StatementState.RETURNED, "nêu số người")
    assert event.log.first().text == "Trả lại: Phát ngôn ban đầu (Tiếng Việt). nêu số người"


def test_a_released_statement_says_to_whom_and_stays_as_it_went_out(event: Activation, people: SimpleNamespace) -> None:
    statement = cleared(event, people)
    with pytest.raises(RefusedError):
        release_statement(statement, released_to=" ", version=statement.version, by=people.press)
    release_statement(statement, released_to="Báo Vân Khê", version=statement.version, by=people.press)
    release_statement(statement, released_to="khác", version=statement.version, by=people.press)
    with pytest.raises(RefusedError):
        save(in_vietnamese(event), {"thời gian": "9h"}, by=people.press)

    assert in_vietnamese(event).released_to == "Báo Vân Khê"
    assert event.log.filter(kind=LineKind.STATEMENT_RELEASED).count() == 1
    following = add_statement(event, name="Bản 2", language="vi", template=statement.template, by=people.press)
    assert following.state == StatementState.DRAFT


def test_a_drill_releases_nothing(start: Make, people: SimpleNamespace) -> None:
    pages, deliveries = Page.objects.count(), Delivery.objects.count()
    event = start(is_drill=True)
    statement = cleared(event, people)
    released = release_statement(statement, released_to="Báo Vân Khê", version=statement.version, by=people.press)

    assert released.released_to == ""
    assert event.log.first().text.endswith("Không có gì được phát ra công chúng.")
    assert (Page.objects.count(), Delivery.objects.count()) == (pages, deliveries)


def test_a_secret_text_is_not_taken(event: Activation, people: SimpleNamespace) -> None:
    with pytest.raises(RefusedError, match="dấu mật"):
        save_statement(in_vietnamese(event), template="TỐI MẬT\nLúc [thời gian]", values={}, version=1, by=people.press)
    with pytest.raises(RefusedError):
        add_statement(event, name="", language="vi", by=people.press)
    with pytest.raises(RefusedError):
        add_statement(event, name="x", language="xx", by=people.press)
