"""What each role can do on the screens of the reports, and that nothing that was typed is lost."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from nhipcau.drafts.rules import LONGEST_SECTION
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit, UnitGroup, User
from nhipcau.reporting import filing, services
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.reporting.wagtail_hooks import MENU

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
ALL_ITEMS = {
    "Báo cáo của đơn vị tôi", "Báo cáo chờ tiếp nhận", "Tình hình gửi báo cáo", "Chế độ báo cáo", "Tổng hợp",
    "Tổng hợp nhiều năm", "Nhập gói báo cáo", "Chỉ tiêu phấn đấu",
}  # fmt: skip
OTHERS = [Role.EDITOR, Role.TRANSLATOR, Role.APPROVER]
NOW = datetime(2026, 3, 16, 14, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def sixteenth_of_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def as_role(client: Client, person: Make, newspaper: Unit) -> Callable[..., Client]:
    """Sign in as somebody with a role and a post in the newspaper, or in another unit."""

    def sign_in(role: Role, unit: Unit | None = None) -> Client:
        client.force_login(person(role, unit or newspaper))
        return client

    return sign_in


@pytest.fixture
def report(duty: ReportingDuty, newspaper: Unit, story: Make) -> Report:
    story("Thác Khuổi Ngần vào mùa nước")
    return services.open_report(duty, newspaper, date(2026, 3, 10), by=None)


def post_text(client: Client, report: Report, text: str, *, version: int = 1, do: str = "save") -> Any:
    section = report.sections.all()[0]
    data = {f"body-{section.pk}": text, f"version-{section.pk}": version, "do": do}
    return client.post(reverse("reporting:report", args=[report.pk]), data)


def autosave(client: Client, report: Report, text: str, *, version: int = 1) -> Any:
    address = reverse("reporting:save_section", args=[report.pk, report.sections.all()[0].pk])
    return client.post(address, {"body": text, "version": version}, headers={"X-Requested-With": "XMLHttpRequest"})


# What a contact does


def test_the_contact_opens_this_months_report_from_the_list(
    as_role: Callable[..., Client], duty: ReportingDuty, newspaper: Unit
) -> None:
    client = as_role(Role.UNIT_CONTACT)
    page = client.get(reverse("reporting:own")).content.decode()
    assert "Báo cáo tháng 3/2026" in page
    assert "còn 3 ngày" in page

    answer = client.post(reverse("reporting:open"), {"duty": duty.pk, "unit": newspaper.pk, "day": "2026-03-14"})
    client.post(reverse("reporting:open"), {"duty": duty.pk, "unit": newspaper.pk, "day": "2026-03-14"})

    assert answer.url == reverse("reporting:report", args=[Report.objects.get().pk])


@pytest.mark.parametrize("data", [{}, {"duty": "x", "unit": "y", "day": "31/02/2026"}])
def test_a_request_to_open_nothing_sensible_is_answered_with_a_sentence(
    as_role: Callable[..., Client], data: dict[str, str]
) -> None:
    page = as_role(Role.UNIT_CONTACT).post(reverse("reporting:open"), data, follow=True).content.decode()

    assert "Xin chọn báo cáo, đơn vị và một ngày trong kỳ." in page


def test_the_page_shows_outline_text_and_figures_that_open_to_their_lists(
    as_role: Callable[..., Client], report: Report
) -> None:
    page = as_role(Role.UNIT_CONTACT).get(reverse("reporting:report", args=[report.pk])).content.decode()

    assert "Soạn từ 1 hoạt động" in page
    assert "Ngày 3/3/2026, đăng tin, bài “Thác Khuổi Ngần vào mùa nước” (tiếng Việt)." in page
    assert "tiếng Việt 1" in " ".join(page.split())
    assert '<a href="/vi/bai/" dir="auto">Thác Khuổi Ngần vào mùa nước</a>' in page


def test_a_text_sent_without_script_is_saved(as_role: Callable[..., Client], report: Report) -> None:
    answer = post_text(as_role(Role.UNIT_CONTACT), report, "Lời của tôi.")

    assert answer.status_code == 302
    assert report.sections.all()[0].body == "Lời của tôi."


def test_autosave_answers_with_the_time_and_the_new_version(as_role: Callable[..., Client], report: Report) -> None:
    answer = autosave(as_role(Role.UNIT_CONTACT), report, "Lời của tôi.")

    assert answer.json() == {"message": "Đã lưu lúc 14:05", "version": 2, "is_empty": False}


def test_of_two_contacts_the_second_gets_both_texts(
    as_role: Callable[..., Client], person: Make, newspaper: Unit, report: Report
) -> None:
    other = person(Role.UNIT_CONTACT, newspaper)
    services.save_section(report.sections.all()[0], "Của người kia.", version=1, by=other)
    client = as_role(Role.UNIT_CONTACT)

    by_itself = autosave(client, report, "Của tôi.")
    by_click = post_text(client, report, "Của tôi.")

    assert by_itself.status_code == 409
    assert {key: by_itself.json()[key] for key in ("theirs", "version", "by", "at")} == {
        "theirs": "Của người kia.",
        "version": 2,
        "by": other.get_full_name(),
        "at": "14:05",
    }
    page = by_click.content.decode()
    assert by_click.status_code == 409
    assert "Của người kia." in page
    assert "Của tôi.</textarea>" in page
    assert report.sections.all()[0].body == "Của người kia."
    assert post_text(client, report, "Của tôi.", version=2).status_code == 302
    assert report.sections.all()[0].body == "Của tôi."


@pytest.mark.parametrize("do", ["refresh", "file", "offer:1:append"])
def test_every_button_keeps_what_was_typed_first(as_role: Callable[..., Client], report: Report, do: str) -> None:
    post_text(as_role(Role.UNIT_CONTACT), report, "Lời vừa gõ.", do=do)

    assert report.sections.all()[0].body == "Lời vừa gõ."


def test_a_text_that_is_too_long_stays_in_its_box(as_role: Callable[..., Client], report: Report) -> None:
    client = as_role(Role.UNIT_CONTACT)
    text = "ệ" * (LONGEST_SECTION + 1)

    answer = post_text(client, report, text)

    assert answer.status_code == 409
    assert text in answer.content.decode()
    assert "xin rút ngắn lại" in answer.content.decode()
    assert autosave(client, report, text).status_code == 422


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_is_none_overwrites_nothing(
    as_role: Callable[..., Client], report: Report, version: str
) -> None:
    answer = autosave(as_role(Role.UNIT_CONTACT), report, "Lời.", version=version)  # type: ignore[arg-type]

    assert answer.status_code == 409


def test_what_came_since_is_offered_and_taken(as_role: Callable[..., Client], report: Report, story: Make) -> None:
    client = as_role(Role.UNIT_CONTACT)
    post_text(client, report, "Lời của tôi.")
    story("Chợ phiên", on=date(2026, 3, 9))
    section = report.sections.all()[0]

    page = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert "1 hoạt động mới từ khi soạn" in page
    assert "Ngày 9/3/2026, đăng tin, bài “Chợ phiên” (tiếng Việt)." in page

    post_text(client, report, "Lời của tôi.", version=2, do=f"offer:{section.pk}:append")

    assert report.sections.all()[0].body.split("\n") == [
        "Lời của tôi.",
        "Ngày 9/3/2026, đăng tin, bài “Chợ phiên” (tiếng Việt).",
    ]


def test_before_filing_empty_sections_are_listed_and_then_the_report_is_frozen(
    as_role: Callable[..., Client], report: Report
) -> None:
    client = as_role(Role.UNIT_CONTACT)
    post_text(client, report, "")
    address = reverse("reporting:file", args=[report.pk])
    page = client.get(address).content.decode()
    assert "1 phần còn trống" in page
    report.refresh_from_db()

    client.post(address, {"version": report.version})
    again = client.post(address, {"version": report.version})

    report.refresh_from_db()
    assert report.state == ReportState.FILED
    assert again.status_code == 302
    filed = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert report.filed_sha256 in filed
    assert "Nội dung đúng như khi gửi." in filed
    assert "<textarea" not in filed


def test_a_report_that_changed_after_the_last_look_is_not_filed(as_role: Callable[..., Client], report: Report) -> None:
    client = as_role(Role.UNIT_CONTACT)
    services.save_section(report.sections.all()[0], "Lời mới.", version=1, by=None)

    page = client.post(reverse("reporting:file", args=[report.pk]), {"version": 1}, follow=True).content.decode()

    assert "Xin xem lại một lần nữa trước khi gửi." in page
    assert Report.objects.get().state == ReportState.DRAFT


def test_nothing_is_written_into_a_filed_report_by_any_address(
    as_role: Callable[..., Client], person: Make, report: Report
) -> None:
    client = as_role(Role.UNIT_CONTACT)
    filing.file_report(report, by=person(Role.UNIT_CONTACT), version=1)
    before = Report.objects.get().filed_sha256

    post_text(client, report, "x", do="refresh")
    assert autosave(client, report, "x").status_code == 410
    client.post(reverse("reporting:file", args=[report.pk]), {"version": 1})

    assert Report.objects.get().filed_sha256 == before
    assert report.sections.all()[0].body != "x"


# What each role may not do


@pytest.fixture
def stranger(departments: list[Unit]) -> Unit:
    return departments[0]


def test_a_contact_sees_and_changes_nothing_of_another_unit(
    as_role: Callable[..., Client], report: Report, stranger: Unit, duty: ReportingDuty, newspaper: Unit
) -> None:
    client = as_role(Role.UNIT_CONTACT, stranger)

    assert client.get(reverse("reporting:report", args=[report.pk])).url == "/workspace/"
    assert post_text(client, report, "x").url == "/workspace/"
    assert autosave(client, report, "x").status_code == 403
    assert client.get(reverse("reporting:file", args=[report.pk])).url == "/workspace/"
    assert client.post(reverse("reporting:file", args=[report.pk]), {"version": 1}).url == "/workspace/"
    client.post(reverse("reporting:open"), {"duty": duty.pk, "unit": newspaper.pk, "day": "2026-04-10"})
    assert newspaper.name not in client.get(reverse("reporting:own")).content.decode()
    assert Report.objects.get().version == 1


def test_a_contact_sees_neither_who_has_filed_nor_the_duties(as_role: Callable[..., Client]) -> None:
    client = as_role(Role.UNIT_CONTACT)

    assert client.get(reverse("reporting:overview")).url == "/workspace/"
    assert client.get(reverse("reporting_duties:index")).url == "/workspace/"


def test_the_officer_reads_a_draft_of_another_unit_and_cannot_change_it(
    as_role: Callable[..., Client], report: Report, office: Unit
) -> None:
    client = as_role(Role.PROGRAMME_OFFICER, office)

    page = client.get(reverse("reporting:report", args=[report.pk]))

    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert post_text(client, report, "x").url == "/workspace/"
    assert autosave(client, report, "x").status_code == 403
    assert client.post(reverse("reporting:file", args=[report.pk]), {"version": 1}).url == "/workspace/"
    assert Report.objects.get().version == 1


@pytest.mark.parametrize("role", OTHERS)
def test_the_other_roles_have_nothing_to_do_with_reports_even_of_their_own_unit(
    as_role: Callable[..., Client], report: Report, role: Role
) -> None:
    client = as_role(role)
    reads = [
        reverse("reporting:own"),
        reverse("reporting:overview"),
        reverse("reporting:report", args=[report.pk]),
        reverse("reporting:file", args=[report.pk]),
        reverse("reporting_duties:index"),
        reverse("reporting_duties:add"),
        reverse("reporting_duties:edit", args=[report.duty_id]),
    ]

    assert {client.get(address).url for address in reads} == {"/workspace/"}
    assert post_text(client, report, "x").url == "/workspace/"
    assert autosave(client, report, "x").status_code == 403


def test_the_administrator_sees_all_and_writes_only_for_the_own_unit(
    as_role: Callable[..., Client], report: Report, stranger: Unit
) -> None:
    client = as_role(Role.ADMINISTRATOR, stranger)

    assert client.get(reverse("reporting:overview")).status_code == 200
    assert client.get(reverse("reporting:report", args=[report.pk])).status_code == 200
    assert post_text(client, report, "x").url == "/workspace/"


def test_nobody_reads_reports_without_signing_in(client: Client, report: Report) -> None:
    answer = client.get(reverse("reporting:report", args=[report.pk]))

    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.UNIT_CONTACT, {"Báo cáo của đơn vị tôi"}),
        (Role.PROGRAMME_OFFICER, ALL_ITEMS),
        (Role.ADMINISTRATOR, ALL_ITEMS | {"Nơi gửi tin cậy"}),
        *((role, set()) for role in OTHERS),
    ],
)
def test_the_menu_shows_each_role_its_own(rf: Any, person: Make, newspaper: Unit, role: Role, words: set[str]) -> None:
    request = rf.get("/workspace/")
    request.user = person(role, newspaper)

    assert {str(item.label) for item in MENU.menu_items_for_request(request)} == words


# What the officer sees


@pytest.fixture
def march_of_the_departments(group_duty: ReportingDuty, departments: list[Unit]) -> ReportingDuty:
    foreign, finance, _trade = departments
    filed = services.open_report(group_duty, foreign, date(2026, 3, 10), by=None)
    services.open_report(group_duty, finance, date(2026, 3, 10), by=None)
    someone = User.objects.create_user(username="x", last_name="Vi", first_name="An")
    filing.file_report(filed, by=someone, version=filed.version)
    return group_duty


def overview(client: Client, duty: ReportingDuty, **more: str) -> Any:
    return client.get(reverse("reporting:overview"), {"duty": duty.pk, "period": "2026-03-14", **more})


def test_the_officer_sees_who_has_filed(
    as_role: Callable[..., Client], march_of_the_departments: ReportingDuty
) -> None:
    page = overview(as_role(Role.PROGRAMME_OFFICER), march_of_the_departments)
    text = " ".join(page.content.decode().split())

    assert [(line.unit.name, line.state) for line in page.context["lines"]] == [
        ("Sở Công Thương", "nothing"),
        ("Sở Ngoại vụ", "filed"),
        ("Sở Tài chính", "draft"),
    ]
    assert "1 trên 3 đơn vị đã gửi; hạn gửi hết ngày 19/3/2026" in text


def test_lines_are_filtered_by_state(as_role: Callable[..., Client], march_of_the_departments: ReportingDuty) -> None:
    client = as_role(Role.PROGRAMME_OFFICER)

    drafts = overview(client, march_of_the_departments, state="draft").context["lines"]
    nonsense = overview(client, march_of_the_departments, state="x").context["lines"]

    assert [line.unit.name for line in drafts] == ["Sở Tài chính"]
    assert len(nonsense) == 3
    assert (
        "Không đơn vị nào ở trạng thái này" in overview(client, march_of_the_departments, state="late").content.decode()
    )


def test_all_periods_stand_side_by_side(
    as_role: Callable[..., Client], march_of_the_departments: ReportingDuty
) -> None:
    page = overview(as_role(Role.PROGRAMME_OFFICER), march_of_the_departments, view="matrix")

    assert [name for _period, name in page.context["periods"]] == ["tháng 3/2026", "tháng 2/2026"]
    assert [(row.unit.name, [cell.state if cell else None for cell in row.cells]) for row in page.context["rows"]] == [
        ("Sở Công Thương", ["nothing", "late"]),
        ("Sở Ngoại vụ", ["filed", "late"]),
        ("Sở Tài chính", ["draft", "late"]),
    ]


@pytest.mark.parametrize("period", ["", "x", "2026-02-31", "1999-01-01"])
def test_a_period_of_nonsense_shows_a_page(
    as_role: Callable[..., Client], march_of_the_departments: ReportingDuty, period: str
) -> None:
    client = as_role(Role.PROGRAMME_OFFICER)

    assert overview(client, march_of_the_departments, period=period).status_code == 200
    assert client.get(reverse("reporting:overview"), {"duty": "x"}).status_code == 200


def test_the_overview_is_exported_as_csv_and_xlsx(
    as_role: Callable[..., Client], march_of_the_departments: ReportingDuty
) -> None:
    client = as_role(Role.PROGRAMME_OFFICER)

    csv = b"".join(overview(client, march_of_the_departments, export="csv").streaming_content).decode()
    xlsx = b"".join(overview(client, march_of_the_departments, export="xlsx").streaming_content)

    rows = list(load_workbook(io.BytesIO(xlsx)).active.values)  # type: ignore[union-attr]
    assert rows[0] == (
        "Đơn vị",
        "Báo cáo",
        "Kỳ báo cáo",
        "Hạn gửi",
        "Trạng thái",
        "Số ngày chậm",
        "Gửi lúc",
        "Người gửi",
    )
    assert (rows[2][0], rows[2][4], rows[2][6], rows[2][7]) == (
        "Sở Ngoại vụ",
        "gửi đúng hạn",
        datetime(2026, 3, 16, 14, 5),
        "Vi An",
    )
    assert csv.splitlines()[1].startswith("Sở Công Thương,")


def test_without_any_duty_the_overview_says_how_to_begin(as_role: Callable[..., Client]) -> None:
    client = as_role(Role.PROGRAMME_OFFICER)

    assert "Chưa có chế độ báo cáo nào" in client.get(reverse("reporting:overview")).content.decode()
    assert "Chưa có chế độ báo cáo nào" in client.get(reverse("reporting_duties:index")).content.decode()


def test_a_contact_without_a_post_is_told_what_to_do(client: Client, person: Make) -> None:
    client.force_login(person(Role.UNIT_CONTACT))

    assert "Xin đề nghị cơ quan thường trực bổ sung" in client.get(reverse("reporting:own")).content.decode()


# Duties


def duty_data(**more: Any) -> dict[str, Any]:
    return {
        "name": "Báo cáo tháng",
        "reporter": "",
        "reporter_group": "",
        "addressee": "",
        "frequency": "month",
        "cut_off_day": "14",
        "due_before_day": "20",
        "due_month": "",
        "begins_on": "2026-01-15",
        "ends_on": "",
        "when_day_off": "next",
        "remind_days": "5, 1, 0",
        **forms_of("outline", []),
        **forms_of("lines", []),
        **more,
    }


def forms_of(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the browser sends for rows below a form."""
    data: dict[str, Any] = {f"{name}-{key}_FORMS": 0 for key in ("INITIAL", "MIN_NUM")}
    data |= {f"{name}-TOTAL_FORMS": len(rows), f"{name}-MAX_NUM_FORMS": 1000}
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{key}": value for key, value in {"ORDER": number + 1, "id": "", **row}.items()}
    return data


