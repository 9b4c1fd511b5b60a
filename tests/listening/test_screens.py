"""The pages: what is pressed once happens once, what was typed is not lost, a drill is a drill on every page."""

import uuid
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from nhipcau.listening.models import Activation, KindOfEvent, Scenario
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.statements import save_statement, submit_statement
from nhipcau.listening.services.steps import finish_step, write_note
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Activity, KindOfActivity, Programme, Task
from nhipcau.web.home import what_waits

from .conftest import TITLE

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def as_(client: Client) -> Callable[[Any], Client]:
    def sign_in(user: Any) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def address(name: str, *args: Any) -> str:
    return reverse(f"listening:{name}", args=args)


def test_one_page_of_confirmation_sent_twice_makes_one_event(
    as_: Make, scenario: Scenario, people: SimpleNamespace
) -> None:
    client = as_(people.press)
    page = client.get(address("activate", scenario.pk))
    key = page.context["form"]["key"].value()
    data = {"key": key, "mode": "real", "level": "2", "decided_by": "", "occasion": "Sạt lở tại Km 12"}
    first, second = (client.post(address("activate", scenario.pk), data) for _press in range(2))

    event = Activation.objects.get()
    assert first["Location"] == second["Location"] == address("live", event.pk)
    assert (event.is_drill, event.level, event.decided_by) == (False, 2, "Lãnh đạo Ban")


def test_nothing_is_activated_before_somebody_says_whether_it_is_real(
    as_: Make, scenario: Scenario, people: SimpleNamespace
) -> None:
    answer = as_(people.officer).post(address("activate", scenario.pk), {"key": uuid.uuid4(), "level": "1"})
    assert answer.status_code == 422
    assert "Xin chọn vụ việc thật hay diễn tập." in answer.content.decode()
    assert not Activation.objects.exists()


