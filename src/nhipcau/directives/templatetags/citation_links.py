"""What the library holds of the documents that a page names."""

from typing import Any

from django import template

from nhipcau.directives.citation_links import CitingLine, Found, links_of
from nhipcau.directives.models import Directive, ReadItem

register = template.Library()


@register.simple_tag(takes_context=True)
def documents_meant(context: dict[str, Any], item: ReadItem) -> tuple[Found, ...]:
    """The documents of the library that a citation means; all items of a page are answered by one question."""
    return links_of(item.directive, context["request"].user).of_item(item.pk)


@register.simple_tag(takes_context=True)
def changes_of(context: dict[str, Any], directive: Directive) -> list[CitingLine]:
    """The directives that amend or replace this one."""
    return links_of(directive, context["request"].user).changed_by
