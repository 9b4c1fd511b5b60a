"""What lists of the workspace share: days as offices write them, search word by word."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.views.generic import IndexView

from nhipcau.vietnamese import fold_key

VIEW = ["view", "add", "change"]


def short_day(day: date | None) -> str:
    """A day as Vietnamese offices write it, or nothing."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def span_words(begins_on: date | None, ends_on: date | None) -> str:
    """A period in one line: "1/3/2024 – 5/6/2026"; open ends stay open, one day stands alone.

    >>> span_words(date(2024, 3, 1), None), span_words(date(2024, 3, 1), date(2024, 3, 1)), span_words(None, None)
    ('1/3/2024 –', '1/3/2024', '')
    """
    if begins_on == ends_on:
        return short_day(begins_on)
    return f"{short_day(begins_on)} – {short_day(ends_on)}".strip()


def decision_words(one: Any) -> str:
    """A decision in one line: its number, its day."""
    return " · ".join(part for part in (one.decision_number, short_day(one.decision_date)) if part)


def day_asked_for(request: HttpRequest) -> date:
    """The day that the address names (`?on=`); today when it names none that exists."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()


class FoundByWordsIndexView(IndexView):
    """A list that is searched word by word, with or without diacritics, in the folded words that `words_in` names."""

    is_searchable = True
    any_permission_required = VIEW
    words_in: ClassVar[tuple[str, ...]] = ("folded",)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for word in fold_key(self.search_query or "").split():
            condition = reduce(or_, (Q(**{f"{name}__contains": word}) for name in self.words_in))
            queryset = queryset.filter(condition)
        return queryset
