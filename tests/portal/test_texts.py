"""Dates as readers write them; ten complete catalogues."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from nhipcau.portal.languages import LANGUAGES
from nhipcau.portal.texts import CATALOGUES, catalogue_file, texts_in

PORTAL = CATALOGUES.parent
PLACEHOLDER = re.compile(r"%\(\w+\)s")
# Words that are the same in both languages, and names.
MAY_STAY_ENGLISH = {
    "fr": {"Contact", "Sources", "sources", "Page", "Pages", "Culture", "Corrections"},
    "es": {"Portal", "portal"},
}


def messages_of_the_portal() -> set[str | tuple[str, ...]]:
    """Every message id that templates and modules use."""
    from_templates = [
        (path, "jinja2.ext:babel_extract", {"_": None, "ngettext": (1, 2)}) for path in PORTAL.rglob("*.j2")
    ]
    from_modules = [(path, "python", {"_": None, "N_": None, "say": None}) for path in PORTAL.glob("*.py")]
    return {message for source in (*from_templates, *from_modules) for message in _messages(*source)}


def _messages(path: Path, method: str, keywords: dict) -> list[str | tuple[str, ...]]:
    options = {"newstyle_gettext": "true", "silent": "false"} if path.suffix == ".j2" else {}
    with path.open("rb") as source:
        return [message for _, message, _, _ in extract(method, source, keywords=keywords, options=options)]


def catalogue(language: str) -> Catalog:
    with catalogue_file(LANGUAGES[language].locale).open("rb") as source:
        return read_po(source, locale=LANGUAGES[language].locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_portal_is_in_the_catalogue_and_no_other(language: str) -> None:
    assert {message.id for message in catalogue(language) if message.id} == messages_of_the_portal()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_keeps_its_placeholders(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            assert not message.fuzzy, message.id
            for form in _forms(message):
                assert form.strip(), message.id
                assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(str(message.id))), form


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_no_message_is_left_in_english(language: str) -> None:
    same = {message.id for message in catalogue(language) if message.id and message.string == message.id}
    assert same <= MAY_STAY_ENGLISH.get(language, set())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", "30/3/2021"),
        ("en", "30 March 2021"),
        ("zh-hans", "2021年3月30日"),
        ("fr", "30 mars 2021"),
        ("ja", "2021年3月30日"),
        ("ko", "2021년 3월 30일"),
        ("lo", "30 ມີນາ 2021"),
        ("km", "30 មីនា 2021"),
        ("ru", "30 марта 2021\N{NARROW NO-BREAK SPACE}г."),
        ("es", "30 de marzo de 2021"),
    ],
)
def test_a_date_is_written_as_its_reader_writes_it(language: str, expected: str) -> None:
    assert (
        texts_in(language).day(date(2021, 3, 30)).replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}") == expected
    )


def test_french_counts_the_first_of_a_month() -> None:
    assert texts_in("fr").day(date(2026, 5, 1)) == "1er mai 2026"
    assert texts_in("fr").day(date(2026, 5, 21)) == "21 mai 2026"


def test_a_moment_belongs_to_the_day_that_the_province_has() -> None:
    assert texts_in("vi").day(datetime(2026, 3, 29, 18, 0, tzinfo=UTC)) == "30/3/2026"


def _forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)
