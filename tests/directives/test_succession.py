"""A newer version arrives: found, compared, accepted without doubled work, and decided about one by one."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit.models import AuditEntry
from nhipcau.directives import services
from nhipcau.directives.enums import DirectiveState, Outcome
from nhipcau.directives.errors import AlreadyChosenError, BadValueError
from nhipcau.directives.models import Directive, SuccessionChoice
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Occasion, Task
from nhipcau.programme.recording import record_activity
from nhipcau.reporting.models import Report, ReportingDuty

pytestmark = pytest.mark.django_db
SLOW = "chậm nhất ngày 30/6/2026"
DROPPED = "- Phối hợp với Ban Chỉ huy Bộ đội Biên phòng tỉnh tuyên truyền các văn kiện pháp lý"


def read(text: str, officer: Any) -> Directive:
    taken = services.import_now(text.encode(), file_name="directive.txt", by=officer, door="workspace")
    assert taken.directive is not None
    return taken.directive


@pytest.fixture
def older(sample_bytes: bytes, officer: Any, province: None) -> Directive:
    """The sample directive as the reader itself reads it, accepted."""
    directive = read(sample_bytes.decode(), officer)
    services.accept_directive(directive, by=officer)
    return directive


@pytest.fixture
def newer(older: Directive, sample_bytes: bytes, officer: Any) -> Directive:
    """A version of it in which one deadline changed, one dash went and one came."""
    lines = sample_bytes.decode().replace("30/6/2026", "30/9/2026").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(DROPPED))
    end = next(number for number in range(at + 1, len(lines)) if not lines[number].strip() or lines[number][0] == "-")
    lines[at:end] = ["- Tổ chức cuộc thi ảnh về biên giới cho học sinh các trường trung học phổ thông."]
    return read("\n".join(lines), officer)


@pytest.fixture
def desk(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def counts() -> tuple[int, int, int]:
    return Task.objects.count(), Occasion.objects.count(), ReportingDuty.objects.count()


def accept_as_newer(newer: Directive, older: Directive, officer: Any) -> None:
    services.set_older_version(newer, older, by=officer)
    services.accept_directive(newer, by=officer)


def choice_of(task: Task) -> SuccessionChoice:
    return SuccessionChoice.objects.get(kind="task", old_key=task.pk)


def test_the_newer_version_is_recognised_and_another_document_is_not_offered_again(
    desk: Client, older: Directive, newer: Directive
) -> None:
    assert services.older_versions(newer) == [older]
    page = desk.get(reverse("directives:review", args=[newer.pk])).content.decode()
    assert reverse("directives:compare", args=[newer.pk, older.pk]) in page
    desk.post(reverse("directives:say_version", args=[newer.pk]), {"do": "other_document", "other": older.pk})
    newer.refresh_from_db()
    assert services.older_versions(newer) == []
    chosen = desk.get(reverse("directives:choose_older", args=[newer.pk]), {"q": "doi ngoai"}).content.decode()
    assert reverse("directives:compare", args=[newer.pk, older.pk]) in chosen


def test_the_comparison_shows_what_changed_and_what_it_touches(
    desk: Client, older: Directive, newer: Directive, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(70):
        page = desk.get(reverse("directives:compare", args=[newer.pk, older.pk])).content.decode()
    assert "<del>6</del>" in page or "<del>30/6/2026</del>" in page
    assert "cuộc thi ảnh" in page
    assert "Tổ chức quán triệt và triển khai đồng bộ" not in page
    assert (
        "Tổ chức quán triệt và triển khai đồng bộ"
        in desk.get(reverse("directives:compare", args=[newer.pk, older.pk]), {"all": ""}).content.decode()
    )
    dropped = Task.objects.filter(sentence__contains="các văn kiện pháp lý")
    assert all(reverse("programme_tasks:inspect", args=[task.pk]) in page for task in dropped)


def test_a_directive_that_replaces_none_has_no_page_of_old_work(desk: Client, older: Directive) -> None:
    assert desk.get(reverse("directives:succession", args=[older.pk])).status_code == 404


def test_accepting_it_changes_no_old_work_and_doubles_none(older: Directive, newer: Directive, officer: Any) -> None:
    tasks = json.dumps(list(Task.objects.order_by("pk").values()), default=str)
    before = counts()
    accept_as_newer(newer, older, officer)
    made = list(Task.objects.filter(directive=newer))
    assert [("cuộc thi ảnh" in task.sentence) for task in made] == [True]
    assert json.dumps(list(Task.objects.exclude(directive=newer).order_by("pk").values()), default=str) == tasks
    assert counts() == (before[0] + 1, before[1], before[2])
    choices = SuccessionChoice.objects.filter(directive=newer)
    assert set(choices.values_list("outcome", flat=True)) == {Outcome.PENDING}
    assert choices.filter(kind="task").count() == before[0]
    changed = {
        Task.objects.get(pk=key).sentence[:12]
        for key in choices.filter(kind="task", is_changed=True).values_list("old_key", flat=True)
    }
    assert len(changed) < 5


def test_the_preview_counts_only_what_is_new(older: Directive, newer: Directive, officer: Any) -> None:
    services.set_older_version(newer, older, by=officer)
    assert services.preview_acceptance(newer, by=officer)["tasks"] == 1
    assert not SuccessionChoice.objects.exists()


def test_a_task_is_brought_up_to_date_and_keeps_what_was_done_for_it(
    older: Directive, newer: Directive, officer: Any
) -> None:
    task = Task.objects.get(deadline=date(2026, 6, 30), sentence__contains=SLOW)
    unit = Unit.objects.get(name="Sở Công Thương")
    record_activity(unit=unit, kind="event", title="Đã lắp", happened_on=date(2026, 5, 1), task=task, by=officer)
    accept_as_newer(newer, older, officer)
    services.choose(choice_of(task), Outcome.UPDATE, by=officer)
    task.refresh_from_db()
    assert (task.deadline, task.directive, task.state) == (date(2026, 9, 30), newer, TaskState.UNDER_WAY)
    assert "30/9/2026" in task.sentence
    assert newer.text[task.span_start : task.span_end].split() == task.sentence.split()
    assert task.activities.count() == 1
    assert task.assignments.exists()


def test_a_task_is_kept_as_it_is(older: Directive, newer: Directive, officer: Any) -> None:
    task = Task.objects.get(sentence__contains=SLOW)
    accept_as_newer(newer, older, officer)
    services.choose(choice_of(task), Outcome.KEEP, by=officer)
    task.refresh_from_db()
    assert (task.deadline, task.directive) == (date(2026, 6, 30), older)


def test_a_task_is_closed_only_with_a_reason_and_only_once(
    desk: Client, older: Directive, newer: Directive, officer: Any, person: Callable[..., Any]
) -> None:
    task = Task.objects.filter(sentence__contains="các văn kiện pháp lý").first()
    assert task is not None
    accept_as_newer(newer, older, officer)
    choice = choice_of(task)
    assert choice.item is None
    address = reverse("directives:choose", args=[choice.pk])
    assert desk.post(address, {"outcome": "close"}).status_code == 422
    assert desk.post(address, {"outcome": "update"}).status_code == 422
    assert desk.post(address, {"outcome": "close", "reason": "Bản mới không giao nữa"}).status_code == 302
    task.refresh_from_db()
    assert task.state == TaskState.CANCELLED
    with pytest.raises(AlreadyChosenError):
        services.choose(choice, Outcome.KEEP, by=person(Role.PROGRAMME_OFFICER, username="colleague"))
    page = desk.get(reverse("directives:succession", args=[newer.pk])).content.decode()
    assert "Bản mới không giao nữa" in page
    assert task.title in page
    entry = AuditEntry.objects.get(action="task closed")
    assert (entry.details, entry.by_id) == ({"reason": "Bản mới không giao nữa"}, officer.pk)


def test_all_that_is_the_same_is_taken_over_with_one_click(
    desk: Client, older: Directive, newer: Directive, officer: Any
) -> None:
    before = counts()
    accept_as_newer(newer, older, officer)
    unchanged = newer.succession.filter(is_changed=False).count()
    assert unchanged > 20
    desk.post(reverse("directives:take_over_unchanged", args=[newer.pk]))
    assert newer.succession.filter(outcome=Outcome.UPDATE).count() == unchanged
    assert Task.objects.filter(directive=newer).count() > Task.objects.filter(directive=older).count()
    assert counts() == (before[0] + 1, before[1], before[2])


def test_duties_go_on_with_their_new_day_and_end_when_closed(
    older: Directive, sample_bytes: bytes, officer: Any
) -> None:
    text = sample_bytes.decode()
    assert "ngày 20" in text
    newer = read(text.replace("ngày 20", "ngày 25"), officer)
    before = ReportingDuty.objects.count()
    accept_as_newer(newer, older, officer)
    assert ReportingDuty.objects.count() == before
    first, *others = SuccessionChoice.objects.filter(kind="reporting_duty", item__isnull=False)
    services.choose(first, Outcome.UPDATE, by=officer)
    duty = ReportingDuty.objects.get(pk=first.old_key)
    assert (duty.due_before_day, duty.directive) == (25, newer)
    reported = ReportingDuty.objects.get(pk=others[1].old_key)
    unit = Unit.objects.get(name="Sở Công Thương")
    today = timezone.localdate()
    report = Report.objects.create(duty=reported, unit=unit, period_start=today, period_end=today, due_on=today)
    services.choose(others[1], Outcome.UPDATE, by=officer)
    following = ReportingDuty.objects.get(series=reported.series, directive=newer)
    reported.refresh_from_db()
    assert (reported.due_before_day, reported.directive) == (20, older)
    assert report.period_end < following.begins_on
    services.choose(others[0], Outcome.CLOSE, reason="Gộp vào báo cáo quý", by=officer)
    assert ReportingDuty.objects.get(pk=others[0].old_key).ends_on is not None


def test_a_third_version_takes_over_what_was_left_undecided(
    older: Directive, newer: Directive, sample_bytes: bytes, officer: Any
) -> None:
    accept_as_newer(newer, older, officer)
    third = read(newer.text + "\n- Thêm một dòng cuối văn bản.\n", officer)
    accept_as_newer(third, newer, officer)
    keys = list(SuccessionChoice.objects.filter(outcome=Outcome.PENDING).values_list("kind", "old_key"))
    assert len(keys) == len(set(keys))
    assert set(SuccessionChoice.objects.values_list("directive", flat=True)) == {third.pk}


def test_the_older_one_is_marked_as_replaced(desk: Client, older: Directive, newer: Directive, officer: Any) -> None:
    accept_as_newer(newer, older, officer)
    page = desk.get(reverse("directives:review", args=[older.pk])).content.decode()
    assert reverse("directives:review", args=[newer.pk]) in page
    assert "đã có bản mới thay thế" in desk.get(reverse("directives:index")).content.decode()
    home = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("directives:succession", args=[newer.pk]) in home


def test_an_older_one_still_under_review_is_set_aside(sample_bytes: bytes, officer: Any, province: None) -> None:
    older = read(sample_bytes.decode(), officer)
    newer = read(sample_bytes.decode().replace("30/6/2026", "30/9/2026"), officer)
    accept_as_newer(newer, older, officer)
    older.refresh_from_db()
    assert older.state == DirectiveState.SET_ASIDE
    assert not SuccessionChoice.objects.exists()


def test_no_directive_replaces_itself(older: Directive, newer: Directive, officer: Any) -> None:
    with pytest.raises(BadValueError):
        services.set_older_version(newer, newer, by=officer)
