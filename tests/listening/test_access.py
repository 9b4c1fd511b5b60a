"""Scenarios are shown to administrators, programme officers, approvers and those whom they name. To nobody else."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import timezone

from nhipcau.listening import urls
from nhipcau.listening.models import Activation, RolePerson, Scenario
from nhipcau.listening.queries import what_waits
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.statements import (
    decide_statement,
    release_statement,
    save_statement,
    submit_statement,
)
from nhipcau.organisation.enums import Role
from nhipcau.portal.services import export_site

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
Make = Callable[..., Any]


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def event(start: Make) -> Activation:
    return start(is_drill=True)


def addresses(event: Activation) -> dict[str, str]:
    """Every address of the app, for things that are there."""
    keys = {
        "scenario": event.scenario_id,
        "review": event.scenario_id,
        "activate": event.scenario_id,
        "step": event.steps.first().pk,
        "role": event.roles.first().pk,
        "statement": event.statements.first().pk,
        "improvement": event.improvements.create(order=0, what="Thêm loa").pk,
    }
    found = {}
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        kwargs: dict[str, Any] = {"pk": keys.get(name, event.pk)} if "<int:pk>" in str(pattern.pattern) else {}
        if name == "download":
            kwargs["form"] = "xlsx"
        found[name] = reverse(f"listening:{name}", kwargs=kwargs)
    return found


@pytest.mark.parametrize("role", [Role.UNIT_CONTACT, Role.EDITOR, Role.TRANSLATOR])
def test_whom_nothing_names_finds_no_address_open_and_nothing_is_changed(
    event: Activation, person: Make, role: Role
) -> None:
    stranger = person(role)
    client = signed_in(stranger)
    data = {"do": "done", "words": "x", "name": "x", "language": "vi", "level": "2", "decided_by": "x", "summary": "x"}
    for name, address in addresses(event).items():
        for answer in (client.get(address), client.post(address, data)):
            assert answer.status_code in (302, 403, 404, 405), name
            if answer.status_code == 302:
                assert answer["Location"] == reverse("wagtailadmin_home"), name
            assert event.title not in answer.content.decode()
    for name in ("add", "edit"):
        args = [event.scenario_id] if name == "edit" else []
        assert client.get(reverse(f"scenario_plans:{name}", args=args)).status_code in (302, 403)
    event.refresh_from_db()
    assert (event.level, event.closed_at, event.log.count(), Activation.objects.count()) == (1, None, 1, 1)
    home = client.get("/workspace/").content.decode()
    assert event.title not in home
    assert reverse("listening:scenarios") not in home
    assert what_waits(stranger, today=timezone.localdate()) == []


@pytest.mark.parametrize("name", ["officer", "approver", "administrator", "press", "deputy"])
def test_officers_approvers_administrators_and_the_named_see_it(
    event: Activation, people: SimpleNamespace, name: str
) -> None:
    client = signed_in(getattr(people, name))
    for view in ("scenarios", "scenario", "live"):
        answer = client.get(addresses(event)[view])
        assert answer.status_code == 200, view
        assert event.title in answer.content.decode()
    home = client.get("/workspace/").content.decode()
    assert f"[DIỄN TẬP] {event.title}" in home
    assert reverse("listening:scenarios") in home


def test_the_named_read_and_do_their_part_but_do_not_change_the_plan(
    event: Activation, people: SimpleNamespace
) -> None:
    client = signed_in(people.press)
    assert client.get(reverse("scenario_plans:edit", args=[event.scenario_id])).status_code == 302
    client.post(reverse("listening:review", args=[event.scenario_id]))
    assert Scenario.objects.get().reviewed_on is None
    assert client.get(reverse("listening:evaluation", args=[event.pk])).status_code == 302


def test_who_left_the_plan_keeps_the_events_in_which_the_person_took_part(
    event: Activation, people: SimpleNamespace
) -> None:
    RolePerson.objects.filter(user=people.press).delete()
    client = signed_in(people.press)
    assert client.get(reverse("listening:scenario", args=[event.scenario_id])).status_code == 404
    assert client.get(reverse("listening:live", args=[event.pk])).status_code == 200


def test_nobody_reads_it_without_signing_in(event: Activation, client: Client) -> None:
    for name, address in addresses(event).items():
        answer = client.get(address)
        assert answer.status_code in (302, 405), name
        assert event.title not in answer.content.decode()


def test_not_a_word_of_it_is_on_the_public_site(start: Make, people: SimpleNamespace, tmp_path: Path) -> None:
    event = start()
    statement = event.statements.get(language="vi")
    values = {"thời gian": "8h", "địa điểm": "Km 12 Nà Lam"}
    saved = save_statement(statement, template=statement.template, values=values, version=1, by=people.press)
    submit_statement(saved, version=2, by=people.press)
    decide_statement(saved, is_cleared=True, version=2, by=people.approver)
    release_statement(saved, released_to="Báo Vân Khê", version=2, by=people.press)
    close(event, summary="Đường đã thông", by=people.officer)

    assert export_site(tmp_path / "site") > 0
    words = [event.title, event.summary, "Km 12 Nà Lam", "Đầu mối báo chí", "0200 555 01", "Đường đã thông"]
    for file in (tmp_path / "site").rglob("*"):
        text = file.read_text(errors="ignore") if file.is_file() else ""
        assert not [one for one in words if one and one in text], file
