"""Compares the project's Vietnamese catalogue with the texts of the installed packages.

Wagtail ships about a fifth of its admin in Vietnamese, allauth and axes nothing. What our users meet of them is
translated in `src/nhipcau/web/locale/vi`, which stands above the packages' own catalogues. An upgrade of a package
brings new texts, changes some and drops others; these commands say which:

    python tools/catalogue.py missing      texts of the installed packages without Vietnamese, ready to be pasted in
    python tools/catalogue.py unused       texts of our catalogue that no installed package asks for any more
    python tools/catalogue.py faults       broken placeholders, empty texts, marks that are not in NFC
    python tools/catalogue.py collisions   texts of our own apps that the catalogue above would replace by others

Each exits with status 1 when it has found something. The test suite asks the same questions.
"""

import argparse
import importlib.util
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "nhipcau"
CATALOGUE = SOURCE / "web" / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")

Key = tuple[str, str]
"""What gettext looks a text up by: its context (empty when there is none) and the English text."""


@dataclass(frozen=True)
class Scope:
    """The texts of one package that our users can meet."""

    package: str
    """Folder inside the installed packages, such as `wagtail/admin`."""
    without: tuple[str, ...] = ()
    """Beginnings of source places whose texts nobody meets here."""


SCOPES = (
    Scope("wagtail/admin"),
    Scope("wagtail"),
    Scope("wagtail/images"),
    Scope("wagtail/documents"),
    Scope("wagtail/users"),
    Scope("wagtail/snippets"),
    Scope("wagtail/embeds"),
    Scope("wagtail/search"),
    Scope("wagtail/sites"),
    Scope("wagtail/locales"),
    Scope("wagtail/contrib/simple_translation"),
    Scope("wagtail/contrib/settings"),
    Scope("wagtail/contrib/table_block"),
    Scope("wagtail/contrib/typed_table_block"),
    Scope("taggit"),
    Scope("django_filters"),
    # Signing in through other services, and being such a service for others, are not installed.
    Scope(
        "allauth",
        without=(
            "headless/",
            "idp/",
            "socialaccount/",
            "usersessions/",
            "templates/idp/",
            "templates/openid/",
            "templates/socialaccount/",
            "templates/usersessions/",
        ),
    ),
    Scope("axes"),
    # Django's welcome page is only seen before a project has any address of its own.
    Scope("django/conf", without=("views/templates/default_urlconf.html",)),
    Scope("django/contrib/auth"),
    Scope("django/contrib/contenttypes"),
    Scope("django/contrib/humanize"),
)

APART = {"portal"}
"""Apps that read their own catalogue without Django's, so that nothing stands above it."""

ONE_FORM_SAYS_LESS = {
    # The plural of this text in Wagtail names a number that is zero wherever the text is shown.
    "Deleting this page will also delete %(translation_count)s translation of this page.",
}

_PLACEHOLDER = re.compile(r"%\(\w+\)[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]|%[sdr]|\{\w*\}")
_TAG = re.compile(r"<[^<>]+>")


def _is_of_web(entry: polib.POEntry) -> bool:
    return str(entry.comment).startswith("nhipcau.web")


def key_of(entry: polib.POEntry) -> Key:
    return (entry.msgctxt or "", entry.msgid)


def text_of(entry: polib.POEntry) -> str:
    """The Vietnamese of an entry: Vietnamese has one form for all numbers."""
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def entries_of(file: Path) -> Iterator[polib.POEntry]:
    for entry in polib.pofile(str(file)):
        if not entry.obsolete:
            yield entry


def installed_folder(package: str) -> Path:
    """Where a package is installed, found without importing Django or starting anything."""
    first, _, rest = package.partition("/")
    spec = importlib.util.find_spec(first)
    if spec is None or not spec.submodule_search_locations:
        raise LookupError(f"{first} is not installed")
    return Path(next(iter(spec.submodule_search_locations)), rest)


def _is_met(entry: polib.POEntry, scope: Scope) -> bool:
    if (entry.msgctxt or "").startswith("ordinal "):
        return False  # "1st", "2nd": Vietnamese puts "thứ" before the number, which no such text can do
    places = [place for place, _ in entry.occurrences]
    return not places or any(not place.startswith(scope.without) for place in places)


def asked_by(scope: Scope, domain: str) -> dict[Key, polib.POEntry]:
    """The texts that a package asks for.

    They stand in its English catalogue; where it ships no English one, in all of its catalogues together.
    """
    locale = installed_folder(scope.package) / "locale"
    english = locale / "en" / "LC_MESSAGES" / f"{domain}.po"
    files = [english] if english.exists() else sorted(locale.glob(f"*/LC_MESSAGES/{domain}.po"))
    return {key_of(entry): entry for file in files for entry in entries_of(file) if _is_met(entry, scope)}


