"""The Vietnamese written language: normal form, folding, tone marks, numerals, days of both calendars.

Nothing here knows about documents or the web; everything works on plain strings.
"""

from nhipcau.vietnamese.days import FoundDay, as_date, find_days, month_span, quarter_span
from nhipcau.vietnamese.folding import fold, fold_key
from nhipcau.vietnamese.legacy import Legacy, LegacyFont, by_font, from_legacy, is_unicode, legacy_font, mend_legacy
from nhipcau.vietnamese.lunar import lunar_day, read_month, year_of_cycle
from nhipcau.vietnamese.normal_form import clean_words, normalise
from nhipcau.vietnamese.numerals import number_words, read_ordinal, read_roman, to_roman
from nhipcau.vietnamese.syllables import is_syllable
from nhipcau.vietnamese.tone_marks import same_word, with_classic_tone_marks, with_modern_tone_marks

__all__ = [
    "FoundDay",
    "Legacy",
    "LegacyFont",
    "as_date",
    "by_font",
    "clean_words",
    "find_days",
    "fold",
    "fold_key",
    "from_legacy",
    "is_syllable",
    "is_unicode",
    "legacy_font",
    "lunar_day",
    "mend_legacy",
    "month_span",
    "normalise",
    "number_words",
    "quarter_span",
    "read_month",
    "read_ordinal",
    "read_roman",
    "same_word",
    "to_roman",
    "with_classic_tone_marks",
    "with_modern_tone_marks",
    "year_of_cycle",
]
