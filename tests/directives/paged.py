"""A directive of two printed pages, made for tests."""

from nhipcau.directives import page_words
from nhipcau.directives.enums import FileFormat
from nhipcau.directives.models import Directive, DirectivePage
from nhipcau.officialdocs.extraction.extracted import Extracted
from tests.typeset import HTML

PAGE = """
<style>@page { size: A4; margin: 25mm 20mm } body { font: 14pt/1.5 "Liberation Serif" } .next { break-before: page }
.head { text-align: center }</style>
<p class="head">TỈNH ỦY VÂN KHÊ<br><b>BAN TUYÊN GIÁO VÀ DÂN VẬN</b></p>
<p>Số 21-HD/BTGDVTU</p>
<p class="head"><i>Vân Khê, ngày 12 tháng 01 năm 2026</i></p>
<p class="head"><b>HƯỚNG DẪN</b><br>Công tác thông tin đối ngoại năm 2026</p>
<p><b>I. MỤC ĐÍCH, YÊU CẦU</b></p>
<p>1. Giới thiệu chính xác, sinh động tiềm năng, thế mạnh của tỉnh tới bạn bè quốc tế.</p>
<p>2. Nội dung thông tin bảo đảm chính xác, kịp thời, có nguồn rõ ràng.</p>
<p class="next"><b>II. TỔ CHỨC THỰC HIỆN</b></p>
<p>1. Sở Văn hóa, Thể thao và Du lịch</p>
<p>- Chủ trì tổ chức Lễ hội Mừng nước thác Khuổi Ngần, hoàn thành trước ngày 30/6/2026.</p>
<p>2. Sở Ngoại vụ</p>
<p>- Tham mưu Ủy ban nhân dân tỉnh tiếp và làm việc với phóng viên nước ngoài.</p>
<p><b>Nơi nhận:</b><br>- Thường trực Tỉnh ủy (b/c),<br>- Lưu Văn phòng.</p>
<p class="head"><b>TRƯỞNG BAN</b></p>
<p class="head">Lương Thu Khuê</p>
"""


def pdf_of() -> bytes:
    """The directive as a PDF with text."""
    made = HTML(string=PAGE).write_pdf()
    assert isinstance(made, bytes)
    return made


def attach_pages(directive: Directive, pdf: bytes, extracted: Extracted) -> None:
    """Give a directive, that was read from the text of a PDF, that PDF with its pages."""
    Directive.objects.filter(pk=directive.pk).update(original=pdf, format=FileFormat.PDF)
    DirectivePage.objects.bulk_create(
        DirectivePage(
            directive=directive,
            number=page.number,
            width=page.width,
            height=page.height,
            span_start=page.span.start,
            span_end=page.span.end,
            words=page_words.pack(page.words),
        )
        for page in extracted.pages
    )
