"""Filed, returned, filed again, accepted, supplemented; what holds a report up; who may do what."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.audit.queries import fault_of_the_trail, trail_of
from nhipcau.drafts.rules import fingerprint
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.figures import FigureError
from nhipcau.programme.models import Activity
from nhipcau.programme.recording import record_activity, take_back
from nhipcau.reporting import filing, services
from nhipcau.reporting.enums import ReportState, SectionContent
from nhipcau.reporting.exceptions import (
    FaultyReportError,
    FiledReportError,
    NotFiledError,
    NotTheOtherError,
    StaleFigureError,
)
from nhipcau.reporting.filing import Correction
from nhipcau.reporting.models import FigureLine, FiledFigure, OutlineSection, Report, ReportingDuty, Submission

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> Any:
    return person(Role.UNIT_CONTACT, newspaper)


@pytest.fixture
def officer(person: Make, office: Unit) -> Any:
    return person(Role.PROGRAMME_OFFICER, office)


@pytest.fixture
def report(duty: ReportingDuty, newspaper: Unit, contact: Any) -> Report:
    record_activity(
        unit=newspaper, kind="event", title="Triển lãm ảnh", happened_on=MARCH, place="Khau Mây",
        figures={"visitors": 1200, "foreign_visitors": 300}, evidence_url="https://vi.example/anh", by=contact,
    )  # fmt: skip
    record_activity(
        unit=newspaper, kind="event", title="Gặp mặt", happened_on=MARCH, figures={"visitors": 80}, by=contact
    )
    return services.open_report(duty, newspaper, MARCH, by=contact)


def file(report: Report, by: Any) -> Report:
    report.refresh_from_db()
    return filing.file_report(report, by=by, version=report.version)


def sums(report: Report) -> dict[tuple[str, str, str], float]:
    return {key: float(value) for key, value in filing.standing_figures(report).items()}


# Sentences and figures


def test_numbers_and_places_stand_in_the_sentences(report: Report) -> None:
    assert report.sections.all()[0].body.split("\n") == [
        "Ngày 10/3/2026, tổ chức “Triển lãm ảnh” tại Khau Mây (số người tham dự, tham quan: 1.200 lượt người; "
        "trong đó: khách nước ngoài: 300 lượt người).",
        "Ngày 10/3/2026, tổ chức “Gặp mặt” (số người tham dự, tham quan: 80 lượt người).",
    ]


def test_filing_keeps_sums_proofs_and_rows_that_add_up(report: Report, contact: Any) -> None:
    filed = file(report, contact)

    (figure,) = filed.filed_content["figures"]  # type: ignore[index]
    assert [(one["measure"], one["value"]) for one in figure["sums"]] == [("visitors", 1280), ("foreign_visitors", 300)]
    assert sums(filed) == {
        ("event", "", ""): 2,
        ("event", "#proven", ""): 1,
        ("event", "visitors", ""): 1280,
        ("event", "foreign_visitors", ""): 300,
    }
    submission = Submission.objects.get()
    assert (submission.number, submission.sha256) == (1, filed.filed_sha256)
    assert fingerprint(submission.content) == submission.sha256


# Returned and filed again


def test_a_returned_report_is_written_on_and_filed_again_and_both_filings_stay(
    report: Report, contact: Any, officer: Any
) -> None:
    first = file(report, contact)
    filing.return_report(first, "Bổ sung số liệu khách nước ngoài.", by=officer)
    report.refresh_from_db()
    assert (report.state, report.is_filed) == (ReportState.RETURNED, False)
    assert not FiledFigure.objects.exists()

    section = report.sections.all()[0]
    services.save_section(section, "Đã bổ sung.", version=section.version, by=contact)
    second = file(report, contact)

    assert second.filed_at == first.filed_at, "late or not is told by the first filing"
    assert [
        (one.number, one.decision, one.content["sections"][0]["body"][:12]) for one in second.submissions.all()
    ] == [
        (1, "returned", "Ngày 10/3/20"),
        (2, "", "Đã bổ sung."),
    ]
    assert filing.accept_report(second, by=officer).state == ReportState.ACCEPTED
    assert [entry.action for entry in trail_of(report)][:4] == [
        "report accepted", "report filed", "section saved", "report returned",
    ]  # fmt: skip
    assert fault_of_the_trail() is None


def test_an_accepted_report_is_not_returned_and_nothing_of_it_changes(
    report: Report, contact: Any, officer: Any
) -> None:
    accepted = filing.accept_report(file(report, contact), by=officer)
    filing.accept_report(accepted, by=officer)

    with pytest.raises(NotFiledError):
        filing.return_report(accepted, "Muộn rồi.", by=officer)
    with pytest.raises(FiledReportError):
        services.refresh_draft(accepted, by=contact)
    with pytest.raises(FiledReportError):
        Report.objects.filter(pk=accepted.pk).decide(filed_content={})
    for attempt in (Submission.objects.update, Submission.objects.all().delete):
        with pytest.raises(FiledReportError):
            attempt(**({"content": {}} if attempt == Submission.objects.update else {}))
    with pytest.raises(FiledReportError):
        Submission.objects.get().save()
    assert filing.is_as_filed(Report.objects.get())


def test_remarks_that_say_nothing_return_nothing(report: Report, contact: Any, officer: Any) -> None:
    with pytest.raises(NotFiledError):
        filing.return_report(file(report, contact), " \n ", by=officer)
    assert Report.objects.get().state == ReportState.FILED


def test_nobody_decides_on_the_own_report(report: Report, contact: Any) -> None:
    with pytest.raises(NotTheOtherError):
        filing.accept_report(file(report, contact), by=contact)


def test_a_draft_is_neither_accepted_nor_returned(report: Report, officer: Any) -> None:
    with pytest.raises(NotFiledError):
        filing.accept_report(report, by=officer)


# Supplements


def test_a_filed_report_is_corrected_by_numbered_supplements_only(report: Report, contact: Any) -> None:
    filed = file(report, contact)
    before = filed.filed_content

    def correct(now: int) -> Any:
        return filing.file_supplement(
            filed, reason="Đếm lại vé.", text="", by=contact,
            corrections=[Correction("event", "visitors", "", "Số người tham dự", now)],
        )  # fmt: skip

    first, second = correct(1300), correct(1250)

    assert (first.number, second.number) == (1, 2)
    assert [(one.content["figures"][0]["was"], one.content["figures"][0]["now"]) for one in (first, second)] == [
        (1280, 1300),
        (1300, 1250),
    ]
    assert sums(filed)["event", "visitors", ""] == 1250
    filed.refresh_from_db()
    assert filed.filed_content == before
    with pytest.raises(FiledReportError):
        first.save()


def test_a_supplement_needs_a_reason_and_something_to_say(report: Report, contact: Any) -> None:
    with pytest.raises(NotFiledError):
        filing.file_supplement(report, reason="Vì", text="Chưa gửi mà.", by=contact)
    filed = file(report, contact)
    for reason, text in (("", "Có lời"), ("Có lý do", " ")):
        with pytest.raises(NotFiledError):
            filing.file_supplement(filed, reason=reason, text=text, by=contact)


# What holds a report up


def test_an_empty_section_that_is_asked_for_holds_the_report_up(
    duty: ReportingDuty, newspaper: Unit, contact: Any
) -> None:
    OutlineSection.objects.create(
        duty=duty, sort_order=1, heading="Đánh giá chung", content=SectionContent.WORDS, is_required=True
    )
    report = services.open_report(duty, newspaper, MARCH, by=contact)
    with pytest.raises(FaultyReportError, match="Phần “Đánh giá chung” không được để trống"):
        file(report, contact)

    services.save_section(report.sections.get(), "Tốt.", version=1, by=contact)
    assert file(report, contact).is_filed


@pytest.fixture
def table(duty: ReportingDuty) -> ReportingDuty:
    """1 visitors, a sum of 1.1 foreign ones and 1.2 our own (typed); 2 articles abroad, typed."""
    for number, (code, label, kind, measure, is_sum) in enumerate(
        [
            ("1", "Khách tham quan", "event", "visitors", True),
            ("1.1", "Khách nước ngoài", "event", "foreign_visitors", False),
            ("1.2", "Khách trong nước", "", "", False),
            ("2", "Bài báo nước ngoài viết về tỉnh", "", "", False),
        ]
    ):
        FigureLine.objects.create(
            duty=duty, sort_order=number, code=code, label=label, kind=kind, measure=measure, is_sum=is_sum
        )
    return duty


def test_a_sum_that_does_not_match_its_parts_holds_the_report_up(
    table: ReportingDuty, report: Report, contact: Any
) -> None:
    services.type_figure(report, "1.2", "900", version=0, by=contact, note="Vé bán")
    with pytest.raises(FaultyReportError, match=r"ghi 1\.280 nhưng cộng các dòng con được 1\.200"):
        file(report, contact)

    services.type_figure(report, "1.2", "980", version=1, by=contact, note="Vé bán")
    filed = file(report, contact)

    assert [(line["code"], line["value"]) for line in filed.filed_content["table"]] == [  # type: ignore[index]
        ("1", 1280), ("1.1", 300), ("1.2", 980), ("2", None),
    ]  # fmt: skip
    assert sums(filed)["#line", "1.2", ""] == 980


def test_two_people_in_one_number_do_not_overwrite_each_other(
    table: ReportingDuty, report: Report, contact: Any
) -> None:
    services.type_figure(report, "2", "5", version=0, by=contact)
    with pytest.raises(StaleFigureError):
        services.type_figure(report, "2", "6", version=0, by=contact)
    services.type_figure(report, "2", "5", version=0, by=contact)  # the same again does no harm
    services.type_figure(report, "2", "", version=1, by=contact)
    assert not report.typed.exists()


@pytest.mark.parametrize("text", ["-1", "nhiều", "9" * 20])
def test_a_number_that_cannot_be_is_refused(table: ReportingDuty, report: Report, contact: Any, text: str) -> None:
    with pytest.raises(FigureError):
        services.type_figure(report, "2", text, version=0, by=contact)


# Screens and roles


def sign_in(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def page_of(client: Client, report: Report, name: str = "report") -> str:
    return client.get(reverse(f"reporting:{name}", args=[report.pk])).content.decode()


def test_before_filing_the_page_names_what_is_wanting(
    client: Client, table: ReportingDuty, report: Report, contact: Any
) -> None:
    services.type_figure(report, "1.2", "900", version=0, by=contact)
    page = page_of(sign_in(client, contact), report, "file")

    assert "cộng các dòng con được 1.200" in page
    assert "1 trong số 2 chưa có minh chứng" in page
    assert "số nhập tay, chưa ghi nguồn" in page
    assert ">Gửi báo cáo</button>" not in page
    client.post(reverse("reporting:file", args=[report.pk]), {"version": Report.objects.get().version})
    assert not Report.objects.get().is_filed


def test_numbers_are_typed_in_the_page_and_a_wrong_one_is_told(
    client: Client, table: ReportingDuty, report: Report, contact: Any
) -> None:
    client = sign_in(client, contact)
    address = reverse("reporting:report", args=[report.pk])
    client.post(address, {"line-2": "12,5", "lineversion-2": 0, "linenote-2": "Điểm báo", "do": "save"})
    assert report.typed.get().value == 12.5

    answer = client.post(address, {"line-2": "mười", "lineversion-2": 1, "do": "save"})
    assert answer.status_code == 409
    assert "nhận một con số" in answer.content.decode()


def test_a_number_saves_itself_when_its_box_is_left(
    client: Client, table: ReportingDuty, report: Report, contact: Any, person: Make, office: Unit
) -> None:
    client = sign_in(client, contact)
    address = reverse("reporting:save_figure", args=[report.pk, "2"])
    saved = client.post(address, {"value": "1.250", "note": "Điểm báo", "version": 0})
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    assert (report.typed.get().value, report.typed.get().note) == (1250, "Điểm báo")

    assert client.post(address, {"value": "7", "version": 0}).status_code == 409
    assert client.post(address, {"value": "mười", "version": 1}).status_code == 422
    assert client.post(reverse("reporting:save_figure", args=[report.pk, "9"]), {"value": "1"}).status_code == 404
    assert report.typed.get().value == 1250
    sign_in(client, person(Role.UNIT_CONTACT, office))
    headers = {"X-Requested-With": "XMLHttpRequest"}
    assert client.post(address, {"value": "7", "version": 1}, headers=headers).status_code == 403


def test_the_officer_returns_and_accepts_on_the_page(
    client: Client, report: Report, contact: Any, officer: Any
) -> None:
    file(report, contact)
    client = sign_in(client, officer)
    decide = reverse("reporting:decide", args=[report.pk])
    assert "Báo và Phát thanh" in client.get(reverse("reporting:to_decide")).content.decode()
    assert "Tiếp nhận báo cáo" in page_of(client, report)

    client.post(decide, {"decision": "return", "remarks": ""})
    beside = client.post(decide, {"decision": "accept", "remarks": "Xem lại số liệu."})
    assert (beside.status_code, Report.objects.get().state) == (422, ReportState.FILED)
    assert ">Xem lại số liệu.</textarea>" in beside.content.decode()
    client.post(decide, {"decision": "return", "remarks": "Xem lại số liệu."})
    assert "Xem lại số liệu." in page_of(sign_in(client, contact), report)
    assert "trả lại kèm ý kiến" in client.get(reverse("reporting:own")).content.decode()
    file(report, contact)
    sign_in(client, officer).post(decide, {"decision": "accept"})

    assert Report.objects.get().state == ReportState.ACCEPTED
    assert "đã tiếp nhận" in page_of(client, report)


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_the_others_decide_on_nothing(
    client: Client, report: Report, contact: Any, person: Make, newspaper: Unit, role: Role
) -> None:
    file(report, contact)
    sign_in(client, person(role, newspaper)).post(reverse("reporting:decide", args=[report.pk]), {"decision": "accept"})
    client.post(reverse("reporting:supplement", args=[report.pk]), {"reason": "x"})

    assert Report.objects.get().state == ReportState.FILED


def test_an_activity_taken_back_after_filing_is_told_and_a_supplement_sets_the_figure_right(
    client: Client, report: Report, contact: Any
) -> None:
    filed = file(report, contact)
    take_back(Activity.objects.get(title="Gặp mặt"), by=contact)
    client = sign_in(client, contact)
    assert "1 hoạt động được tính trong báo cáo này đã bị rút" in page_of(client, report)
    address = reverse("reporting:supplement", args=[report.pk])
    assert "Số người tham dự" in client.get(address).content.decode()

    assert client.post(address, {"reason": "", "text": ""}).status_code == 422
    wrong = client.post(address, {"reason": "Rút 1 hoạt động", "now-0": "không rõ"})
    assert "nhận một con số không âm" in wrong.content.decode()
    client.post(address, {"reason": "Rút 1 hoạt động", "now-0": "1"})

    assert sums(filed)["event", "", ""] == 1
    page = page_of(client, report)
    assert "Bản bổ sung số 1" in page
    assert "Nội dung đúng như khi gửi." in page


# Faults


def test_a_clock_that_goes_back_between_two_filings_loses_and_disorders_nothing(
    report: Report, contact: Any, officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    filing.return_report(file(report, contact), "Xem lại.", by=officer)
    monkeypatch.setattr(timezone, "now", lambda: now - timedelta(days=400))

    again = file(report, contact)

    assert [one.number for one in again.submissions.all()] == [1, 2]
    assert again.filed_content["number"] == 2  # type: ignore[index]
    assert fault_of_the_trail() is None


def test_the_report_of_a_unit_that_ended_in_the_period_is_filed_by_its_successor(
    client: Client, duty: ReportingDuty, newspaper: Unit, person: Make
) -> None:
    Unit.objects.filter(pk=newspaper.pk).update(ends_on=date(2026, 3, 5))
    after = Unit.objects.create(name="Báo mới", kind="press", tier="province", begins_on=date(2026, 3, 6))
    newspaper.refresh_from_db()
    newspaper.successors.add(after)
    record_activity(unit=newspaper, kind="event", title="Việc cũ", happened_on=date(2026, 3, 1), by=None)
    heir = person(Role.UNIT_CONTACT, after)
    report = services.open_report(duty, newspaper, MARCH, by=heir)
    client.force_login(heir)

    client.post(reverse("reporting:file", args=[report.pk]), {"version": report.version})

    report.refresh_from_db()
    assert report.is_filed
    assert [figure["count"] for figure in report.filed_content["figures"]] == [1]  # type: ignore[index]
    own = services.open_report(duty, after, MARCH, by=heir)
    assert own.drafted_from == [], "what the old unit did is counted once"
