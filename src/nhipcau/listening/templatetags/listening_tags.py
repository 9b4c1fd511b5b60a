"""Times from the activation, and names of languages, in templates."""

from django import template

from nhipcau.listening.rules import offset_text
from nhipcau.newsroom.queries import own_name_of_language

register = template.Library()


@register.filter
def offset(minutes: int) -> str:
    """ "1h30" for 90."""
    return offset_text(minutes)


@register.filter
def own_name(code: str) -> str:
    """A language in its own words."""
    return own_name_of_language(code)
