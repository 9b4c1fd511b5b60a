"""What an event taught is kept, followed up, and a real one recorded as an activity once."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.models import Activation, Question, Scenario
from nhipcau.listening.queries import what_waits
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.evaluation import (
    Answered,
    Improved,
    improvement_done,
    questions_of,
    record_event,
    save_evaluation,
)
from nhipcau.listening.services.scenarios import review_scenario
from nhipcau.programme.models import Activity, KindOfActivity
from nhipcau.programme.recording import ActivityRefusedError

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TODAY = date(2026, 9, 1)


def ended(start: Make, people: SimpleNamespace, *, is_drill: bool = True) -> Activation:
    return close(start(is_drill=is_drill), summary="Đường đã thông", by=people.officer)


def evaluate(event: Activation, *, by: Any, version: int = 0, **more: Any) -> Activation:
    values: dict[str, Any] = {"answers": [], "lessons": "", "improvements": [], "is_finished": False, **more}
    return save_evaluation(event, version=version, by=by, **values)


def test_answers_keep_the_words_of_their_question_when_the_table_changes(start: Make, people: SimpleNamespace) -> None:
    event = ended(start, people)
    first = questions_of(event)[0].question
    evaluate(event, answers=[Answered(first, 4, "tốt")], by=people.officer)
    Question.objects.filter(text=first).update(text="Câu khác")

    questions = questions_of(event)
    assert (questions[0].question, questions[0].points, questions[0].remark) == (first, 4, "tốt")
    assert "Câu khác" in [one.question for one in questions]


def test_a_drill_waits_to_be_evaluated_until_the_evaluation_is_finished(start: Make, people: SimpleNamespace) -> None:
    event = ended(start, people)

    def waits() -> list[str]:
        return [line.text for line in what_waits(people.officer, today=TODAY) if "đánh giá" in line.text]

    assert waits() == [f"Diễn tập chờ đánh giá: [DIỄN TẬP] {event.title}"]
    evaluate(event, by=people.officer)
    assert len(waits()) == 1
    evaluate(event, is_finished=True, version=1, by=people.approver)
    assert waits() == []


def test_an_evaluation_saved_meanwhile_is_not_overwritten(start: Make, people: SimpleNamespace) -> None:
    event = ended(start, people)
    evaluate(event, lessons="Gọi sớm hơn", by=people.officer)
    with pytest.raises(RefusedError):
        evaluate(event, lessons="Khác", by=people.approver)
    event.refresh_from_db()
    assert event.lessons == "Gọi sớm hơn"


def test_what_runs_is_not_evaluated_and_holders_do_not_evaluate(start: Make, people: SimpleNamespace) -> None:
    event = start(is_drill=True)
    with pytest.raises(RefusedError):
        evaluate(event, by=people.officer)
    close(event, summary="Xong", by=people.officer)
    with pytest.raises(RefusedError):
        evaluate(event, by=people.press)


def test_an_improvement_waits_for_whom_it_names_until_it_is_made(
    client: Client, start: Make, people: SimpleNamespace
) -> None:
    event = ended(start, people)
    wanted = [Improved("Mua thêm loa", user=people.stranger, due_on=TODAY), Improved("Dịch sẵn", who="Sở Ngoại vụ")]
    evaluate(event, improvements=wanted, by=people.officer)
    row = event.improvements.get(what="Mua thêm loa")

    def waits(day: date) -> list[bool]:
        return [line.is_late for line in what_waits(people.stranger, today=day)]

    assert [waits(TODAY), waits(TODAY + timedelta(days=1)), waits(TODAY - timedelta(days=60))] == [[False], [True], []]
    with pytest.raises(RefusedError):
        improvement_done(row, by=people.press)
    # Whom it names reads it, and nothing else of the event.
    client.force_login(people.stranger, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("listening:improvement", args=[row.pk]))
    assert "Mua thêm loa" in page.content.decode()
    assert event.title not in page.content.decode()
    client.post(reverse("listening:improvement", args=[row.pk]))
    assert waits(TODAY) == []
    # What was made stays, what is named no more goes, what was changed stays the same row.
    other = event.improvements.get(what="Dịch sẵn")
    evaluate(
        event, improvements=[Improved("Dịch sẵn sáu thứ tiếng", who="x", pk=other.pk)], version=1, by=people.officer
    )
    assert {(one.pk, one.what) for one in event.improvements.all()} == {
        (row.pk, "Mua thêm loa"),
        (other.pk, "Dịch sẵn sáu thứ tiếng"),
    }


def test_a_real_event_becomes_one_activity_and_a_drill_none(start: Make, people: SimpleNamespace) -> None:
    real, drill = ended(start, people, is_drill=False), ended(start, people)
    with pytest.raises(RefusedError):
        record_event(drill, kind="other", title="Diễn tập", task=None, by=people.officer)
    with pytest.raises(RefusedError):
        record_event(real, kind="other", title="Ứng phó", task=None, by=people.press)
    with pytest.raises(ActivityRefusedError):
        record_event(real, kind="no_such", title="Ứng phó", task=None, by=people.officer)
    assert not Activity.objects.exists()
    kind = KindOfActivity.objects.values_list("code", flat=True)[0]
    record_event(real, kind=kind, title="Thông tin về mưa lũ", task=None, by=people.officer)
    record_event(real, kind=kind, title="Thông tin về mưa lũ trên đường lên cửa khẩu", task=None, by=people.officer)

    activity = Activity.objects.get()
    assert activity.title == "Thông tin về mưa lũ trên đường lên cửa khẩu"
    assert (activity.source, activity.unit, activity.happened_on) == (
        f"scenario:{real.pk}",
        real.unit,
        timezone.localdate(real.started_at),
    )


def test_a_scenario_is_reviewed_once_a_year_and_asked_for_in_time(scenario: Scenario, people: SimpleNamespace) -> None:
    def waits(day: date) -> list[bool]:
        return [line.is_late for line in what_waits(people.officer, today=day)]

    assert waits(date(2027, 1, 29)) == []
    assert waits(date(2027, 1, 30)) == [False]
    assert waits(date(2027, 3, 2)) == [True]
    with pytest.raises(RefusedError):
        review_scenario(scenario, on=date(2027, 3, 2), by=people.approver)
    review_scenario(scenario, on=date(2027, 3, 2), by=people.officer)
    assert waits(date(2027, 3, 2)) == []
    scenario.refresh_from_db()
    assert scenario.review_by == date(2028, 3, 2)
    assert what_waits(people.stranger, today=date(2028, 3, 3)) == []
