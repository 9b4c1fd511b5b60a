"""Two offices with people, and pages of the workspace for each role."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Person, Unit
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.services import create_unit

Make = Callable[..., Any]


@pytest.fixture
def on_1_june_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 6, 1, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def offices(db: None) -> list[Unit]:
    return [create_unit(name, by=None) for name in ("Sở Ngoại vụ", "Sở Tài chính")]


@pytest.fixture
def people(offices: list[Unit]) -> list[Person]:
    """Two persons in the first office, one in the second."""
    rows = [("Lò Thị Mây", 0, "Phó Giám đốc"), ("Vàng A Páo", 0, "Chuyên viên"), ("Nông Văn Tới", 1, "Giám đốc")]
    return [enter_person(name, unit=offices[place], function=function, by=None) for name, place, function in rows]


@pytest.fixture
def as_officer(person: Make) -> Client:
    client = Client()
    client.force_login(person(Role.PROGRAMME_OFFICER))
    return client


@pytest.fixture
def as_contact(person: Make, offices: list[Unit]) -> Client:
    """The contact of the first office."""
    client = Client()
    client.force_login(person(Role.UNIT_CONTACT, offices[0]))
    return client
