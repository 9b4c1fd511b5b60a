"""A file over which its reader breaks down: what happened is said, and the original is kept where it may be."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from nhipcau.directives.models import DirectiveImport, Refusal
from nhipcau.directives.services import looking
from nhipcau.jobs.enums import WorkState
from tests import scans
from tests.officialdocs.extraction.making import make_docx, paragraph

pytestmark = pytest.mark.django_db
TOO_SLOW = "Đọc tệp này mất quá nhiều thời gian"


@pytest.fixture
def door(client: Client, officer: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The workspace, whose readers never come to an end."""
    ready = looking.readers_context()
    monkeypatch.setattr(looking, "readers_context", lambda: replace(ready, seconds=0.0))
    client.force_login(officer)
    return client


def send(door: Client, data: bytes, name: str) -> Any:
    return door.post(reverse("directives:upload"), {"file": SimpleUploadedFile(name, data)})


def test_its_first_pages_are_looked_at_and_the_original_is_kept(door: Client) -> None:
    data = scans.pdf(scans.scanned(scans.page(scans.LETTER)))
    answer = send(door, data, "ke-hoach.pdf")
    taken = DirectiveImport.objects.get()
    assert (taken.state, bytes(taken.content)) == (WorkState.FAILED, data)
    page = door.get(answer.headers["Location"]).content.decode()
    assert TOO_SLOW in page
    assert "Bản gốc vẫn được giữ." in page
    original = door.get(reverse("directives:import_original", args=[taken.pk]))
    assert original.content == data
    assert 'attachment; filename="ke-hoach.pdf"' in original.headers["Content-Disposition"]


def test_a_secret_one_is_refused_all_the_same(door: Client) -> None:
    answer = send(door, scans.pdf(scans.scanned(scans.page(scans.LETTER, stamp="TỐI MẬT", colour="#c22"))), "a.pdf")
    assert answer.status_code == 422
    assert Refusal.objects.get().level == "tối mật"
    assert not DirectiveImport.objects.exists()


def test_one_that_cannot_be_looked_at_is_not_kept_and_that_is_said(door: Client) -> None:
    answer = send(door, make_docx(paragraph("KẾ HOẠCH tuần văn hóa")), "ke-hoach.docx")
    assert answer.status_code == 422
    assert TOO_SLOW in (page := answer.content.decode())
    assert "Không lưu lại gì của tệp" in page
    assert not DirectiveImport.objects.exists()
