"""Names of periods and of languages, and the sentences that activities become.

What goes into a report is written in the language of the office, whoever is looking: see `in_office_language`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nhipcau.organisation.office_words import in_office_language, month_of_year, plain_day
from nhipcau.reporting.enums import Frequency
from nhipcau.reporting.rules import DayOfYear, Period
from nhipcau.vietnamese import number_words

__all__ = [
    "Deed",
    "due_words",
    "figure_words",
    "in_office_language",
    "language_name",
    "language_order",
    "number_words",
    "period_name",
    "plain_day",
    "report_name",
    "sentence",
]

LANGUAGE_NAMES = {
    "vi": gettext_lazy("Vietnamese"),
    "en": gettext_lazy("English"),
    "zh-hans": gettext_lazy("Chinese"),
    "fr": gettext_lazy("French"),
    "ja": gettext_lazy("Japanese"),
    "ko": gettext_lazy("Korean"),
    "lo": gettext_lazy("Lao"),
    "km": gettext_lazy("Khmer"),
    "ru": gettext_lazy("Russian"),
    "es": gettext_lazy("Spanish"),
}
DUTY_NAMES = {
    Frequency.MONTH: gettext_lazy("Monthly report"),
    Frequency.QUARTER: gettext_lazy("Quarterly report"),
    Frequency.HALF_YEAR: gettext_lazy("Half-year report"),
    Frequency.SIX_MONTHS: gettext_lazy("Six-month report"),
    Frequency.NINE_MONTHS: gettext_lazy("Nine-month report"),
    Frequency.YEAR: gettext_lazy("Yearly report"),
    Frequency.ON_REQUEST: gettext_lazy("Report on request"),
}
QUARTERS = ("I", "II", "III", "IV")


def period_name(period: Period, frequency: str) -> str:
    """How people call a period: "tháng 3/2026", "quý I/2026", "6 tháng đầu năm 2026", "năm 2026"; "March 2026"."""
    values = {"year": period.year, "quarter": QUARTERS[(period.month - 1) // 3]}
    match frequency:
        case Frequency.MONTH:
            return month_of_year(period.month, period.year)
        case Frequency.QUARTER:
            return _("quarter %(quarter)s of %(year)d") % values
        case Frequency.SIX_MONTHS:
            return _("the first half of %(year)d") % values
        case Frequency.HALF_YEAR if period.month <= 6:
            return _("the first half of %(year)d") % values
        case Frequency.HALF_YEAR:
            return _("the second half of %(year)d") % values
        case Frequency.NINE_MONTHS:
            return _("the first nine months of %(year)d") % values
        case Frequency.ON_REQUEST:
            return _("%(first)s to %(last)s") % {"first": plain_day(period.start), "last": plain_day(period.end)}
        case _:
            return pgettext("year", "%(year)d") % values


def due_words(day: int, month: int | None = None, days: Sequence[DayOfYear] = ()) -> str:
    """Before which day reports are due: "trước ngày 20", "trước ngày 15/12", "trước ngày 20/6, 20/12"."""
    if days:
        return _("before %(days)s") % {"days": ", ".join(f"{one}/{of_month}" for one, of_month in days)}
    if month:
        return _("before %(day)d/%(month)d") % {"day": day, "month": month}
    return _("before day %(day)d") % {"day": day}


def report_name(period: Period, frequency: str) -> str:
    """How people call a report: "Báo cáo tháng 3/2026"."""
    return _("Report for %(period)s") % {"period": period_name(period, frequency)}


def language_name(code: str) -> str:
    """A language of a story; the code itself when it is none of the portal's."""
    return str(LANGUAGE_NAMES.get(code, code))


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done, in as many languages as it was done in. `words` is what the unit did, before the title."""

    words: str
    title: str
    day: date
    languages: tuple[str, ...] = ()
    place: str = ""
    # Each as "số người tham dự: 1.200 lượt người".
    numbers: tuple[str, ...] = ()


def sentence(deed: Deed) -> str:
    """A ready sentence for a report: "Ngày 3/3/2026, đăng tin, bài “…” tại … (tiếng Việt, tiếng Anh; …)."."""
    values = {
        "day": plain_day(deed.day),
        "deed": deed.words,
        "title": _isolated(quoted_within(" ".join(deed.title.split()))),
        "place": _isolated(" ".join(deed.place.split())),
    }
    if deed.place:
        text = _("On %(day)s, %(deed)s “%(title)s” at %(place)s") % values
    else:
        text = _("On %(day)s, %(deed)s “%(title)s”") % values
    languages = ", ".join(language_name(code) for code in deed.languages)
    more = "; ".join(part for part in (languages, *deed.numbers) if part)
    return f"{text} ({more})." if more else f"{text}."


def summary(name: str, count: int, numbers: Sequence[str]) -> str:
    """What leads many sentences of one kind: "Tin, bài được đăng: 10 (lượt xem: 50.400 lượt), cụ thể:"."""
    values = {"name": name[:1].upper() + name[1:], "count": number_words(count), "numbers": "; ".join(numbers)}
    if numbers:
        return _("%(name)s: %(count)s (%(numbers)s), as follows:") % values
    return _("%(name)s: %(count)s, as follows:") % values


def quoted_within(title: str) -> str:
    """A title as it stands between quotation marks: its own become single ones."""
    return re.sub(r'"([^"]*)"', "‘\\1’", title).translate(str.maketrans("“”", "‘’"))


def figure_words(name: str, value: int | float, unit: str) -> str:
    """A figure in a sentence: "số người tham dự: 1.200 lượt người"."""
    lowered = name[:1].lower() + name[1:]
    return f"{lowered}: {number_words(value)} {unit}".rstrip()


def _isolated(title: str) -> str:
    """A title from right to left keeps its place between marks that belong to the sentence."""
    if any("\u0590" <= character <= "\u08ff" for character in title):
        return f"\u2068{title}\u2069"
    return title


def language_order(code: str) -> tuple[int, str]:
    """Sorts languages as the portal lists them."""
    known: Sequence[str] = list(LANGUAGE_NAMES)
    return (known.index(code) if code in known else len(known), code)