def asked(domain: str) -> dict[Key, polib.POEntry]:
    """The texts that all packages ask for. Where two ask for the same text, the one with a plural counts."""
    found: dict[Key, polib.POEntry] = {}
    for scope in SCOPES:
        for key, entry in asked_by(scope, domain).items():
            if key not in found or (entry.msgid_plural and not found[key].msgid_plural):
                found[key] = entry
    return found


def ours(domain: str) -> dict[Key, polib.POEntry]:
    """The project's own Vietnamese catalogue."""
    return {key_of(entry): entry for entry in entries_of(CATALOGUE / f"{domain}.po")}


def shipped(domain: str) -> set[Key]:
    """The texts that the packages themselves have in Vietnamese."""
    files = (installed_folder(scope.package) / "locale/vi/LC_MESSAGES" / f"{domain}.po" for scope in SCOPES)
    return {key_of(entry) for file in files if file.exists() for entry in entries_of(file) if entry.translated()}


def missing(domain: str) -> list[polib.POEntry]:
    """Texts that our users would read in English."""
    known = ours(domain).keys() | shipped(domain)
    return [entry for key, entry in asked(domain).items() if key not in known]


def unused(domain: str) -> list[Key]:
    """Texts of our catalogue that no installed package asks for: left behind by an upgrade.

    Texts of `nhipcau.web` itself stand in the same file and say so in a comment.
    """
    asked_for = asked(domain).keys() | shipped(domain)
    return [key for key, entry in ours(domain).items() if key not in asked_for and not _is_of_web(entry)]


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one entry, in words."""
    text = text_of(entry)
    if not text.strip():
        yield "no Vietnamese"
        return
    if entry.fuzzy:
        yield "marked fuzzy"
    if entry.msgid_plural and set(entry.msgstr_plural) != {0}:
        yield "Vietnamese has one form for all numbers"
    if unicodedata.normalize("NFC", text) != text:
        yield "not in NFC"
    if re.search(r"\w!(?!\w)", text):
        yield "an exclamation mark"
    if entry.msgid[:1].isspace() != text[:1].isspace() or entry.msgid[-1:].isspace() != text[-1:].isspace():
        yield "spaces at the ends differ"
    english = entry.msgid if entry.msgid in ONE_FORM_SAYS_LESS else entry.msgid_plural or entry.msgid
    if set(_PLACEHOLDER.findall(english)) != set(_PLACEHOLDER.findall(text)):
        yield "other placeholders than in English"
    if Counter(_TAG.findall(english)) != Counter(_TAG.findall(text)):
        yield "other HTML than in English"


def faults(domain: str) -> list[str]:
    return [f"{entry.msgid!r}: {fault}" for entry in ours(domain).values() for fault in faults_of(entry)]


def collisions(domain: str) -> list[str]:
    """Texts of our own apps that are lost, because Django puts `LOCALE_PATHS` above the catalogues of apps.

    The way out is a context (`pgettext("programme", "task")`), with which a word that Wagtail uses for something else
    is another text.
    """
    above = ours(domain)
    found = []
    for file in sorted(SOURCE.glob(f"*/locale/vi/LC_MESSAGES/{domain}.po")):
        app = file.relative_to(SOURCE).parts[0]
        if file.parent == CATALOGUE or app in APART:
            continue
        for entry in entries_of(file):
            other = above.get(key_of(entry))
            if other is not None and text_of(entry) != text_of(other):
                found.append(f"{app}: {entry.msgid!r} is {text_of(entry)!r} here, {text_of(other)!r} above")
    return found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Compare the Vietnamese catalogue with the texts of the installed packages."
    )
    parser.add_argument("question", choices=("missing", "unused", "faults", "collisions"))
    question = parser.parse_args(arguments).question
    count = 0
    for domain in DOMAINS:
        if question == "missing":
            lines = [
                str(polib.POEntry(msgctxt=e.msgctxt, msgid=e.msgid, msgid_plural=e.msgid_plural))
                for e in missing(domain)
            ]
        elif question == "unused":
            lines = [repr(key) for key in unused(domain)]
        else:
            lines = faults(domain) if question == "faults" else collisions(domain)
        if lines:
            print(f"# {domain}: {len(lines)}", *lines, sep="\n")
        count += len(lines)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
