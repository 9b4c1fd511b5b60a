"""Times from the activation, and names of languages, in templates."""

from django import template

from nhipcau.listening.models.language_names import own_name
from nhipcau.listening.rules import offset_text

register = template.Library()


@register.filter
def offset(minutes: int) -> str:
    """ "1h30" for 90."""
    return offset_text(minutes)


register.filter("own_name", own_name)
