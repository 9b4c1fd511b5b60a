"""Citations lead to the documents of the library that they mean, whichever came first, and back."""

import csv
import doctest
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from nhipcau.directives import citing, services
from nhipcau.directives.citation_links import cited_by, cites, links_of
from nhipcau.directives.citing import Agreement, Named, agreement, number_key
from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.models import Directive
from nhipcau.directives.services import import_now
from nhipcau.organisation.enums import Role

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 12/KH-UBND
Lam Giang, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Tuần lễ văn hóa
I. NỘI DUNG
1. Giao Sở Ngoại vụ chủ trì tổ chức họp báo.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nông Văn Bình
"""
LETTER = """\
ỦY BAN NHÂN DÂN
TỈNH LAM GIANG
Số: 90/QĐ-UBND
Lam Giang, ngày 20 tháng 4 năm 2026
QUYẾT ĐỊNH
Về việc sắp xếp lại tuần lễ văn hóa
Căn cứ Nghị định số 88/2012/NĐ-CP ngày 23 tháng 10 năm 2012 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Thay thế {plan} của Ủy ban nhân dân tỉnh.
Điều 2. Giao Sở Ngoại vụ thực hiện.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Nông Văn Bình
"""
AS_PRINTED = "Kế hoạch số 12/KH-UBND ngày 05/3/2026"
OWN = Named("12/KH-UBND", "kế hoạch", date(2026, 3, 5), "ỦY BAN NHÂN DÂN TỈNH LAM GIANG")


def take_in(text: str, officer: Any, name: str = "directive.txt") -> Directive:
    directive = import_now(text.encode(), file_name=name, by=officer, door="workspace").directive
    assert directive is not None
    return directive


def page_of(client: Client, directive: Directive, query: str = "") -> str:
    response = client.get(reverse("directives:citations", args=[directive.pk]) + query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def desk(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def plan(officer: Any) -> Directive:
    return take_in(PLAN, officer)


@pytest.fixture
def letter(officer: Any) -> Directive:
    return take_in(LETTER.format(plan=AS_PRINTED), officer, "letter.txt")


def test_the_examples_of_the_rules_hold() -> None:
    result = doctest.testmod(citing)
    assert (result.failed, result.attempted > 5) == (0, True)


@pytest.mark.parametrize(
    "printed",
    ["12/KH-UBND", "Số 12/KH-UBND", "số: 12 / KH - UBND", "012/KH–UBND", "12-KH/UBND", "l2/KH-UBND", "12/kh-ubnd",
     "12/KH\u2011UBND", "12/KHH-UBND", "So 12/KH-UBND"],
)  # fmt: skip
def test_every_print_of_a_number_has_the_same_key(printed: str) -> None:
    assert number_key(printed) == number_key("12/KH-UBND")


@pytest.mark.parametrize(
    "other", ["13/KH-UBND", "12/QĐ-UBND", "12/KH-SNgV", "12/2026/KH-UBND", "112/KH-UBND", "12a/KH-UBND"]
)
def test_another_number_has_another_key(other: str) -> None:
    assert number_key(other) != number_key("12/KH-UBND")


@given(st.text(max_size=200))
def test_any_words_have_a_key_that_fits_its_column(words: str) -> None:
    assert len(number_key(words)) <= citing.KEY_LENGTH


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        pytest.param(
            Named("12/KH-UBND", "kế hoạch", date(2026, 3, 5), "UBND tỉnh"), Agreement.CERTAIN, id="all agrees"
        ),
        pytest.param(Named("12/KH-UBND", "kế hoạch", date(2026, 3, 5), ""), Agreement.CERTAIN, id="no issuer said"),
        pytest.param(Named("12/KH-UBND", "văn bản", date(2026, 3, 5), ""), Agreement.CERTAIN, id="any kind"),
        pytest.param(Named("12/KH-UBND", "kế hoạch", None, "UBND tỉnh Lam Giang"), Agreement.LIKELY, id="no day said"),
        pytest.param(Named("12/KH-UBND", "kế hoạch", date(2026, 3, 8), ""), Agreement.LIKELY, id="day misread"),
        pytest.param(Named("12", "kế hoạch", date(2026, 3, 5), ""), Agreement.CERTAIN, id="no symbol but the day"),
        pytest.param(Named("12", "kế hoạch", None, ""), None, id="neither symbol nor day"),
        pytest.param(Named("12/KH-UBND", "kế hoạch", date(2025, 3, 5), ""), None, id="another year"),
        pytest.param(Named("12/KH-UBND", "kế hoạch", None, "UBND tỉnh Vân Khê"), None, id="another province"),
        pytest.param(Named("12/KH-UBND", "kế hoạch", None, "UBND huyện Na Lâm"), None, id="another level"),
        pytest.param(Named("", "kế hoạch", date(2026, 3, 5), ""), None, id="no number"),
    ],
)
def test_day_kind_and_issuer_say_whether_it_is_the_same_document(cited: Named, expected: Agreement | None) -> None:
    assert agreement(cited, OWN) == expected


def test_a_number_with_its_year_needs_no_day() -> None:
    decree = Named("72/2015/NĐ-CP", "nghị định", date(2015, 9, 7), "CHÍNH PHỦ")
    assert agreement(Named("72/2015/NĐ-CP", "nghị định", None, ""), decree) is Agreement.CERTAIN


@pytest.mark.parametrize(
    ("words", "day", "expected"),
    [
        ("Luật Báo chí ngày 05/4/2016", date(2016, 4, 5), Agreement.CERTAIN),
        ("Luật Báo chí năm 2016", None, Agreement.CERTAIN),
        ("Luật Báo chí", None, Agreement.LIKELY),
        ("Luật báo chí năm 1989", None, None),
        ("Luật Đất đai", None, None),
    ],
)
def test_a_law_is_known_by_its_name_and_year(words: str, day: date | None, expected: Agreement | None) -> None:
    law = Named("103/2016/QH13", "luật", date(2016, 4, 5), "QUỐC HỘI", "Báo chí")
    assert agreement(Named("", "luật", day, "", words), law) is expected


@pytest.mark.django_db
def test_a_law_that_is_cited_by_name_is_found(officer: Any, province: None) -> None:
    decree = "Nghị định số 88/2012/NĐ-CP ngày 23 tháng 10 năm 2012 của Chính phủ"
    text = LETTER.format(plan=AS_PRINTED).replace(decree, "Luật Báo chí ngày 05 tháng 4 năm 2016")
    letter = take_in(text, officer)
    law = Directive.objects.create(
        sha256="law", text_sha256="law", file_name="law.txt", original=b"", reading={}, number="103/2016/QH13",
        kind="luật", subject="Báo chí", date=date(2016, 4, 5),
    )  # fmt: skip
    assert [(found.directive, found.is_certain) for found in cites(letter, officer)[0].found] == [(law, True)]
    assert [line.directive for line in cited_by(law, officer)] == [letter]


@pytest.mark.django_db
def test_a_citation_is_resolved_whichever_document_came_first(officer: Any, province: None) -> None:
    letter = take_in(LETTER.format(plan=AS_PRINTED), officer, "letter.txt")
    assert [line.found for line in cites(letter, officer)] == [(), ()]
    plan = take_in(PLAN, officer)
    decree, replaced = cites(letter, officer)
    assert decree.found == ()
    assert [(found.directive, found.is_certain) for found in replaced.found] == [(plan, True)]
    (line,) = cited_by(plan, officer)
    assert (line.directive, line.relation, line.is_certain) == (letter, "replaces", True)
    assert cited_by(letter, officer) == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["Kế hoạch 12 /KH - UBND ngày 05/3/2026", "Kế hoạch số 012/KH–UBND ngày 05/3/2026"])
def test_spaces_and_dashes_do_not_part_documents(officer: Any, province: None, plan: Directive, words: str) -> None:
    letter = take_in(LETTER.format(plan=words), officer)
    assert [found.directive for line in cites(letter, officer) for found in line.found] == [plan]


@pytest.mark.django_db
def test_a_corrected_number_leads_where_it_says_and_an_item_left_out_nowhere(
    officer: Any, province: None, plan: Directive, letter: Directive
) -> None:
    item = letter.items.get(kind="citation", value__number="12/KH-UBND")
    item = services.correct_item(item, {**item.value, "number": "13/KH-UBND"}, version=1, by=officer)
    assert cited_by(plan, officer) == []
    services.undo_last(letter, by=officer)
    assert len(cited_by(plan, officer)) == 1
    item.refresh_from_db()
    services.reject_item(item, version=item.version, by=officer)
    assert letter.items.get(pk=item.pk).state == ItemState.REJECTED
    assert cited_by(plan, officer) == []


@pytest.mark.django_db
def test_a_number_corrected_in_the_review_is_found_from_the_acceptance_on(
    officer: Any, province: None, handlers: list[Any], letter: Directive
) -> None:
    misread = take_in(PLAN.replace("Số: 12/KH-UBND", "Số: 17/KH-UBND"), officer)
    assert cited_by(misread, officer) == []
    item = misread.items.get(field="number")
    services.correct_item(item, "12/KH-UBND", version=1, by=officer)
    services.accept_directive(misread, by=officer)
    assert [line.directive for line in cited_by(misread, officer)] == [letter]
    assert [found.directive for line in cites(letter, officer) for found in line.found] == [misread]


@pytest.mark.django_db
def test_nobody_is_led_to_a_document_that_is_not_for_their_eyes(
    person: Any, officer: Any, province: None, handlers: list[Any], plan: Directive, letter: Directive
) -> None:
    services.accept_directive(letter, by=officer)
    reader = person(Role.EDITOR, username="editor")
    assert [line.found for line in cites(letter, reader)] == [(), ()]
    services.accept_directive(plan, by=officer)
    assert [found.directive for line in cites(letter, reader) for found in line.found] == [plan]


@pytest.mark.django_db
@pytest.mark.parametrize("copies", [1, 12])
def test_the_number_of_questions_does_not_grow_with_the_library(
    officer: Any, province: None, copies: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = take_in(PLAN, officer)
    for number in range(copies):
        take_in(LETTER.format(plan=AS_PRINTED).replace("90/QĐ", f"{number + 100}/QĐ"), officer)
    letter = Directive.objects.exclude(pk=plan.pk).first()
    assert letter is not None
    officer.has_perm("directives.review_directive")
    with django_assert_num_queries(3):
        links = links_of(letter, officer)
        assert sum(len(line.found) for line in links.cites) == 1
        assert [str(found.directive) for line in links.cites for found in line.found]
        assert links.cited_by == links.changed_by == []
    with django_assert_num_queries(1):
        assert len([str(line.directive) for line in links_of(plan, officer).cited_by]) == copies


@pytest.mark.django_db
def test_the_page_lists_both_ways_with_their_state(
    desk: Client, province: None, plan: Directive, letter: Directive
) -> None:
    page = page_of(desk, letter)
    assert "Chưa có trong thư viện" in page
    assert f'href="{reverse("directives:review", args=[plan.pk])}"' in page
    back = page_of(desk, plan)
    assert "Được viện dẫn trong" in back
    assert "Thay thế, bãi bỏ" in back
    assert str(letter) in back


@pytest.mark.django_db
def test_the_page_is_filtered_by_relation_and_state(
    desk: Client, province: None, plan: Directive, letter: Directive
) -> None:
    assert "88/2012/NĐ-CP" not in page_of(desk, letter, "?relation=replaces")
    missing = page_of(desk, letter, "?state=out")
    assert "88/2012/NĐ-CP" in missing
    assert AS_PRINTED not in missing
    assert "Không có viện dẫn nào theo lựa chọn này." in page_of(desk, letter, "?relation=amends")
    assert page_of(desk, letter, "?relation=unknown&state=<b>").count("nc-link__relation") == 2


@pytest.mark.django_db
def test_the_lines_go_out_as_csv_that_no_spreadsheet_takes_for_formulas(
    desk: Client, officer: Any, province: None, plan: Directive, letter: Directive
) -> None:
    item = letter.items.get(kind="citation", value__number="12/KH-UBND")
    services.correct_item(item, {**item.value, "text": "=HYPERLINK(1)"}, version=1, by=officer)
    response = desk.get(reverse("directives:citations", args=[letter.pk]) + "?export=csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    head, decree, replaced = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[0] == "Chiều viện dẫn"
    assert decree[1:6] == ["Căn cứ", decree[2], "88/2012/NĐ-CP", "23/10/2012", "chưa có trong thư viện"]
    assert replaced[2] == "'=HYPERLINK(1)"
    assert replaced[5:] == ["có trong thư viện", f"http://testserver{reverse('directives:review', args=[plan.pk])}"]


@pytest.mark.django_db
def test_a_replaced_document_says_so_at_its_top_until_the_other_is_set_aside(
    desk: Client, officer: Any, province: None, plan: Directive, letter: Directive
) -> None:
    address = reverse("directives:review", args=[plan.pk])
    assert "Văn bản này được thay thế bởi" in desk.get(address).content.decode()
    services.set_aside(letter, by=officer)
    letter.refresh_from_db()
    assert letter.state == DirectiveState.SET_ASIDE
    assert "Văn bản này được thay thế bởi" not in desk.get(address).content.decode()


@pytest.mark.django_db
def test_the_review_and_the_page_for_reading_lead_to_the_cited_document(
    desk: Client, officer: Any, province: None, handlers: list[Any], plan: Directive, letter: Directive
) -> None:
    address = reverse("directives:review", args=[letter.pk])
    assert "Có trong thư viện: 12/KH-UBND" in desk.get(address).content.decode()
    services.accept_directive(letter, by=officer)
    assert "Có trong thư viện: 12/KH-UBND" in desk.get(address).content.decode()


@pytest.mark.django_db
def test_who_may_not_see_a_directive_does_not_see_its_citations(
    client: Client, person: Any, province: None, plan: Directive
) -> None:
    client.force_login(person(Role.EDITOR, username="editor"))
    assert client.get(reverse("directives:citations", args=[plan.pk])).status_code == 404
