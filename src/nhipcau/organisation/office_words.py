"""The language of the office, in which its documents are written whoever is looking; how it writes days and months."""

from contextlib import AbstractContextManager
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import pgettext


def in_office_language() -> AbstractContextManager[None]:
    """The language in which reports and plans are written and duties are named."""
    return translation.override(settings.LANGUAGE_CODE)


def plain_day(day: date) -> str:
    """A day as it stands in running text: 3/3/2026."""
    return f"{day.day}/{day.month}/{day.year}"


def month_of_year(month: int, year: int) -> str:
    """A month in running text: "December 2026", "tháng 12/2026"."""
    return pgettext("month of a year", "%(name)s %(year)d") % {"name": MONTHS[month], "month": month, "year": year}


def month_name(month: int) -> str:
    """A month as a heading: "December", "Tháng 12"."""
    return pgettext("month", "%(name)s") % {"name": MONTHS[month], "month": month}


def short_month_name(month: int) -> str:
    """A month at the head of a narrow column: "Dec", "Th. 12"."""
    return pgettext("short month", "%(name)s") % {"name": MONTHS_3[month].capitalize(), "month": month}