def test_the_second_person_at_a_step_keeps_the_words_and_learns_who_was_quicker(
    as_: Make, start: Make, people: SimpleNamespace
) -> None:
    event = start()
    step = event.steps.get(title="Phát ngôn ban đầu")
    finish_step(step, by=people.press)
    answer = as_(people.deputy).post(address("step", step.pk), {"do": "done", "words": "Tôi đã gọi đài"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert people.press.get_full_name() in page
    assert "Tôi đã gọi đài" in page
    assert event.log.count() == 2


def test_the_page_is_sent_again_only_when_something_happened(as_: Make, start: Make, people: SimpleNamespace) -> None:
    event = start()
    client = as_(people.press)
    mark = client.get(address("live", event.pk)).context["page"].mark
    assert client.get(address("now", event.pk), {"seen": mark}).status_code == 204
    write_note(event, "Đã gọi đồn biên phòng", by=people.officer)
    answer = client.get(address("now", event.pk), {"seen": mark})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Đã gọi đồn biên phòng" in page
    assert "<html" not in page


def test_each_role_sees_the_buttons_of_its_own_steps(as_: Make, start: Make, people: SimpleNamespace) -> None:
    event = start()
    for user, titles in (
        (people.press, ["Phát ngôn ban đầu", "Trả lời báo chí", "Báo cáo"]),
        (people.spokesman, ["Báo cáo"]),
        (people.approver, ["Họp nhanh", "Phát ngôn ban đầu", "Trả lời báo chí", "Báo cáo"]),
    ):
        page = as_(user).get(address("live", event.pk)).content.decode()
        offered = [step.title for step in event.steps.all() if address("step", step.pk) in page]
        assert offered == titles


def test_every_page_and_the_list_of_a_drill_say_that_it_is_one(as_: Make, start: Make, people: SimpleNamespace) -> None:
    client = as_(people.officer)
    event = start(is_drill=True)
    pages = [address("live", event.pk), address("close", event.pk), address("statement", event.statements.first().pk)]
    for page in [*pages, address("scenarios"), address("scenario", event.scenario_id), "/workspace/"]:
        assert "DIỄN TẬP" in client.get(page).content.decode(), page
    assert "DIỄN TẬP" in client.get(address("now", event.pk)).content.decode()
    close(event, summary="Xong", by=people.officer)
    for page in (address("live", event.pk), address("evaluation", event.pk), address("record", event.pk)):
        assert "DIỄN TẬP" in client.get(page).content.decode(), page
    real = start()
    assert "DIỄN TẬP" not in client.get(address("live", real.pk)).content.decode()


def test_a_statement_is_filled_in_cleared_and_released_on_its_page(
    as_: Make, start: Make, people: SimpleNamespace
) -> None:
    event = start()
    statement = event.statements.get(language="vi")
    page = address("statement", statement.pk)
    data = {"template": statement.template, "version": "1", "value-thời gian": "8h", "value-địa điểm": ""}
    answer = as_(people.press).post(page, {**data, "do": "submit"})
    assert answer.status_code == 409
    assert "[địa điểm]" in answer.content.decode()
    answer = as_(people.press).post(page, {**data, "version": "2", "value-địa điểm": "Km 12", "do": "submit"})
    assert answer.status_code == 302
    assert "clear" not in as_(people.press).get(page).content.decode().split('name="do" value="')[1][:6]
    version = {"version": "3"}
    assert as_(people.spokesman).post(page, {**version, "do": "clear"}).status_code == 302
    assert as_(people.press).post(page, {**version, "do": "release"}).status_code == 409
    assert as_(people.press).post(page, {**version, "do": "release", "released_to": "Báo Vân Khê"}).status_code == 302

    statement.refresh_from_db()
    assert (statement.state, statement.text) == ("released", "Lúc 8h, tại Km 12 có sạt lở.")
    following = as_(people.press).post(page, {**version, "do": "next"})
    assert following["Location"] == address("statement", event.statements.latest("order").pk)


def test_who_writes_at_the_same_time_sees_both_texts(as_: Make, start: Make, people: SimpleNamespace) -> None:
    event = start()
    statement = event.statements.get(language="vi")
    save_statement(statement, template=statement.template, values={"địa điểm": "Km 12"}, version=1, by=people.press)
    data = {"template": statement.template, "version": "1", "value-địa điểm": "Km 13", "do": "save"}
    answer = as_(people.deputy).post(address("statement", statement.pk), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Km 12" in page
    assert "Km 13" in page


def test_the_clearing_button_is_shown_to_the_second_person_alone(
    as_: Make, start: Make, people: SimpleNamespace
) -> None:
    statement = start().statements.get(language="vi")
    values = {"thời gian": "8h", "địa điểm": "Km 12"}
    saved = save_statement(statement, template=statement.template, values=values, version=1, by=people.approver)
    submit_statement(saved, version=2, by=people.press)
    shown = {
        user.username: 'value="clear"' in as_(user).get(address("statement", statement.pk)).content.decode()
        for user in (people.approver, people.press, people.officer, people.spokesman)
    }
    assert shown == {"approver": False, "press": False, "officer": False, "spokesman": True}
    home = as_(people.spokesman).get("/workspace/").content.decode()
    assert "Phát ngôn chờ duyệt" in home


def improvements(*rows: dict[str, Any]) -> dict[str, Any]:
    return nested_form_data({"improvements": inline_formset(rows)})


def test_what_was_typed_into_an_evaluation_stays_when_a_line_is_wrong(
    as_: Make, start: Make, people: SimpleNamespace
) -> None:
    event = close(start(is_drill=True), summary="Xong", by=people.officer)
    row = {"pk": "", "what": "Mua thêm loa", "user": "", "who": "", "due_on": "2026-09-01"}
    data = {"version": "0", "lessons": "Gọi sớm hơn", "points-0": "4", "remark-0": "khá", "do": "finish"}
    client = as_(people.officer)
    answer = client.post(address("evaluation", event.pk), {**data, **improvements(row)})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Gọi sớm hơn", "Mua thêm loa", "khá", "Xin ghi ai thực hiện."):
        assert words in page
    right = improvements({**row, "user": str(people.press.pk)})
    assert client.post(address("evaluation", event.pk), {**data, **right}).status_code == 302
    event.refresh_from_db()
    assert event.evaluated_at
    assert event.improvements.get().user == people.press
    assert event.answers.exclude(points=None).get().points == 4


def test_a_real_event_is_recorded_from_its_page(as_: Make, start: Make, people: SimpleNamespace) -> None:
    event = close(start(), summary="Xong", by=people.officer)
    client = as_(people.officer)
    kind = KindOfActivity.objects.values_list("code", flat=True)[0]
    data = {"title": "Thông tin về mưa lũ", "kind": kind, "task": ""}
    assert client.post(address("record", event.pk), {**data, "kind": "x"}).status_code == 422
    assert client.post(address("record", event.pk), data).status_code == 302
    assert Activity.objects.get().title == "Thông tin về mưa lũ"
    assert "Thông tin về mưa lũ" in client.get(address("record", event.pk)).content.decode()


def plan(scenario: Scenario, **more: Any) -> dict[str, Any]:
    """The form of a small scenario."""
    person = {"user": "", "unit": str(scenario.unit_id), "function": "Chánh Văn phòng", "phone": ""}
    values: dict[str, Any] = {
        "title": "Tin sai lệch về thác",
        "kind": str(KindOfEvent.objects.all()[1].pk),
        "unit": str(scenario.unit_id),
        "purpose": "Nói đúng, nói sớm",
        "is_used": "on",
        "triggers": inline_formset([{"text": "Có tin sai"}]),
        "levels": inline_formset([{"number": "1", "name": "Theo dõi", "decides": "Trưởng nhóm", "signs": ""}]),
        "roles": inline_formset([{"name": "Trưởng nhóm", "duty": "", "people": inline_formset([person])}]),
        "steps": inline_formset([{"offset": "1h30", "title": "Họp", "role": "Trưởng nhóm", "from_level": "1"}]),
        "statements": inline_formset(
            [{"name": "Phát ngôn", "texts": inline_formset([{"language": "vi", "text": "Lúc [giờ]"}])}]
        ),
    }
    return nested_form_data({**values, **more})


def test_an_officer_writes_a_scenario_with_everything_in_it(
    as_: Make, scenario: Scenario, people: SimpleNamespace
) -> None:
    answer = as_(people.officer).post(reverse("scenario_plans:add"), plan(scenario))
    made = Scenario.objects.get(title="Tin sai lệch về thác")
    assert answer["Location"] == address("scenario", made.pk)
    content = made.versions.get().content
    assert content["steps"][0]["offset"] == 90
    assert content["roles"][0]["people"][0]["words"] == f"Chánh Văn phòng · {scenario.unit}"
    page = as_(people.officer).get(answer["Location"]).content.decode()
    assert "1h30" in page


@pytest.mark.parametrize(
    ("part", "words"),
    [
        pytest.param({"levels": inline_formset([])}, "ít nhất một mức", id="no level"),
        pytest.param({"steps": inline_formset([])}, "ít nhất một bước", id="no step"),
        pytest.param(
            {"steps": inline_formset([{"offset": "0", "title": "Họp", "role": "Ai đó", "from_level": "1"}])},
            "“Ai đó”",
            id="unknown role",
        ),
        pytest.param(
            {"steps": inline_formset([{"offset": "30", "title": "Họp", "role": "", "from_level": "1"}])},
            "kèm đơn vị",
            id="a number without its unit",
        ),
        pytest.param({"purpose": "TUYỆT MẬT\nKế hoạch"}, "dấu mật", id="secret"),
        pytest.param(
            {
                "statements": inline_formset(
                    [{"name": "x", "texts": inline_formset([{"language": "vi", "text": "TỐI MẬT\nx"}])}]
                )
            },
            "dấu mật",
            id="secret deep within",
        ),
    ],
)
def test_a_plan_that_could_not_run_is_refused_with_the_mend(
    as_: Make, scenario: Scenario, people: SimpleNamespace, part: dict[str, Any], words: str
) -> None:
    answer = as_(people.officer).post(reverse("scenario_plans:add"), plan(scenario, **part))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Scenario.objects.count() == 1


def test_of_two_officers_who_change_a_plan_the_later_one_is_told(
    as_: Make, scenario: Scenario, people: SimpleNamespace
) -> None:
    client = as_(people.officer)
    client.post(reverse("scenario_plans:add"), plan(scenario))
    made = Scenario.objects.get(title="Tin sai lệch về thác")
    edit = reverse("scenario_plans:edit", args=[made.pk])
    empty = {name: inline_formset([]) for name in ("triggers", "roles", "statements")}
    level, step = made.levels.get(), made.steps.get()
    kept = {
        "levels": inline_formset([{"id": level.pk, "number": "1", "name": "Khẩn", "decides": "x"}], initial=1),
        "steps": inline_formset([{"id": step.pk, "offset": "2h", "title": "Họp", "from_level": "1"}], initial=1),
    }
    data = plan(scenario, **empty, **kept, seen_version="1")
    assert client.post(edit, data).status_code == 302
    assert made.versions.first().number == 2
    late = client.post(edit, data)
    assert late.status_code == 200
    assert "Người khác vừa lưu" in late.content.decode()
    assert made.versions.count() == 2


def _count(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


def test_the_pages_ask_the_same_number_of_questions_however_many_rows_there_are(
    as_: Make, start: Make, scenario: Scenario, people: SimpleNamespace, office: Unit
) -> None:
    event = start()
    client = as_(people.officer)
    pages = [address("live", event.pk), address("scenarios"), address("scenario", scenario.pk), "/workspace/"]
    before = [_count(client, page) for page in pages]
    for number in range(4):
        write_note(event, f"Dòng {number}", by=people.press)
        event.steps.create(order=10 + number, offset=number, title="Việc", role=event.roles.first())
        event.statements.create(order=10 + number, name="x", language="vi", template="x", text="x")
        role = event.roles.create(order=10 + number, name=f"Vai {number}")
        role.people.create(place=0, user=people.press, words="Vy")
        other = Scenario.objects.create(
            title=f"Khác {number}", kind=scenario.kind, unit=office, review_by=scenario.review_by
        )
        planned = scenario.roles.create(name=f"Vai {number}")
        planned.people.create(user=people.press, unit=office)
        for is_drill in (True, False):
            Activation.objects.create(
                scenario=other, version=event.version, key=uuid.uuid4(), title="x", unit=office, is_drill=is_drill,
                level=1, decided_by="x", started_at=event.started_at, started_by_name="x",
            )  # fmt: skip
    assert [_count(client, page) for page in pages] == before


def test_what_happens_right_now_stands_first_on_the_home_page(start: Make, people: SimpleNamespace) -> None:
    programme = Programme.objects.create(year=timezone.localdate().year)
    Task.objects.create(programme=programme, title="Việc chậm", deadline=date(2026, 1, 1))
    start(is_drill=True)
    first, *rest = what_waits(people.officer, today=timezone.localdate())
    assert (first.text, first.is_under_way) == (f"[DIỄN TẬP] {TITLE}", True)
    assert rest[0].is_late


@pytest.mark.parametrize("words", ["ا" * 10_000, "Sạt lở " * 1_500], ids=["from right to left", "from left to right"])
def test_ten_thousand_characters_are_refused_with_the_mend_and_stay_on_the_page(
    as_: Make, start: Make, people: SimpleNamespace, words: str
) -> None:
    event = start()
    step = event.steps.first()
    for address, data in (
        (reverse("listening:note", args=[event.pk]), {"words": words}),
        (reverse("listening:step", args=[step.pk]), {"do": "left_out", "words": words}),
    ):
        answer = as_(people.officer).post(address, data)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "xin rút xuống" in page
        assert words.strip() in page, "nothing that was typed is lost"
    assert event.log.count() == 1


def test_words_from_right_to_left_stand_in_the_log_as_they_were_typed(
    as_: Make, start: Make, people: SimpleNamespace
) -> None:
    event, words = start(), "تم إغلاق الطريق عند الكيلومتر 12"
    for _pressed_again_without_a_network in range(2):
        as_(people.officer).post(reverse("listening:note", args=[event.pk]), {"words": words})
    line = event.log.get(kind="note")
    assert line.text == words
    assert (
        f'<span dir="auto">{words}</span>'
        in as_(people.officer).get(reverse("listening:live", args=[event.pk])).content.decode()
    )
