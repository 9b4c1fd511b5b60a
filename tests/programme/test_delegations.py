"""Delegations in and out: how they stand, when they report, what they clash with, what is recorded of them."""

from datetime import date, timedelta

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from nhipcau.audit.models import AuditEntry
from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.delegation_models import Delegation, DelegationReportRule, MemberKind
from nhipcau.programme.delegations import rules
from nhipcau.programme.delegations.queries import in_state, same_days, state_of
from nhipcau.programme.delegations.services import (
    add_press_piece,
    cancel,
    keep,
    remove_press_piece,
    report,
    take_up_again,
)
from nhipcau.programme.models import Activity
from nhipcau.programme.occasions.services import subscribe, subscribed_calendar
from nhipcau.programme.services import create_occasion

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
TODAY = date(2026, 5, 20)
DAY = timedelta(days=1)


@pytest.fixture
def unit():
    return create_unit("Sở Ngoại vụ", by=None)


@pytest.fixture
def make(unit):
    def make(name="Đoàn công tác tỉnh Quảng Tây", starts_on=date(2026, 5, 10), days=3, people=7, **values):
        row = Delegation(
            direction="in", name=name, country="Trung Quốc", place="Nam Ninh", starts_on=starts_on,
            ends_on=starts_on + (days - 1) * DAY, purpose="Trao đổi hợp tác", **{"host_unit": unit, **values},
        )  # fmt: skip
        return keep(row, {MemberKind.objects.all()[0]: people}, by=None)

    return make


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"starts_on": TODAY + DAY}, rules.PREPARING, id="to come, nothing permitted"),
        pytest.param({"starts_on": TODAY + DAY, "permission_number": "12/UBND"}, rules.READY, id="to come, permitted"),
        pytest.param({"starts_on": TODAY}, rules.UNDER_WAY, id="on its first day"),
        pytest.param({"starts_on": TODAY - 2 * DAY}, rules.UNDER_WAY, id="on its last day"),
        pytest.param({"starts_on": TODAY - 3 * DAY}, rules.TO_REPORT, id="the day after"),
        pytest.param({"starts_on": TODAY - 17 * DAY}, rules.TO_REPORT, id="on the day on which its report is due"),
        pytest.param({"starts_on": TODAY - 18 * DAY}, rules.REPORT_LATE, id="a day later"),
        pytest.param({"starts_on": TODAY - 18 * DAY, "report_due_on": None}, rules.ENDED, id="no rule asks"),
        pytest.param({"starts_on": TODAY - 18 * DAY, "reported_on": TODAY}, rules.REPORTED, id="reported"),
        pytest.param({"starts_on": TODAY, "cancelled_on": TODAY}, rules.CANCELLED, id="cancelled"),
    ],
)
def test_what_happened_and_the_days_say_how_a_delegation_stands(make, changes, expected):
    row = make(starts_on=changes.pop("starts_on"))
    Delegation.objects.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    assert state_of(row, TODAY) == expected
    found = [name for name in rules.STATES if Delegation.objects.filter(in_state(name, TODAY)).exists()]
    assert found == [expected], "the filter of the list says the same, and nothing else"


def test_the_rule_for_a_level_goes_before_the_general_one_and_working_days_are_counted(make):
    DelegationReportRule.objects.create(direction="in", level="state", days=5, counts_working_days=True)
    # 30 April and 1 May 2026 are a Thursday and a Friday.
    assert make(starts_on=date(2026, 4, 29), days=1, level="state").report_due_on == date(2026, 5, 8)
    assert make(starts_on=date(2026, 4, 29), days=1, level="local").report_due_on == date(2026, 5, 14)


def test_a_changed_rule_makes_nobody_late_who_was_not(make):
    row = make()
    DelegationReportRule.objects.update(days=1)
    row.name = "Tên khác"
    assert keep(row, {}, by=None, is_dated_anew=False).report_due_on == row.ends_on + 15 * DAY
    assert keep(row, {}, by=None, is_dated_anew=True).report_due_on == row.ends_on + DAY


def test_a_reported_delegation_is_one_activity_however_often_it_is_corrected(make, person):
    officer = person(Role.PROGRAMME_OFFICER)
    row = make()
    report(row, on=date(2026, 5, 15), number="9/BC", result="Ký biên bản ghi nhớ", today=TODAY, by=officer)
    row = report(row, on=date(2026, 5, 16), number="9/BC-SNgV", result="Ký hai biên bản", today=TODAY, by=officer)
    keep(row, {MemberKind.objects.all()[1]: 12}, by=officer)
    activity = Activity.objects.get()
    assert (activity.kind, activity.figures, activity.happened_on) == ("delegation", {"people": 12}, row.ends_on)
    assert AuditEntry.objects.filter(action="delegation reported").count() == 2

    cancel(row, because="Nhập nhầm", today=TODAY, by=officer)
    activity.refresh_from_db()
    assert activity.withdrawn_on == TODAY
    take_up_again(row, by=officer)
    activity.refresh_from_db()
    assert activity.withdrawn_on is None
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("on", [date(2026, 5, 11), TODAY + DAY], ids=["before its last day", "on a day to come"])
def test_a_report_on_a_day_that_cannot_be_is_refused(make, on):
    with pytest.raises(ValidationError):
        report(make(), on=on, number="", result="…", today=TODAY, by=None)
    assert not Activity.objects.exists()


