"""Numbers as Vietnamese offices write them."""

from decimal import Decimal

from django import template

from nhipcau.reporting.labels import number_words

register = template.Library()


@register.filter
def in_figures(value: float | Decimal | None) -> str:
    """1.234 and 12,5; nothing for nothing."""
    return "" if value is None else number_words(value)
