"""Plans: drafted from the unit's tasks, written on by people, submitted, approved, issued, amended."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from nhipcau.audit.models import AuditEntry
from nhipcau.directives.models import Directive, Provision
from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.exceptions import StaleSectionError
from nhipcau.officialdocs.form_check import Finding
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import AssignmentRole, PlanKind, PlanState, TaskState
from nhipcau.programme.models import Task
from nhipcau.programme.plan_models import Plan, PlanFile, PlanIssue, PlanItem, PlanSection, PlanSubmission, PlanTemplate
from nhipcau.programme.plans import deciding, issuing, rules, services
from nhipcau.programme.plans.content import usual_signing
from nhipcau.programme.plans.exceptions import (
    ClosedPlanError,
    FaultyPlanError,
    FormFaultError,
    NotApprovedError,
    NotIssuedError,
    NotSubmittedError,
    NotTheOtherError,
    StaleItemError,
    StalePlanError,
)
from nhipcau.programme.plans.integrity import faults
from nhipcau.programme.plans.queries import changes_since, checks_of
from nhipcau.programme.plans.services import OwnTask
from nhipcau.programme.register_models import OutgoingDocument
from nhipcau.programme.services import create_task, set_task_state
from nhipcau.programme.tasks.money import add_money

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
YEAR = 2026


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def province() -> Unit:
    return Unit.objects.create(name="UBND tỉnh Vân Khê", kind=UnitKind.PEOPLES_COMMITTEE, tier=Tier.PROVINCE)


@pytest.fixture
def unit(province: Unit) -> Unit:
    return Unit.objects.create(
        name="Sở Ngoại vụ", short_name="SNgV", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE, parent=province
    )


@pytest.fixture
def newspaper() -> Unit:
    return Unit.objects.create(name="Báo Vân Khê", kind=UnitKind.PRESS, tier=Tier.PROVINCE)


@pytest.fixture
def directive(db: None) -> Directive:
    """Parts II and III with a heading each below them; a dash below III.2."""
    directive = Directive.objects.create(
        sha256="a", text_sha256="a", file_name="a.txt", original=b"", text="", reading={}, number="07-HD/BTGDVTU",
        date=date(YEAR, 1, 12), kind="hướng dẫn", issuing_body="Ban Tuyên giáo và Dân vận Tỉnh ủy",
        subject="Công tác thông tin đối ngoại năm 2026",
    )  # fmt: skip
    above: dict[str, Provision] = {}
    for order, (path, kind, title, parent) in enumerate(
        [("II", "part", "NỘI DUNG", ""), ("II.3", "point", "Quảng bá hình ảnh", "II"), ("III", "part", "TỔ CHỨC", ""),
         ("III.2", "point", "Sở Ngoại vụ", "III"), ("dash", "bullet", "", "III.2")]
    ):  # fmt: skip
        above[path] = Provision.objects.create(
            directive=directive, order=order, parent=above.get(parent), kind=kind, title=title, text=title or "- Việc",
            path="III.2" if path == "dash" else path, mark="-", span_start=0, span_end=0,
        )  # fmt: skip
    return directive


@pytest.fixture
def tasks(directive: Directive, unit: Unit, newspaper: Unit) -> list[Task]:
    """The later one of the text was made first; one of them is another unit's, one of another year."""
    provisions = {one.order: one for one in directive.provisions.all()}
    made = create_task(
        "Tổ chức hội nghị xúc tiến", year=YEAR, directive=directive, provision=provisions[4], product="Hội nghị",
        assignments=[(AssignmentRole.LEAD, unit), (AssignmentRole.COOPERATE, newspaper)],
        deadline=date(YEAR, 9, 20), by=None,
    )  # fmt: skip
    add_money(made, source="state", planned=50_000_000, spent=0, by=None)
    add_money(made, source="social", planned=20_000_000, spent=0, unit=newspaper, by=None)
    first = create_task(
        "Biên soạn tờ gấp song ngữ", year=YEAR, directive=directive, provision=provisions[1],
        assignments=[(AssignmentRole.IMPLEMENT, unit)], by=None,
    )  # fmt: skip
    create_task("Việc của báo", year=YEAR, directive=directive, assignments=[(AssignmentRole.LEAD, newspaper)], by=None)
    create_task("Việc năm sau", year=YEAR + 1, assignments=[(AssignmentRole.LEAD, unit)], by=None)
    return [made, first]


