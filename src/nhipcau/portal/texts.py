"""Words and dates of the interface in a reader's language. Needs no Django settings and no compiled catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from nhipcau.portal.languages import LANGUAGES

CATALOGUES = Path(__file__).parent / "locale"
# What CLDR calls "long" writes the Vietnamese month in words; official Vietnamese writes 30/3/2021.
DAY_PATTERNS = {"vi": "d/M/y", "en": "d MMMM y"}
DAY_AND_MONTH_PATTERNS = {
    "vi": "d/M",
    "en": "d MMM",
    "zh-hans": "M月d日",
    "ja": "M月d日",
    "ko": "M월 d일",
    "ru": "d MMM",
    "fr": "d MMM",
    "es": "d MMM",
    "lo": "d MMM",
    "km": "d MMM",
}
PROVINCE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Texts:
    """One language's catalogue and habits."""

    code: str
    catalogue: GNUTranslations
    locale: Locale
    time_zone: tzinfo = PROVINCE_TIME

    def say(self, message: str) -> str:
        """The message in this language; the English message itself where the catalogue lacks it."""
        return self.catalogue.gettext(message)

    def day(self, moment: date | datetime) -> str:
        """A day as readers of this language write it: 30/3/2021, 2021年3月30日, 30 March 2021."""
        day = self._local_day(moment)
        written = str(format_date(day, DAY_PATTERNS.get(self.code, "long"), locale=self.locale))
        return _first_in_french(written) if self.code == "fr" else written

    def day_and_month(self, moment: date | datetime) -> str:
        """A day of this year, short: 30/3, 3月30日, 30 Mar."""
        day = self._local_day(moment)
        written = str(format_date(day, DAY_AND_MONTH_PATTERNS[self.code], locale=self.locale))
        return _first_in_french(written) if self.code == "fr" else written

    def days(self, first: date, last: date) -> str:
        """One day, or the first and last of several."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def enumerate(self, words: Sequence[str]) -> str:
        """Words as this language lists them: "title, lead and text", "标题、导语和正文"."""
        return str(format_list(words, locale=self.locale))

    def _local_day(self, moment: date | datetime) -> date:
        return moment.astimezone(self.time_zone).date() if isinstance(moment, datetime) else moment


@cache
def texts_in(language: str) -> Texts:
    """The texts of one of `LANGUAGES`."""
    locale = LANGUAGES[language].locale
    return Texts(code=language, catalogue=read_catalogue(locale), locale=Locale.parse(locale))


def read_catalogue(locale: str) -> GNUTranslations:
    """The catalogue of a locale, straight from its text form: no compiled file could be missing or stale."""
    with catalogue_file(locale).open("rb") as source:
        catalogue = read_po(source, locale=locale)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue_file(locale: str) -> Path:
    """Where the catalogue of a locale is."""
    return CATALOGUES / locale / "LC_MESSAGES" / "django.po"


def _first_in_french(written: str) -> str:
    """French counts the first of a month as "1er"."""
    return written.replace("1 ", "1er ", 1) if written.startswith("1 ") else written
