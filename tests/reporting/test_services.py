"""How a report is opened, drafted, written by two people, and filed for good."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.exceptions import StaleSectionError, TooLongError
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.programme.enums import ActivityKind, TaskState
from nhipcau.programme.models import Activity, Occasion, Programme, Task
from nhipcau.reporting import drafting, filing, services
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.exceptions import (
    FiledReportError,
    NotAReporterError,
    StaleReportError,
)
from nhipcau.reporting.models import Report, ReportingDuty, ReportSection

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 10)
Make = Callable[..., Any]


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> Any:
    return person(Role.UNIT_CONTACT, newspaper)


@pytest.fixture
def open_march(duty: ReportingDuty, newspaper: Unit, contact: Any) -> Callable[[], Report]:
    return lambda: services.open_report(duty, newspaper, MARCH, by=contact)


def changes(report: Report) -> drafting.Changes:
    return drafting.changes_since(report, services.fresh_draft(report), list(report.sections.all()))


def test_opening_makes_the_report_of_the_period(open_march: Callable[[], Report]) -> None:
    report = open_march()

    assert (report.period_start, report.period_end) == (date(2026, 2, 15), date(2026, 3, 14))
    assert (report.due_on, report.state) == (date(2026, 3, 19), ReportState.DRAFT)


def test_two_clicks_open_one_report(open_march: Callable[[], Report]) -> None:
    assert open_march() == open_march()
    assert Report.objects.count() == 1


def test_of_two_people_who_open_at_the_same_moment_both_get_one_report(
    open_march: Callable[[], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_march()
    known = Report.objects.filter(pk=first.pk)
    monkeypatch.setattr(
        services.Report.objects, "filter", lambda *conditions, **key: known.none(), raising=False
    )  # the second looks before the first has written

    assert open_march() == first


def test_a_unit_that_has_nothing_to_report_cannot_open_one(duty: ReportingDuty, office: Unit, contact: Any) -> None:
    with pytest.raises(NotAReporterError, match="không có báo cáo"):
        services.open_report(duty, office, MARCH, by=contact)


def test_sections_follow_the_directive_and_hold_ready_sentences(
    open_march: Callable[[], Report], task: Make, story: Make, newspaper: Unit
) -> None:
    column, image = task(5, unit=newspaper), task(1, unit=newspaper)
    story("Nghề nhuộm chàm Nà Lam", on=date(2026, 3, 3), key="a", task=column)
    story("The indigo dyers of Nà Lam", on=date(2026, 3, 4), key="a", language="en", task=column)
    story("Chợ phiên vùng biên", on=date(2026, 2, 15), key="b", task=image)
    story("Giao lưu bóng đá", on=date(2026, 3, 1), kind=ActivityKind.EVENT, language="")

    sections = open_march().sections.all()

    assert [(section.heading, section.body) for section in sections] == [
        ("II.3. Quảng bá hình ảnh", "Ngày 15/2/2026, đăng tin, bài “Chợ phiên vùng biên” (tiếng Việt)."),
        (
            "III.7. Báo và Phát thanh, truyền hình Vân Khê",
            "Ngày 3/3/2026, đăng tin, bài “Nghề nhuộm chàm Nà Lam” (tiếng Việt, tiếng Anh).",
        ),
        ("Hoạt động khác", "Ngày 1/3/2026, tổ chức “Giao lưu bóng đá”."),
    ]


def test_a_report_is_drafted_in_the_language_of_the_office_whoever_opens_it(
    open_march: Callable[[], Report], story: Make
) -> None:
    story("Chợ phiên", on=date(2026, 3, 1))

    with translation.override("en"):
        section = open_march().sections.all()[0]

    assert section.heading == "Hoạt động khác"
    assert section.body == "Ngày 1/3/2026, đăng tin, bài “Chợ phiên” (tiếng Việt)."


@pytest.mark.parametrize(
    ("day", "is_counted"),
    [
        (date(2026, 2, 14), False),
        (date(2026, 2, 15), True),
        (date(2026, 3, 14), True),
        (date(2026, 3, 15), False),
    ],
)
def test_the_14th_closes_and_the_15th_opens_a_month(
    open_march: Callable[[], Report], story: Make, day: date, is_counted: bool
) -> None:
    activity = story(on=day)

    assert open_march().drafted_from == ([activity.pk] if is_counted else [])


def test_what_was_withdrawn_or_done_by_another_unit_is_not_counted(
    open_march: Callable[[], Report], story: Make, office: Unit
) -> None:
    story(withdrawn_on=date(2026, 3, 5))
    story(unit=office)

    assert open_march().drafted_from == []


def test_a_task_without_activity_gives_an_empty_section_and_a_cancelled_one_none(
    open_march: Callable[[], Report], task: Make, newspaper: Unit, all_departments: UnitGroup
) -> None:
    task(5, unit=newspaper)
    task(3, group=all_departments)
    cancelled = task(1, unit=newspaper)
    Task.objects.filter(pk=cancelled.pk).update(state=TaskState.CANCELLED)

    assert [(section.order, section.body) for section in open_march().sections.all()] == [(4, "")]


def test_a_task_of_a_group_is_a_section_for_each_of_its_units(
    group_duty: ReportingDuty, departments: list[Unit], all_departments: UnitGroup, task: Make, contact: Any
) -> None:
    task(3, group=all_departments)

    report = services.open_report(group_duty, departments[1], MARCH, by=contact)

    assert [section.heading for section in report.sections.all()] == ["III.2. Sở Ngoại vụ"]


def test_what_is_tied_to_an_occasion_only_is_told_under_its_provision(
    open_march: Callable[[], Report], story: Make, directive: Any, provision: Make
) -> None:
    programme = Programme.objects.create(year=2026)
    day = date(2026, 3, 3)
    occasion = Occasion.objects.create(
        programme=programme,
        directive=directive,
        provision=provision(1),
        name="Ngày Biên phòng",
        starts_on=day,
        ends_on=day,
    )
    story("Giữ đường biên", occasion=occasion)

    assert [section.heading for section in open_march().sections.all()] == ["II.3. Quảng bá hình ảnh"]


def test_a_heading_without_title_begins_with_its_words(
    open_march: Callable[[], Report], task: Make, newspaper: Unit
) -> None:
    task(6, unit=newspaper)

    assert open_march().sections.all()[0].heading == "III.9. Thực hiện chế độ báo cáo trước ngày 20 hằng tháng."


def test_a_duty_made_by_hand_without_directive_has_one_section(newspaper: Unit, story: Make, contact: Any) -> None:
    by_hand = ReportingDuty.objects.create(
        name="Báo cáo quý", reporter=newspaper, frequency=Frequency.QUARTER, begins_on=date(2026, 1, 1)
    )
    story(on=date(2025, 12, 15))
    story(on=date(2025, 12, 14), language="")
    Activity.objects.filter(happened_on=date(2025, 12, 14)).update(withdrawn_on=date(2025, 12, 14))

    report = services.open_report(by_hand, newspaper, MARCH, by=contact)

    assert [section.heading for section in report.sections.all()] == ["Hoạt động khác"]
    assert len(report.drafted_from) == 1


def test_what_came_since_goes_into_an_untouched_section(
    open_march: Callable[[], Report], story: Make, contact: Any
) -> None:
    story("Một", on=date(2026, 3, 1))
    report = open_march()
    story("Hai", on=date(2026, 3, 2))
    assert (changes(report).new, changes(report).gone, changes(report).offers) == (1, 0, {})

    services.refresh_draft(report, by=contact)

    report.refresh_from_db()
    assert report.sections.all()[0].body.split("\n") == [
        "Ngày 1/3/2026, đăng tin, bài “Một” (tiếng Việt).",
        "Ngày 2/3/2026, đăng tin, bài “Hai” (tiếng Việt).",
    ]
    assert not changes(report).is_any


def test_what_came_since_never_overwrites_the_words_of_the_officer(
    open_march: Callable[[], Report], story: Make, contact: Any
) -> None:
    one = story("Một", on=date(2026, 3, 1))
    report = open_march()
    section = services.save_section(
        report.sections.all()[0], "Lời của tôi.\n" + report.sections.all()[0].body, version=1, by=contact
    )
    story("Hai", on=date(2026, 3, 2))
    Activity.objects.filter(pk=one.pk).update(withdrawn_on=date(2026, 3, 5))

    services.refresh_draft(report, by=contact)

    section.refresh_from_db()
    report.refresh_from_db()
    offer = changes(report).offers[section.pk]
    assert section.body == "Lời của tôi.\nNgày 1/3/2026, đăng tin, bài “Một” (tiếng Việt)."
    assert offer.added == ("Ngày 2/3/2026, đăng tin, bài “Hai” (tiếng Việt).",)
    assert offer.removed == ("Ngày 1/3/2026, đăng tin, bài “Một” (tiếng Việt).",)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OfferAnswer.APPEND, "Lời của tôi.\nNgày 2/3/2026, đăng tin, bài “Hai” (tiếng Việt)."),
        (
            OfferAnswer.REPLACE,
            "Ngày 2/3/2026, đăng tin, bài “Hai” (tiếng Việt).",
        ),
        (OfferAnswer.LEAVE, "Lời của tôi.\nNgày 1/3/2026, đăng tin, bài “Một” (tiếng Việt)."),
    ],
)
def test_the_officer_answers_an_offer_once(
    open_march: Callable[[], Report], story: Make, contact: Any, answer: OfferAnswer, expected: str
) -> None:
    one = story("Một", on=date(2026, 3, 1))
    report = open_march()
    section = services.save_section(
        report.sections.all()[0], "Lời của tôi.\n" + report.sections.all()[0].body, version=1, by=contact
    )
    Activity.objects.filter(pk=one.pk).update(withdrawn_on=date(2026, 3, 5))
    story("Hai", on=date(2026, 3, 2))

    services.answer_offer(section, answer, version=section.version, by=contact)

    section.refresh_from_db()
    assert section.body == expected
    assert changes(report).offers == {}


def test_an_offer_is_not_taken_into_a_text_that_somebody_changed_meanwhile(
    open_march: Callable[[], Report], story: Make, contact: Any
) -> None:
    report = open_march()
    section = services.save_section(report.sections.all()[0], "Lời của tôi.", version=1, by=contact)
    story()
    services.save_section(section, "Lời mới.", version=2, by=contact)

    with pytest.raises(StaleSectionError):
        services.answer_offer(section, OfferAnswer.REPLACE, version=2, by=contact)

    assert report.sections.all()[0].body == "Lời mới."


def test_a_section_that_comes_later_finds_its_place(
    open_march: Callable[[], Report], story: Make, task: Make, newspaper: Unit, contact: Any
) -> None:
    task(5, unit=newspaper)
    report = open_march()
    story(task=task(1, unit=newspaper))
    assert changes(report).waits_for_refresh

    services.refresh_draft(report, by=contact)

    assert [section.order for section in report.sections.all()] == [1, 4]


def test_a_text_is_saved_and_raises_the_versions(open_march: Callable[[], Report], contact: Any) -> None:
    report = open_march()

    section = services.save_section(report.sections.all()[0], "Lời của tôi.\r\nDòng hai.  \r\n", version=1, by=contact)

    report.refresh_from_db()
    assert (section.body, section.version, section.saved_by) == ("Lời của tôi.\nDòng hai.", 2, contact)
    assert (report.version, report.saved_by) == (2, contact)


def test_two_contacts_in_one_section_lose_nothing(
    open_march: Callable[[], Report], person: Make, newspaper: Unit, contact: Any
) -> None:
    other = person(Role.UNIT_CONTACT, newspaper)
    section = open_march().sections.all()[0]
    services.save_section(section, "Của người thứ nhất.", version=1, by=contact)

    with pytest.raises(StaleSectionError) as caught:
        services.save_section(section, "Của người thứ hai.", version=1, by=other)

    assert (caught.value.theirs, caught.value.mine) == ("Của người thứ nhất.", "Của người thứ hai.")
    assert caught.value.section.saved_by == contact
    section.refresh_from_db()
    assert section.body == "Của người thứ nhất."


def test_two_contacts_in_two_sections_do_not_disturb_each_other(
    open_march: Callable[[], Report], task: Make, newspaper: Unit, person: Make, contact: Any
) -> None:
    task(1, unit=newspaper)
    task(5, unit=newspaper)
    first, second = open_march().sections.all()

    services.save_section(first, "Một.", version=1, by=contact)
    services.save_section(second, "Hai.", version=1, by=person(Role.UNIT_CONTACT, newspaper))

    assert [section.body for section in ReportSection.objects.all()] == ["Một.", "Hai."]


def test_the_same_text_saved_twice_is_saved_once(open_march: Callable[[], Report], contact: Any) -> None:
    section = open_march().sections.all()[0]
    services.save_section(section, "Lời của tôi.", version=1, by=contact)

    again = services.save_section(section, "Lời của tôi.", version=1, by=contact)

    assert again.version == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ỗ ặ " * 2_500, id="10,000 characters"),
        pytest.param("תיירות במחוז ו-معلومات عن المقاطعة", id="right to left"),
        pytest.param("<script>alert(1)</script> & ‘“”", id="marks of HTML"),
        pytest.param("=SUM(A1:A9)", id="like a formula"),
    ],
)
def test_a_text_of_any_kind_is_kept_as_it_was_typed(open_march: Callable[[], Report], contact: Any, text: str) -> None:
    report = open_march()
    services.save_section(report.sections.all()[0], text, version=1, by=contact)
    report.refresh_from_db()

    filed = filing.file_report(report, by=contact, version=report.version)

    assert filed.filed_content["sections"][0]["body"] == text.strip()
    assert filing.is_as_filed(Report.objects.get(pk=report.pk))


def test_a_text_that_is_far_too_long_is_refused_with_its_length(open_march: Callable[[], Report], contact: Any) -> None:
    section = open_march().sections.all()[0]

    with pytest.raises(TooLongError, match="100001"):
        services.save_section(section, "a" * 100_001, version=1, by=contact)


def test_a_title_from_right_to_left_keeps_its_place_in_the_sentence(
    open_march: Callable[[], Report], story: Make
) -> None:
    story("شلالات المقاطعة", on=date(2026, 3, 1), language="ar")

    assert open_march().sections.all()[0].body == ("Ngày 1/3/2026, đăng tin, bài “\u2068شلالات المقاطعة\u2069” (ar).")


def test_filing_keeps_text_figures_and_the_lists_that_they_count(
    open_march: Callable[[], Report], story: Make, task: Make, newspaper: Unit, contact: Any
) -> None:
    column = task(5, unit=newspaper, title="Chuyên mục Nhịp cầu")
    vi = story("Nhuộm chàm", key="a", task=column)
    en = story("Indigo", key="a", language="en", task=column)
    report = open_march()

    filed = filing.file_report(report, by=contact, version=report.version)

    assert (filed.state, filed.filed_by) == (ReportState.FILED, contact)
    content = filed.filed_content
    assert content["name"] == "Báo cáo tháng 3/2026"
    assert content["unit"]["name"] == newspaper.name
    assert content["period"] == {"start": "2026-02-15", "end": "2026-03-14"}
    assert [section["heading"] for section in content["sections"]] == ["III.7. Báo và Phát thanh, truyền hình Vân Khê"]
    (figure,) = content["figures"]
    assert (figure["kind"], figure["count"]) == ("story", 2)
    assert [(line["label"], line["count"]) for line in figure["by_language"]] == [("tiếng Việt", 1), ("tiếng Anh", 1)]
    assert [line["id"] for line in figure["activities"]] == [vi.pk, en.pk]
    assert figure["activities"][0]["task"] == "Chuyên mục Nhịp cầu"
    assert len(filed.filed_sha256) == 64
    assert filing.is_as_filed(filed)


def test_filing_twice_does_no_harm(open_march: Callable[[], Report], contact: Any) -> None:
    report = open_march()
    first = filing.file_report(report, by=contact, version=report.version)

    again = filing.file_report(report, by=contact, version=report.version)

    assert (again.filed_at, again.filed_sha256) == (first.filed_at, first.filed_sha256)


def test_nobody_files_a_text_that_they_have_not_seen(open_march: Callable[[], Report], contact: Any) -> None:
    report = open_march()
    services.save_section(report.sections.all()[0], "Lời mới.", version=1, by=contact)

    with pytest.raises(StaleReportError):
        filing.file_report(report, by=contact, version=report.version)

    assert Report.objects.get().state == ReportState.DRAFT


def test_what_is_withdrawn_after_filing_stays_in_the_filed_figures(
    open_march: Callable[[], Report], story: Make, contact: Any
) -> None:
    activity = story()
    report = open_march()
    filed = filing.file_report(report, by=contact, version=report.version)
    Activity.objects.filter(pk=activity.pk).update(withdrawn_on=date(2026, 3, 20))
    Activity.objects.filter(pk=activity.pk).delete()

    filed.refresh_from_db()

    assert [figure["count"] for figure in filed.filed_content["figures"]] == [1]
    assert filing.is_as_filed(filed)


def test_days_of_a_duty_changed_later_leave_the_report_alone(
    open_march: Callable[[], Report], duty: ReportingDuty, contact: Any
) -> None:
    report = open_march()
    filing.file_report(report, by=contact, version=report.version)
    ReportingDuty.objects.filter(pk=duty.pk).update(cut_off_day=31, due_before_day=5)

    report.refresh_from_db()

    assert (report.period_end, report.due_on) == (date(2026, 3, 14), date(2026, 3, 19))


@pytest.fixture
def filed(open_march: Callable[[], Report], contact: Any) -> Report:
    report = open_march()
    return filing.file_report(report, by=contact, version=report.version)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda report, by: services.refresh_draft(report, by=by), id="drafted anew"),
        pytest.param(
            lambda report, by: services.save_section(report.sections.all()[0], "x", version=1, by=by),
            id="section saved",
        ),
        pytest.param(
            lambda report, by: services.answer_offer(report.sections.all()[0], OfferAnswer.REPLACE, version=1, by=by),
            id="offer taken",
        ),
        pytest.param(lambda report, by: report.save(), id="row saved"),
        pytest.param(lambda report, by: report.delete(), id="row deleted"),
        pytest.param(lambda report, by: report.sections.all()[0].save(), id="section row saved"),
        pytest.param(lambda report, by: report.sections.all()[0].delete(), id="section row deleted"),
        pytest.param(lambda report, by: report.sections.update(body="x"), id="sections updated"),
        pytest.param(lambda report, by: report.sections.all().delete(), id="sections deleted"),
        pytest.param(lambda report, by: report.sections.create(order=9, heading="x"), id="section added"),
        pytest.param(
            lambda report, by: ReportSection.objects.bulk_create([ReportSection(report=report, order=9, heading="x")]),
            id="sections added",
        ),
        pytest.param(lambda report, by: Report.objects.update(state=ReportState.DRAFT), id="reports updated"),
        pytest.param(
            lambda report, by: Report.objects.bulk_update([report], ["filed_sha256"]), id="reports updated in bulk"
        ),
        pytest.param(lambda report, by: Report.objects.all().delete(), id="reports deleted"),
    ],
)
def test_a_filed_report_never_changes(filed: Report, contact: Any, change: Callable[[Report, Any], object]) -> None:
    with pytest.raises(FiledReportError, match="giữ nguyên như khi gửi"), transaction.atomic():
        change(filed, contact)

    kept = Report.objects.get()
    assert (kept.state, kept.filed_sha256, kept.sections.all()[0].body) == (ReportState.FILED, filed.filed_sha256, "")


def test_a_filed_report_outlives_the_account_of_the_person_who_filed_it(filed: Report, contact: Any) -> None:
    name = contact.get_full_name()

    contact.delete()

    filed.refresh_from_db()
    assert (filed.filed_by, filed.filed_content["filed_by"]) == (None, name)


def test_a_content_that_was_tampered_with_is_noticed(filed: Report) -> None:
    filed.filed_content["figures"] = [{"kind": "story", "count": 99}]

    assert not filing.is_as_filed(filed)


def test_a_unit_has_one_report_for_a_period(open_march: Callable[[], Report], duty: ReportingDuty) -> None:
    report = open_march()

    with pytest.raises(IntegrityError):
        Report.objects.create(
            duty=duty,
            unit=report.unit,
            period_start=report.period_start,
            period_end=report.period_end,
            due_on=report.due_on,
            saved_at=timezone.now(),
        )


@pytest.mark.parametrize("activities", [1, 20])
def test_drafting_asks_the_database_the_same_number_of_questions_for_many_activities(
    open_march: Callable[[], Report],
    story: Make,
    task: Make,
    newspaper: Unit,
    activities: int,
    django_assert_num_queries: Any,
) -> None:
    column = task(5, unit=newspaper)
    for number in range(activities):
        story(f"Bài {number}", task=column)
    report = Report.objects.select_related("duty", "unit").get(pk=open_march().pk)

    with django_assert_num_queries(15):
        services.fresh_draft(report)
