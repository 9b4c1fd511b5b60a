"""What cannot be shown is said in the person's language, with a way on."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.defaults import bad_request, permission_denied, server_error

pytestmark = pytest.mark.django_db


def test_an_address_that_leads_nowhere_is_said_in_vietnamese_or_in_the_chosen_language():
    client = Client()
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "There is no such page" in client.get("/khong-co/").content.decode()


def test_a_form_that_was_open_for_too_long_is_told_that_nothing_is_lost():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "những gì anh, chị đã gõ vẫn còn" in answer.content.decode()


@pytest.mark.parametrize("view", [server_error, bad_request, permission_denied])
def test_a_fault_of_ours_or_a_refusal_is_a_page_of_ours(view):
    request = RequestFactory().get("/workspace/")
    with translation.override("vi"):
        answer = view(request) if view is server_error else view(request, Exception())
    assert 'lang="vi"' in answer.content.decode()
    assert "Về trang Việc hôm nay" in answer.content.decode()