def test_the_officer_completes_a_duty(as_role: Callable[..., Client], all_departments: UnitGroup) -> None:
    duty = ReportingDuty.objects.create(
        name="?", reporter_words="các cơ quan", frequency=Frequency.MONTH, begins_on=date(2026, 1, 15)
    )
    client = as_role(Role.PROGRAMME_OFFICER)
    listing = client.get(reverse("reporting_duties:index")).content.decode()
    assert "cần bổ sung" in listing
    assert "các cơ quan" in listing
    address = reverse("reporting_duties:edit", args=[duty.pk])
    assert "các cơ quan" in client.get(address).content.decode()

    client.post(address, duty_data(reporter_group=all_departments.pk, cut_off_day="31", due_before_day="5"))

    duty.refresh_from_db()
    assert (duty.reporter_group, duty.cut_off_day, duty.due_before_day) == (all_departments, 31, 5)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param({}, "Xin chọn đơn vị hoặc nhóm đơn vị báo cáo.", id="nobody reports"),
        pytest.param({"both": True}, "không chọn cả hai", id="a unit and a group"),
        pytest.param({"one": True, "cut_off_day": "32"}, "cut_off_day", id="a day that no month has"),
        pytest.param({"one": True, "due_before_day": "-5"}, "due_before_day", id="a negative day"),
        pytest.param(
            {"one": True, "ends_on": "2025-01-01"}, "không thể trước ngày bắt đầu", id="ends before it begins"
        ),
        pytest.param({"one": True, "due_month": "12"}, "để trống ô tháng", id="a month for a monthly report"),
        pytest.param({"one": True, "due_days": "20/6, 20/12"}, "để trống ô này", id="days for a monthly report"),
        pytest.param(
            {"one": True, "frequency": "half-year", "due_days": "20/6"}, "ghi đủ 2 ngày", id="one day for two reports"
        ),
        pytest.param(
            {"one": True, "frequency": "half-year", "due_days": "20/6, 31/11"}, "dấu phẩy", id="a day that no year has"
        ),
        pytest.param({"one": True, "frequency": "half-year", "due_days": "giữa năm"}, "dấu phẩy", id="words for days"),
    ],
)
def test_a_duty_that_cannot_be_is_refused_with_the_mend(
    as_role: Callable[..., Client],
    newspaper: Unit,
    all_departments: UnitGroup,
    data: dict[str, Any],
    message: str,
) -> None:
    client = as_role(Role.PROGRAMME_OFFICER)
    if data.pop("both", False):
        data |= {"reporter": newspaper.pk, "reporter_group": all_departments.pk}
    if data.pop("one", False):
        data |= {"reporter": newspaper.pk}

    answer = client.post(reverse("reporting_duties:add"), duty_data(**data))

    assert answer.status_code == 200
    assert message in answer.content.decode() + json.dumps(answer.context["form"].errors)
    assert not ReportingDuty.objects.exists()


