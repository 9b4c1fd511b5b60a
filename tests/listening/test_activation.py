"""An event begins once, on the version that stands, at a level; it rises, falls and ends."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from nhipcau.audit.queries import fault_of_the_trail, trail_of
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import ClosedError, RefusedError, RunsAlreadyError
from nhipcau.listening.integrity import faults
from nhipcau.listening.letters import send_letters
from nhipcau.listening.models import Activation, Letter, LogLine, Scenario, ScenarioRole, Step
from nhipcau.listening.models.written_once import WrittenOnceError
from nhipcau.listening.queries import broken_line_of
from nhipcau.listening.services.activation import activate, change_level, close
from nhipcau.listening.services.steps import write_note
from nhipcau.listening.versions import version_now

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def texts(event: Activation) -> list[str]:
    return list(event.log.order_by("number").values_list("text", flat=True))


def test_a_double_click_activates_once(start: Make) -> None:
    key = uuid.uuid4()
    first, second = start(key=key), start(key=key)

    assert first.pk == second.pk
    assert Activation.objects.count() == 1
    assert texts(first) == ["Kích hoạt ở mức 1 (Theo dõi) theo quyết định của Trưởng nhóm; kịch bản bản số 1."]


def test_two_people_at_two_pages_make_one_event_and_the_second_is_told_of_it(
    start: Make, people: SimpleNamespace
) -> None:
    event = start(by=people.officer)
    with pytest.raises(RunsAlreadyError) as told:
        start(by=people.approver)
    assert told.value.activation == event
    assert people.officer.get_full_name() in str(told.value)
    # A real event may come in the middle of a drill.
    assert start(is_drill=True).is_drill


def test_a_late_second_press_of_an_old_page_leads_to_the_event_that_is_over(
    start: Make, people: SimpleNamespace
) -> None:
    key = uuid.uuid4()
    event = start(key=key)
    close(event, summary="Đường đã thông", by=people.officer)
    assert start(key=key) == event


def test_what_runs_keeps_the_version_that_it_runs_on(start: Make, scenario: Scenario, people: SimpleNamespace) -> None:
    event = start()
    Step.objects.filter(scenario=scenario, offset=0).update(title="Họp kỹ")
    ScenarioRole.objects.filter(scenario=scenario, name="Trưởng nhóm").update(name="Chỉ huy")

    newer = version_now(scenario, by=people.officer)
    assert (event.version.number, newer.number) == (1, 2)
    assert version_now(scenario, by=people.officer) == newer  # nothing new, no new version
    assert event.version.content["steps"][0]["title"] == "Họp nhanh"
    assert event.steps.first().title == "Họp nhanh"
    with pytest.raises(WrittenOnceError):
        newer.save()


def test_only_the_steps_that_the_level_asks_for_are_due(start: Make) -> None:
    event = start()
    assert [step.title for step in event.steps.filter(due_at=None)] == ["Trả lời báo chí"]


def test_a_raised_level_asks_for_more_from_now_and_a_lowered_one_for_less(start: Make, people: SimpleNamespace) -> None:
    event = start()
    before = timezone.now()
    change_level(event, 2, decided_by="Lãnh đạo Ban", reason="có khách nước ngoài", by=people.press)

    step = event.steps.get(title="Trả lời báo chí")
    assert step.due_at >= before + timedelta(minutes=90)
    change_level(event, 1, decided_by="Lãnh đạo Ban", reason="", by=people.press)
    step.refresh_from_db()
    assert step.due_at is None
    assert texts(event)[1:] == [
        "Nâng từ mức 1 lên mức 2 (Khẩn) theo quyết định của Lãnh đạo Ban. có khách nước ngoài",
        "Hạ từ mức 2 xuống mức 1 (Theo dõi) theo quyết định của Lãnh đạo Ban.",
    ]


@pytest.mark.parametrize(("level", "who"), [(9, "Lãnh đạo"), (2, " ")])
def test_a_level_that_there_is_not_or_that_nobody_decided_is_refused(
    start: Make, people: SimpleNamespace, level: int, who: str
) -> None:
    event = start()
    with pytest.raises(RefusedError):
        change_level(event, level, decided_by=who, reason="", by=people.officer)
    event.refresh_from_db()
    assert (event.level, event.log.count()) == (1, 1)


def test_who_is_not_named_and_does_not_oversee_activates_nothing(start: Make, people: SimpleNamespace) -> None:
    with pytest.raises(RefusedError):
        start(by=people.stranger)
    assert not Activation.objects.exists()


def test_a_scenario_in_use_no_more_is_not_activated(start: Make, scenario: Scenario) -> None:
    Scenario.objects.update(is_used=False)
    with pytest.raises(RefusedError, match="không còn dùng"):
        start()


def test_an_event_ends_with_a_summary_and_takes_corrections_only(start: Make, people: SimpleNamespace) -> None:
    event = start()
    with pytest.raises(RefusedError):
        close(event, summary="  ", by=people.officer)
    with pytest.raises(RefusedError):
        close(event, summary="Xong", by=people.press)
    close(event, summary="Đường đã thông lúc 15h", by=people.officer)
    close(event, summary="Lần nữa", by=people.officer)

    with pytest.raises(ClosedError):
        write_note(event, "muộn", by=people.officer)
    write_note(event, "Đường thông lúc 14h, không phải 15h", corrects=2, by=people.press)
    assert list(event.log.order_by("number").values_list("kind", "corrects")) == [
        (LineKind.ACTIVATED, None),
        (LineKind.CLOSED, None),
        (LineKind.CORRECTION, 2),
    ]


def test_the_log_cannot_be_changed_and_shows_when_somebody_did_it_behind_its_back(
    start: Make, people: SimpleNamespace
) -> None:
    event = start()
    write_note(event, "Đã gọi đồn biên phòng", by=people.press)
    line = event.log.get(number=2)
    for change in (line.save, line.delete, LogLine.objects.all().delete, lambda: LogLine.objects.update(text="x")):
        with pytest.raises(WrittenOnceError):
            change()
    assert broken_line_of(event) is None
    assert list(faults()) == []
    # As somebody with the database in hand would.
    LogLine.objects.filter(pk=line.pk)._update([(LogLine._meta.get_field("text"), None, "Chưa gọi")])
    assert broken_line_of(event) == 2
    assert list(faults()) == [f"Line 2 of the log of event {event.pk} is not as it was written."]
    assert fault_of_the_trail() is None
    assert "live log written" in set(trail_of(event).values_list("action", flat=True))


def test_a_log_whose_last_line_was_taken_away_shows(start: Make, people: SimpleNamespace) -> None:
    event = start()
    line = write_note(event, "Đã gọi đồn biên phòng", by=people.press)
    LogLine.objects.filter(pk=line.pk)._raw_delete("default")
    assert list(faults()) == [f"The log of event {event.pk} ends where the audit trail goes on."]


def test_a_note_pressed_twice_is_one_line_and_a_secret_one_is_none(start: Make, people: SimpleNamespace) -> None:
    event = start()
    write_note(event, "Đã gọi đồn biên phòng", by=people.press)
    write_note(event, "Đã gọi đồn biên phòng", by=people.press)
    write_note(event, "Đã gọi đồn biên phòng", by=people.officer)
    assert event.log.filter(kind=LineKind.NOTE).count() == 2
    with pytest.raises(RefusedError, match="dấu mật"):
        write_note(event, "TUYỆT MẬT\nKế hoạch của đơn vị", by=people.press)
    with pytest.raises(RefusedError):
        write_note(event, "x", by=people.stranger)


def test_each_holder_with_an_account_gets_one_letter_and_a_drill_says_so(start: Make, people: SimpleNamespace) -> None:
    start(is_drill=True)
    assert mail.outbox == []  # nothing is sent while the event is being written

    assert send_letters() == 4
    assert send_letters() == 0
    assert sorted(letter.to[0].split("@")[0] for letter in mail.outbox) == ["deputy", "officer", "press", "spokesman"]
    for letter in mail.outbox:
        assert letter.subject == "[DIỄN TẬP] Mưa lũ chia cắt đường lên cửa khẩu: kích hoạt"
        assert letter.body.startswith("ĐÂY LÀ DIỄN TẬP.")
    assert "Vai trò của anh, chị: Đầu mối báo chí" in next(one.body for one in mail.outbox if "press@" in one.to[0])


def test_a_letter_about_a_real_event_does_not_speak_of_a_drill(start: Make) -> None:
    start()
    send_letters()
    assert all("DIỄN TẬP" not in letter.subject + letter.body for letter in mail.outbox)
    assert len(mail.outbox) == 4


def test_a_post_that_does_not_answer_is_tried_again(start: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    start()

    def no_network(*args: Any, **kwargs: Any) -> int:
        raise OSError("no network")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", no_network)
        assert send_letters() == 0
    assert send_letters() == Letter.objects.count() == 4


def test_a_decision_and_words_that_are_too_long_or_secret_stop_the_activation_whole(
    scenario: Scenario, people: SimpleNamespace
) -> None:
    for words in ("x" * 3000, "MẬT\nĐoàn khách A"):
        with pytest.raises(RefusedError):
            activate(
                scenario, key=uuid.uuid4(), level=1, is_drill=False, decided_by="", occasion=words, by=people.officer
            )
    assert not Activation.objects.exists()
