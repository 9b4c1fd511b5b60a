"""The language of the office, in which its documents are written whoever is looking, and how it writes a day."""

from contextlib import AbstractContextManager
from datetime import date

from django.conf import settings
from django.utils import translation


def in_office_language() -> AbstractContextManager[None]:
    """The language in which reports and plans are written and duties are named."""
    return translation.override(settings.LANGUAGE_CODE)


def plain_day(day: date) -> str:
    """A day as it stands in running text: 3/3/2026."""
    return f"{day.day}/{day.month}/{day.year}"