def test_a_delegation_that_is_not_over_or_was_cancelled_has_no_report(make):
    for row in (make(starts_on=TODAY), cancel(make(), because="Mưa lũ", today=TODAY, by=None)):
        with pytest.raises(ValidationError):
            report(row, on=TODAY, number="", result="…", today=TODAY, by=None)


def test_clashes_are_shown_but_not_with_the_own_occasion(make, person):
    own = create_occasion("Tuần hữu nghị", starts_on=date(2026, 5, 9), ends_on=date(2026, 5, 12), by=None)
    create_occasion("Lễ hội Hoa", starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 14), by=None)
    other_unit = create_unit("Sở Công Thương", by=None)
    row = make(occasion=own)
    make(name="Đoàn doanh nghiệp Lào", starts_on=date(2026, 5, 12), host_unit=other_unit)
    make(name="Đoàn đã hủy", cancelled_on=TODAY)
    officer, contact = person(Role.PROGRAMME_OFFICER), person(Role.UNIT_CONTACT, row.host_unit)
    assert same_days([row], user=officer, on=TODAY)[row.pk] == ["Đoàn doanh nghiệp Lào", "Lễ hội Hoa"]
    told = same_days([row], user=contact, on=TODAY)[row.pk]
    assert told == ["một đoàn của Sở Công Thương", "Lễ hội Hoa"], "a contact learns whose it is, not more"


@pytest.fixture
def contact(client, person, unit):
    client.force_login(person(Role.UNIT_CONTACT, unit), backend=BACKEND)
    return client


FORM = {
    "direction": "out", "name": "Đoàn đi Viêng Chăn", "level": "department", "country": "Lào", "place": "",
    "partner": "", "starts_on": "1/6/2026", "ends_on": "4/6/2026", "head": "", "purpose": "Hội chợ",
    "permission_number": "", "permission_on": "", "occasion": "", "task": "",
}  # fmt: skip


def test_a_contact_enters_a_delegation_of_the_own_unit_and_reports_on_it(contact, unit):
    kind = MemberKind.objects.all()[0]
    answer = contact.post("/workspace/delegations/new/", {**FORM, "host_unit": unit.pk, f"members-{kind.pk}": "6"})
    row = Delegation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/workspace/delegations/inspect/{row.pk}/")
    assert (row.member_count, row.report_due_on) == (6, date(2026, 6, 19))

    last = timezone.localdate() - DAY
    Delegation.objects.update(starts_on=last, ends_on=last)
    address = f"/workspace/delegations/inspect/{row.pk}/"
    assert "chưa nhập văn bản cho phép" in contact.get(address).content.decode()
    sent = {"action": "report", "on": timezone.localdate().strftime("%d/%m/%Y"), "number": "", "result": "Ký kết"}
    assert contact.post(address, sent).status_code == 302
    assert Activity.objects.get().figures == {"people": 6}
    assert "đã báo cáo" in contact.get("/workspace/delegations/").content.decode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"ends_on": "31/5/2026"}, "không thể kết thúc trước khi bắt đầu"),
        ({"ends_on": "4/6/2062"}, "hơn một năm"),
        ({"permission_number": "12/UBND"}, "có số và ngày"),
        ({"starts_on": "1/6/0026"}, "xem lại năm"),
        ({"name": "Đ" * 301}, "300"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(contact, unit, change, told):
    page = contact.post("/workspace/delegations/new/", {**FORM, "host_unit": unit.pk, **change}).content.decode()
    assert told in page
    assert "Hội chợ" in page
    assert not Delegation.objects.exists()


def test_a_contact_neither_sees_nor_changes_what_another_unit_is_in_charge_of(contact, make):
    row = make(host_unit=create_unit("Sở Công Thương", by=None))
    assert row.name not in contact.get("/workspace/delegations/").content.decode()
    assert contact.get(f"/workspace/delegations/inspect/{row.pk}/").status_code == 404
    assert (
        contact.post(f"/workspace/delegations/inspect/{row.pk}/", {"action": "cancel", "because": "x"}).status_code
        == 404
    )
    assert contact.get(f"/workspace/delegations/edit/{row.pk}/").status_code in (302, 403, 404)
    assert row.name not in contact.get("/workspace/delegations/doan.ics").content.decode()
    exported = b"".join(contact.get("/workspace/delegations/?export=csv").streaming_content).decode()
    assert row.name not in exported


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_other_roles_read_delegations_and_change_none(client, person, make, role):
    row = make()
    client.force_login(person(role), backend=BACKEND)
    page = client.get(f"/workspace/delegations/inspect/{row.pk}/").content.decode()
    assert row.name in page
    assert "Hủy đoàn" not in page
    assert (
        client.post(f"/workspace/delegations/inspect/{row.pk}/", {"action": "cancel", "because": "x"}).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.cancelled_on is None


def test_delegations_go_into_other_calendars_and_stand_in_ours(contact, make):
    row = make(head="Ông Lý Văn Đầu")
    content = contact.get("/workspace/delegations/doan.ics").content
    event = icalendar.Calendar.from_ical(content).walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), event["DTEND"].dt) == (row.name, row.ends_on + DAY)
    assert "Lý Văn Đầu" not in content.decode(), "a calendar names no person"
    assert row.name in contact.get("/workspace/occasions/calendar/2026/").content.decode()