@pytest.fixture
def contact(person: Make, unit: Unit) -> Any:
    return person(Role.UNIT_CONTACT, unit)


@pytest.fixture
def officer(person: Make) -> Any:
    return person(Role.PROGRAMME_OFFICER)


@pytest.fixture
def yearly(db: None) -> PlanTemplate:
    return PlanTemplate.objects.get(kind=PlanKind.YEAR)


@pytest.fixture
def plan(unit: Unit, yearly: PlanTemplate, tasks: list[Task], contact: Any) -> Plan:
    return services.open_plan(unit, yearly, first_year=YEAR, last_year=YEAR, by=contact)


def add_own(plan: Plan, title: str = "Tập huấn phóng viên", *, key: str = "k", **values: Any) -> PlanItem:
    own = {"deadline": date(YEAR, 6, 30), "product": "Lớp tập huấn", "money": {"state": 30_000_000}, **values}
    return services.add_item(plan, OwnTask(title, **own), key=key, by=None)


def section(plan: Plan, heading: str) -> PlanSection:
    return plan.sections.get(heading__startswith=heading)


def submitted(plan: Plan, contact: Any) -> Plan:
    plan.refresh_from_db()
    return deciding.submit_plan(plan, version=plan.version, by=contact)


@pytest.fixture
def approved(plan: Plan, contact: Any, officer: Any) -> Plan:
    add_own(plan)
    return deciding.approve_plan(submitted(plan, contact), by=officer)


