"""Reports as documents in the form of the state and of the party, as spreadsheets, as signed packages."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from PIL import ImageFile

from nhipcau.officialdocs.writing import OfficialPaper, Paragraph, Style, as_docx, as_html, as_pdf, date_line, symbol_of
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing, services
from nhipcau.reporting.enums import Frequency, ReportState
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports import signing
from nhipcau.reporting.exports.package import package_of, take_in
from nhipcau.reporting.exports.paper import docx_of, paper_of
from nhipcau.reporting.exports.spreadsheet import xlsx_of
from nhipcau.reporting.models import FiledFigure, Report, ReportingDuty, TrustedSender
from nhipcau.reporting.sheet import sheet_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def own_keys(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> Any:
    return person(Role.UNIT_CONTACT, newspaper)


@pytest.fixture
def filed(duty: ReportingDuty, newspaper: Unit, contact: Any) -> Report:
    record_activity(
        unit=newspaper, kind="event", title="=cmd|' /C calc'!A0", happened_on=MARCH, figures={"visitors": 1200},
        by=contact,
    )  # fmt: skip
    report = services.open_report(duty, newspaper, MARCH, by=contact)
    return filing.file_report(report, by=contact, version=report.version)


def texts(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


# Documents


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 5), "Vân Khê, ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 15), "Vân Khê, ngày 15 tháng 02 năm 2026"),
        (date(2026, 11, 30), "Vân Khê, ngày 30 tháng 11 năm 2026"),
        (None, "Vân Khê, ngày … tháng … năm …"),
    ],
)
def test_days_are_written_as_the_decree_asks(day: date | None, expected: str) -> None:
    assert date_line("Vân Khê", day) == expected


def paper(style: Style) -> OfficialPaper:
    return OfficialPaper(
        style=style, parent="Tỉnh ủy Vân Khê", issuer="Ban Tuyên giáo và Dân vận",
        symbol=symbol_of(style, "BC", "BTGDVTU"),
        kind="Báo cáo", subject="Công tác thông tin đối ngoại", place="Vân Khê", day=date(2026, 3, 19),
        body=[Paragraph("Một <b>câu</b> & hai.")],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "title", "number"),
    [
        (Style.STATE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: …/BC-BTGDVTU"),
        (Style.PARTY, "ĐẢNG CỘNG SẢN VIỆT NAM", "Số …-BC/BTGDVTU"),
    ],
)
def test_state_and_party_have_their_own_header(style: Style, title: str, number: str) -> None:
    content = as_docx(paper(style))
    text = texts(content)

    assert title in text
    assert number in text
    assert ("Độc lập - Tự do - Hạnh phúc" in text) is (style is Style.STATE)
    assert ("\n*" in text) is (style is Style.PARTY)
    section = Document(io.BytesIO(content)).sections[0]
    lengths = (
        section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin,
        section.bottom_margin,
    )  # fmt: skip
    assert [round(length.mm) for length in lengths if length] == [210, 297, 30, 15, 20, 20]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert Document(io.BytesIO(content)).styles["Normal"].font.name == "Times New Roman"
    assert "Một &lt;b&gt;câu&lt;/b&gt; &amp; hai." in as_html(paper(style))


def test_a_report_becomes_a_document_with_its_sections_and_figures(filed: Report) -> None:
    text = texts(docx_of(sheet_of(filed, today=MARCH)))

    assert "BÁO VÀ PHÁT THANH, TRUYỀN HÌNH VÂN KHÊ" in text
    assert "I. Hoạt động khác" in text
    assert "Kính gửi: Ban Tuyên giáo và Dân vận Tỉnh ủy" in text
    assert "1.200" in text


def test_making_a_pdf_leaves_the_check_of_uploaded_pictures_alone(filed: Report) -> None:
    as_pdf(paper_of(sheet_of(filed, today=MARCH)))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_report_becomes_a_tagged_pdf_of_a4_pages(filed: Report) -> None:
    content = as_pdf(paper_of(sheet_of(filed, today=MARCH)))

    document = pypdfium2.PdfDocument(content)
    width, height = document[0].get_size()
    text = document[0].get_textpage().get_text_range()
    assert (round(width), round(height)) == (595, 842)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "1.200" in text
    assert pypdfium2.raw.FPDFCatalog_IsTagged(document.raw)
    document.close()


def test_a_spreadsheet_holds_the_lists_and_no_formula_of_anybodys_making(filed: Report) -> None:
    book = load_workbook(io.BytesIO(xlsx_of(sheet_of(filed, today=MARCH))))

    assert book.sheetnames == ["Số liệu", "Hoạt động"]
    cell = book["Hoạt động"]["C2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
    assert [row[2].value for row in book["Số liệu"].iter_rows(min_row=2)] == [1, 1200]


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "json"])
def test_a_contact_downloads_the_own_report_and_no_other(
    client: Client, filed: Report, contact: Any, person: Make, office: Unit, form: str
) -> None:
    address = reverse("reporting:download", args=[filed.pk, form])
    client.force_login(contact)
    answer = client.get(address)
    assert answer.status_code == 200
    assert f"-2026-03-14.{form}" in answer["Content-Disposition"]

    client.force_login(person(Role.UNIT_CONTACT, office))
    assert client.get(address).url == "/workspace/"


def test_a_form_that_nobody_knows_is_not_found(client: Client, filed: Report, contact: Any) -> None:
    client.force_login(contact)
    assert client.get(reverse("reporting:download", args=[filed.pk, "exe"])).status_code == 404


# Packages


@pytest.fixture
def centre(filed: Report, office: Unit, tmp_path: Path) -> ReportingDuty:
    """The same database plays the centre: it knows the sender as a unit of its own and asks it for a report."""
    province = Unit.objects.create(name="Tỉnh Vân Khê", kind="other", tier="province")
    TrustedSender.objects.create(unit=province, public_key=signing.public_hex(signing.own_key(tmp_path)))
    return ReportingDuty.objects.create(
        name="Báo cáo tháng của các tỉnh", reporter=province, addressee=office, frequency=Frequency.MONTH,
        begins_on=date(2026, 1, 1),
    )  # fmt: skip


def test_a_package_is_taken_in_as_it_was_signed_and_counts_like_any_report(
    filed: Report, centre: ReportingDuty, contact: Any
) -> None:
    filing.file_supplement(
        filed, reason="Đếm lại", text="", by=contact,
        corrections=[filing.Correction("event", "visitors", "", "Khách", 1000)],
    )  # fmt: skip
    raw = package_of(filed, by=contact)

    taken = take_in(raw, centre, by=None)
    take_in(raw, centre, by=None)

    assert (taken.unit.name, taken.state, taken.filed_sha256) == ("Tỉnh Vân Khê", ReportState.FILED, filed.filed_sha256)
    assert taken.filed_content == filed.filed_content
    assert filing.standing_figures(taken)["event", "visitors", ""] == 1000
    assert (taken.submissions.count(), taken.supplements.count()) == (1, 1)
    assert filing.is_as_filed(taken)


def changed(raw: bytes, **more: Any) -> bytes:
    return json.dumps({**json.loads(raw), **more}).encode()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(lambda raw: b"", "không phải gói báo cáo", id="nothing"),
        pytest.param(lambda raw: b"\xff\xfe\x00", "không phải gói báo cáo", id="no text"),
        pytest.param(lambda raw: b"[" * 100_000, "không phải gói báo cáo", id="nested without end"),
        pytest.param(lambda raw: b'{"schema": "khac"}', "không phải gói báo cáo", id="another schema"),
        pytest.param(
            lambda raw: raw.replace(b'"sender"', b'"\\u0000sender"'),
            "không phải gói báo cáo",
            id="a character that no database takes",
        ),
        pytest.param(lambda raw: raw[:-40], "không phải gói báo cáo", id="cut off"),
        pytest.param(lambda raw: changed(raw, sender="Tỉnh khác"), "đã bị sửa", id="changed"),
        pytest.param(lambda raw: changed(raw, signature="zz"), "đã bị sửa", id="a signature of nonsense"),
        pytest.param(lambda raw: changed(raw, signature=None), "đã bị sửa", id="no signature"),
        pytest.param(lambda raw: raw.replace(b"1200", b"9200"), "đã bị sửa", id="a figure changed"),
    ],
)
def test_a_package_that_is_not_what_was_signed_is_refused_and_nothing_is_kept(
    filed: Report, centre: ReportingDuty, contact: Any, spoil: Callable[[bytes], bytes], words: str
) -> None:
    raw = package_of(filed, by=contact)
    with pytest.raises(PackageError, match=words):
        take_in(spoil(raw), centre, by=None)
    assert not Report.objects.filter(duty=centre).exists()


def test_a_package_whose_content_was_forged_and_signed_again_with_another_key_is_refused(
    filed: Report, centre: ReportingDuty, contact: Any, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    key = signing.own_key(tmp_path / "other")
    content = {k: v for k, v in json.loads(package_of(filed, by=contact)).items() if k != "signature"}
    content["public_key"] = signing.public_hex(key)
    forged = json.dumps({**content, "signature": signing.sign(content, key)}).encode()

    with pytest.raises(PackageError, match="khóa chưa đăng ký"):
        take_in(forged, centre, by=None)


def test_a_sender_that_is_trusted_no_more_is_refused(filed: Report, centre: ReportingDuty, contact: Any) -> None:
    TrustedSender.objects.update(is_trusted=False)
    with pytest.raises(PackageError, match="khóa chưa đăng ký"):
        take_in(package_of(filed, by=contact), centre, by=None)


def test_an_accepted_report_is_not_replaced_by_another_package(
    filed: Report, centre: ReportingDuty, contact: Any, person: Make, office: Unit
) -> None:
    officer = person(Role.PROGRAMME_OFFICER, office)
    take_in(package_of(filed, by=contact), centre, by=officer)
    filing.return_report(filed, "Sửa lại.", by=officer)
    filed.refresh_from_db()
    section = filed.sections.all()[0]
    services.save_section(section, "Khác.", version=section.version, by=contact)
    filed.refresh_from_db()
    again = package_of(filing.file_report(filed, by=contact, version=filed.version), by=contact)

    later = take_in(again, centre, by=officer)
    assert [one.number for one in later.submissions.all()] == [1, 2]
    filing.accept_report(later, by=officer)
    before = FiledFigure.objects.filter(report=later).count()
    with pytest.raises(PackageError, match="đã được tiếp nhận với nội dung khác"):
        file_a_third_time(filed, centre, officer, contact)
    assert FiledFigure.objects.filter(report=later).count() == before


def file_a_third_time(filed: Report, centre: ReportingDuty, officer: Any, contact: Any) -> None:
    """File the province's report a third time, which the centre did not get before it accepted the second."""
    filing.return_report(filed_again := Report.objects.get(pk=filed.pk), "Lần nữa.", by=officer)
    filed_again.refresh_from_db()
    section = filed_again.sections.all()[0]
    services.save_section(section, "Lần ba.", version=section.version, by=contact)
    filed_again.refresh_from_db()
    third = filing.file_report(filed_again, by=contact, version=filed_again.version)
    take_in(package_of(third, by=contact), centre, by=officer)


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    first = signing.public_hex(signing.own_key(tmp_path))

    assert signing.public_hex(signing.own_key(tmp_path)) == first
    assert (tmp_path / signing.KEY_FILE).stat().st_mode & 0o077 == 0


def test_the_officer_takes_a_package_in_on_the_page(
    client: Client, filed: Report, centre: ReportingDuty, contact: Any, person: Make, office: Unit
) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER, office))
    address, raw = reverse("reporting:import_package"), package_of(filed, by=contact)
    bad = client.post(address, {"duty": centre.pk, "file": SimpleUploadedFile("goi.json", raw[:100])})
    assert (bad.status_code, "không phải gói báo cáo" in bad.content.decode()) == (422, True)

    good = client.post(address, {"duty": centre.pk, "file": SimpleUploadedFile("goi.json", raw)}, follow=True)
    assert "đúng như nơi gửi đã ký" in good.content.decode()
