"""Which texts of our own lack Vietnamese, or have two: `python tools/own_texts.py` lists them, file by file.

English needs no catalogue: message ids are the English texts. The portal's ten languages have a test of their own.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "nhipcau"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "_": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
Text = tuple[str, str]  # context, message id


def texts_of(file: Path) -> Iterator[Text]:
    """Every text in a module, script or template that a reader could see."""
    source = file.read_text(encoding="utf-8")
    language = "javascript" if file.suffix == ".js" else "python"
    if file.suffix in (".html", ".txt"):
        # Django writes what looks like Python but for the indentation.
        source = "\n".join(line.lstrip() for line in templatize(source, origin=str(file)).splitlines())
    for _line, message, _comments, context in extract(language, io.BytesIO(source.encode()), KEYWORDS):
        yield context or "", message[0] if isinstance(message, tuple) else message


def source_files() -> Iterator[Path]:
    """Modules, scripts and templates of the workspace. The portal's pages are checked with its ten catalogues."""
    for pattern in ("*.py", "templates/**/*.html", "templates/**/*.txt", "static/**/*.js"):
        for file in sorted(SOURCE.rglob(pattern)):
            if "migrations" not in file.parts and "templates_public" not in file.parts:
                yield file


def translated() -> set[Text]:
    """Every text that has Vietnamese, whichever catalogue holds it. Django merges them all."""
    found: set[Text] = set()
    for catalogue in SOURCE.rglob("locale/vi/LC_MESSAGES/*.po"):
        for entry in polib.pofile(str(catalogue)):
            if (entry.msgstr or all(entry.msgstr_plural.values())) and not entry.fuzzy and not entry.obsolete:
                found.add((entry.msgctxt or "", entry.msgid))
    return found


def missing() -> dict[str, list[str]]:
    """Texts without Vietnamese, by file."""
    if not settings.configured:
        settings.configure()  # templatize asks for the charset
    known = translated()
    lacking = {
        str(file.relative_to(SOURCE)): sorted(
            {text for context, text in texts_of(file) if (context, text) not in known}
        )
        for file in source_files()
    }
    return {file: texts for file, texts in lacking.items() if texts}


def different() -> dict[Text, dict[str, str]]:
    """Texts that two apps have in different Vietnamese, by app. Django merges all catalogues, so both apps would show
    the same of the two.

    What `web` says of Wagtail's texts and the portal of its own is no such pair: in the workspace web's words win, and
    the public pages read the portal's catalogue alone.
    """
    found: dict[Text, dict[str, str]] = {}
    for catalogue in sorted(SOURCE.rglob("locale/vi/LC_MESSAGES/django.po")):
        app = catalogue.relative_to(SOURCE).parts[0]
        for entry in polib.pofile(str(catalogue)):
            if not entry.obsolete:
                text = entry.msgstr or " | ".join(entry.msgstr_plural.values())
                found.setdefault((entry.msgctxt or "", entry.msgid), {})[app] = text
    return {
        key: texts for key, texts in found.items() if len(set(texts.values())) > 1 and texts.keys() != {"portal", "web"}
    }


if __name__ == "__main__":
    for name, texts in missing().items():
        print(name)
        for text in texts:
            print(f"    {text!r}")
    for (context, text), of_apps in different().items():
        print(f"{text!r} {context} is said differently: {of_apps}")
