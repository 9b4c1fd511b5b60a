"""What travels with the package of a report that was drafted from others: these, whole, and what proves them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.drafts.rules import fingerprint
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Evidence
from nhipcau.reporting import filing
from nhipcau.reporting.exceptions import PackageError
from nhipcau.reporting.exports import packed_below, packed_evidence, signing
from nhipcau.reporting.exports.package import package_of, package_with_evidence, take_in
from nhipcau.reporting.integrity import faults
from nhipcau.reporting.models import ReceivedEvidence, ReceivedReport, Report, ReportingDuty, TrustedSender

from .three_levels import monthly, province_report

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def own_folders(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"


@pytest.fixture
def filed(office: Unit, newspaper: Unit, departments: list[Unit], person: Make) -> Report:
    return province_report(office, newspaper, departments[0], person)


@pytest.fixture
def centre(tmp_path: Path) -> ReportingDuty:
    """The same database plays the centre."""
    province = Unit.objects.create(name="Tỉnh Vân Khê", kind="other", tier="province")
    TrustedSender.objects.create(unit=province, public_key=signing.public_hex(signing.own_key(tmp_path)))
    return monthly("Báo cáo tháng của các tỉnh", province, None)


def archive(report: Report) -> bytes:
    with package_with_evidence(report, by=None) as file:
        return file.read()


def signed_again(raw: bytes, change: Callable[[dict[str, Any]], object], folder: Path) -> bytes:
    content = {name: value for name, value in json.loads(raw).items() if name != "signature"}
    change(content)
    return json.dumps({**content, "signature": signing.sign(content, signing.own_key(folder))}).encode()


def test_each_total_opens_at_the_centre_to_its_rows_and_their_evidence(
    filed: Report, centre: ReportingDuty, client: Client, person: Make
) -> None:
    report = take_in(archive(filed), centre, by=None)
    take_in(archive(filed), centre, by=None)

    assert [row.unit for row in report.received_below.all()] == [
        "Sở Ngoại vụ", "Báo và Phát thanh, truyền hình Vân Khê", "Xã Khuổi Ngần"
    ]  # fmt: skip
    came = {(row.of_report, row.sha256) for row in report.received_evidence.exclude(file="")}
    assert len(came) == 5
    assert {sha256 for _of, sha256 in came} == set(Evidence.objects.values_list("sha256", flat=True))
    assert list(faults()) == []

    client.force_login(person(Role.PROGRAMME_OFFICER, Unit.objects.get(name__startswith="Ban Tuyên giáo")))
    page = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    department = report.received_below.get(unit="Sở Ngoại vụ")
    address = reverse("reporting:below", args=[report.pk, department.pk])
    assert address in page
    assert "/workspace/activities/inspect/" not in page, "the sender's numbers are none of ours"
    page = client.get(address).content.decode()
    assert "Hội nghị" in page
    assert report.received_evidence.get(of_report=department.sha256).sha256 in page
    commune = report.received_below.get(unit="Xã Khuổi Ngần")
    address = reverse("reporting:below", args=[report.pk, commune.pk])
    assert address in page, "and on to what the department's report counts"
    page = client.get(address).content.decode()
    picture = report.received_evidence.get(of_report=commune.sha256, name="chợ.jpg")
    sent = client.get(reverse("reporting:received_evidence", args=[report.pk, picture.pk]))
    assert b"".join(sent.streaming_content).startswith(b"\xff\xd8")
    for close in sent._resource_closers:  # type: ignore[attr-defined]
        close()
    client.force_login(person(Role.UNIT_CONTACT, Unit.objects.get(name="Sở Tài chính")))
    assert client.get(address).status_code in (302, 403)


def test_without_files_what_proves_is_named_with_its_fingerprint(filed: Report, centre: ReportingDuty) -> None:
    report = take_in(package_of(filed, by=None), centre, by=None)
    assert report.received_below.count() == 3
    assert set(report.received_evidence.values_list("file", flat=True)) == {""}
    assert set(report.received_evidence.values_list("sha256", flat=True)) == set(
        Evidence.objects.values_list("sha256", flat=True)
    )
    take_in(archive(filed), centre, by=None)
    assert not report.received_evidence.filter(file="").exists(), "the archive that follows brings the files"
    assert report.received_evidence.count() == 5


def test_a_supplement_of_a_report_below_goes_with_it(filed: Report, centre: ReportingDuty, newspaper: Unit) -> None:
    below = Report.objects.get(unit=newspaper)
    filing.file_supplement(below, reason="Đếm lại", text="Một buổi.", by=None)
    report = take_in(package_of(filed, by=None), centre, by=None)
    (supplement,) = report.received_below.get(sha256=below.filed_sha256).supplements
    assert supplement["content"]["reason"] == "Đếm lại"


def test_what_came_from_below_goes_on_to_the_next_centre(filed: Report, centre: ReportingDuty) -> None:
    report = take_in(archive(filed), centre, by=None)
    content = json.loads(package_of(report, by=None))
    assert [one["report"]["unit"]["name"] for one in content["below"]] == [
        row.unit for row in report.received_below.all()
    ]
    assert sorted((one["report"], one["sha256"]) for one in content["evidence"]) == sorted(
        report.received_evidence.values_list("of_report", "sha256")
    )


def test_what_does_not_fit_stays_with_the_sender_by_name(
    filed: Report, centre: ReportingDuty, monkeypatch: pytest.MonkeyPatch, client: Client, person: Make
) -> None:
    monkeypatch.setattr(packed_below, "MOST_BELOW", 1)
    # The province's own file and the department's; the commune's report is beyond the bound.
    monkeypatch.setattr(packed_evidence, "MOST_FILES", 1)
    report = take_in(archive(filed), centre, by=None)
    assert [row.unit for row in report.received_below.all()] == ["Sở Ngoại vụ"]
    assert {row.name: bool(row.file) for row in report.received_evidence.all()} == {
        "gb.jpg": True, "giấy mời.pdf": False
    }  # fmt: skip
    client.force_login(person(Role.PROGRAMME_OFFICER, Unit.objects.get(name__startswith="Ban Tuyên giáo")))
    page = client.get(reverse("reporting:report", args=[report.pk])).content.decode()
    assert "lưu tại nơi gửi" in page
    below = reverse("reporting:below", args=[report.pk, report.received_below.get().pk])
    assert "tệp lưu tại nơi gửi" in client.get(below).content.decode()


def test_a_large_month_is_bounded_by_its_bytes(
    filed: Report, centre: ReportingDuty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed_below, "LARGEST_BELOW", 10)
    assert take_in(archive(filed), centre, by=None).received_below.count() == 0


def other_figure(content: dict[str, Any]) -> None:
    content["below"][0]["report"]["figures"][0]["count"] = 99


def other_fingerprint(content: dict[str, Any]) -> None:
    """One that fits what was changed, and that nobody counted."""
    other_figure(content)
    content["below"][0]["report_sha256"] = fingerprint(content["below"][0]["report"])


def of_a_stranger(content: dict[str, Any]) -> None:
    content["evidence"][0]["report"] = "a" * 64


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(other_figure, "không khớp", id="a figure below changed"),
        pytest.param(other_fingerprint, "không thuộc số báo cáo", id="another report in its place"),
        pytest.param(lambda content: content["below"].append(content["below"][0]), "không thuộc", id="one twice"),
        pytest.param(lambda content: content.update(below={"a": 1}), "thiếu", id="no list"),
        pytest.param(lambda content: content["below"].append({"report": []}), "thiếu", id="no report"),
        pytest.param(lambda content: content["below"][0].pop("supplements"), "thiếu", id="a part left out"),
        pytest.param(of_a_stranger, "minh chứng không hợp lệ|không thể có", id="evidence of a report not there"),
    ],
)
def test_what_came_from_below_and_is_not_what_was_counted_is_refused_though_it_is_signed(
    filed: Report, centre: ReportingDuty, tmp_path: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    raw = signed_again(package_of(filed, by=None), change, tmp_path)
    with pytest.raises(PackageError, match=words):
        take_in(raw, centre, by=None)
    assert not ReceivedReport.objects.exists()
    assert not ReceivedEvidence.objects.exists()


@pytest.mark.parametrize("schema", ["nhipcau.package/1", "nhipcau.package/2"])
def test_a_package_of_an_earlier_version_is_taken_in(
    filed: Report, centre: ReportingDuty, tmp_path: Path, schema: str
) -> None:
    def older(content: dict[str, Any]) -> None:
        content["schema"] = schema
        del content["below"]
        if schema.endswith("/1"):
            del content["evidence"]
            return
        content["evidence"] = [line for line in content["evidence"] if not line["report"]]
        for line in content["evidence"]:
            del line["report"]

    report = take_in(signed_again(package_of(filed, by=None), older, tmp_path), centre, by=None)
    assert report.filed_sha256 == filed.filed_sha256
    assert report.received_evidence.count() == (1 if schema.endswith("/2") else 0)


def test_at_home_the_report_leads_to_those_that_it_counts(filed: Report, client: Client, person: Make) -> None:
    client.force_login(person(Role.PROGRAMME_OFFICER, Unit.objects.get(name__startswith="Ban Tuyên giáo")))
    page = client.get(reverse("reporting:report", args=[filed.pk])).content.decode()
    for below in Report.objects.filter(unit__name__in=["Sở Ngoại vụ", "Báo và Phát thanh, truyền hình Vân Khê"]):
        assert reverse("reporting:report", args=[below.pk]) in page
