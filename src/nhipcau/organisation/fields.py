"""Boxes of forms that several apps use."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nhipcau.organisation.library import Document
from nhipcau.vietnamese import clean_words


class WordsField(forms.CharField):
    """One line of words: in normal form, without signs that turn the direction of a line around."""

    def to_python(self, value: Any) -> str:
        return clean_words(super().to_python(value) or "")


class OfficeTimeField(forms.DateTimeField):
    """A moment by the clock of the installation, also for somebody whose account shows another clock."""

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(timezone.get_default_timezone()):
            return super().prepare_value(value)

    def to_python(self, value: Any) -> Any:
        with timezone.override(timezone.get_default_timezone()):
            return super().to_python(value)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the people, told apart by function and unit."""

    def label_from_instance(self, person: Any) -> str:
        label = f"{person.in_words} – {person.unit}"
        return f"{label} ({_('has left')})" if person.left_on else label


class NumberOfDocument(forms.TextInput):
    """A number that is typed, while the browser proposes those of the library."""

    documents: Iterable[Document] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        key = f"{(attrs or {}).get('id', name)}-offered"
        box = super().render(name, value, {**(attrs or {}), "list": key, "autocomplete": "off"}, renderer)
        options = format_html_join(
            "", '<option value="{}">{}</option>', ((one.number, one.name) for one in self.documents if one.number)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', box, key, options)