def test_the_units_secret_calendar_has_its_delegations_and_no_other_ones(make, unit):
    make(name="Đoàn của đơn vị")
    make(name="Đoàn nơi khác", host_unit=create_unit("Sở Công Thương", by=None))
    make(name="Đoàn đã hủy", cancelled_on=TODAY)
    content = subscribed_calendar(subscribe(unit, by=None), today=TODAY, host="example")
    assert [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).walk("VEVENT")] == [
        "Đoàn của đơn vị"
    ]


def test_a_late_report_waits_on_the_home_page_of_the_unit(contact, make):
    make(starts_on=timezone.localdate() - 40 * DAY)
    assert "1 đoàn chậm báo cáo" in contact.get("/workspace/").content.decode()


def test_the_list_asks_the_same_few_questions_for_any_number_of_delegations(
    contact, make, django_assert_max_num_queries
):
    for count in (1, 8):
        for number in range(count):
            make(name=f"Đoàn {count}-{number}")
        contact.get("/workspace/delegations/results/")
        with django_assert_max_num_queries(16):
            contact.get("/workspace/delegations/results/")


def test_each_installation_keeps_its_own_days_with_the_document_that_asks_for_them(make, person, client):
    first = DelegationReportRule.objects.get(direction="in", level="")
    assert (first.days, first.counts_working_days) == (15, False)
    assert "vui lòng thay bằng quy chế" in first.basis, "the first rules say that they are the software's own"
    client.force_login(person(Role.PROGRAMME_OFFICER), backend=BACKEND)
    basis = "Điều 9 Quyết định số 12/2026/QĐ-UBND"
    changed = {"direction": "in", "level": "", "days": 7, "counts_working_days": "on", "basis": basis}
    client.post(f"/workspace/delegation-rules/edit/{first.pk}/", changed)
    assert basis in client.get("/workspace/delegation-rules/").content.decode()
    # 30 April and 1 May 2026 are a Thursday and a Friday: seven working days from Wednesday 29 April.
    assert make(starts_on=date(2026, 4, 29), days=1).report_due_on == date(2026, 5, 12)


def test_a_piece_of_the_press_is_removed_after_a_question_and_the_trail_knows_it(make, person, client):
    officer, row = person(Role.PROGRAMME_OFFICER), make()
    client.force_login(officer, backend=BACKEND)
    page = f"/workspace/delegations/inspect/{row.pk}/"
    piece = {"action": "press", "title": "Nhịp cầu mới", "outlet": "Báo Vân Khê", "published_on": "14/05/2026"}
    client.post(page, piece)
    shown = client.get(page).content.decode()
    assert "Tin, bài nhập nhầm?" in shown
    client.post(page, {"action": "remove_press", "piece": row.press_pieces.get().pk})
    assert not row.press_pieces.exists()
    entry = AuditEntry.objects.get(action="press piece removed")
    assert (entry.by, entry.details["title"]) == (officer, "Nhịp cầu mới")


def test_the_activity_of_a_reported_delegation_has_the_press_or_the_numbered_report_as_its_evidence(make, person):
    officer, row = person(Role.PROGRAMME_OFFICER), make()
    row = report(row, on=date(2026, 5, 16), number="", result="Ký hai biên bản", today=TODAY, by=officer)
    activity = Activity.objects.get()
    assert activity.evidence_url == ""
    report(row, on=date(2026, 5, 16), number="9/BC-SNgV", result="Ký hai biên bản", today=TODAY, by=officer)
    activity.refresh_from_db()
    assert activity.evidence_url == f"/workspace/delegations/inspect/{row.pk}/"
    row.refresh_from_db()
    told = {"title": "Nhịp cầu mới", "outlet": "Báo Vân Khê", "published_on": TODAY, "url": "https://bao.example/cau"}
    piece = add_press_piece(row, by=officer, **told)
    activity.refresh_from_db()
    assert activity.evidence_url == "https://bao.example/cau"
    remove_press_piece(piece, by=officer)
    activity.refresh_from_db()
    assert activity.evidence_url == f"/workspace/delegations/inspect/{row.pk}/"
