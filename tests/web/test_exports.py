"""No list that is taken along carries a formula, whatever somebody typed into a title."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit
from nhipcau.programme.models import Activity, Occasion, Programme, Task
from nhipcau.web.exports import guard_exports, harmless

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
TITLES = ["=cmd|' /C calc'!A0", "+84 912", "-2+3", "@SUM(1)", "\t=1", " =1+1", "＝1+1", "Hội chợ = vui\x0b"]


@pytest.mark.parametrize(
    "value", ["Hội chợ", "", "a=b", "2026-03-01", "-12", "+3,5", "1.200", -5, 3.5, None, date(2026, 1, 1)]
)
def test_what_is_no_formula_is_left_alone(value: Any) -> None:
    assert harmless(value, is_csv=True) == value


@pytest.mark.parametrize("value", TITLES[:-1])
def test_a_formula_becomes_a_text(value: str) -> None:
    assert harmless(value, is_csv=True).startswith("'")


@pytest.mark.parametrize("place", ["tasks", "occasions", "activities"])
def test_exported_lists_hold_what_was_typed_as_text(client: Client, person: Make, place: str) -> None:
    unit, programme = create_unit("=Sở Ngoại vụ", by=None), Programme.objects.create(year=2026)
    day = date(2026, 3, 1)
    for title in TITLES:
        Task.objects.create(programme=programme, title=title)
        Occasion.objects.create(programme=programme, name=title, starts_on=day, ends_on=day)
        Activity.objects.create(unit=unit, kind="other", title=title, place=title, happened_on=day)
    client.force_login(person(Role.ADMINISTRATOR))

    sent = client.get(f"/workspace/{place}/", {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(sent.streaming_content).decode())))
    cells = [cell for row in rows[1:] for cell in row]
    assert {cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝")} == set()
    assert "'=cmd|' /C calc'!A0" in cells
    assert "Hội chợ = vui" in cells

    book = client.get(f"/workspace/{place}/", {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active
    found = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value in TITLES]
    assert found
    assert {cell.data_type for cell in found} == {"s"}


def test_exported_lists_hold_words_and_no_codes(client: Client, person: Make) -> None:
    create_unit("Sở Ngoại vụ", by=None)
    Task.objects.create(programme=Programme.objects.create(year=2026), title="Biên soạn")
    client.force_login(person(Role.ADMINISTRATOR))
    for place, word, code in (("tasks", "chưa bắt đầu", "planned"), ("units", "khác", "other")):
        sent = b"".join(client.get(f"/workspace/{place}/", {"export": "csv"}).streaming_content).decode()
        assert word in sent
        assert code not in sent


def test_the_guard_is_set_once() -> None:
    from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: PLC0415 -- what the start of the program left

    standing = SpreadsheetExportMixin.preprocess_field_value
    guard_exports()
    assert SpreadsheetExportMixin.preprocess_field_value is standing
