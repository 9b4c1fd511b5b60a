"""The door of the workspace: what comes in, what is turned away, and that a secret leaves no trace."""

import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from nhipcau.directives import services
from nhipcau.directives.errors import NotTakenError, SecretDocumentError
from nhipcau.directives.models import Directive, DirectiveImport, Refusal
from nhipcau.jobs.enums import WorkState
from nhipcau.organisation.enums import Role

pytestmark = pytest.mark.django_db
SECRET_WORDS = "Kế hoạch Sao Khuê về bến đò Nậm Thoong"
SECRET = f"""TỈNH ỦY VÂN KHÊ
Số 09-KH/TU
TUYỆT MẬT

KẾ HOẠCH
{SECRET_WORDS}
""".encode()


@pytest.fixture
def door(client: Client, officer: Any) -> Client:
    client.force_login(officer)
    return client


def send(client: Client, data: bytes, name: str = "van-ban.txt") -> Any:
    return client.post(reverse("directives:upload"), {"file": SimpleUploadedFile(name, data, "text/plain")})


def said(response: Any) -> str:
    return str(response.content.decode())


def test_a_file_is_taken_in_read_and_shown_for_review(
    door: Client, sample_bytes: bytes, work_at_once: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = send(door, sample_bytes, "07-hd.txt")
    taken = DirectiveImport.objects.get()
    assert response.headers["Location"] == reverse("directives:import", args=[taken.pk])
    assert taken.state == WorkState.DONE
    response = door.get(response.headers["Location"], follow=True)
    assert response.redirect_chain == [(reverse("directives:review", args=[taken.directive_id]), 302)]
    assert "07-HD/BTGDVTU" in said(response)


def test_while_the_file_is_being_read_its_page_says_so(door: Client, sample_bytes: bytes) -> None:
    page = door.get(send(door, sample_bytes).headers["Location"])
    assert "Đang đọc văn bản" in said(page)
    state = door.get(page.wsgi_request.path, headers={"accept": "application/json"}).json()
    assert state == {"state": "waiting", "percent": 0, "text": "", "url": ""}


def test_a_failed_import_says_why_and_can_be_tried_again_or_dropped(door: Client, sample_bytes: bytes) -> None:
    send(door, sample_bytes)
    taken = DirectiveImport.objects.get()
    DirectiveImport.objects.update(state=WorkState.FAILED, failure="Hết chỗ trên đĩa.")
    assert "Hết chỗ trên đĩa." in said(door.get(reverse("directives:import", args=[taken.pk])))

    door.post(reverse("directives:retry", args=[taken.pk]))
    taken.refresh_from_db()
    assert taken.state == WorkState.WAITING
    door.post(reverse("directives:drop", args=[taken.pk]))
    assert DirectiveImport.objects.exists()  # it is on its way again

    DirectiveImport.objects.update(state=WorkState.FAILED)
    door.post(reverse("directives:drop", args=[taken.pk]))
    assert not DirectiveImport.objects.exists()


def test_the_same_file_again_leads_to_the_directive(directive: Directive, door: Client, sample_bytes: bytes) -> None:
    response = send(door, sample_bytes.replace(b"\n", b"\r\n"), "ban-sao.txt")
    assert response.headers["Location"] == reverse("directives:review", args=[directive.pk])
    assert "đã có trong thư viện" in said(door.get(response.headers["Location"]))
    assert Directive.objects.count() == 1


def test_a_file_that_was_set_aside_is_offered_for_putting_back(
    directive: Directive, door: Client, sample_bytes: bytes, officer: Any
) -> None:
    services.set_aside(directive, by=officer)
    page = door.get(send(door, sample_bytes).headers["Location"])
    assert "Đưa lại vào rà soát" in said(page)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "Tệp rỗng", id="empty"),
        pytest.param(bytes(range(256)) * 40, "không đọc loại tệp này", id="binary renamed .txt"),
        pytest.param(b"%PDF-1.7", "bị hỏng", id="PDF cut off"),
        pytest.param(b"\xff\xfeA", "bảng mã", id="not text"),
        pytest.param(b"a" * (21 * 1024 * 1024), "20 MB", id="21 MB"),
        pytest.param(b"a" * (50 * 1024 * 1024), "20 MB", id="50 MB"),
    ],
)
def test_bad_files_are_turned_away_with_one_sentence_and_nothing_is_kept(door: Client, data: bytes, words: str) -> None:
    response = send(door, data)
    assert response.status_code in (413, 422)
    assert words in said(response)
    assert not DirectiveImport.objects.exists()


def test_no_file_at_all_is_said_at_the_field(door: Client) -> None:
    response = door.post(reverse("directives:upload"), {})
    assert response.status_code == 422
    assert 'id="upload-errors"' in said(response)


