"""What corrections teach is used for the next document, listed, put right and forgotten."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.directives import services
from nhipcau.directives.enums import ItemState
from nhipcau.directives.models import Directive, Lesson, ReadItem
from nhipcau.officialdocs import read
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Abbreviation, Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.web import commandline

pytestmark = pytest.mark.django_db
UNKNOWN = "Ban Quản lý Khu kinh tế cửa khẩu tỉnh"
SCRIPT = {"accept": "application/json"}


@pytest.fixture
def desk(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


@pytest.fixture
def nameless(directive: Directive) -> ReadItem:
    """A task whose unit nobody knows."""
    return next(item for item in directive.items.filter(kind="assignment") if item.value["unit"] == UNKNOWN)


def unit_of(words: str, directive: Directive) -> Unit | None:
    assert directive.date is not None
    return UnitMatcher(on=directive.date).match(words).unit


def test_a_short_form_spelled_out_in_a_correction_names_units_from_then_on(directive: Directive, officer: Any) -> None:
    centre = Unit.objects.create(name="Trung tâm Xúc tiến đầu tư", kind="department", tier="province")
    room = Unit.objects.create(name="Phòng Xúc tiến đầu tư xã Nà Lam", kind="department", tier="commune")
    subject = directive.items.get(field="subject")
    assert unit_of("Trung tâm XTĐT", directive) is None
    services.correct_item(subject, "Công tác XTĐT", version=1, by=officer)
    services.correct_item(subject, "Công tác xúc tiến đầu tư", version=2, by=officer)
    assert unit_of("Trung tâm XTĐT", directive) == centre
    assert unit_of("Phòng XTĐT xã Nà Lam", directive) == room
    lesson = Lesson.objects.get()
    assert (lesson.words, lesson.meaning, lesson.learnt_by, lesson.directive) == (
        "XTĐT", "xúc tiến đầu tư", officer, directive,
    )  # fmt: skip


def test_a_unit_chosen_for_a_short_name_teaches_name_and_short_form(
    directive: Directive, nameless: ReadItem, officer: Any
) -> None:
    unit = Unit.objects.create(name="Trung tâm Xúc tiến đầu tư tỉnh Vân Khê", kind="department", tier="province")
    item = services.correct_item(nameless, {**nameless.value, "unit": "TT XTĐT tỉnh"}, version=1, by=officer)
    services.assign_unit(item, unit, version=item.version, by=officer)
    assert {(lesson.words, lesson.meaning) for lesson in Lesson.objects.all()} == {
        ("TT XTĐT tỉnh", unit.name), ("TT", "trung tâm"), ("XTĐT", "xúc tiến đầu tư"),
    }  # fmt: skip
    assert unit_of("TT XTĐT tỉnh", directive) == unit


def test_undo_forgets_what_was_taught_and_the_unit_that_was_entered(
    desk: Client, directive: Directive, nameless: ReadItem, officer: Any
) -> None:
    units = Unit.objects.count()
    values = {"name": UNKNOWN, "kind": "department", "tier": "province", "version": 1, "position": 0}
    desk.post(reverse("directives:item_new_unit", args=[nameless.pk]), values, headers=SCRIPT)
    assert Unit.objects.count() == units + 1
    services.undo_last(directive, by=officer)
    assert (Unit.objects.count(), Lesson.objects.count(), Abbreviation.objects.count()) == (units, 0, 0)
    nameless.refresh_from_db()
    assert (nameless.unit, nameless.state) == (None, ItemState.UNSEEN)


def test_undo_leaves_a_unit_that_a_colleague_has_used_meanwhile(
    desk: Client, directive: Directive, nameless: ReadItem, officer: Any, person: Any
) -> None:
    values = {"name": UNKNOWN, "kind": "department", "tier": "province", "version": 1, "position": 0}
    desk.post(reverse("directives:item_new_unit", args=[nameless.pk]), values, headers=SCRIPT)
    unit = Unit.objects.get(name=UNKNOWN)
    other = directive.items.filter(kind="assignment").exclude(unit=unit).first()
    assert other is not None
    services.assign_unit(other, unit, version=other.version, by=person(Role.PROGRAMME_OFFICER, username="colleague"))
    services.undo_last(directive, by=officer)
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_the_list_says_who_when_and_from_which_document_and_finds_without_diacritics(
    desk: Client, directive: Directive, nameless: ReadItem, officer: Any
) -> None:
    unit = Unit.objects.create(name="Ban Kinh tế Vân Khê", kind="department", tier="province")
    services.assign_unit(nameless, unit, version=1, by=officer)
    address = reverse("directives:learnt")
    page = desk.get(address).content.decode()
    for words in (UNKNOWN, "Ban Kinh tế Vân Khê", officer.get_full_name(), str(directive)):
        assert words in page
    assert UNKNOWN in desk.get(address, {"q": "khu kinh te cua khau"}).content.decode()
    assert UNKNOWN not in desk.get(address, {"q": "thien van"}).content.decode()


def test_a_lesson_is_put_right_and_forgotten(
    desk: Client, directive: Directive, nameless: ReadItem, officer: Any
) -> None:
    wrong, right = (
        Unit.objects.create(name=name, kind="department", tier="province") for name in ("Ban Một", "Ban Hai")
    )
    services.assign_unit(nameless, wrong, version=1, by=officer)
    lesson = Lesson.objects.get()
    address = reverse("directives:change_lesson", args=[lesson.pk])
    assert desk.post(address, {"words": UNKNOWN, "party_words": "Ban Thiên văn"}).status_code == 422
    assert desk.post(address, {"words": UNKNOWN, "party_words": "Ban Hai"}).status_code == 302
    assert unit_of(UNKNOWN, directive) == right
    group = UnitGroup.objects.first()
    assert group is not None
    desk.post(address, {"words": UNKNOWN, "party_words": group.name, "party": f"group:{group.pk}"})
    assert unit_of(UNKNOWN, directive) is None
    desk.post(reverse("directives:forget_lesson", args=[lesson.pk]))
    assert not Lesson.objects.exists()
    assert not group.aliases.filter(name=UNKNOWN).exists()


def test_a_short_form_is_put_right(desk: Client, directive: Directive, officer: Any) -> None:
    subject = directive.items.get(field="subject")
    item = services.correct_item(subject, "Công tác QLĐT", version=1, by=officer)
    services.correct_item(item, "Công tác quản lý đào tạo", version=2, by=officer)
    address = reverse("directives:change_lesson", args=[Lesson.objects.get().pk])
    assert desk.post(address, {"words": "QLĐT", "party_words": " "}).status_code == 422
    desk.post(address, {"words": "QLĐT", "party_words": "quản lý đô thị"})
    assert Abbreviation.objects.get().long == "quản lý đô thị"
    page = desk.get(reverse("directives:review", args=[directive.pk])).content.decode()
    assert "quản lý đô thị" not in page
    services.correct_item(item, "Công tác QLĐT", version=3, by=officer)
    page = desk.get(reverse("directives:review", args=[directive.pk])).content.decode()
    assert '<abbr title="quản lý đô thị">QLĐT</abbr>' in page


def test_only_reviewers_see_what_was_learnt(client: Client, person: Any) -> None:
    client.force_login(person(Role.EDITOR))
    assert client.get(reverse("directives:learnt")).status_code in (302, 403)


NEXT = (
    "TỈNH ỦY VÂN KHÊ\nBAN TUYÊN GIÁO VÀ DÂN VẬN\n*\nSố 31-KH/BTGDV\n\nVân Khê, ngày 02 tháng 3 năm 2026\n\nKẾ HOẠCH\n"
    "Tuyên truyền biên giới\n\n1. Chốt TT Pò Tấu phát tờ rơi cho khách qua lại.\n\n"
    "2. LHHN tỉnh chủ trì đón các đoàn.\n\n"
    "Nơi nhận:\n- Như trên,\n- Lưu Văn thư.\n\nTRƯỞNG BAN\n\nNông Văn Bình\n"
)


def test_what_is_corrected_on_the_screen_is_read_in_the_next_document(
    desk: Client, directive: Directive, nameless: ReadItem, officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Unit.objects.create(name="Đồn Biên phòng Pò Tấu", kind="military", tier="district")
    union = Unit.objects.get(name="Liên hiệp các tổ chức hữu nghị tỉnh")
    assert not read(NEXT).assignments
    item = services.correct_item(nameless, {**nameless.value, "unit": "Chốt TT Pò Tấu"}, version=1, by=officer)
    address = reverse("directives:item_unit", args=[item.pk])
    desk.post(address, {"party": f"unit:{post.pk}", "version": item.version, "position": 0}, headers=SCRIPT)
    subject = directive.items.get(field="subject")
    services.correct_item(subject, "Công tác của LHHN", version=1, by=officer)
    services.correct_item(subject, "Công tác của liên hiệp các tổ chức hữu nghị", version=2, by=officer)

    monkeypatch.setattr("nhipcau.directives.services.reading_in.read", read)
    taken = services.import_now(NEXT.encode(), file_name="next.txt", by=officer, door="workspace")
    assert taken.directive is not None
    found = taken.directive.items.filter(kind="assignment").order_by("order")
    assert [(item.value["unit"], item.value["task"], item.unit) for item in found] == [
        ("Chốt TT Pò Tấu", "phát tờ rơi cho khách qua lại.", post),
        ("LHHN tỉnh", "chủ trì đón các đoàn.", union),
    ]


@pytest.mark.parametrize("typed", ["so ngv", "sngv", "SO NGOAI VU", "ngoai vu"])
def test_a_few_letters_find_a_unit_of_the_province(desk: Client, directive: Directive, typed: str) -> None:
    found = desk.get(reverse("directives:units", args=[directive.pk]), {"q": typed}).json()["units"]
    assert found[0]["name"] == "Sở Ngoại vụ"


def test_the_command_that_reads_a_file_uses_what_was_taught_when_it_is_asked_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    Unit.objects.create(name="KKT cửa khẩu Nà Lư", kind="department", tier="province")
    file = tmp_path / "plan.txt"
    file.write_text("KẾ HOẠCH\nTuần văn hóa\n1. Giao KKT cửa khẩu Nà Lư treo pa nô.\n", encoding="utf-8")
    units = []
    for more in ([], ["--taught"]):
        assert commandline.main(["read", str(file), "--json", *more]) == 0
        units.append([task["unit"] for task in json.loads(capsys.readouterr().out)["assignments"]])
    assert units == [[], ["KKT cửa khẩu Nà Lư"]]
