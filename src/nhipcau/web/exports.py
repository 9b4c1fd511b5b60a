"""Lists that people take along as CSV or workbook: no cell of them is a formula, none is a code of the program.

Whoever types “=…” into a title would otherwise write a formula into another person's spreadsheet. Wagtail writes
workbooks with texts as texts; a CSV file knows no types, so there a mark before the text keeps it one.
"""

import re
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What spreadsheet programs take for a formula: also behind blanks, and in the wide forms of East Asian input.
FORMULA = re.compile(r"^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
A_NUMBER = re.compile(r"^[+-]?\d+([.,]\d+)*$")
# What XML cannot hold; a workbook with one of them is not written at all.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def harmless(value: Any, *, is_csv: bool) -> Any:
    """A value as it may stand in a cell; numbers, days and plain texts are left as they are.

    >>> harmless("=1+1", is_csv=True), harmless("=1+1", is_csv=False), harmless("-5", is_csv=True)
    ("'=1+1", '=1+1', '-5')
    """
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("", value)
    return f"'{text}" if is_csv and FORMULA.match(text) and not A_NUMBER.match(text) else text


def in_words(model: Any, field: str, value: Any) -> Any:
    """What people read in place of a code: the label of a choice, yes or no."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    try:
        choices = dict(model._meta.get_field(field).flatchoices)
    except (AttributeError, FieldDoesNotExist):
        return value
    return str(choices.get(value, value)) if isinstance(value, str) else value


def guard_exports() -> None:
    """Let every list's export go by `in_words` and `harmless`. Called when the program starts; twice does no harm."""
    preprocess = SpreadsheetExportMixin.preprocess_field_value
    if getattr(preprocess, "is_guarded", False):
        return

    def guarded(self: Any, field: str, value: Any, export_format: str) -> Any:
        worded = in_words(getattr(self, "model", None), field, value)
        return harmless(preprocess(self, field, worded, export_format), is_csv=export_format == self.FORMAT_CSV)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    SpreadsheetExportMixin.preprocess_field_value = guarded
