"""The lunar calendar in texts: "mồng 10 tháng 3", "rằm tháng Giêng", "năm Bính Ngọ", as days of the solar calendar.

Conversion by lunar-vn for Vietnam's meridian, years 1900 to 2100. Leap months are not told apart: texts name the
plain one.
"""

from datetime import date

from lunar_vn import SUPPORTED_YEAR_RANGE, LunarDate, lunar_to_solar, solar_to_lunar

_STEMS = ("giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy")
_BRANCHES = ("ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui", "than", "dau", "tuat", "hoi")
_CYCLE = 60
# The year 4 began a cycle (Giáp Tý).
_FIRST = 4
_MONTHS = ("gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "mot", "chap")
STEM = f"(?:{'|'.join(_STEMS)})"
BRANCH = f"(?:{'|'.join(sorted(set(_BRANCHES)))})"
MONTH_NAME = f"(?:{'|'.join(_MONTHS)})"


def lunar_day(day: int, month: int, year: int) -> date | None:
    """Give the solar day of a lunar one, None when that year has no such day or lies outside the tables.

    >>> lunar_day(1, 1, 2026).isoformat(), lunar_day(10, 3, 2026).isoformat(), lunar_day(30, 12, 2025)
    ('2026-02-17', '2026-04-26', None)
    """
    if not SUPPORTED_YEAR_RANGE[0] < year < SUPPORTED_YEAR_RANGE[1]:
        return None
    try:
        lunar = LunarDate(day, month, year)
        solar = lunar_to_solar(lunar)
    except ValueError:
        return None
    # Of the 30th of a short month the library makes the first of the next one.
    return solar if solar_to_lunar(solar) == lunar else None


def year_of_cycle(stem: str, branch: str, near: int) -> int | None:
    """Give the year of a folded name ("binh", "ngo") that lies nearest to `near`; None when no year has that name.

    Folded, "Tý" and "Tỵ" are one word; the stem tells them apart, as even stems go with even branches.

    >>> year_of_cycle("binh", "ngo", 2025), year_of_cycle("at", "ty", 2026), year_of_cycle("giap", "suu", 2026)
    (2026, 2025, None)
    """
    if stem not in _STEMS:
        return None
    first = _STEMS.index(stem)
    places = [place for place, name in enumerate(_BRANCHES) if name == branch and place % 2 == first % 2]
    if not places:
        return None
    offset = next(turn for turn in range(_CYCLE) if turn % 10 == first and turn % 12 == places[0])
    year = near - (near - _FIRST - offset) % _CYCLE
    return year if near - year <= _CYCLE // 2 else year + _CYCLE


def read_month(word: str) -> int | None:
    """Give 1..12 for a folded month of the lunar year ("gieng", "chap", "ba", "8"), None for anything else.

    >>> read_month("gieng"), read_month("chap"), read_month("8"), read_month("13")
    (1, 12, 8, None)
    """
    if word.isdigit():
        return int(word) if 1 <= int(word) <= len(_MONTHS) else None
    return _MONTHS.index(word) + 1 if word in _MONTHS else None