@pytest.fixture
def without_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only numbers and tasks matter, no files are made."""
    monkeypatch.setattr(issuing, "check_of", lambda _paper: {})
    monkeypatch.setattr(issuing, "files_of", lambda _issue: {})


def issue(plan: Plan, by: Any) -> PlanIssue:
    signing = usual_signing(plan.unit)
    return issuing.issue_plan(plan, signing, day=timezone.localdate(), by=by)


# Drafting


def test_a_plan_drafts_itself_in_the_order_that_plans_have(plan: Plan) -> None:
    headings = [one.heading for one in plan.sections.all()]
    assert headings == [
        "",
        "Mục đích, yêu cầu",
        "Nội dung, nhiệm vụ và giải pháp",
        "Quảng bá hình ảnh (mục II.3 07-HD/BTGDVTU)",
        "Sở Ngoại vụ (mục III.2 07-HD/BTGDVTU)",
        "Nhiệm vụ do đơn vị chủ động thực hiện",
        "Kinh phí thực hiện",
        "Tổ chức thực hiện",
    ]
    assert plan.sections.first().body == (
        "Thực hiện Hướng dẫn số 07-HD/BTGDVTU ngày 12/1/2026 của Ban Tuyên giáo và Dân vận Tỉnh ủy về công tác thông "
        "tin đối ngoại năm 2026, Sở Ngoại vụ xây dựng Kế hoạch công tác thông tin đối ngoại năm 2026 như sau:"
    )
    assert "năm 2026" in section(plan, "Mục đích").body
    assert "{" not in "".join(one.body for one in plan.sections.all())


def test_each_task_says_who_leads_with_whom_what_until_when_and_with_which_money(plan: Plan) -> None:
    assert section(plan, "Sở Ngoại vụ").body == (
        "- Tổ chức hội nghị xúc tiến. Chủ trì: Sở Ngoại vụ; phối hợp: Báo Vân Khê; sản phẩm: Hội nghị; thời hạn: "
        "20/9/2026; kinh phí: 50.000.000 đồng (ngân sách nhà nước)."
    )
    assert "Việc của báo" not in "".join(one.body for one in plan.sections.all())
    assert "Việc năm sau" not in "".join(one.body for one in plan.sections.all())


def test_two_clicks_open_one_plan(plan: Plan, unit: Unit, yearly: PlanTemplate) -> None:
    assert services.open_plan(unit, yearly, first_year=YEAR, last_year=YEAR, by=None) == plan
    assert Plan.objects.count() == 1


def test_own_tasks_and_their_money_show_at_once_where_nobody_has_written(plan: Plan) -> None:
    add_own(plan, cooperating="Hội Nhà báo")
    assert "Tập huấn phóng viên. Phối hợp: Hội Nhà báo; sản phẩm: Lớp tập huấn; thời hạn: 30/6/2026" in (
        section(plan, "Nhiệm vụ do đơn vị").body
    )
    money = section(plan, "Kinh phí").body
    assert money.startswith("Tổng kinh phí dự kiến: 80.000.000 đồng, trong đó:\n- Ngân sách nhà nước: 80.000.000 đồng.")


def test_a_form_that_is_sent_twice_makes_one_own_task(plan: Plan) -> None:
    assert add_own(plan) == add_own(plan)
    assert plan.items.count() == 1


def test_a_changed_source_is_offered_and_never_overwrites_words(plan: Plan, tasks: list[Task], contact: Any) -> None:
    written = section(plan, "Sở Ngoại vụ")
    services.save_section(written, f"Lời của đơn vị.\n{written.body}", version=1, by=contact)
    untouched = section(plan, "Quảng bá")
    for task in tasks:
        task.product = "Sản phẩm mới"
        task.save()

    changes = changes_since(list(plan.sections.all()), services.fresh_draft(plan))
    assert set(changes.offers) == {written.pk}
    assert "Sản phẩm mới" in changes.offers[written.pk].added[0]
    assert "Hội nghị;" in changes.offers[written.pk].removed[0]
    assert changes.behind == 1

    services.refresh_plan(plan, by=contact)
    written.refresh_from_db()
    untouched.refresh_from_db()
    assert "Sản phẩm mới" not in written.body
    assert "Sản phẩm mới" in untouched.body
    services.answer_offer(written, OfferAnswer.APPEND, version=written.version, by=contact)
    written.refresh_from_db()
    assert written.body.startswith("Lời của đơn vị.\n- Tổ chức hội nghị xúc tiến.")
    assert written.body.count("Tổ chức hội nghị xúc tiến") == 1
    assert changes_since(list(plan.sections.all()), services.fresh_draft(plan)).offers == {}


def test_a_task_that_is_gone_takes_its_untouched_heading_along_and_a_new_one_brings_its_own(
    plan: Plan, tasks: list[Task], unit: Unit, contact: Any
) -> None:
    set_task_state(tasks[1], TaskState.CANCELLED, by=None)
    create_task("Việc thêm", year=YEAR, assignments=[(AssignmentRole.LEAD, unit)], by=None)
    services.refresh_plan(plan, by=contact)
    headings = [one.heading for one in plan.sections.all()]
    assert not any(one.startswith("Quảng bá") for one in headings)
    assert headings[4] == "Nhiệm vụ khác trong chương trình công tác"


def test_two_people_in_one_section_lose_nothing(plan: Plan, contact: Any) -> None:
    one = section(plan, "Mục đích")
    services.save_section(one, "Của người thứ nhất.", version=1, by=contact)
    with pytest.raises(StaleSectionError) as stale:
        services.save_section(one, "Của người thứ hai.", version=1, by=contact)
    assert (stale.value.theirs, stale.value.mine) == ("Của người thứ nhất.", "Của người thứ hai.")


def test_two_people_in_one_own_task_are_told(plan: Plan) -> None:
    item = add_own(plan)
    services.change_item(item, OwnTask("Tập huấn biên tập viên"), version=1, by=None)
    with pytest.raises(StaleItemError):
        services.change_item(item, OwnTask("Tập huấn ai đó"), version=1, by=None)


def test_the_subject_is_kept_from_being_changed_by_two(plan: Plan, contact: Any) -> None:
    changed = services.set_subject(plan, "Thông tin đối ngoại của ngành", version=plan.version, by=contact)
    assert "Kế hoạch thông tin đối ngoại của ngành như sau:" in plan.sections.first().body
    with pytest.raises(StalePlanError):
        services.set_subject(changed, "Khác", version=plan.version, by=contact)


def test_a_medium_term_plan_goes_year_by_year(unit: Unit, tasks: list[Task], contact: Any) -> None:
    template = PlanTemplate.objects.get(kind=PlanKind.YEARS)
    plan = services.open_plan(unit, template, first_year=YEAR, last_year=YEAR + 4, by=contact)
    add_own(plan, deadline=date(YEAR + 2, 5, 1))
    assert plan.subject == "Công tác thông tin đối ngoại giai đoạn 2026 - 2030"
    assert section(plan, "Lộ trình").body.split("\n") == [
        "- Năm 2026: 2 nhiệm vụ, kinh phí: 50.000.000 đồng.",
        "- Năm 2027: 1 nhiệm vụ.",
        "- Năm 2028: 1 nhiệm vụ, kinh phí: 30.000.000 đồng.",
    ]


def test_changing_a_template_changes_no_plan_that_was_begun(plan: Plan, yearly: PlanTemplate, contact: Any) -> None:
    yearly.parts.all().delete()
    services.refresh_plan(plan, by=contact)
    assert plan.sections.count() == 8


# Submission and decision


def test_what_is_wanting_holds_a_plan_up_or_is_only_said(unit: Unit, yearly: PlanTemplate, contact: Any) -> None:
    plan = services.open_plan(unit, yearly, first_year=2030, last_year=2030, by=contact)
    services.save_section(section(plan, "Tổ chức thực hiện"), " ", version=1, by=contact)
    with pytest.raises(FaultyPlanError) as faulty:
        submitted(plan, contact)
    assert len(faulty.value.faults) == 2

    services.add_item(plan, OwnTask("Việc", deadline=date(2029, 1, 1)), key="k", by=contact)
    told = [check.text for check in checks_of(plan, list(plan.sections.all())) if not check.holds_up]
    assert any("nằm ngoài thời gian" in text for text in told)
    assert any("chưa ghi sản phẩm" in text for text in told)


def test_a_submitted_plan_is_kept_with_its_fingerprint_and_changes_no_more(plan: Plan, contact: Any) -> None:
    item = add_own(plan)
    done = submitted(plan, contact)
    one = PlanSubmission.objects.get()
    assert done.state == PlanState.SUBMITTED
    assert [line["title"] for line in one.content["tasks"]] == [
        "Biên soạn tờ gấp song ngữ", "Tổ chức hội nghị xúc tiến", "Tập huấn phóng viên",
    ]  # fmt: skip
    for change in (
        lambda: services.save_section(section(plan, "Mục đích"), "Khác", version=1, by=contact),
        lambda: services.drop_item(item, by=contact),
        lambda: services.refresh_plan(plan, by=contact),
        lambda: plan.sections.update(body="Khác"),
        lambda: plan.items.all().delete(),
        lambda: Plan.objects.filter(pk=plan.pk).decide(subject="Khác"),
        done.save,
        lambda: section(plan, "Mục đích").save(),
    ):
        with pytest.raises(ClosedPlanError):
            change()
    assert submitted(done, contact).submissions.count() == 1, "submitting twice does no harm"
    assert list(faults()) == []


def test_nobody_submits_what_was_changed_after_it_was_looked_at(plan: Plan, contact: Any) -> None:
    looked_at = Plan.objects.get(pk=plan.pk).version
    add_own(plan)
    with pytest.raises(StalePlanError):
        deciding.submit_plan(plan, version=looked_at, by=contact)


def test_a_returned_plan_is_written_on_and_each_submission_stays(plan: Plan, contact: Any, officer: Any) -> None:
    first = submitted(plan, contact)
    with pytest.raises(NotTheOtherError):
        deciding.return_plan(first, "Tự trả lại", by=contact)
    with pytest.raises(NotSubmittedError):
        deciding.return_plan(first, "  ", by=officer)
    returned = deciding.return_plan(first, "Bổ sung chỉ tiêu", by=officer)
    services.save_section(section(plan, "Mục đích"), "Đã bổ sung.", version=1, by=contact)
    submitted(returned, contact)
    assert [(one.number, one.decision) for one in plan.submissions.all()] == [(1, PlanState.RETURNED), (2, "")]
    assert "Đã bổ sung." not in str(plan.submissions.first().content)
    with pytest.raises(NotSubmittedError):
        deciding.approve_plan(
            Plan.objects.create(unit=plan.unit, kind="year", first_year=2031, last_year=2031, subject="x"), by=officer
        )


def test_own_tasks_become_tasks_of_the_programme_when_the_plan_is_approved(
    plan: Plan, tasks: list[Task], contact: Any, officer: Any
) -> None:
    add_own(plan, under=tasks[0])
    add_own(plan, "Việc không thuộc nhiệm vụ nào", key="k2", deadline=None)
    done = deciding.approve_plan(submitted(plan, contact), by=officer)
    deciding.approve_plan(done, by=officer)

    part, alone = [item.task for item in plan.items.order_by("pk")]
    assert (part.parent, part.planned_by, part.deadline) == (tasks[0], plan.unit, date(YEAR, 6, 30))
    assert part.budget_lines.get().planned == 30_000_000
    assert (alone.parent, alone.planned_by, alone.programme.year) == (None, plan.unit, YEAR)
    assert Task.objects.filter(planned_by=plan.unit).count() == 2, "approving twice makes nothing twice"


# Issuing and amending


def test_an_approved_plan_takes_a_number_and_its_files_are_kept_and_measured(approved: Plan, contact: Any) -> None:
    issued = issue(approved, contact)

    assert (issued.entry.written, issued.entry.subject) == ("01/KH-SNV", approved.subject)
    assert issued.entry.issued_on == timezone.localdate()
    assert {file.form for file in issued.files.all()} == {"docx", "pdf"}
    assert all(one["is_right"] for file in issued.files.all() for one in file.findings)
    assert AuditEntry.objects.filter(action__in=["plan issued", "number given"]).count() == 2
    assert list(faults()) == []
    approved.refresh_from_db()
    assert approved.state == PlanState.ISSUED


@pytest.mark.usefixtures("without_files")
def test_a_double_click_gives_one_number(approved: Plan, contact: Any) -> None:
    assert issue(approved, contact) == issue(approved, contact)
    assert OutgoingDocument.objects.count() == 1


def test_only_an_approved_plan_is_issued(plan: Plan, contact: Any) -> None:
    with pytest.raises(NotApprovedError):
        issue(plan, contact)
    assert OutgoingDocument.objects.count() == 0


def test_a_document_that_would_not_have_the_form_takes_no_number(
    approved: Plan, contact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Finding("margin", "left", "30-35", "25", is_right=False, page=1)
    monkeypatch.setattr(issuing, "measured", lambda *_values: [wrong])
    with pytest.raises(FormFaultError, match="trái"):
        issue(approved, contact)
    assert OutgoingDocument.objects.count() == 0


def test_files_that_a_dying_machine_left_out_are_made_when_they_are_asked_for(
    approved: Plan, contact: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(issuing, "_kept", lambda *_values: (_ for _ in ()).throw(OSError("no power")))
        with pytest.raises(OSError, match="no power"):
            issue(approved, contact)
    issued = PlanIssue.objects.get()
    assert issued.files.count() == 0
    assert set(issuing.files_of(issued)) == {"docx", "pdf"}
    assert OutgoingDocument.objects.count() == 1


def test_what_was_issued_and_is_tampered_with_shows(approved: Plan, contact: Any) -> None:
    issued = issue(approved, contact)
    with pytest.raises(Exception, match="giữ nguyên"):
        PlanFile.objects.all().delete()
    with issued.files.get(form="docx").file.open("wb") as opened:
        opened.write(b"other")
    # Somebody writes past the models.
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programme_planissue SET sha256 = 'x'")
    found = list(faults())
    assert any("docx of issued plan" in one for one in found)
    assert any("does not match its fingerprint" in one for one in found)


@pytest.mark.usefixtures("without_files")
def test_an_amendment_is_numbered_and_brings_its_tasks_up_to_date(approved: Plan, contact: Any, officer: Any) -> None:
    with pytest.raises(NotIssuedError):
        deciding.amend_plan(approved, by=contact)
    issue(approved, contact)
    approved.refresh_from_db()
    amendment = deciding.amend_plan(approved, by=contact)
    assert deciding.amend_plan(approved, by=contact) == amendment
    kept = amendment.items.get()
    services.change_item(
        kept, OwnTask(kept.title, deadline=date(YEAR, 8, 1), money={"state": 10_000_000}), version=1, by=contact
    )
    gone = add_own(amendment, "Việc mới", key="k9")
    services.drop_item(gone, by=contact)
    done = deciding.approve_plan(submitted(amendment, contact), by=officer)
    second = issue(done, contact)

    task = kept.task
    assert task is not None
    task.refresh_from_db()
    assert task.deadline == date(YEAR, 8, 1)
    assert task.deadline_changes.get().reason == "Sửa đổi, bổ sung kế hoạch lần thứ 1"
    assert task.budget_lines.get().planned == 10_000_000
    assert second.entry.written == "02/KH-SNV"
    assert second.entry.subject == (
        "Sửa đổi, bổ sung (lần thứ 1) Kế hoạch số 01/KH-SNV về công tác thông tin đối ngoại năm 2026"
    )
    assert PlanIssue.objects.get(plan=approved).content["plan"]["tasks"][2]["deadline"] == "30/6/2026"
    with pytest.raises(NotIssuedError):
        deciding.amend_plan(approved, by=contact)


@pytest.mark.usefixtures("without_files")
def test_a_dropped_own_task_is_cancelled_with_the_amendment(approved: Plan, contact: Any, officer: Any) -> None:
    issue(approved, contact)
    approved.refresh_from_db()
    amendment = deciding.amend_plan(approved, by=contact)
    item = amendment.items.get()
    services.drop_item(item, by=contact)
    deciding.approve_plan(submitted(amendment, contact), by=officer)
    assert item.task is not None
    item.task.refresh_from_db()
    assert item.task.state == TaskState.CANCELLED


def test_the_party_issues_in_its_own_form(person: Make, yearly: PlanTemplate, officer: Any) -> None:
    above = Unit.objects.create(name="Tỉnh ủy Vân Khê", kind=UnitKind.PARTY_COMMITTEE, tier=Tier.PROVINCE)
    body = Unit.objects.create(
        name="Ban Tuyên giáo và Dân vận Tỉnh ủy", kind=UnitKind.PARTY_BODY, tier=Tier.PROVINCE, parent=above
    )
    contact = person(Role.UNIT_CONTACT, body)
    plan = services.open_plan(body, yearly, first_year=YEAR, last_year=YEAR, by=contact)
    add_own(plan)
    issued = issue(deciding.approve_plan(submitted(plan, contact), by=officer), contact)
    paper = issuing.paper_of_issue(issued)
    assert (issued.entry.written, paper.number_line) == ("01-KH/BTGDVTU", "Số 01-KH/BTGDVTU")
    assert all(one["is_right"] for file in issued.files.all() for one in file.findings)


# Rules on plain values


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1. Mục đích", "Heading"),
        ("1. Tổ chức hội nghị vào quý I.", "Paragraph"),
        ("- Việc", "Bullet"),
        ("– Việc", "Bullet"),
        ("2026. Một năm", "Paragraph"),
        ("Lời dẫn", "Paragraph"),
    ],
)
def test_lines_become_headings_items_and_paragraphs(line: str, kind: str) -> None:
    assert [type(block).__name__ for block in rules.blocks_of(f"\n{line}\n-\n")] == [kind]


@pytest.mark.parametrize(
    ("name", "place"),
    [("UBND xã Khuổi Ngần", "Khuổi Ngần"), ("Đảng ủy phường Thác Bạc", "Thác Bạc"), ("Xã Phường Thảo", "Thảo"),
     ("Trạm", "Trạm"), ("Xã", "Xã")],
)  # fmt: skip
def test_the_place_of_a_commune_is_its_own_name(name: str, place: str) -> None:
    assert rules.commune_name(name) == place


def test_what_is_wrong_with_an_own_task_is_said(plan: Plan) -> None:
    with pytest.raises(ValidationError):
        services.add_item(plan, OwnTask("   "), key="empty", by=None)
    assert services.add_item(plan, OwnTask("dài " * 300), key="long", by=None).title.endswith("…")


def test_a_unit_that_ended_keeps_its_plan_and_follower_reads_it(
    plan: Plan, unit: Unit, person: Make, contact: Any
) -> None:
    from nhipcau.programme.plans.access import may_write, plans_visible_to  # noqa: PLC0415

    today = timezone.localdate()
    follower = Unit.objects.create(name="Sở Mới", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)
    unit.ends_on = today - timedelta(days=1)
    unit.save()
    unit.successors.add(follower)
    newcomer = person(Role.UNIT_CONTACT, follower)
    assert list(plans_visible_to(newcomer, today)) == [plan]
    assert not may_write(newcomer, unit, today=today)
