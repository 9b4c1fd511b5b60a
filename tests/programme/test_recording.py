"""Recording activities: the call for outlets, the form on a phone, evidence that keeps its fingerprint, bad input."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from nhipcau.audit.queries import trail_of
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Activity, Evidence, FigureOfKind, KindOfActivity
from nhipcau.programme.recording import ActivityRefusedError, add_evidence, record_activity, take_back

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
DAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Sở Ngoại vụ", kind="department", tier="province")


@pytest.fixture
def contact(client: Client, person: Make, unit: Unit) -> Client:
    client.force_login(person(Role.UNIT_CONTACT, unit))
    return client


def photo(with_place: bool = True) -> bytes:
    """A small JPEG that tells where it was taken, unless it shall not."""
    out, exif = io.BytesIO(), Image.Exif()
    if with_place:
        exif[0x8825] = {1: "N", 2: (22.0, 51.0, 0.0)}
        exif[0x0110] = "Điện thoại của Lò Thử"
    Image.new("RGB", (40, 30), "#0b6b5f").save(out, "JPEG", exif=exif)
    return out.getvalue()


def record(unit: Unit, **more: Any) -> Activity:
    what = {"kind": "event", "title": "Triển lãm ảnh", "happened_on": DAY, "by": None, **more}
    return record_activity(unit=unit, **what)


# The call for outlets


def test_an_outlet_records_figures_and_brings_them_up_to_date(unit: Unit) -> None:
    for plays, hours in ((96, 12.5), (120, 15)):
        record(unit, kind="screen", figures={"plays": plays, "hours": hours}, source="plays:1:2026-03-10")

    assert Activity.objects.get().figures == {"plays": 120, "hours": 15}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "hội nghị thượng đỉnh"}, "kind"),
        ({"figures": {"rockets": 1}}, "figures.rockets"),
        ({"figures": {"visitors": -5}}, "figures.visitors"),
        ({"figures": {"visitors": 10**12}}, "figures.visitors"),
        ({"figures": {"visitors": 1.5}}, "figures.visitors"),
        ({"figures": {"visitors": 5, "foreign_visitors": 6}}, "figures.foreign_visitors"),
        ({"evidence": [("virus.exe", b"MZ\x90\x00")]}, "evidence"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(unit: Unit, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ActivityRefusedError) as refused:
        record(unit, **more)

    assert list(refused.value.faults) == [field]
    assert not Activity.objects.exists()


def test_a_kind_that_an_administrator_adds_counts_at_once(unit: Unit) -> None:
    kind = KindOfActivity.objects.create(code="podcast", name="chương trình phát thanh", deed="phát chương trình")
    FigureOfKind.objects.create(kind=kind, code="minutes", name="Số phút", unit="phút")

    assert record(unit, kind="podcast", figures={"minutes": 30}).figures == {"minutes": 30}


# Evidence


def test_a_photograph_is_kept_with_its_fingerprint_and_without_its_place(unit: Unit) -> None:
    activity = record(unit, evidence=[("anh.jpg", photo())])

    row = Evidence.objects.get()
    with row.file.open("rb") as file:
        kept = file.read()
    assert row.sha256 == hashlib.sha256(kept).hexdigest()
    with Image.open(io.BytesIO(kept)) as picture:
        assert not picture.getexif()
    assert "Lò Thử".encode() not in kept
    assert activity.has_evidence
    assert (row.content_type, row.name) == ("image/jpeg", "anh.jpg")


def test_the_same_file_twice_is_kept_once(unit: Unit) -> None:
    activity = record(unit, evidence=[("a.jpg", photo()), ("b.jpg", photo())])
    add_evidence(activity, [("c.jpg", photo())], by=None)

    assert Evidence.objects.count() == 1


def office_file(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"", "trống", id="empty"),
        pytest.param(b"MZ\x90\x00" * 20, "không phải ảnh", id="a program"),
        pytest.param(b"<html><script>", "không phải ảnh", id="a page"),
        pytest.param(photo()[:200], "hỏng|không phải ảnh", id="a picture cut off"),
        pytest.param(b"%PDF-1.7 ...", "hỏng", id="a PDF cut off"),
        pytest.param(office_file("x.txt"), "không phải ảnh", id="an archive of something else"),
        pytest.param(b"PK\x03\x04 cut", "hỏng", id="an archive cut off"),
    ],
)
def test_a_file_that_proves_nothing_is_refused_by_its_content(unit: Unit, content: bytes, words: str) -> None:
    with pytest.raises(ActivityRefusedError, match=words):
        record(unit, evidence=[("anh.jpg", content)])
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photo(with_place=False), "image/jpeg"),
        (b"%PDF-1.4\n%%EOF\n", "application/pdf"),
        (office_file("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_pictures_and_documents_are_taken(unit: Unit, content: bytes, kind: str) -> None:
    record(unit, evidence=[("tệp minh chứng", content)])

    assert Evidence.objects.get().content_type == kind


# Taking back


def test_what_is_taken_back_stays_and_the_trail_says_who(unit: Unit, person: Make) -> None:
    somebody = person(Role.UNIT_CONTACT, unit)
    activity = take_back(record(unit), by=somebody)
    take_back(activity, by=None)

    assert activity.withdrawn_on == timezone.localdate()
    assert [(entry.action, entry.by_name) for entry in trail_of(activity)] == [
        ("activity taken back", "Lò Thử"),
        ("activity recorded", ""),
    ]


# The form


def typed(unit: Unit, **more: Any) -> dict[str, Any]:
    return {
        "title": "Giao lưu văn nghệ biên giới", "kind": "event", "happened_on": timezone.localdate().isoformat(),
        "unit": unit.pk, "task": "", "occasion": "", "place": "Khau Mây", "evidence_url": "",
        "figure-event-visitors": "1.200", "figure-training-people": "bỏ qua, loại khác", **more,
    }  # fmt: skip


def send(client: Client, unit: Unit, **more: Any) -> Any:
    return client.post("/workspace/activities/new/", typed(unit, **more))


def test_a_contact_records_with_numbers_place_and_photo(contact: Client, unit: Unit) -> None:
    file = SimpleUploadedFile("anh.jpg", photo(), content_type="image/jpeg")
    answer = send(contact, unit, evidence_files=file)

    assert answer.status_code == 302, answer.context["form"].errors
    activity = Activity.objects.get()
    assert (activity.figures, activity.place, activity.has_evidence) == ({"visitors": 1200}, "Khau Mây", True)
    page = contact.get(f"/workspace/activities/inspect/{activity.pk}/").content.decode()
    assert Evidence.objects.get().sha256 in page
    assert "lượt người" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"figure-event-visitors": "-5"}, "không thể nhỏ hơn 0", id="negative"),
        pytest.param({"figure-event-visitors": "9" * 20}, "đề nghị xem lại con số", id="absurd"),
        pytest.param({"figure-event-visitors": "rất đông"}, "nhận một con số", id="words"),
        pytest.param({"figure-event-foreign_visitors": "5000"}, "không thể lớn hơn", id="a part above its whole"),
        pytest.param({"title": "Đ" * 10_000}, "300", id="ten thousand characters"),
        pytest.param({"title": "\u202e\u200b"}, "Vui lòng nhập mục này", id="nothing that one sees"),
        pytest.param({"kind": "không có"}, "không có", id="an unknown kind"),
        pytest.param({"happened_on": "0001-01-01"}, "xem lại năm", id="a year of nonsense"),
        pytest.param({"happened_on": "31/02/2026"}, "ngày", id="a day that no calendar has"),
        pytest.param({"evidence_url": "javascript:alert(1)"}, "https://", id="an address that runs"),
    ],
)
def test_bad_input_is_told_with_the_mend_and_what_was_typed_stays(
    contact: Client, unit: Unit, change: dict[str, str], words: str
) -> None:
    answer = send(contact, unit, **change)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert any(word in page for word in words.split("|")), answer.context["form"].errors
    assert 'value="Khau Mây"' in page
    assert not Activity.objects.exists()


def test_a_wrong_file_is_told_by_its_name(contact: Client, unit: Unit) -> None:
    answer = send(contact, unit, evidence_files=SimpleUploadedFile("phan_mem.exe", b"MZ\x90\x00" * 9))

    assert "phan_mem.exe" in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_right_to_left_title_is_kept_and_isolated_on_the_page(contact: Client, unit: Unit) -> None:
    send(contact, unit, title="معرض الصور")

    page = contact.get(f"/workspace/activities/inspect/{Activity.objects.get().pk}/").content.decode()
    assert 'dir="auto">معرض الصور' in page


def test_evidence_is_shown_to_those_who_may_see_the_activity(contact: Client, unit: Unit, person: Make) -> None:
    activity = record(unit, evidence=[("anh.jpg", photo())])
    address = f"/workspace/activities/{activity.pk}/evidence/{Evidence.objects.get().pk}/"

    answer = contact.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        200, "image/jpeg", "nosniff",
    )  # fmt: skip
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")
    for close in answer._resource_closers:
        close()

    other = Unit.objects.create(name="Sở Tài chính", kind="department", tier="province")
    contact.force_login(person(Role.UNIT_CONTACT, other))
    assert contact.get(address).status_code == 404
    assert contact.get(f"/media/{Evidence.objects.get().file.name}").status_code == 404, "nor at its place"


def test_a_contact_takes_back_the_own_activity_only(contact: Client, unit: Unit) -> None:
    other = Unit.objects.create(name="Sở Tài chính", kind="department", tier="province")
    own, of_others = record(unit), record(other)

    contact.post(f"/workspace/activities/delete/{own.pk}/")
    contact.post(f"/workspace/activities/delete/{of_others.pk}/")

    assert set(Activity.objects.values_list("unit", "withdrawn_on")) == {
        (unit.pk, timezone.localdate()),
        (other.pk, None),
    }


# The table of kinds


def test_an_administrator_adds_a_kind_with_its_figures_and_it_is_offered(
    client: Client, person: Make, unit: Unit
) -> None:
    client.force_login(person(Role.ADMINISTRATOR, unit))
    rows = {"figures-TOTAL_FORMS": 1, "figures-INITIAL_FORMS": 0, "figures-MIN_NUM_FORMS": 0}
    row = {"name": "Số phút", "code": "minutes", "unit": "phút", "least": 0, "most": 5000, "is_whole": "on", "ORDER": 1}
    answer = client.post(
        "/workspace/kinds-of-activity/new/",
        {
            "name": "chương trình phát thanh", "code": "podcast", "deed": "phát chương trình", "order": 5,
            "is_offered": "on", "figures-MAX_NUM_FORMS": 1000, **rows,
            **{f"figures-0-{key}": value for key, value in {**row, "id": "", "part_of": ""}.items()},
        },
    )  # fmt: skip

    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get("/workspace/activities/new/").content.decode()
    assert "chương trình phát thanh" in page
    assert 'name="figure-podcast-minutes"' in page


def test_a_contact_does_not_change_the_table_of_kinds(contact: Client) -> None:
    assert contact.post("/workspace/kinds-of-activity/new/", {"name": "x"}).status_code == 302
    assert not KindOfActivity.objects.filter(name="x").exists()


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_of_activities_asks_the_same_few_questions(
    contact: Client, unit: Unit, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        record(unit, title=f"Việc {number}")
    contact.get("/workspace/activities/results/")
    with django_assert_max_num_queries(12):
        contact.get("/workspace/activities/results/")
