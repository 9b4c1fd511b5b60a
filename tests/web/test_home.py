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


def test_every_role_has_a_home_with_what_waits_for_it_and_what_it_may(client, province):
    # One province for all: it takes seconds to load.
    homes = {role: home_of(client, role) for role in Role}
    assert all("Việc hôm nay" in home for home in homes.values())
    assert "Báo cáo tháng" in homes[Role.UNIT_CONTACT]
    assert {role for role, home in homes.items() if "/workspace/users/" in home} == {Role.ADMINISTRATOR}
    for role, home in homes.items():
        user = User.objects.filter(groups__name=role.value).order_by("pk").first()
        is_there = 'href="/workspace/activities/new/"' in home
        assert is_there == user.has_perm("programme.add_activity"), role


def test_an_empty_office_is_told_that_nothing_waits(client, person):
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert "Hôm nay không có việc nào chờ" in client.get("/workspace/").content.decode()
