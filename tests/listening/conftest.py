"""A scenario with two levels, three roles, four steps and a statement in two languages, and the people around it."""

import uuid
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from nhipcau.listening.models import (
    Activation,
    KindOfEvent,
    Level,
    PreparedStatement,
    RolePerson,
    Scenario,
    ScenarioRole,
    StatementText,
    Step,
    Trigger,
)
from nhipcau.listening.services.activation import activate
from nhipcau.organisation.enums import Role, Tier, UnitKind
from nhipcau.organisation.models import Unit

Make = Callable[..., Any]
TITLE = "Mưa lũ chia cắt đường lên cửa khẩu"


@pytest.fixture
def office(db: None) -> Unit:
    return Unit.objects.create(
        name="Ban Tuyên giáo và Dân vận Tỉnh ủy", short_name="BTGDVTU", kind=UnitKind.PARTY_BODY, tier=Tier.PROVINCE
    )


@pytest.fixture
def people(person: Make, office: Unit) -> SimpleNamespace:
    """Officers of the standing office, holders that are contacts, and a contact whom nothing names."""
    roles = {
        "officer": Role.PROGRAMME_OFFICER,
        "approver": Role.APPROVER,
        "administrator": Role.ADMINISTRATOR,
        "press": Role.UNIT_CONTACT,
        "deputy": Role.EDITOR,
        "spokesman": Role.UNIT_CONTACT,
        "stranger": Role.UNIT_CONTACT,
    }
    made = {name: person(role, office, username=name) for name, role in roles.items()}
    for name, user in made.items():
        user.first_name, user.email = name, f"{name}@example.test"
        user.save()
    return SimpleNamespace(**made)


@pytest.fixture
def scenario(office: Unit, people: SimpleNamespace) -> Scenario:
    kind = KindOfEvent.objects.order_by("order").first()
    scenario = Scenario.objects.create(title=TITLE, kind=kind, unit=office, review_by=date(2027, 3, 1))
    Trigger.objects.create(scenario=scenario, text="Đường tắc quá 30 phút")
    Level.objects.create(scenario=scenario, number=1, name="Theo dõi", decides="Trưởng nhóm")
    Level.objects.create(scenario=scenario, number=2, name="Khẩn", decides="Lãnh đạo Ban")
    names = [("Trưởng nhóm", [people.officer], False), ("Đầu mối báo chí", [people.press, people.deputy], False)]
    for place, (name, users, clears) in enumerate([*names, ("Người phát ngôn", [people.spokesman], True)]):
        role = ScenarioRole.objects.create(scenario=scenario, name=name, clears=clears, sort_order=place)
        for rank, user in enumerate(users):
            RolePerson.objects.create(role=role, user=user, sort_order=rank, phone="0200 555 01")
    for offset, title, of_role, level in [
        (0, "Họp nhanh", "Trưởng nhóm", 1),
        (60, "Phát ngôn ban đầu", "Đầu mối báo chí", 1),
        (90, "Trả lời báo chí", "Đầu mối báo chí", 2),
        (1440, "Báo cáo", "", 1),
    ]:
        Step.objects.create(scenario=scenario, offset=offset, title=title, role=of_role, from_level=level)
    statement = PreparedStatement.objects.create(scenario=scenario, name="Phát ngôn ban đầu")
    StatementText.objects.create(
        statement=statement, language="vi", text="Lúc [thời gian], tại [địa điểm] có sạt lở.", sort_order=0
    )
    StatementText.objects.create(
        statement=statement, language="en", text="At [time] a landslide fell at [place].", sort_order=1
    )
    return scenario


@pytest.fixture
def start(scenario: Scenario, people: SimpleNamespace) -> Make:
    """Activate the scenario: `start(is_drill=True)`."""

    def make(*, is_drill: bool = False, level: int = 1, by: Any = None, key: Any = None, **more: Any) -> Activation:
        return activate(
            scenario,
            key=key or uuid.uuid4(),
            level=level,
            is_drill=is_drill,
            decided_by=more.pop("decided_by", ""),
            by=by or people.officer,
            **more,
        )

    return make
