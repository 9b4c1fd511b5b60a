"""Steps are ticked once, by those whose they are; roles pass to deputies."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import DecidedError, RefusedError
from nhipcau.listening.models import Activation, LiveStep
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.steps import finish_step, leave_out, open_again, take_role

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def event(start: Make) -> Activation:
    return start()


def press_step(event: Activation) -> LiveStep:
    return event.steps.get(title="Phát ngôn ban đầu")


def test_of_two_people_at_one_step_one_ticks_it_and_the_other_learns_who(
    event: Activation, people: SimpleNamespace
) -> None:
    step = press_step(event)
    finish_step(step, note="đã gửi", by=people.press)
    finish_step(step, by=people.press)  # a double click
    with pytest.raises(DecidedError, match=people.press.get_full_name()):
        finish_step(step, note="tôi cũng gửi", by=people.deputy)
    with pytest.raises(DecidedError):
        leave_out(step, reason="không cần", by=people.officer)

    step.refresh_from_db()
    assert (step.done_by, step.note) == (people.press, "đã gửi")
    assert list(event.log.filter(kind=LineKind.STEP_DONE).values_list("text", flat=True)) == [
        "Xong: Phát ngôn ban đầu. đã gửi"
    ]


def test_a_step_is_ticked_by_its_role_or_the_standing_office_alone(event: Activation, people: SimpleNamespace) -> None:
    for user in (people.spokesman, people.stranger):
        with pytest.raises(RefusedError):
            finish_step(press_step(event), by=user)
    assert finish_step(press_step(event), by=people.approver).done_by == people.approver
    assert finish_step(event.steps.get(title="Báo cáo"), by=people.spokesman).done_at  # nobody's step is everybody's


def test_a_step_is_left_out_and_opened_again_only_with_a_reason(event: Activation, people: SimpleNamespace) -> None:
    step = press_step(event)
    with pytest.raises(RefusedError):
        leave_out(step, reason=" ", by=people.press)
    leave_out(step, reason="chưa cần", by=people.press)
    with pytest.raises(RefusedError):
        open_again(step, reason="", by=people.press)
    open_again(step, reason="nay cần", by=people.press)
    open_again(step, reason="nay cần", by=people.press)
    finish_step(step, by=people.deputy)

    assert list(event.log.order_by("number").values_list("text", flat=True))[1:] == [
        "Không thực hiện: Phát ngôn ban đầu. Lý do: chưa cần",
        "Mở lại: Phát ngôn ban đầu. Lý do: nay cần",
        "Xong: Phát ngôn ban đầu.",
    ]


def test_a_deputy_takes_over_and_who_stands_outside_does_not(event: Activation, people: SimpleNamespace) -> None:
    role = event.roles.get(name="Đầu mối báo chí")
    deputy = role.people.get(user=people.deputy)
    for user in (people.spokesman, people.stranger):
        with pytest.raises(RefusedError):
            take_role(role, deputy, by=user)
    take_role(role, deputy, by=people.deputy)
    take_role(role, deputy, by=people.deputy)

    role.refresh_from_db()
    assert role.acting == deputy
    assert event.log.filter(kind=LineKind.ROLE_TAKEN).count() == 1
    with pytest.raises(RefusedError):
        take_role(role, event.roles.get(name="Trưởng nhóm").people.get(), by=people.officer)


def test_nothing_is_ticked_in_an_event_that_is_over(event: Activation, people: SimpleNamespace) -> None:
    close(event, summary="Xong", by=people.officer)
    with pytest.raises(RefusedError):
        finish_step(press_step(event), by=people.press)
    assert press_step(event).done_at is None
