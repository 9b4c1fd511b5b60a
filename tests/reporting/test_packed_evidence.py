"""A package with its files of evidence: they arrive as they were signed, and whatever was done to them is refused."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from nhipcau.audit.queries import trail_of
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Evidence
from nhipcau.programme.recording import record_activity
from nhipcau.reporting import filing, services
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports import packed_below, packed_evidence, signing
from nhipcau.reporting.exports.package import package_of, package_with_evidence, take_in
from nhipcau.reporting.integrity import faults
from nhipcau.reporting.models import ReceivedEvidence, Report, ReportingDuty, TrustedSender

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
MARCH = date(2026, 3, 10)
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def contact(person: Make, newspaper: Unit) -> Any:
    return person(Role.UNIT_CONTACT, newspaper)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def filed(duty: ReportingDuty, newspaper: Unit, contact: Any) -> Report:
    """Two activities with evidence; one file stands behind both."""
    for title, files in [
        ("Triển lãm", [("ảnh.jpg", picture()), ("giấy mời.pdf", PDF)]),
        ("Hội nghị", [("gm.pdf", PDF)]),
    ]:
        record_activity(unit=newspaper, kind="event", title=title, happened_on=MARCH, evidence=files, by=contact)
    report = services.open_report(duty, newspaper, MARCH, by=contact)
    return filing.file_report(report, by=contact, version=report.version)


@pytest.fixture
def centre(office: Unit, tmp_path: Path) -> ReportingDuty:
    """The same database plays the centre."""
    province = Unit.objects.create(name="Tỉnh Vân Khê", kind="other", tier="province")
    TrustedSender.objects.create(unit=province, public_key=signing.public_hex(signing.own_key(tmp_path)))
    return ReportingDuty.objects.create(
        name="Báo cáo tháng của các tỉnh", reporter=province, addressee=office, frequency=Frequency.MONTH,
        begins_on=date(2026, 1, 1),
    )  # fmt: skip


def packed(report: Report, by: Any) -> bytes:
    with package_with_evidence(report, by=by) as archive:
        return archive.read()


def members(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: dict[str, bytes], *, more: tuple[tuple[str, bytes], ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *more]:
            archive.writestr(name, content)
    return out.getvalue()


def first_picture(files: dict[str, bytes]) -> str:
    return next(name for name in files if name.endswith(".jpg"))


def test_evidence_arrives_with_its_report_as_it_was_signed(
    filed: Report, centre: ReportingDuty, contact: Any, client: Client, person: Make, office: Unit
) -> None:
    raw = packed(filed, contact)
    assert len(members(raw)) == 3, "the package and two files: the same bytes travel once"
    report = take_in(raw, centre, by=None)
    take_in(io.BytesIO(raw), centre, by=None)
    rows = list(report.received_evidence.all())
    assert sorted((row.name, row.sha256) for row in rows) == sorted(Evidence.objects.values_list("name", "sha256"))
    assert [entry.action for entry in trail_of(report)] == ["evidence received", "package imported"]
    assert list(faults()) == []
    client.force_login(person(Role.PROGRAMME_OFFICER, office))
    page = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert "Minh chứng nhận kèm gói báo cáo" in page
    sent = client.get(reverse("reporting:received_evidence", args=[report.pk, rows[0].pk]))
    assert hashlib.sha256(b"".join(sent.streaming_content)).hexdigest() == rows[0].sha256
    assert sent["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_package_without_files_may_be_followed_by_the_one_with_them(
    filed: Report, centre: ReportingDuty, contact: Any
) -> None:
    report = take_in(package_of(filed, by=contact), centre, by=None)
    assert not report.received_evidence.exclude(file="").exists()
    filing.accept_report(report, by=None)
    take_in(packed(filed, contact), centre, by=None)
    assert report.received_evidence.count() == 3


def test_what_came_as_a_package_goes_on_with_its_own_files_only(
    filed: Report, centre: ReportingDuty, contact: Any
) -> None:
    report = take_in(package_of(filed, by=contact), centre, by=None)
    # Its activities have the numbers of ours, and are not ours.
    assert [one.file for one, _file in packed_evidence.evidence_of(packed_below.packed(report))] == ["", "", ""]
    take_in(packed(filed, contact), centre, by=None)
    assert all(one.file for one, _file in packed_evidence.evidence_of(packed_below.packed(report)))


def other_picture(files: dict[str, bytes]) -> bytes:
    return zipped({**files, first_picture(files): PDF})


def one_bit(files: dict[str, bytes]) -> bytes:
    name = first_picture(files)
    spoilt = bytearray(files[name])
    spoilt[len(spoilt) // 2] ^= 1
    return zipped({**files, name: bytes(spoilt)})


def without(files: dict[str, bytes]) -> bytes:
    return zipped({name: content for name, content in files.items() if not name.endswith(".jpg")})


def huge(files: dict[str, bytes]) -> bytes:
    return zipped({**files, first_picture(files): b"\0" * 60_000_000})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        pytest.param(other_picture, "không đúng tệp đã ký|lớn hơn khai báo", id="another file under its name"),
        pytest.param(one_bit, "không đúng tệp đã ký", id="one bit"),
        pytest.param(without, "thiếu tệp minh chứng “ảnh.jpg”", id="a file left out"),
        pytest.param(
            lambda files: zipped(files, more=(("virus.exe", b"MZ"),)), "không có trong danh sách", id="one more"
        ),
        pytest.param(
            lambda files: zipped(files, more=(("../../etc/cron.d/x", b"x"),)),
            "không có trong danh sách",
            id="a way out",
        ),
        pytest.param(
            lambda files: zipped(files, more=((first_picture(files), PDF),)), "chứa một tệp hai lần", id="one twice"
        ),
        pytest.param(huge, "lớn hơn khai báo", id="a bomb"),
        pytest.param(lambda files: zipped({}), "không phải gói báo cáo", id="an empty archive"),
        pytest.param(lambda files: zipped({"a.txt": b"x"}), "không phải gói báo cáo", id="another archive"),
        pytest.param(lambda files: zipped(files)[:-200], "bị hỏng hoặc bị cắt cụt", id="cut off"),
        pytest.param(lambda files: files["package.json"], "chọn cả tệp ZIP", id="the signed part alone"),
        pytest.param(
            lambda files: zipped({**files, "package.json": files["package.json"].replace(b"ev", b"EV", 1)}),
            "đã bị sửa|không phải gói",
            id="the list changed",
        ),
    ],
)
def test_an_archive_that_is_not_what_was_signed_is_refused_and_nothing_is_kept(
    filed: Report, centre: ReportingDuty, contact: Any, spoil: Callable[[dict[str, bytes]], bytes], words: str
) -> None:
    files = members(packed(filed, contact))
    with pytest.raises(PackageError, match=words):
        take_in(spoil(files), centre, by=None)
    assert not Report.objects.filter(duty=centre).exists()
    assert not ReceivedEvidence.objects.exists()


@pytest.mark.parametrize(
    "line",
    [
        {"activity": "1"}, {"size": 0}, {"size": 10**12}, {"name": None}, {"sha256": "x"}, {"type": "text/html"},
        {"file": "../../tep.jpg"}, {"file": None}, {"type": ["image/jpeg"]}, {"report": 1}, {"report": "b" * 64},
    ],
)  # fmt: skip
def test_a_list_that_cannot_be_is_refused_though_it_is_signed(
    filed: Report, centre: ReportingDuty, contact: Any, tmp_path: Path, line: dict[str, Any]
) -> None:
    files = members(packed(filed, contact))
    content = {name: value for name, value in json.loads(files["package.json"]).items() if name != "signature"}
    content["evidence"][0] |= line
    signed = {**content, "signature": signing.sign(content, signing.own_key(tmp_path))}
    with pytest.raises(PackageError):
        take_in(zipped({**files, "package.json": json.dumps(signed).encode()}), centre, by=None)
    assert not Report.objects.filter(duty=centre).exists()


def test_a_page_that_calls_itself_a_picture_is_refused_though_it_is_signed(
    filed: Report, centre: ReportingDuty, contact: Any, tmp_path: Path
) -> None:
    files = members(packed(filed, contact))
    content = {name: value for name, value in json.loads(files["package.json"]).items() if name != "signature"}
    page = b"<script>alert(1)</script>"
    sha256 = hashlib.sha256(page).hexdigest()
    line = {**content["evidence"][0], "sha256": sha256, "size": len(page), "file": f"evidence/{sha256}.jpg"}
    content["evidence"] = [line]
    signed = {**content, "signature": signing.sign(content, signing.own_key(tmp_path))}
    with pytest.raises(PackageError, match="không phải"):
        take_in(zipped({"package.json": json.dumps(signed).encode(), line["file"]: page}), centre, by=None)


def test_evidence_that_is_no_longer_what_came_is_not_packed(filed: Report, contact: Any, tmp_path: Path) -> None:
    row = Evidence.objects.filter(name="ảnh.jpg").get()
    (tmp_path / "media" / row.file.name).write_bytes(b"khac")
    with pytest.raises(PackageError, match="không còn đúng như khi nhận"):
        package_with_evidence(filed, by=contact)


def test_evidence_beyond_the_bounds_is_told_before_anything_is_made(
    filed: Report, contact: Any, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(packed_evidence, "MOST_FILES", 1)
    client.force_login(contact)
    answer = client.get(reverse("reporting:download", args=[filed.pk, "zip"]), follow=True)
    assert "xin gửi gói không kèm tệp" in answer.content.decode()


def test_the_officer_takes_an_archive_in_on_the_page(
    client: Client, filed: Report, centre: ReportingDuty, contact: Any, person: Make, office: Unit
) -> None:
    client.force_login(contact)
    sent = client.get(reverse("reporting:download", args=[filed.pk, "zip"]))
    raw = b"".join(sent.streaming_content)
    client.force_login(person(Role.PROGRAMME_OFFICER, office))
    address = reverse("reporting:import_package")
    bad = client.post(address, {"duty": centre.pk, "file": SimpleUploadedFile("goi.zip", raw[:400])})
    assert (bad.status_code, "bị hỏng hoặc bị cắt cụt" in bad.content.decode()) == (422, True)
    client.post(address, {"duty": centre.pk, "file": SimpleUploadedFile("goi.zip", raw)})
    assert ReceivedEvidence.objects.count() == 3


def test_a_received_file_that_was_changed_on_the_disk_shows(
    filed: Report, centre: ReportingDuty, contact: Any, tmp_path: Path
) -> None:
    report = take_in(packed(filed, contact), centre, by=None)
    row = report.received_evidence.get(name="ảnh.jpg")
    (tmp_path / "media" / row.file.name).write_bytes(b"khac")
    assert [line for line in faults() if "“ảnh.jpg”" in line]


def test_a_stranger_does_not_get_received_files(
    filed: Report, centre: ReportingDuty, contact: Any, client: Client, person: Make, departments: list[Unit]
) -> None:
    report = take_in(packed(filed, contact), centre, by=None)
    client.force_login(person(Role.UNIT_CONTACT, departments[0]))
    row = report.received_evidence.all()[0]
    assert client.get(reverse("reporting:received_evidence", args=[report.pk, row.pk])).status_code in (302, 403)
