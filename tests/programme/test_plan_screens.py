"""The pages of plans: who sees and does what, what is said, what is taken along."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import AssignmentRole, PlanKind, PlanState
from nhipcau.programme.plan_models import Plan, PlanTemplate
from nhipcau.programme.plans import deciding, services
from nhipcau.programme.plans.services import OwnTask
from nhipcau.programme.register_models import OutgoingDocument
from nhipcau.programme.services import create_task
from nhipcau.programme.tasks.money import add_money

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
BACKEND = "django.contrib.auth.backends.ModelBackend"
YEAR = 2026


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(name="Sở Ngoại vụ", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE)


@pytest.fixture
def contact(person: Make, unit: Unit) -> Any:
    return person(Role.UNIT_CONTACT, unit)


@pytest.fixture
def officer(person: Make) -> Any:
    return person(Role.PROGRAMME_OFFICER)


@pytest.fixture
def plan(unit: Unit, contact: Any) -> Plan:
    create_task("Tổ chức hội nghị", year=YEAR, assignments=[(AssignmentRole.LEAD, unit)], by=None)
    template = PlanTemplate.objects.get(kind=PlanKind.YEAR)
    return services.open_plan(unit, template, first_year=YEAR, last_year=YEAR, by=contact)


@pytest.fixture
def as_(client: Client) -> Callable[[Any], Client]:
    def sign_in(user: Any) -> Client:
        client.force_login(user, backend=BACKEND)
        return client

    return sign_in


def page(client: Client, plan: Plan, name: str = "plan", status: int = 200) -> str:
    answer = client.get(reverse(f"plans:{name}", args=[plan.pk]))
    assert answer.status_code == status
    return answer.content.decode()


def submitted(plan: Plan, contact: Any) -> Plan:
    plan.refresh_from_db()
    return deciding.submit_plan(plan, version=plan.version, by=contact)


SIGNING = {
    "day": "", "place": "Vân Khê", "short_form": "SNV", "authority": "", "signer_title": "Giám đốc",
    "signer": "Lò Thị Thử", "recipients": "UBND tỉnh\n- Lưu: VT;",
}  # fmt: skip


def test_an_empty_list_says_what_to_do_next(as_: Any, contact: Any) -> None:
    text = as_(contact).get(reverse("plans:index")).content.decode()
    assert "Chưa có kế hoạch nào" in text
    assert reverse("plans:open") in text


def test_a_plan_is_begun_from_a_form_and_stands_in_the_list(as_: Any, contact: Any, unit: Unit) -> None:
    client = as_(contact)
    years = PlanTemplate.objects.get(kind=PlanKind.YEARS)
    values = {"unit": unit.pk, "template": years.pk, "first_year": "2026", "last_year": "2026", "subject": ""}
    assert client.post(reverse("plans:open"), values).status_code == 422
    assert client.post(reverse("plans:open"), {**values, "last_year": "2060"}).status_code == 422
    assert client.post(reverse("plans:open"), {**values, "unit": "999"}).status_code == 422
    assert client.post(reverse("plans:open"), {**values, "last_year": "2030"}).status_code == 302
    listed = client.get(reverse("plans:index")).content.decode()
    assert "giai đoạn 2026 - 2030" in listed
    Plan.objects.create(unit=unit, kind=PlanKind.YEAR, first_year=2040, last_year=2040, subject="Kế hoạch xa")
    assert "giai đoạn" not in client.get(reverse("plans:index_results") + "?year=2040").content.decode()
    assert "Kế hoạch xa" not in client.get(reverse("plans:index_results") + "?year=2028").content.decode()
    assert "giai đoạn" in client.get(reverse("plans:index_results") + "?year=2028&state=draft").content.decode()
    assert "giai đoạn" in b"".join(client.get(reverse("plans:index") + "?export=csv").streaming_content).decode()


def test_the_page_keeps_what_is_typed_and_shows_both_texts_of_a_clash(as_: Any, contact: Any, plan: Plan) -> None:
    client = as_(contact)
    one = plan.sections.get(heading="Mục đích, yêu cầu")
    plan.refresh_from_db()
    values = {"version": plan.version, "subject": plan.subject, f"body-{one.pk}": "Của tôi.", f"version-{one.pk}": "1"}
    assert client.post(reverse("plans:plan", args=[plan.pk]), values).status_code == 302
    answer = client.post(reverse("plans:plan", args=[plan.pk]), {**values, f"body-{one.pk}": "Của người khác."})
    assert answer.status_code == 409
    assert "Của tôi." in answer.content.decode()
    assert "Của người khác." in answer.content.decode()
    saved = client.post(reverse("plans:save_section", args=[plan.pk, one.pk]), {"body": "Tự lưu.", "version": "2"})
    assert saved.json()["version"] == 3
    clash = client.post(reverse("plans:save_section", args=[plan.pk, one.pk]), {"body": "Chậm.", "version": "2"})
    assert (clash.status_code, clash.json()["theirs"]) == (409, "Tự lưu.")


def test_an_own_task_is_entered_changed_and_taken_out(as_: Any, contact: Any, plan: Plan) -> None:
    client = as_(contact)
    address = reverse("plans:add_item", args=[plan.pk])
    values = {"key": "k", "title": "Tập huấn", "product": "Lớp", "deadline": "2026-05-01", "money_state": "1000000"}
    assert client.post(address, {**values, "money_state": "-5"}).status_code == 422
    assert client.post(address, {**values, "deadline": "2999-05-01"}).status_code == 422
    for _click in range(2):
        assert client.post(address, values).status_code == 302
    item = plan.items.get()
    assert item.money == {"state": 1_000_000}
    assert "Tập huấn" in page(client, plan)
    of_item = reverse("plans:item", args=[plan.pk, item.pk])
    assert client.post(of_item, {**values, "title": "Tập huấn mới", "version": "1"}).status_code == 302
    stale = client.post(of_item, {**values, "title": "Của người chậm", "version": "1"})
    assert stale.status_code == 422
    assert "Tập huấn mới" in stale.content.decode()
    assert "Của người chậm" in stale.content.decode()
    assert client.post(of_item, {"do": "drop"}).status_code == 302
    assert plan.items.count() == 0


def test_a_plan_goes_its_way_from_submission_to_its_number(as_: Any, contact: Any, officer: Any, plan: Plan) -> None:
    client = as_(contact)
    services.add_item(plan, OwnTask("Tập huấn", deadline=date(YEAR, 5, 1), product="Lớp"), key="k", by=contact)
    plan.refresh_from_db()
    assert "Trình kế hoạch này?" in page(client, plan, "submit")
    client.post(reverse("plans:submit", args=[plan.pk]), {"version": plan.version})
    assert client.post(reverse("plans:decide", args=[plan.pk]), {"decision": "approve"}).status_code in (302, 403)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED

    client = as_(officer)
    assert "kế hoạch chờ phê duyệt" in client.get("/workspace/").content.decode()
    client.post(reverse("plans:decide", args=[plan.pk]), {"decision": "return", "remarks": ""})
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED, "a return says why"
    kept = client.post(reverse("plans:decide", args=[plan.pk]), {"decision": "approve", "remarks": "Bổ sung chỉ tiêu"})
    assert "Bổ sung chỉ tiêu</textarea>" in kept.content.decode(), "remarks are not lost with a click beside them"
    plan.refresh_from_db()
    assert plan.state == PlanState.SUBMITTED
    client.post(reverse("plans:decide", args=[plan.pk]), {"decision": "return", "remarks": "Bổ sung chỉ tiêu"})
    assert "Bổ sung chỉ tiêu" in page(as_(contact), plan)
    submitted(plan, contact)
    client = as_(officer)
    client.post(reverse("plans:decide", args=[plan.pk]), {"decision": "approve"})

    client = as_(contact)
    assert "Kế hoạch chờ ban hành" in client.get("/workspace/").content.decode()
    address = reverse("plans:issue", args=[plan.pk])
    today = timezone.localdate().isoformat()
    for wrong in ({"day": "2999-01-01"}, {"signer": ""}, {"short_form": "S N V"}, {"recipients": " \n-"}):
        assert client.post(address, {**SIGNING, "day": today, **wrong}).status_code == 422
    assert OutgoingDocument.objects.count() == 0
    for _click in range(2):
        assert client.post(address, {**SIGNING, "day": today}).status_code == 302
    text = page(client, plan)
    assert "01/KH-SNV" in text
    assert "đúng thể thức quy định" in text
    assert "chưa đúng thể thức" not in text
    entry = OutgoingDocument.objects.get()
    assert entry.recipients == "UBND tỉnh\nLưu: VT"
    assert "Hủy số này" not in client.get(reverse("register:document", args=[entry.pk])).content.decode()
    client.post(reverse("register:document", args=[entry.pk]), {"reason": "Thử hủy"})
    entry.refresh_from_db()
    assert not entry.is_cancelled, "the number of an issued plan stays"

    document = Document(io.BytesIO(client.get(reverse("plans:download", args=[plan.pk, "docx"])).content))
    assert "Số: 01/KH-SNV" in [cell.text for row in document.tables[0].rows for cell in row.cells]
    kept = client.get(reverse("plans:download", args=[plan.pk, "pdf"])).content
    assert kept == client.get(reverse("plans:download", args=[plan.pk, "pdf"])).content, "the kept file, not a new one"
    assert "01/KH-SNV" in client.get(reverse("plans:index")).content.decode()

    assert client.post(reverse("plans:amend", args=[plan.pk])).status_code == 302
    assert Plan.objects.get(amendment=1).amends == plan


def test_a_draft_is_downloaded_with_dots_where_the_register_will_write(as_: Any, contact: Any, plan: Plan) -> None:
    client = as_(contact)
    document = Document(io.BytesIO(client.get(reverse("plans:download", args=[plan.pk, "docx"])).content))
    assert "Số: …/KH-SNV" in [cell.text for row in document.tables[0].rows for cell in row.cells]
    book = load_workbook(io.BytesIO(client.get(reverse("plans:download", args=[plan.pk, "xlsx"])).content))
    assert [row[2].value for row in book.active.iter_rows(min_row=2)] == ["Tổ chức hội nghị"]
    assert client.get(reverse("plans:download", args=[plan.pk, "exe"])).status_code == 404


def test_the_form_of_a_draft_is_checked_on_its_page(as_: Any, contact: Any, plan: Plan) -> None:
    text = page(as_(contact), plan, "form_check")
    assert "Nghị định 30/2020/NĐ-CP" in text
    assert "Lề trang" in text
    assert "chưa đúng thể thức" not in text


def test_another_units_contact_sees_and_does_nothing(as_: Any, person: Make, plan: Plan) -> None:
    client = as_(person(Role.UNIT_CONTACT, Unit.objects.create(name="Báo", kind=UnitKind.PRESS, tier=Tier.PROVINCE)))
    assert plan.subject not in client.get(reverse("plans:index")).content.decode()
    for name in ("plan", "submit", "issue", "form_check", "add_item"):
        page(client, plan, name, status=404)
    one = plan.sections.first()
    assert one is not None
    saved = client.post(reverse("plans:save_section", args=[plan.pk, one.pk]), {"body": "x", "version": "1"})
    assert saved.status_code == 404


def test_an_overseer_reads_and_does_not_write(as_: Any, officer: Any, plan: Plan) -> None:
    client = as_(officer)
    text = page(client, plan)
    assert "Chỉ đầu mối của đơn vị sửa được" in text
    assert "<textarea" not in text
    client.post(reverse("plans:plan", args=[plan.pk]), {"subject": "Khác", "version": "1"})
    plan.refresh_from_db()
    assert plan.subject != "Khác"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRANSLATOR])
def test_who_has_no_part_in_plans_does_not_meet_them(as_: Any, person: Make, plan: Plan, role: Role) -> None:
    client = as_(person(role))
    assert client.get(reverse("plans:index")).status_code == 302
    assert client.get(reverse("register:index")).status_code == 302
    assert client.get(reverse("plans:plan", args=[plan.pk])).status_code == 404


def test_hostile_words_stay_words(as_: Any, contact: Any, plan: Plan) -> None:
    services.add_item(plan, OwnTask('=cmd|"<script>alert(1)</script>'), key="k", by=contact)
    client = as_(contact)
    text = page(client, plan)
    assert "<script>alert(1)" not in text
    book = load_workbook(io.BytesIO(client.get(reverse("plans:download", args=[plan.pk, "xlsx"])).content))
    assert book.active["C3"].data_type == "s"


def test_the_number_of_questions_does_not_grow_with_tasks_and_plans(
    as_: Any, contact: Any, unit: Unit, plan: Plan, django_assert_max_num_queries: Any
) -> None:
    client = as_(contact)
    counts: dict[str, list[int]] = {"plan": [], "index_results": []}
    for rows in (3, 25):
        for number in range(rows):
            task = create_task(f"Việc {rows}-{number}", year=YEAR, assignments=[(AssignmentRole.LEAD, unit)], by=None)
            add_money(task, source="state", planned=1000, spent=0, by=None)
            services.add_item(plan, OwnTask(f"Riêng {rows}-{number}", under=task), key=f"{rows}-{number}", by=contact)
            Plan.objects.create(
                unit=unit, kind=PlanKind.YEAR, first_year=2040 + rows + number, last_year=2040 + rows + number,
                subject="Kế hoạch", amendment=rows,
            )  # fmt: skip
        services.refresh_plan(plan, by=contact)
        for name, address in (
            ("plan", reverse("plans:plan", args=[plan.pk])), ("index_results", reverse("plans:index_results"))
        ):  # fmt: skip
            client.get(address)
            with django_assert_max_num_queries(80) as asked:
                client.get(address)
            counts[name].append(len(asked))
    assert counts["plan"][0] == counts["plan"][1]
    assert counts["index_results"][0] == counts["index_results"][1]


def test_templates_are_an_officers(as_: Any, officer: Any) -> None:
    client = as_(officer)
    template = PlanTemplate.objects.get(kind=PlanKind.YEAR)
    assert client.get(reverse("plan_templates:edit", args=[template.pk])).status_code == 200
    assert "Kế hoạch năm" in client.get(reverse("plan_templates:index")).content.decode()
