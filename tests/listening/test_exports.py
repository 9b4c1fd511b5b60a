"""An event as DOCX, PDF and XLSX in the form of the unit that keeps the scenario; a drill says so in each."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from nhipcau.listening.models import Activation
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.evaluation import Answered, Improved, save_evaluation
from nhipcau.listening.services.steps import finish_step, write_note

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def ended(start: Make, people: SimpleNamespace) -> Callable[[bool], Activation]:
    def make(is_drill: bool) -> Activation:
        event = start(is_drill=is_drill)
        finish_step(event.steps.first(), note="=HYPERLINK(1)", by=people.officer)
        write_note(event, "Gọi đồn biên phòng <b>", by=people.press)
        write_note(event, "Gọi hai lần", corrects=3, by=people.press)
        close(event, summary="Đường đã thông", by=people.officer)
        save_evaluation(
            event,
            answers=[Answered("Có đúng giờ không", 4, "khá")],
            lessons="Gọi sớm hơn.",
            improvements=[Improved("Mua thêm loa", who="Đồn biên phòng")],
            is_finished=True,
            version=0,
            by=people.officer,
        )
        return event

    return make


@pytest.fixture
def download(client: Client, people: SimpleNamespace) -> Callable[[Activation, str], Any]:
    def get(event: Activation, form: str) -> Any:
        client.force_login(people.officer, backend="django.contrib.auth.backends.ModelBackend")
        return client.get(reverse("listening:download", args=[event.pk, form]))

    return get


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *tables])


@pytest.mark.parametrize("is_drill", [True, False])
def test_the_document_tells_everything_and_whether_it_was_a_drill(ended: Make, download: Make, is_drill: bool) -> None:
    answer = download(ended(is_drill), "docx")
    text = words_of(answer.content)
    for expected in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Họp nhanh",
        "đúng giờ; =HYPERLINK(1)",
        "Gọi đồn biên phòng <b>",
        "(Đính chính dòng 3) Gọi hai lần",
        "Có đúng giờ không",
        "Điểm trung bình: 4,0/5.",
        "Mua thêm loa",
        "Đường đã thông",
    ):
        assert expected in text
    assert ("DIỄN TẬP" in text) is is_drill
    assert ("dien-tap" in answer["Content-Disposition"]) is is_drill


def test_the_pdf_has_the_same_words_on_a4(ended: Make, download: Make) -> None:
    content = download(ended(True), "pdf").content
    pdf = pypdfium2.PdfDocument(content)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "DIỄN TẬP" in text
    assert [round(side) for side in pdf[0].get_size()] == [595, 842]


def test_the_workbook_keeps_texts_as_texts_and_marks_each_sheet_of_a_drill(ended: Make, download: Make) -> None:
    book = load_workbook(io.BytesIO(download(ended(True), "xlsx").content))
    assert book.sheetnames == [
        f"{name} (DIỄN TẬP)" for name in ("Nhật ký", "Các bước", "Phát ngôn", "Đánh giá", "Cải thiện")
    ]
    cells = {cell.value: cell.data_type for row in book["Các bước (DIỄN TẬP)"].iter_rows() for cell in row}
    assert {kind for value, kind in cells.items() if value and "HYPERLINK" in str(value)} == {"s"}
    assert [row[0].value for row in book["Nhật ký (DIỄN TẬP)"].iter_rows()][1:] == ["1", "2", "3", "4", "5"]


def test_there_is_no_other_form(ended: Make, download: Make) -> None:
    assert download(ended(True), "exe").status_code == 404
