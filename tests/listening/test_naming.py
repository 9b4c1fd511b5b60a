"""A deputy or a further person is named for a role while the event runs; the scenario stays as it is."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from nhipcau.listening.access import activations_visible_to, may_clear_statements
from nhipcau.listening.enums import LineKind
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.integrity import faults
from nhipcau.listening.models import Activation, Letter, LivePerson, Scenario
from nhipcau.listening.queries import accounts_to_name
from nhipcau.listening.services.activation import close
from nhipcau.listening.services.naming import name_person, take_back_name
from nhipcau.listening.services.steps import finish_step, take_role, write_note
from nhipcau.listening.versions import content_of, version_now
from nhipcau.organisation.enums import Role
from nhipcau.organisation.services import create_unit

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
Make = Callable[..., Any]
PRESS, SPEAKS = "Đầu mối báo chí", "Người phát ngôn"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def event(start: Make) -> Activation:
    return start(is_drill=True)


def test_who_is_named_sees_the_event_does_the_steps_and_is_told_and_the_scenario_stays_as_it_is(
    event: Activation, scenario: Scenario, people: SimpleNamespace
) -> None:
    before, role = content_of(scenario), event.roles.get(name=PRESS)
    assert not activations_visible_to(people.stranger).exists()
    Letter.objects.all().delete()
    for _twice in range(2):
        named = name_person(role, user=people.stranger, words="trực đêm", phone="0200 555 77", by=people.press)

    line = event.log.get(kind=LineKind.PERSON_NAMED)
    assert (line.by, named.named_in_line) == (people.press, line.number)
    assert line.text == f"{PRESS}: thêm {people.stranger.get_full_name()} · trực đêm."
    assert [person.user for person in role.people.all()] == [people.press, people.deputy, people.stranger]
    assert finish_step(event.steps.get(title="Phát ngôn ban đầu"), by=people.stranger).done_by == people.stranger
    letter = Letter.objects.get()
    assert letter.address == people.stranger.email
    assert letter.subject.startswith("[DIỄN TẬP]")
    assert PRESS in letter.body

    assert content_of(scenario) == before
    assert version_now(scenario, by=people.officer) == event.version
    answer = signed_in(people.stranger).get(reverse("listening:live", args=[event.pk])).content.decode()
    assert reverse("listening:scenario", args=[scenario.pk]) not in answer, "a link to what the person may not see"
    close(event, summary="Xong.", by=people.officer)
    with pytest.raises(RefusedError):
        name_person(role, words="Ai đó", by=people.officer)
    assert list(faults()) == []


def test_somebody_without_an_account_is_named_in_words_and_acts_at_once(
    event: Activation, people: SimpleNamespace
) -> None:
    role = event.roles.get(name=PRESS)
    named = name_person(role, words="  Nông Văn Trực,  trực ban ", phone="0200 555 01", acts=True, by=people.officer)
    name_person(role, words="nông văn trực, trực ban", by=people.officer)
    role.refresh_from_db()
    assert (role.acting, named.words, role.people.count()) == (named, "Nông Văn Trực, trực ban", 3)
    kinds = [str(kind) for kind in event.log.order_by("number").values_list("kind", flat=True)]
    assert kinds == ["activated", "person_named", "role_taken"]
    with pytest.raises(RefusedError):
        name_person(role, words=" ", by=people.officer)
    with pytest.raises(RefusedError):
        name_person(role, words="x" * 301, by=people.officer)
    for text in ("هادي العربي", "\u200fמרים\u200f"):
        assert text in name_person(role, words=text, by=people.officer).words


def test_a_role_without_anybody_has_somebody_who_acts_as_soon_as_one_is_named(
    event: Activation, people: SimpleNamespace
) -> None:
    role = event.roles.get(name=PRESS)
    LivePerson.objects.filter(role=role).delete()
    named = name_person(role, words="Trực ban", by=people.officer)
    role.refresh_from_db()
    assert role.acting == named


def test_the_right_to_clear_is_given_on_by_the_standing_office_alone(
    event: Activation, people: SimpleNamespace
) -> None:
    role = event.roles.get(name=SPEAKS)
    for user in (people.spokesman, people.press):
        with pytest.raises(RefusedError):
            name_person(role, user=people.stranger, by=user)
    assert not may_clear_statements(event.roles.all(), people.stranger)
    name_person(role, user=people.stranger, by=people.officer)
    assert may_clear_statements(event.roles.all(), people.stranger)


def test_a_naming_by_mistake_is_taken_back_and_the_log_keeps_both(event: Activation, people: SimpleNamespace) -> None:
    role = event.roles.get(name=PRESS)
    named = name_person(role, user=people.stranger, acts=True, by=people.press)
    with pytest.raises(RefusedError):
        take_back_name(named, by=people.press)  # acts now
    take_role(role, role.people.get(user=people.press), by=people.press)
    with pytest.raises(RefusedError):
        take_back_name(role.people.get(user=people.deputy), by=people.press)  # of the scenario
    with pytest.raises(RefusedError):
        take_back_name(named, by=people.spokesman)
    for _twice in range(2):
        take_back_name(named, by=people.press)
    assert not activations_visible_to(people.stranger).exists()
    kinds = [str(kind) for kind in event.log.order_by("number").values_list("kind", flat=True)]
    assert kinds == ["activated", "person_named", "role_taken", "role_taken", "name_taken_back"]
    assert list(faults()) == []


def test_a_contact_chooses_among_the_own_unit_and_cannot_send_the_key_of_others(
    event: Activation, people: SimpleNamespace, person: Make
) -> None:
    outside = person(Role.EDITOR, create_unit("Báo Vân Khê", by=None))
    keys = {key for key, _name in accounts_to_name(people.press)}
    assert people.stranger.pk in keys
    assert outside.pk not in keys
    assert outside.pk in {key for key, _name in accounts_to_name(people.officer)}

    address, role = reverse("listening:name_person", args=[event.pk]), event.roles.get(name=PRESS)
    client = signed_in(people.press)
    assert client.post(address, {"role": role.pk, "user": outside.pk}).status_code == 404
    assert client.post(address, {"role": "9" * 30, "words": "x"}).status_code == 404
    refused = client.post(address, {"role": role.pk, "words": "x" * 400})
    assert refused.status_code == 409
    assert "x" * 400 in refused.content.decode(), "what was typed is not lost"
    assert client.post(address, {"role": role.pk, "user": people.stranger.pk}).status_code == 302
    page = client.get(reverse("listening:live", args=[event.pk])).content.decode()
    named = LivePerson.objects.get(user=people.stranger)
    assert reverse("listening:take_back", args=[named.pk]) in page
    question = client.get(reverse("listening:take_back", args=[named.pk]))
    assert named.words in question.content.decode()
    assert LivePerson.objects.filter(pk=named.pk).exists(), "asking takes nothing back"
    client.post(reverse("listening:take_back", args=[named.pk]))
    assert not LivePerson.objects.filter(pk=named.pk).exists()


def test_a_clock_that_goes_back_leaves_the_order_of_the_log_and_the_page_whole(
    event: Activation, people: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_note(event, "trước khi chỉnh đồng hồ", by=people.officer)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now - timedelta(hours=30))
    step = finish_step(event.steps.get(title="Phát ngôn ban đầu"), by=people.press)
    write_note(event, "sau khi chỉnh đồng hồ", by=people.officer)
    lines = list(event.log.order_by("number"))
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert lines[-1].text == "sau khi chỉnh đồng hồ"
    assert lines[-1].at < lines[1].at
    page = signed_in(people.officer).get(reverse("listening:live", args=[event.pk])).content.decode()
    assert page.index("sau khi chỉnh") < page.index("trước khi chỉnh"), "the newest line stands first, by its number"
    close(event, summary="Xong.", by=people.officer)
    step.refresh_from_db()
    assert step.done_at is not None
    assert list(faults()) == []
