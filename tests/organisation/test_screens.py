"""Units and groups in the workspace."""

from datetime import date

import pytest

from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def officer(client, person):
    client.force_login(person(Role.PROGRAMME_OFFICER), backend=BACKEND)
    return client


@pytest.fixture
def districts():
    common = {"kind": UnitKind.PARTY_COMMITTEE, "tier": Tier.DISTRICT, "ends_on": date(2025, 6, 30)}
    old = Unit.objects.create(name="Huyện ủy Nà Lam", **common)
    new = Unit.objects.create(
        name="Đảng ủy xã Nà Lam", kind=UnitKind.PARTY_COMMITTEE, tier=Tier.COMMUNE, begins_on=date(2025, 7, 1)
    )
    old.successors.add(new)
    return old, new


def form(**values):
    return {"name": "", "short_name": "", "kind": "department", "tier": "province", "other_names": "", **values}


def test_a_unit_is_found_without_diacritics_and_by_its_alias(officer, districts):
    districts[0].aliases.create(name="HU Nà Lam")
    assert "Huyện ủy Nà Lam" in officer.get("/workspace/units/?q=huyen uy na lam").content.decode()
    assert "Huyện ủy Nà Lam" in officer.get("/workspace/units/?q=hu na").content.decode()
    assert "Huyện ủy Nà Lam" not in officer.get("/workspace/units/results/?q=sở").content.decode()


def test_units_can_be_listed_as_of_a_day(officer, districts):
    before = officer.get("/workspace/units/results/?alive_on=2024-01-01").content.decode()
    after = officer.get("/workspace/units/results/?alive_on=2026-01-01").content.decode()
    assert ("Huyện ủy Nà Lam" in before, "Đảng ủy xã Nà Lam" in before) == (True, False)
    assert ("Huyện ủy Nà Lam" in after, "Đảng ủy xã Nà Lam" in after) == (False, True)


def test_the_list_of_units_can_be_taken_along(officer, districts):
    assert "Huyện ủy Nà Lam" in b"".join(officer.get("/workspace/units/?export=csv").streaming_content).decode()
    assert officer.get("/workspace/units/?export=xlsx").status_code == 200


def test_a_units_page_tells_what_came_before_and_after(officer, districts):
    old, new = districts
    page = officer.get(f"/workspace/units/inspect/{old.pk}/").content.decode()
    assert "30/6/2025" in page
    assert "Đảng ủy xã Nà Lam" in page
    assert "Huyện ủy Nà Lam" in officer.get(f"/workspace/units/inspect/{new.pk}/").content.decode()


def test_a_unit_is_added_with_its_other_names(officer):
    answer = officer.post("/workspace/units/new/", form(name="Sở Y tế", other_names="SYT\nSở  Y tế tỉnh\nsyt\n"))
    assert answer.status_code == 302
    assert list(Unit.objects.get(name="Sở Y tế").aliases.values_list("name", flat=True)) == ["SYT", "Sở Y tế tỉnh"]


def test_what_makes_no_sense_is_said_and_what_was_typed_stays(officer, districts):
    old, new = districts
    page = officer.post(
        f"/workspace/units/edit/{new.pk}/",
        form(name="Đảng ủy xã Nà Lam mới", kind="party_committee", tier="commune", successors=[old.pk]),
    ).content.decode()
    assert "hãy chọn đơn vị kế thừa khác" in page
    assert "Đảng ủy xã Nà Lam mới" in page
    page = officer.post(
        "/workspace/units/new/", form(name="Sở Y tế", begins_on="2/2/2025", ends_on="1/1/2025")
    ).content.decode()
    assert "Ngày kết thúc không thể trước" in page


def test_a_unit_cannot_stand_above_itself(officer, districts):
    old, new = districts
    Unit.objects.filter(pk=new.pk).update(parent=old)
    page = officer.post(
        f"/workspace/units/edit/{old.pk}/",
        form(name=old.name, kind="party_committee", tier="district", parent=new.pk),
    ).content.decode()
    assert "hãy chọn đơn vị cấp trên khác" in page


def test_a_group_shows_its_members_on_a_chosen_day(officer, districts):
    group = UnitGroup.objects.create(name="các huyện, thành ủy", kinds=["party_committee"], tier=Tier.DISTRICT)
    page = officer.get(f"/workspace/unit-groups/inspect/{group.pk}/?on=2021-05-01").content.decode()
    assert "Huyện ủy Nà Lam" in page
    page = officer.get(f"/workspace/unit-groups/inspect/{group.pk}/?on=2026-05-01").content.decode()
    assert "nhóm không có thành viên" in page
    assert "Đảng ủy xã Nà Lam" in page, "the successor is proposed, not taken in silently"


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR, Role.APPROVER])
def test_other_roles_look_but_do_not_change(client, person, districts, role):
    client.force_login(person(role), backend=BACKEND)
    assert client.get("/workspace/units/").status_code == 200
    for address in ("units/new/", f"units/edit/{districts[0].pk}/", f"units/delete/{districts[0].pk}/", "posts/"):
        assert client.post(f"/workspace/{address}", form(name="Khác")).status_code == 302
    districts[0].refresh_from_db()
    assert districts[0].name == "Huyện ủy Nà Lam"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_few_questions_for_any_number_of_units(officer, django_assert_max_num_queries, count):
    top = Unit.objects.create(name="UBND tỉnh", kind=UnitKind.PEOPLES_COMMITTEE, tier=Tier.PROVINCE)
    for number in range(count):
        Unit.objects.create(name=f"Sở {number}", kind=UnitKind.DEPARTMENT, tier=Tier.PROVINCE, parent=top)
    officer.get("/workspace/units/results/")
    with django_assert_max_num_queries(9):
        officer.get("/workspace/units/results/")
