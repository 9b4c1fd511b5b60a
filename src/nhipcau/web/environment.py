"""Reads settings from the environment and refuses nonsense in one clear line."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    """The variable's text, or the default when it is not set."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no variable.

    Raises:
        ImproperlyConfigured: the text is neither.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.casefold() in TRUE | FALSE:
        return value.casefold() in TRUE
    raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")


def number(name: str, default: int) -> int:
    """A whole number of at least 0.

    Raises:
        ImproperlyConfigured: the text is no such number.
    """
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas."""
    value = os.environ.get(name)
    return default if value is None else [word.strip() for word in value.split(",") if word.strip()]


def data_folder() -> Path:
    """Where the database, pictures, the published site and the keys live."""
    return Path(text("NHIPCAU_DATA", "data")).expanduser().resolve()


def secret_key(folder: Path) -> str:
    """The key that signs sessions: from the environment, or made once and kept in the data folder."""
    if key := os.environ.get("NHIPCAU_SECRET_KEY"):
        return key
    file = folder / "secret-key"
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        return _make_secret_key(file)


def _make_secret_key(file: Path) -> str:
    key = secrets.token_urlsafe(60)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it a moment ago
        return file.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {file.parent} cannot be written: {error.strerror}.") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key)
    return key
