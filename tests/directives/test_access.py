"""What each role may do with directives, and what it cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nhipcau.directives import services
from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import directives_visible_to, what_waits
from nhipcau.organisation.enums import Role

pytestmark = pytest.mark.django_db
REVIEWERS = [Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER]
OTHERS = [role for role in Role if role not in REVIEWERS]


def sign_in(client: Client, person: Callable[..., Any], role: Role) -> Any:
    user = person(role, username="somebody")
    client.force_login(user)
    return user


@pytest.mark.parametrize("role", REVIEWERS)
def test_reviewers_open_every_screen(role: Role, client: Client, person: Any, directive: Directive) -> None:
    sign_in(client, person, role)
    for name in ("index", "upload"):
        assert client.get(reverse(f"directives:{name}")).status_code == 200
    for name in ("review", "accept", "delete", "history"):
        assert client.get(reverse(f"directives:{name}", args=[directive.pk])).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_others_see_nothing_of_a_directive_under_review(
    role: Role, client: Client, person: Any, directive: Directive
) -> None:
    user = sign_in(client, person, role)
    assert client.get(reverse("directives:review", args=[directive.pk])).status_code == 404
    assert directive.number not in client.get(reverse("directives:index")).content.decode()
    assert not directives_visible_to(user).exists()
    assert what_waits(user, today=directive.date) == []


@pytest.mark.parametrize("role", OTHERS)
def test_others_change_nothing(role: Role, client: Client, person: Any, directive: Directive) -> None:
    sign_in(client, person, role)
    item = directive.items.get(field="number")
    provision = directive.provisions.first()
    addresses = [
        reverse("directives:upload"),
        *(
            reverse(f"directives:{name}", args=[directive.pk])
            for name in ("accept", "set_aside", "put_back", "delete", "undo")
        ),
        reverse("directives:confirm_kind", args=[directive.pk, "date"]),
        *(
            reverse(f"directives:{name}", args=[item.pk])
            for name in ("item", "edit_item", "item_unit", "item_new_unit")
        ),
        reverse("directives:add_task", args=[provision.pk if provision else 0]),
    ]
    for address in addresses:
        response = client.post(address, {"do": "confirm", "version": 1, "content": "x"})
        assert response.status_code in (302, 403, 404), address
        assert response.headers.get("Location", "").rstrip("/") in ("", "/workspace"), address
    for address in (reverse("directives:units", args=[directive.pk]), reverse("directives:upload")):
        assert client.get(address).status_code in (302, 403)
    directive.refresh_from_db()
    item.refresh_from_db()
    assert (directive.state, item.state, item.version) == (DirectiveState.IN_REVIEW, ItemState.UNSEEN, 1)


@pytest.mark.parametrize("role", OTHERS)
def test_others_read_what_was_accepted(
    role: Role, client: Client, person: Any, directive: Directive, officer: Any, handlers: list[Any]
) -> None:
    services.accept_directive(directive, by=officer)
    sign_in(client, person, role)
    page = client.get(reverse("directives:review", args=[directive.pk])).content.decode()
    assert "MỤC ĐÍCH, YÊU CẦU" in page
    assert reverse("directives:delete", args=[directive.pk]) not in page
    assert directive.number in client.get(reverse("directives:index")).content.decode()


def test_nobody_comes_in_without_signing_in(client: Client, directive: Directive) -> None:
    for address in (reverse("directives:index"), reverse("directives:review", args=[directive.pk])):
        assert client.get(address).status_code == 302


def test_a_directive_waits_for_its_officer_with_the_number_of_items(officer: Any, directive: Directive) -> None:
    (line,) = what_waits(officer, today=directive.date)
    assert (line.text, line.url) == (
        "07-HD/BTGDVTU: còn 88 mục cần xem",
        reverse("directives:review", args=[directive.pk]),
    )