@pytest.mark.parametrize("query", ["frequency=month", "who=open", "who=known", "q=thông tin", "ordering=-name"])
def test_duties_are_filtered_searched_and_sorted(
    as_role: Callable[..., Client], duty: ReportingDuty, query: str
) -> None:
    page = as_role(Role.PROGRAMME_OFFICER).get(f"{reverse('reporting_duties:index')}?{query}")

    assert (duty.name in page.content.decode()) is (query != "who=open")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_duties_asks_the_same_number_of_questions_for_many_rows(
    as_role: Callable[..., Client], newspaper: Unit, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        ReportingDuty.objects.create(
            name=f"Báo cáo {number}", reporter=newspaper, frequency=Frequency.MONTH, begins_on=date(2026, 1, 15)
        )
    client = as_role(Role.PROGRAMME_OFFICER)
    client.get(reverse("reporting_duties:index"))

    with django_assert_num_queries(14):
        client.get(reverse("reporting_duties:index"))


@pytest.mark.parametrize("activities", [1, 30])
def test_the_page_of_a_report_asks_the_same_number_of_questions_for_many_activities(
    as_role: Callable[..., Client], report: Report, story: Make, activities: int, django_assert_num_queries: Any
) -> None:
    for number in range(activities):
        story(f"Bài {number}")
    client = as_role(Role.UNIT_CONTACT)
    client.get(reverse("reporting:report", args=[report.pk]))

    with django_assert_num_queries(34):
        client.get(reverse("reporting:report", args=[report.pk]))