def test_an_upload_that_was_cut_off_is_answered_with_400_and_nothing_is_kept(door: Client, sample_bytes: bytes) -> None:
    whole = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
        + sample_bytes
        + b"\r\n--x--\r\n"
    )
    half = whole[: len(whole) // 2]
    response = door.generic(
        "POST",
        reverse("directives:upload"),
        b"",
        "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(len(whole)),
        **{"wsgi.input": BytesIO(half)},
    )
    assert response.status_code == 400
    assert "bị ngắt" in said(response)
    assert not DirectiveImport.objects.exists()


def test_an_upload_without_a_length_is_answered_with_400(door: Client) -> None:
    response = door.generic(
        "POST", reverse("directives:upload"), b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=""
    )
    assert response.status_code == 400


def test_the_upload_is_safe_from_other_sites_though_its_check_comes_late(officer: Any, sample_bytes: bytes) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert send(client, sample_bytes).status_code == 403
    assert not DirectiveImport.objects.exists()

    client.get(reverse("directives:upload"))
    token = client.cookies["csrftoken"].value
    file = SimpleUploadedFile("a.txt", sample_bytes)
    response = client.post(reverse("directives:upload"), {"csrfmiddlewaretoken": token, "file": file})
    assert response.status_code == 302


def test_no_upload_touches_the_disk_however_large(
    door: Client, monkeypatch: pytest.MonkeyPatch, sample_bytes: bytes
) -> None:
    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("an upload was written to the disk")

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", never)
    response = send(door, sample_bytes + b"\nx" * (6 * 1024 * 1024))
    assert response.status_code == 302


def everything_in_the_database() -> bytes:
    """All that any table holds, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [
                bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            ]
    return b"\n".join(found)


def everything_in_the_folders() -> bytes:
    folders = {Path(settings.DATA), Path(settings.MEDIA_ROOT)}
    files = [file for folder in folders if folder.is_dir() for file in folder.rglob("*") if file.is_file()]
    return b"\n".join(file.read_bytes() for file in files)


def traces(words: str) -> list[str]:
    """Where any of the words is found, in their bytes or in those of the ids and hashes that could stand for them."""
    database, folders = everything_in_the_database(), everything_in_the_folders()
    return [
        f"{word} in {name}"
        for word in [words, *words.split()[-2:], "09-KH/TU", "ke-hoach-mat.txt"]
        for name, held in (("the database", database), ("the data folder", folders))
        if word.encode() in held
    ]


def test_the_search_for_traces_would_find_them(directive: Directive) -> None:
    assert b"07-HD/BTGDVTU" in everything_in_the_database()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SECRET, id="UTF-8"),
        pytest.param(SECRET.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(SECRET.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(SECRET + b"x\n" * 4_000_000, id="8 MB"),
    ],
)
def test_a_secret_document_leaves_nothing_at_the_door_of_the_workspace(
    door: Client, data: bytes, caplog: pytest.LogCaptureFixture, officer: Any
) -> None:
    response = send(door, data, "ke-hoach-mat.txt")
    assert response.status_code == 422
    assert "Tệp này có dấu Tuyệt mật nên hệ thống không nhận. Không có bản sao nào được giữ lại." in said(response)
    assert SECRET_WORDS not in said(response)
    assert traces(SECRET_WORDS) == []
    assert SECRET_WORDS not in caplog.text
    assert [(one.user, one.level, one.door) for one in Refusal.objects.all()] == [(officer, "tuyệt mật", "workspace")]


@pytest.mark.parametrize("take", [services.take_in, services.import_now])
def test_a_secret_document_leaves_nothing_at_the_door_of_the_command_line(db: None, take: Callable[..., Any]) -> None:
    with translation.override("vi"), pytest.raises(SecretDocumentError) as caught:
        take(SECRET, file_name="ke-hoach-mat.txt", by=None, door="command line")
    assert SECRET_WORDS not in repr(caught.value.args)
    assert traces(SECRET_WORDS) == []
    assert Refusal.objects.get().door == "command line"
    assert not DirectiveImport.objects.exists()


def test_a_mark_that_only_the_whole_reading_finds_takes_the_file_away_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nhipcau.directives.services.looking.find_secrecy_mark", lambda text: None)
    with translation.override("vi"), pytest.raises(NotTakenError, match="Tuyệt mật"):
        services.import_now(SECRET, file_name="ke-hoach-mat.txt", by=None, door="command line")
    assert traces(SECRET_WORDS) == []
    assert Refusal.objects.count() == 1


def test_the_upload_page_explains_what_must_not_come_in(door: Client) -> None:
    page = said(door.get(reverse("directives:upload")))
    assert "Tuyệt mật" in page
    assert "Bản quét hoặc ảnh chụp" in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_connection_that_breaks_in_the_middle_keeps_nothing(
    live_server: Any, person: Any, sample_bytes: bytes
) -> None:
    client = Client()
    client.force_login(person(Role.PROGRAMME_OFFICER))
    session = client.cookies["sessionid"].value
    host, port = live_server.url.removeprefix("http://").split(":")
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n' + sample_bytes[:3000]
    head = (
        f"POST {reverse('directives:upload')} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: sessionid={session}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(sample_bytes) + 500}\r\n\r\n"
    ).encode()
    with socket.create_connection((host, int(port))) as connected:
        connected.sendall(head + body)
        connected.shutdown(socket.SHUT_WR)
        answer = connected.makefile("rb").readline()
    assert b" 400 " in answer
    assert not DirectiveImport.objects.exists()
