"""The pages of the original beside the items: pictures on request, boxes where items are printed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.directives import page_words, services
from nhipcau.directives.models import Directive, DirectivePage
from nhipcau.officialdocs.extraction.door import extract
from nhipcau.organisation.enums import Role

from .paged import attach_pages, pdf_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_of()


@pytest.fixture
def paged(pdf: bytes, officer: Any, province: None, settings: Any, tmp_path: Any) -> Directive:
    """A directive of two pages under review, as a PDF with text gives it."""
    settings.PAGE_PICTURES = tmp_path
    extracted = extract(pdf)
    taken = services.import_now(extracted.text.encode(), file_name="directive.txt", by=officer, door="workspace")
    assert taken.directive is not None
    attach_pages(taken.directive, pdf, extracted)
    return taken.directive


@pytest.fixture
def desk(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def picture(directive: Directive, number: int = 1, size: str = "fit") -> str:
    return reverse("directives:page_picture", args=[directive.pk, number, size])


def test_a_page_is_drawn_when_it_is_asked_for_and_not_a_second_time(
    desk: Client, paged: Directive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.get(picture(paged))
    assert (first.status_code, first["Content-Type"], first.content[8:12]) == (200, "image/webp", b"WEBP")
    assert "private" in first["Cache-Control"]
    monkeypatch.setattr("nhipcau.directives.services.page_pictures._drawn", None)
    assert desk.get(picture(paged)).content == first.content
    again = desk.get(picture(paged), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_pages_and_sizes_that_are_not_there_and_pages_that_cannot_be_drawn_say_so(
    desk: Client, paged: Directive
) -> None:
    assert desk.get(picture(paged, 9)).status_code == 404
    assert desk.get(picture(paged, 1, "huge")).status_code == 404
    Directive.objects.filter(pk=paged.pk).update(original=b"%PDF-1.7 torn", sha256="torn")
    answer = desk.get(picture(paged))
    assert answer.status_code == 422
    assert "Văn bản đọc được" in answer.content.decode() or "văn bản đọc được" in answer.content.decode()


def test_only_reviewers_see_pages(client: Client, paged: Directive, person: Callable[..., Any], officer: Any) -> None:
    services.accept_directive(paged, by=officer)
    assert client.get(picture(paged)).status_code == 302
    client.force_login(person(Role.EDITOR))
    assert client.get(picture(paged)).status_code in (302, 403)
    assert client.get(reverse("directives:page_boxes", args=[paged.pk, 1])).status_code in (302, 403)
    assert "nc-sheet" not in client.get(reverse("directives:review", args=[paged.pk])).content.decode()


def test_the_review_names_each_items_page_and_fetches_no_words(
    desk: Client, paged: Directive, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25) as asked:
        page = desk.get(reverse("directives:review", args=[paged.pk])).content.decode()
    assert not any('"directives_directivepage"."words"' in query["sql"] for query in asked.captured_queries)
    assert page.count('class="nc-sheet"') == 2
    for item in paged.items.exclude(span_start=None)[:20]:
        on = paged.pages.filter(span_start__lte=item.span_start).last()
        assert f'data-item="{item.pk}"\n    data-page="{on.number}"' in page


def test_boxes_lie_on_the_words_of_the_item(desk: Client, paged: Directive) -> None:
    task = paged.items.get(kind="assignment", value__task__startswith="Chủ trì tổ chức Lễ hội")
    sheet = DirectivePage.objects.get(directive=paged, span_start__lte=task.span_start, span_end__gt=task.span_start)
    found = desk.get(reverse("directives:page_boxes", args=[paged.pk, sheet.number])).json()["items"]
    mine = next(one for one in found if one["item"] == task.pk)
    word = next(one for one in page_words.unpack(sheet.words) if one.span.start >= task.span_start)
    left, top, width, height = mine["boxes"][0]
    assert left <= word.box.left + 0.001
    assert top <= (word.box.top + word.box.bottom) / 2 <= top + height
    assert left + width >= word.box.right - 0.001
    assert all(0 <= share <= 1 for box in mine["boxes"] for share in box)
    assert (mine["kind"], mine["isRejected"]) == ("assignment", False)
