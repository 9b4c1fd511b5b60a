"""The home page "Việc hôm nay": each role finds what waits for it and nothing else."""

import pytest

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import User

pytestmark = pytest.mark.django_db


def home_of(client, role):
    client.force_login(
        User.objects.filter(groups__name=role.value).order_by("pk").first(),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    answer = client.get("/workspace/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_home(client, province, role):
    assert "Việc hôm nay" in home_of(client, role)


def test_the_unit_contact_is_asked_for_the_months_report(client, province):
    assert "Báo cáo tháng" in home_of(client, Role.UNIT_CONTACT)


def test_only_administrators_meet_wagtails_settings(client, province):
    assert "/workspace/users/" in home_of(client, Role.ADMINISTRATOR)
    assert "/workspace/users/" not in home_of(client, Role.EDITOR)


def test_an_empty_office_is_told_that_nothing_waits(client, person):
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert "Hôm nay không có việc nào chờ" in client.get("/workspace/").content.decode()


def test_an_activity_is_recorded_from_the_home_page_by_who_may(client, province):
    for role in Role:
        user = User.objects.filter(groups__name=role.value).order_by("pk").first()
        is_there = 'href="/workspace/activities/new/"' in home_of(client, role)
        assert is_there == user.has_perm("programme.add_activity"), role
