"""Signing in: by password, by a link that works once, in Vietnamese until somebody chooses otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import OneTimeSignIn
from nhipcau.organisation.services import make_sign_in_link

pytestmark = pytest.mark.django_db
HOME = "/workspace/"


def test_the_workspace_sends_strangers_to_the_door(client):
    answer = client.get(HOME)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_a_password_opens_the_workspace(client, person):
    person(Role.EDITOR, username="bientap")
    answer = client.post("/accounts/login/", {"login": "bientap", "password": "mot-mat-khau-dai"})
    assert (answer.status_code, answer.url) == (302, HOME)


def test_a_wrong_password_says_so_in_vietnamese_and_keeps_the_name(client, person):
    person(Role.EDITOR, username="bientap")
    page = client.post("/accounts/login/", {"login": "bientap", "password": "sai"}).content.decode()
    assert "mật khẩu" in page.lower()
    assert 'value="bientap"' in page
    assert "password" not in page.replace('type="password"', "").replace('name="password"', "").replace(
        "id_password", ""
    ).replace("current-password", "")


def test_nobody_signs_up(client):
    assert client.get("/accounts/signup/").status_code == 404


def test_guessing_is_stopped_after_ten_tries(client, person):
    person(Role.EDITOR, username="bientap")
    for _ in range(10):
        answer = client.post("/accounts/login/", {"login": "bientap", "password": "sai"})
    assert answer.status_code == 429
    right = client.post("/accounts/login/", {"login": "bientap", "password": "mot-mat-khau-dai"})
    assert right.status_code == 429


def test_the_door_speaks_vietnamese_whatever_the_browser_wants(client):
    page = client.get("/accounts/login/", headers={"accept-language": "en-GB,en"}).content.decode()
    assert '<html lang="vi"' in page
    assert "Đăng nhập" in page


def test_english_is_a_choice_that_stays(client):
    client.post("/accounts/language/", {"language": "en", "next": "/accounts/login/"})
    assert "Sign in to the workspace" in client.get("/accounts/login/").content.decode()


def test_a_link_signs_in_once(client, person):
    address = f"/sign-in/{make_sign_in_link(person(Role.APPROVER))}/"
    assert client.get(address).status_code == 200, "looking does not spend it"
    assert client.post(address).status_code == 302
    assert client.get(HOME).status_code == 200
    client.logout()
    assert client.post(address).status_code == 410
    assert client.get(HOME).status_code == 302


def test_an_old_link_no_longer_works(client, person):
    token = make_sign_in_link(person(Role.APPROVER))
    OneTimeSignIn.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/sign-in/{token}/").status_code == 410


def test_a_new_link_ends_the_one_before(client, person):
    somebody = person(Role.APPROVER)
    first, second = make_sign_in_link(somebody), make_sign_in_link(somebody)
    assert client.get(f"/sign-in/{first}/").status_code == 410
    assert client.get(f"/sign-in/{second}/").status_code == 200


def test_a_person_who_left_is_not_let_in(client, person):
    somebody = person(Role.APPROVER)
    token = make_sign_in_link(somebody)
    somebody.is_active = False
    somebody.save()
    assert client.post(f"/sign-in/{token}/").status_code == 410


def test_the_token_itself_is_kept_nowhere(person):
    token = make_sign_in_link(person(Role.APPROVER))
    assert token not in str(OneTimeSignIn.objects.values())


def test_the_door_loads_nothing_from_elsewhere(client):
    policy = client.get("/accounts/login/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_workspace_pictures_are_for_people_who_signed_in(client, settings):
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.svg").write_text("<svg/>")
    assert client.get("/media/images/a.svg").status_code == 302


def test_an_uploaded_file_never_runs_as_a_page(client, person, settings):
    folder = settings.MEDIA_ROOT / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.html").write_text("<script>alert(1)</script>")
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/media/images/a.html")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "path",
    [
        "evidence/ab/abc.pdf",
        "plans/1.docx",
        "prizes/0123.jpg",
        "images/../evidence/ab/abc.pdf",
        "images/%2e%2e/evidence/ab/abc.pdf",
        "./evidence/ab/abc.pdf",
        "/evidence/ab/abc.pdf",
        "images\\..\\evidence/ab/abc.pdf",
        "Evidence/ab/abc.pdf",
        "images",
    ],
)
def test_what_is_no_picture_is_not_sent_to_whoever_knows_its_place(client, person, settings, path):
    for place in ("evidence/ab/abc.pdf", "plans/1.docx", "prizes/0123.jpg"):
        (settings.MEDIA_ROOT / place).parent.mkdir(parents=True, exist_ok=True)
        (settings.MEDIA_ROOT / place).write_bytes(b"kept")
    client.force_login(person(Role.ADMINISTRATOR), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/media/{path}").status_code == 404


def test_nothing_outside_the_pictures_is_sent(client, person, settings):
    (settings.MEDIA_ROOT.parent / "secret-key").write_text("key")
    client.force_login(person(Role.EDITOR), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/media/../secret-key").status_code == 404
    assert client.get("/media/%2e%2e/secret-key").status_code == 404
