"""What the lists of tasks, occasions and activities share."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.generic import IndexView

from nhipcau.vietnamese import fold_key

VIEW = ["view", "add", "change"]


def short_day(day: date | None) -> str:
    """A day as Vietnamese offices write it, or nothing."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


class FoundByWordsIndexView(IndexView):
    """A list that is searched word by word, with or without diacritics."""

    is_searchable = True
    any_permission_required = VIEW

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for word in fold_key(self.search_query or "").split():
            queryset = queryset.filter(folded__contains=word)
        return queryset
