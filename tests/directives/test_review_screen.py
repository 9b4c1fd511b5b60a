"""The screens over HTTP, with and without the page's script."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from nhipcau.directives import acceptance, services
from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.forms import form_for
from nhipcau.directives.models import Directive, ReadItem, SearchableCopy
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit

pytestmark = pytest.mark.django_db
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def desk(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def page_of(desk: Client, directive: Directive, query: str = "") -> str:
    response = desk.get(reverse("directives:review", args=[directive.pk]) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def edit(desk: Client, item: ReadItem, values: dict[str, Any], *, version: int = 1, script: bool = True) -> Any:
    data = {
        f"i{item.pk}-{name}" if name != "party" and name != "party_words" else name: value
        for name, value in values.items()
    }
    address = reverse("directives:edit_item", args=[item.pk])
    return desk.post(address, {"version": version, **data}, headers=SCRIPT if script else {})


def test_every_item_has_its_mark_and_the_mark_leads_back(desk: Client, directive: Directive) -> None:
    page = page_of(desk, directive)
    for item in directive.items.exclude(span_start=None):
        assert f'id="mark-{item.pk}"' in page
        assert f'href="#mark-{item.pk}"' in page
        assert re.search(rf'data-items="[^"]*\b{item.pk}\b', page)


def test_the_whole_text_is_on_the_page(desk: Client, directive: Directive) -> None:
    page = page_of(desk, directive)
    text = re.sub(r"<[^>]+>", "", page[page.index('id="nc-text"') : page.index('id="nc-items"')])
    assert "".join(escape(directive.text).split()) in "".join(text.split())


def test_the_bar_counts_and_doubtful_items_come_first_with_their_reason(desk: Client, directive: Directive) -> None:
    page = page_of(desk, directive)
    assert "Đã xem 0/88 mục" in page
    assert "Số, ký hiệu không giống cách ghi thường gặp" in page
    number, parent = directive.items.get(field="number"), directive.items.get(field="parent_body")
    assert page.index(f'id="item-{number.pk}"') < page.index(f'id="item-{parent.pk}"')


def test_provisions_without_a_task_are_listed(desk: Client, directive: Directive) -> None:
    page = page_of(desk, directive)
    listed = page[page.index("Mục không có nhiệm vụ") :]
    assert "Biên soạn ấn phẩm song ngữ" in listed
    assert "Bố trí mặt bằng, nguồn điện" not in listed


def test_the_original_can_be_saved_and_a_copy_where_there_is_one(desk: Client, directive: Directive) -> None:
    copy = reverse("directives:copy", args=[directive.pk])
    page = page_of(desk, directive)
    assert reverse("directives:original", args=[directive.pk]) in page
    assert copy not in page
    SearchableCopy.objects.create(directive=directive, pdf=b"%PDF-")
    assert copy in page_of(desk, directive)


@pytest.mark.parametrize("items", [1, 3])
def test_the_page_asks_the_database_the_same_number_of_questions(
    desk: Client, directive: Directive, django_assert_num_queries: DjangoAssertNumQueries, items: int
) -> None:
    keep = list(directive.items.filter(kind="assignment", joint=[]).values_list("pk", flat=True)[:items])
    directive.items.exclude(pk__in=keep).delete()
    page_of(desk, directive)
    with django_assert_num_queries(17):
        page_of(desk, directive)


def test_confirming_without_script_leads_back_to_the_item(desk: Client, directive: Directive) -> None:
    item = directive.items.get(field="number")
    response = desk.post(reverse("directives:item", args=[item.pk]), {"do": "confirm", "version": 1})
    assert response.headers["Location"] == reverse("directives:review", args=[directive.pk]) + f"#item-{item.pk}"
    assert "Đã xem 1/88 mục" in page_of(desk, directive)


def test_confirming_with_script_brings_only_what_changed(desk: Client, directive: Directive) -> None:
    item = directive.items.get(field="number")
    answer = desk.post(
        reverse("directives:item", args=[item.pk]), {"do": "confirm", "version": 1}, headers=SCRIPT
    ).json()
    assert {key for key in answer["replace"] if key.startswith("item-")} == {f"item-{item.pk}"}
    assert "Đã xem 1/88 mục" in answer["replace"]["nc-bar"]
    assert answer["states"] == {str(item.pk): "confirmed"}


def test_a_correction_without_script_opens_the_form_on_the_page(desk: Client, directive: Directive) -> None:
    item = directive.items.get(field="subject")
    response = desk.get(reverse("directives:edit_item", args=[item.pk]))
    assert response.headers["Location"].endswith(f"?edit={item.pk}#item-{item.pk}")
    assert f'name="i{item.pk}-content"' in page_of(desk, directive, f"?edit={item.pk}")


def test_a_day_that_no_calendar_has_is_refused_and_what_was_typed_stays(desk: Client, directive: Directive) -> None:
    item = directive.items.get(field="date")
    response = edit(desk, item, {"content": "31/02/2021"})
    form = response.json()["replace"][f"item-{item.pk}"]
    assert response.status_code == 422
    assert "Lịch không có ngày này; xin viết theo dạng 30/3/2021." in form
    assert 'value="31/02/2021"' in form
    item.refresh_from_db()
    assert item.value == "2026-01-12"


def test_a_task_is_corrected_with_its_unit_role_and_deadline(desk: Client, directive: Directive) -> None:
    item = directive.items.filter(kind="assignment", unit__name="Sở Ngoại vụ").first()
    assert item is not None
    values = {
        "task": "Trả lời phóng viên",
        "role": "lead",
        "deadline_date": "31/3/2026",
        "deadline": "",
        "cooperating_units": "Công an tỉnh\nBáo Vân Khê",
    }
    response = edit(desk, item, {**values, "party_words": "Sở Công Thương", "party": ""})
    assert response.status_code == 200
    item.refresh_from_db()
    assert item.value["task"] == "Trả lời phóng viên"
    assert (item.value["role"], item.value["deadline_date"], item.value["deadline"]) == ("lead", "2026-03-31", None)
    assert item.value["cooperating_units"] == ["Công an tỉnh", "Báo Vân Khê"]
    assert str(item.unit) == "Sở Công Thương"
    assert item.state == ItemState.CORRECTED


def test_saving_a_form_without_a_change_confirms_the_item(desk: Client, directive: Directive) -> None:
    for kind in ("assignment", "date", "recurring_deadline", "citation", "recipient"):
        item = directive.items.filter(kind=kind).first()
        assert item is not None
        form = desk.get(reverse("directives:edit_item", args=[item.pk]), headers=SCRIPT)
        initial = {
            name: value if value is not None else "" for name, value in form_for(item)(item=item).initial.items()
        }
        assert form.status_code == 200
        edit(desk, item, {**initial, "party_words": str(item.unit or item.group or "")})
        item.refresh_from_db()
        assert (kind, item.state, item.value) == (kind, ItemState.CONFIRMED, item.proposal)


def test_a_unit_that_nobody_knows_is_refused_and_nothing_is_saved(desk: Client, directive: Directive) -> None:
    item = directive.items.filter(kind="assignment", unit__name="Sở Ngoại vụ").first()
    assert item is not None
    values = {"task": "Việc mới", "role": "lead", "deadline_date": "", "deadline": "", "cooperating_units": ""}
    response = edit(desk, item, {**values, "party_words": "Sở Thiên văn", "party": ""})
    assert response.status_code == 422
    form = response.json()["replace"][f"item-{item.pk}"]
    assert "Sở Thiên văn" in form
    assert "Việc mới" in form
    item.refresh_from_db()
    assert (item.version, item.state) == (1, ItemState.UNSEEN)


def test_of_two_officers_the_later_one_sees_the_colleagues_value_and_keeps_what_was_typed(
    desk: Client, directive: Directive, person: Any
) -> None:
    item = directive.items.get(field="subject")
    colleague = person(Role.PROGRAMME_OFFICER, username="colleague")
    services.correct_item(item, "Của đồng nghiệp", version=1, by=colleague)
    for script in (True, False):
        response = edit(desk, item, {"content": "Của tôi"}, script=script)
        shown = response.json()["replace"][f"item-{item.pk}"] if script else response.content.decode()
        assert response.status_code == 409
        assert "Của tôi" in shown
        assert "Nội dung hiện tại: Của đồng nghiệp" in shown
        assert "Lò Thử đã sửa mục này lúc" in shown
        assert 'name="version" value="2"' in shown
    assert edit(desk, item, {"content": "Của tôi"}, version=2).status_code == 200


def test_a_new_unit_is_created_and_given_to_all_places_with_its_words(desk: Client, directive: Directive) -> None:
    words = "Ban Quản lý Khu kinh tế cửa khẩu tỉnh"
    item = next(one for one in directive.items.filter(kind="assignment") if one.value["unit"] == words)
    values = {"name": words, "kind": "department", "tier": "province", "version": 1, "position": 0}
    answer = desk.post(reverse("directives:item_new_unit", args=[item.pk]), values, headers=SCRIPT).json()
    assert "2 mục khác cùng tên gọi" in answer["text"]
    unit = Unit.objects.get(name=words)
    assert directive.items.filter(unit=unit).count() == 3


@pytest.mark.parametrize("typed", ["so ngoai", "Sở Ngoại vụ", "ngoai vu", "SO NG"])
def test_units_are_found_without_diacritics(desk: Client, directive: Directive, typed: str) -> None:
    found = desk.get(reverse("directives:units", args=[directive.pk]), {"q": typed}).json()["units"]
    assert "Sở Ngoại vụ" in [unit["name"] for unit in found]


def test_units_that_ended_before_the_directive_are_not_offered(desk: Client, directive: Directive) -> None:
    ended = Unit.objects.filter(ends_on__lt=directive.date).first()
    assert ended is not None
    found = desk.get(reverse("directives:units", args=[directive.pk]), {"q": ended.name}).json()["units"]
    assert f"unit:{ended.pk}" not in [unit["key"] for unit in found]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("two_documents", "chứa hai văn bản"),
        ("not_vietnamese", "không viết bằng tiếng Việt"),
        ("no_header", "Không thấy phần đầu văn bản"),
    ],
)
def test_what_is_wrong_with_the_whole_document_stands_above_it(
    desk: Client, directive: Directive, code: str, words: str
) -> None:
    directive.reading["problems"] = [{"code": code, "span": None}]
    directive.save()
    assert words in page_of(desk, directive)


def test_a_foreign_document_is_accepted_only_with_the_box_ticked(
    desk: Client, directive: Directive, handlers: list[Any]
) -> None:
    directive.reading["problems"] = [{"code": "not_vietnamese", "span": None}]
    directive.save()
    address = reverse("directives:accept", args=[directive.pk])
    assert desk.post(address).status_code == 422
    directive.refresh_from_db()
    assert directive.state == DirectiveState.IN_REVIEW
    assert desk.post(address, {"confirmed": "not_vietnamese"}).status_code == 302


def test_acceptance_says_before_what_it_makes_and_after_what_it_made(
    desk: Client, directive: Directive, handlers: list[Any]
) -> None:
    calls: list[int] = []

    def handler(directive: Directive, *, by: Any) -> dict[str, int]:
        calls.append(directive.pk)
        return {"tasks": 22, "occasions": 12, "reporting_duties": 4}

    acceptance.register(handler)
    address = reverse("directives:accept", args=[directive.pk])
    question = desk.get(address).content.decode()
    for words in (
        "<strong>22</strong>",
        "<strong>12</strong>",
        "Còn 88 mục chưa xem",
        "Ban Quản lý Khu kinh tế cửa khẩu tỉnh",
    ):
        assert words in question
    calls.clear()

    first, second = desk.post(address), desk.post(address)

    assert (
        first.headers["Location"] == second.headers["Location"] == reverse("directives:accepted", args=[directive.pk])
    )
    assert len(calls) == 1
    assert "<strong>22</strong>" in desk.get(first.headers["Location"]).content.decode()


def test_an_accepted_directive_is_shown_for_reading(desk: Client, directive: Directive, officer: Any) -> None:
    services.accept_directive(directive, by=officer)
    page = page_of(desk, directive)
    assert "directives/items/" not in page
    assert "Nhiệm vụ theo từng mục" in page


def test_the_list_finds_without_diacritics_and_filters_by_state(
    desk: Client, directive: Directive, officer: Any
) -> None:
    address = reverse("directives:index")
    for query, is_found in [("doi ngoai", True), ("thac khuoi ngan", True), ("07-hd", True), ("xyz", False)]:
        assert (directive.number in desk.get(address, {"q": query}).content.decode()) is is_found
    assert directive.number not in desk.get(address, {"state": "accepted"}).content.decode()
    assert directive.number in desk.get(address, {"state": "in_review", "year": "2026"}).content.decode()


def test_the_list_is_exported_without_the_long_texts(desk: Client, directive: Directive) -> None:
    table = b"".join(desk.get(reverse("directives:index"), {"export": "csv"}).streaming_content).decode()
    assert "07-HD/BTGDVTU" in table
    assert "MỤC ĐÍCH" not in table


def test_an_empty_list_has_one_sentence_and_one_button(desk: Client) -> None:
    page = desk.get(reverse("directives:index")).content.decode()
    assert "Chưa có văn bản chỉ đạo nào." in page
    assert reverse("directives:upload") in page


@pytest.mark.parametrize("directives", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_questions(
    desk: Client, directive: Directive, django_assert_num_queries: DjangoAssertNumQueries, directives: int
) -> None:
    for number in range(1, directives):
        Directive.objects.create(
            sha256=str(number), text_sha256=str(number), file_name="a.txt", original=b"", text="", reading={}
        )
    desk.get(reverse("directives:index"))
    with django_assert_num_queries(15):
        desk.get(reverse("directives:index"))


def test_deleting_asks_first(desk: Client, directive: Directive) -> None:
    address = reverse("directives:delete", args=[directive.pk])
    assert "sẽ bị xóa" in desk.get(address).content.decode()
    assert Directive.objects.exists()
    desk.post(address)
    assert not Directive.objects.exists()
