"""Nothing of Wagtail, Django, allauth and axes is left in English, and nothing in our Vietnamese of it is broken."""

import re
import subprocess
import sys
import unicodedata

import polib
import pytest
from tools import catalogue

each_domain = pytest.mark.parametrize("domain", catalogue.DOMAINS)


@each_domain
def test_every_text_of_the_installed_packages_has_vietnamese(domain: str) -> None:
    left = [entry.msgid for entry in catalogue.missing(domain)]
    assert left == [], "translate them: python tools/catalogue.py missing"


@each_domain
def test_no_text_is_broken(domain: str) -> None:
    """Placeholders, HTML, NFC, nothing empty, nothing fuzzy, no exclamation marks."""
    assert catalogue.faults(domain) == []


@each_domain
def test_no_text_is_left_behind_by_an_upgrade(domain: str) -> None:
    assert catalogue.unused(domain) == []


@each_domain
def test_no_text_is_there_twice(domain: str) -> None:
    entries = list(catalogue.entries_of(catalogue.CATALOGUE / f"{domain}.po"))
    assert len(entries) == len(catalogue.ours(domain))


@each_domain
def test_no_text_of_our_apps_is_replaced_by_another(domain: str) -> None:
    assert catalogue.collisions(domain) == [], "give the text of the app a context (pgettext)"


@each_domain
def test_one_spelling_for_marks_that_have_two(domain: str) -> None:
    """Both "khoá" and "khóa" are in use; the catalogue keeps to the first."""
    old = re.compile(r"\b(?:khóa|xóa|hóa|hủy|tùy|ủy|thỏa|lọai)\w*", re.IGNORECASE)
    assert [
        found.group()
        for text in map(catalogue.text_of, catalogue.ours(domain).values())
        for found in old.finditer(text)
    ] == []


def test_what_users_meet_most() -> None:
    """The terms that the project agreed on, where Wagtail's own Vietnamese has others or none."""
    texts = {key[1]: catalogue.text_of(entry) for key, entry in catalogue.ours("django").items()}
    agreed = {
        "Publish": "Xuất bản",
        "Unpublish": "Ngừng xuất bản",
        "Save draft": "Lưu bản nháp",
        "Submit for moderation": "Gửi duyệt",
        "Approve": "Duyệt",
        "Reject": "Trả lại",
        "Workflow": "Quy trình duyệt",
        "Task": "Bước duyệt",
        "Collection": "Bộ sưu tập",
        "Locale": "Ngôn ngữ",
        "Alt text": "Văn bản thay thế",
        "Log out": "Đăng xuất",
        "Log in": "Đăng nhập",
    }
    assert {english: texts.get(english) for english in agreed} == agreed


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Page %(title)s", msgstr="Trang"), "other placeholders than in English"),
        (polib.POEntry(msgid="Page {title}", msgstr="Trang {tên}"), "other placeholders than in English"),
        (polib.POEntry(msgid="<b>Page</b>", msgstr="<b>Trang"), "other HTML than in English"),
        (polib.POEntry(msgid="Page", msgstr=unicodedata.normalize("NFD", "Trang sửa")), "not in NFC"),
        (polib.POEntry(msgid="Page", msgstr=""), "no Vietnamese"),
        (polib.POEntry(msgid="Page", msgstr="Trang", flags=["fuzzy"]), "marked fuzzy"),
        (polib.POEntry(msgid="Saved", msgstr="Đã lưu!"), "an exclamation mark"),
        (polib.POEntry(msgid="Locale: ", msgstr="Ngôn ngữ:"), "spaces at the ends differ"),
        (
            polib.POEntry(msgid="1 page", msgid_plural="%(n)s pages", msgstr_plural={0: "trang"}),
            "other placeholders than in English",
        ),
    ],
)
def test_each_fault_is_found(entry: polib.POEntry, fault: str) -> None:
    assert fault in list(catalogue.faults_of(entry))


def test_the_command_says_when_all_is_well() -> None:
    done = subprocess.run(
        [sys.executable, "tools/catalogue.py", "missing"],
        check=False,
        cwd=catalogue.ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
