"""The public site is answered from files: no Django application, no database."""

import gzip
import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.portal import published
from nhipcau.portal.published import PublishedSite
from nhipcau.portal.site_files import SiteFiles

HANDED_ON = ("/workspace/", "/accounts/", "/static/")


class Answer:
    """What a reader's program gets."""

    def __init__(self, site: PublishedSite, path: str, method: str = "GET", query: str = "", **headers: str) -> None:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b"".join(site(environ, self._start))

    def _start(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status = int(status[:3])
        self.headers = dict(headers)
        assert len(self.headers) == len(headers), "a header was sent twice"


def refuse_to_be_called(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise AssertionError(f"Django was asked for {environ['PATH_INFO']}")


def say_django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Django"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = SiteFiles(tmp_path / "site")
    with files.writing():
        files.put(
            "shared",
            {
                "/": b"root",
                "/vi/": "Trang chủ".encode(),
                "/vi/thac/": b"<p>thac</p>",
                "/vi/404.html": b"khong co",
                "/en/404.html": b"not here",
                "/vi/atom.xml": b"<feed/>",
                "/sitemap.xml": b"<urlset/>",
            },
        )
        files.put_lasting([("/assets/portal.0f.css", b"p{}"), ("/pictures/0f.webp", b"picture")])
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "site"


@pytest.fixture
def site(folder: Path) -> PublishedSite:
    return PublishedSite(refuse_to_be_called, folder, HANDED_ON)


def test_a_page_is_answered_without_django_and_without_the_database(site: PublishedSite) -> None:
    # pytest-django refuses every query of a test that did not ask for the database.
    answer = Answer(site, "/vi/")
    assert (answer.status, answer.body) == (200, "Trang chủ".encode())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_the_workspace_is_handed_on_whatever_the_method(folder: Path) -> None:
    site = PublishedSite(say_django, folder, HANDED_ON)
    for path in ("/workspace/", "/workspace", "/accounts/login/", "/static/x.css"):
        assert Answer(site, path, "POST").body == b"Django"
    assert Answer(site, "/workspaces/").status == 404


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/assets/portal.0f.css", "text/css; charset=utf-8"),
        ("/pictures/0f.webp", "image/webp"),
        ("/vi/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_files_have_their_media_type(site: PublishedSite, path: str, media_type: str) -> None:
    assert Answer(site, path).headers["Content-Type"] == media_type


def test_what_is_named_after_its_content_may_be_kept_for_ever_and_pages_not(site: PublishedSite) -> None:
    assert "immutable" in Answer(site, "/assets/portal.0f.css").headers["Cache-Control"]
    assert "max-age=0" in Answer(site, "/vi/").headers["Cache-Control"]


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(site: PublishedSite) -> None:
    answer = Answer(site, "/vi/thac", query="a=1")
    assert (answer.status, answer.headers["Location"]) == (308, "/vi/thac/?a=1")


def test_redirects_never_leave_the_site(site: PublishedSite) -> None:
    for path in ("//evil.example", "//evil.example/vi", "/\\evil.example", "/%2f/evil.example"):
        assert Answer(site, path).status == 404


@pytest.mark.parametrize(
    ("path", "page"),
    [("/vi/khong-co/", b"khong co"), ("/en/x", b"not here"), ("/ru/x/", b"khong co"), ("/x", b"khong co")],
)
def test_a_missing_page_is_told_in_the_language_of_its_address(site: PublishedSite, path: str, page: bytes) -> None:
    answer = Answer(site, path)
    assert (answer.status, answer.body) == (404, page)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/vi/../../secret.txt",
        "/.lock",
        "/.owners/",
        "/vi/\x00",
        "/%2e%2e/secret.txt",
        "/..\\secret.txt",
    ],
)
def test_nothing_outside_and_nothing_hidden_is_given(site: PublishedSite, path: str) -> None:
    answer = Answer(site, path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_a_link_out_of_the_folder_is_not_followed(site: PublishedSite, folder: Path) -> None:
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "outside").symlink_to(folder.parent)
    assert Answer(site, "/out.txt").status == 404
    assert Answer(site, "/outside/secret.txt").status == 404


def test_bytes_that_are_no_text_are_no_address(site: PublishedSite) -> None:
    statuses: list[str] = []
    body = site({"REQUEST_METHOD": "GET", "PATH_INFO": "/\xff\xfe"}, lambda status, headers: statuses.append(status))
    assert statuses == ["404 Not Found"]
    assert b"".join(body) == b"khong co"


@given(path=st.text(max_size=40))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_makes_it_fail(site: PublishedSite, path: str) -> None:
    path = "/" + path.encode(errors="replace").decode()
    assert Answer(site, path).status in {200, 308, 404} or path.startswith(HANDED_ON)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_public_addresses_can_only_be_read(site: PublishedSite, method: str) -> None:
    answer = Answer(site, "/vi/", method)
    assert (answer.status, answer.headers["Allow"], answer.body) == (405, "GET, HEAD", b"")


def test_head_tells_the_same_without_the_body(site: PublishedSite) -> None:
    whole, head = Answer(site, "/vi/"), Answer(site, "/vi/", "HEAD")
    assert (head.status, head.headers, head.body) == (200, whole.headers, b"")


def test_a_reader_who_has_the_page_is_told_so(site: PublishedSite) -> None:
    first = Answer(site, "/vi/")
    again = Answer(site, "/vi/", if_none_match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert Answer(site, "/vi/", if_none_match='"other"').status == 200
    assert Answer(site, "/vi/", if_modified_since=first.headers["Last-Modified"]).status == 304
    assert Answer(site, "/vi/", if_modified_since="no date").status == 200
    # An ETag that does not match counts more than a date that does.
    both = Answer(site, "/vi/", if_none_match='"other"', if_modified_since=first.headers["Last-Modified"])
    assert both.status == 200


def test_a_new_publication_is_seen_at_once_and_a_withdrawal_too(site: PublishedSite, folder: Path) -> None:
    assert Answer(site, "/vi/thac/").body == b"<p>thac</p>"
    files = SiteFiles(folder)
    with files.writing():
        files.put("story:1", {"/vi/thac/": b"<p>THAC</p>"})
    assert Answer(site, "/vi/thac/").body == b"<p>THAC</p>"
    with files.writing():
        files.take_away("story:1")
    assert Answer(site, "/vi/thac/").status == 404


def test_a_packed_page_is_sent_to_those_who_take_it_while_it_is_no_older(site: PublishedSite, folder: Path) -> None:
    packed = folder / "vi/index.html.gz"
    packed.write_bytes(gzip.compress("Trang chủ".encode()))
    answer = Answer(site, "/vi/", accept_encoding="br, gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == "Trang chủ".encode()
    assert "Content-Encoding" not in Answer(site, "/vi/").headers
    assert "Content-Encoding" not in Answer(site, "/vi/", accept_encoding="gzip;q=0").headers
    os.utime(packed, (time.time() - 100, time.time() - 100))
    assert "Content-Encoding" not in Answer(site, "/vi/", accept_encoding="gzip").headers


@pytest.mark.parametrize("path", ["/vi/", "/none/", "/vi", "/assets/portal.0f.css"])
def test_every_answer_is_guarded(site: PublishedSite, path: str) -> None:
    headers = Answer(site, path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= set(headers)
    assert "Set-Cookie" not in headers


def test_before_anything_is_published_a_friendly_page_stands_there(tmp_path: Path) -> None:
    site = PublishedSite(refuse_to_be_called, tmp_path / "none", HANDED_ON)
    answer = Answer(site, "/")
    assert answer.status == 200
    assert "Chưa có tin, bài nào được đăng." in answer.body.decode()
    assert Answer(site, "/vi/").status == 404


def test_memory_kept_for_pages_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "CACHE_BYTES", 20)
    site = PublishedSite(refuse_to_be_called, folder, HANDED_ON)
    for path in ("/", "/vi/", "/vi/thac/", "/sitemap.xml", "/vi/atom.xml"):
        assert Answer(site, path).status == 200
    assert site._kept._bytes <= 20
    assert sum(len(file.content) for file in site._kept._files.values()) == site._kept._bytes
