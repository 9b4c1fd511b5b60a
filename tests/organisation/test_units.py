"""Units through time and the groups that resolve to them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.organisation import queries, rules
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Post, Unit, UnitAlias, UnitGroup, UnitGroupAlias, User
from nhipcau.organisation.samples import load_people, load_units
from nhipcau.organisation.services import create_unit, end_unit, learn_alias, rename_unit

pytestmark = pytest.mark.django_db
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


def test_a_unit_lives_on_its_first_and_last_day() -> None:
    assert rules.is_alive(FIRST_DAY, LAST_DAY.replace(year=2026), FIRST_DAY)
    assert rules.is_alive(None, LAST_DAY, LAST_DAY)
    assert not rules.is_alive(None, LAST_DAY, FIRST_DAY)
    assert not rules.is_alive(FIRST_DAY, None, LAST_DAY)
    assert rules.is_alive(None, None, LAST_DAY)


@given(
    ways=st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=4)), alive=st.sets(st.integers(0, 6))
)
def test_following_successors_always_ends_and_gives_each_living_one_once(
    ways: dict[int, list[int]], alive: set[int]
) -> None:
    found = rules.living_successors(0, successors_of=lambda key: ways.get(key, []), is_alive=alive.__contains__)
    assert len(found) == len(set(found))
    assert set(found) <= alive - {0}


def test_successors_are_followed_until_they_are_alive() -> None:
    units = [create_unit(f"Sở {name}", by=None) for name in "ABC"]
    end_unit(units[0], on=date(2016, 1, 1), successors=[units[1]], by=None)
    end_unit(units[1], on=date(2025, 2, 28), successors=[units[2]], by=None)
    assert queries.successors_alive(units[0], date(2020, 1, 1)) == [units[1]]
    assert queries.successors_alive(units[0], date(2026, 1, 1)) == [units[2]]
    assert queries.lineage(units[1]) == ([units[0]], [units[2]])


def test_a_unit_cannot_come_to_follow_itself() -> None:
    first, second = create_unit("Sở A", by=None), create_unit("Sở B", by=None)
    end_unit(first, on=date(2016, 1, 1), successors=[second], by=None)
    with pytest.raises(ValidationError):
        end_unit(second, on=date(2025, 1, 1), successors=[first], by=None)
    second.refresh_from_db()
    assert second.ends_on is None


def test_a_unit_cannot_end_before_it_begins() -> None:
    unit = create_unit("Sở A", begins_on=FIRST_DAY, by=None)
    with pytest.raises(ValidationError):
        end_unit(unit, on=LAST_DAY, successors=[], by=None)


def test_the_same_living_unit_is_not_entered_twice() -> None:
    create_unit("Sở Ngoại vụ", by=None)
    with pytest.raises(ValidationError):
        create_unit(" Sở Ngoại vụ; ", by=None)
    assert Unit.objects.count() == 1


def test_a_former_name_stays_known() -> None:
    unit = rename_unit(create_unit("Sở Ngoại Vụ tỉnh", by=None), "Sở Ngoại vụ", by=None)
    assert [alias.name for alias in unit.aliases.all()] == ["Sở Ngoại Vụ tỉnh"]


def test_learning_a_name_twice_or_learning_nothing_does_no_harm() -> None:
    unit, group = create_unit("Sở Ngoại vụ", by=None), UnitGroup.objects.create(name="các sở")
    assert learn_alias(unit, "SNgV (b/c),", by=None)
    assert not learn_alias(unit, "SNGV", by=None)
    assert not learn_alias(unit, " ", by=None)
    assert not learn_alias(unit, "Sở Ngoại vụ", by=None)
    assert learn_alias(group, "các sở, ngành", by=None)
    assert (UnitAlias.objects.count(), UnitGroupAlias.objects.count()) == (1, 1)
    queries.UnitMatcher(on=FIRST_DAY).match("sngv")
    assert queries.UnitMatcher(on=FIRST_DAY).match("sngv").unit == unit


def test_a_group_of_districts_empties_with_the_reform_and_proposes_their_successors(samples: Path) -> None:
    units = load_units(samples)
    group = UnitGroup.objects.get(name="các huyện, thành ủy")
    districts = {units["thanh-uy-van-khe"], units["huyen-uy-thach-son"], units["huyen-uy-na-lam"]}
    assert set(queries.members(group, LAST_DAY)) == districts
    assert list(queries.members(group, FIRST_DAY)) == []
    assert queries.proposed_members(group, LAST_DAY) == []
    assert {unit.name for unit in queries.proposed_members(group, FIRST_DAY)} == {
        "Đảng ủy phường Vân Khê", "Đảng ủy phường Bến Ngọc", "Đảng ủy xã Thạch Sơn",
        "Đảng ủy xã Lũng Đá", "Đảng ủy xã Nà Lam", "Đảng ủy xã Khuổi Ngần",
    }  # fmt: skip


def test_a_group_of_a_kind_takes_in_units_that_come_later(samples: Path) -> None:
    load_units(samples)
    press = UnitGroup.objects.get(name="các cơ quan báo chí")
    assert {unit.name for unit in queries.members(press, LAST_DAY)} == {
        "Báo Vân Khê",
        "Đài Phát thanh - Truyền hình Vân Khê",
    }
    assert [unit.name for unit in queries.members(press, FIRST_DAY)] == ["Báo và Phát thanh, truyền hình Vân Khê"]
    new = create_unit("Tạp chí Văn nghệ Vân Khê", kind=UnitKind.PRESS, tier=Tier.PROVINCE, by=None)
    assert new in queries.members(press, FIRST_DAY)


def test_members_of_many_groups_are_those_of_each(samples: Path) -> None:
    load_units(samples)
    groups = list(UnitGroup.objects.all())
    for on in (LAST_DAY, FIRST_DAY):
        together = queries.members_by_group(groups, on)
        assert {group.pk: set(queries.members(group, on)) for group in groups} == {
            pk: set(units) for pk, units in together.items()
        }


@pytest.mark.parametrize("count", [1, 3])
def test_members_of_many_groups_cost_two_questions(count: int, django_assert_num_queries: Any) -> None:
    groups = [UnitGroup.objects.create(name=f"nhóm {number}", kinds=[UnitKind.PRESS]) for number in range(count)]
    with django_assert_num_queries(2):
        queries.members_by_group(groups, FIRST_DAY)


def test_a_persons_units_are_those_of_the_posts_held_on_the_day(person: Any) -> None:
    old, new = create_unit("Sở A", by=None), create_unit("Sở B", by=None)
    contact = person(Role.UNIT_CONTACT)
    Post.objects.create(user=contact, unit=old, ends_on=LAST_DAY)
    Post.objects.create(user=contact, unit=new, begins_on=FIRST_DAY)
    assert queries.units_of(contact, LAST_DAY) == [old]
    assert queries.unit_of(contact, FIRST_DAY) == new
    assert queries.unit_of(person(Role.EDITOR), FIRST_DAY) is None


def test_loading_the_sample_twice_changes_nothing(samples: Path) -> None:
    def counts() -> list[int]:
        return [model.objects.count() for model in (Unit, UnitAlias, UnitGroup, UnitGroupAlias, User, Post)]  # type: ignore[attr-defined]

    load_units(samples)
    load_people(samples)
    before = counts()
    Unit.objects.filter(name="Sở Ngoại vụ").update(short_name="changed by the office")
    load_units(samples)
    load_people(samples)
    assert counts() == before
    assert Unit.objects.get(name="Sở Ngoại vụ").short_name == "changed by the office"


def test_people_of_the_sample_have_a_role_a_post_and_no_password(samples: Path) -> None:
    load_units(samples)
    load_people(samples)
    officer = User.objects.get(username="chuyenvien")
    assert (officer.last_name, officer.first_name) == ("Mạc Thùy", "Dương")
    assert officer.get_full_name() == "Mạc Thùy Dương"
    assert not officer.has_usable_password()
    assert [group.name for group in officer.groups.all()] == [Role.PROGRAMME_OFFICER.value]
    unit = queries.unit_of(officer, FIRST_DAY)
    assert unit is not None
    assert unit.name == "Ban Tuyên giáo và Dân vận Tỉnh ủy"
