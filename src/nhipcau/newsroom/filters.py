"""Filters of the list of stories and of the list of deliveries."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale

from nhipcau.jobs.enums import WorkState
from nhipcau.newsroom import queries
from nhipcau.newsroom.enums import InformationKind, Topic
from nhipcau.newsroom.models import Delivery, StoryPage
from nhipcau.newsroom.outlets import outlets
from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Task

STATES = [
    ("draft", _("draft")),
    ("waiting", _("waiting for clearance")),
    ("returned", _("returned with remarks")),
    ("published", _("published")),
    ("behind", _("with an edition behind its source")),
]


def _languages() -> list[tuple[str, str]]:
    return [(locale.language_code, locale.get_display_name()) for locale in Locale.objects.all()]


def _outlet_choices() -> list[tuple[str, Any]]:
    return [(outlet.name, outlet.label) for outlet in outlets()]


class StoryFilters(WagtailFilterSet):
    """By what a story is and how far its editions have come."""

    state = django_filters.ChoiceFilter(label=_("state of an edition"), choices=STATES, method="in_state")
    missing = django_filters.ChoiceFilter(label=_("without an edition in"), choices=_languages, method="without")
    topic = django_filters.ChoiceFilter(label=_("topic"), choices=Topic.choices)
    information_kind = django_filters.ChoiceFilter(label=_("kind of information"), choices=InformationKind.choices)
    providing_unit = django_filters.ModelChoiceFilter(
        label=_("providing unit"), queryset=lambda request: Unit.objects.filter(stories__isnull=False).distinct()
    )
    task = django_filters.ModelChoiceFilter(
        label=_("programme task"), queryset=lambda request: Task.objects.filter(stories__isnull=False).distinct()
    )

    class Meta:
        model = StoryPage
        fields: list[str] = []

    def in_state(self, stories: QuerySet[StoryPage], name: str, value: str) -> QuerySet[StoryPage]:
        editions = {
            "draft": lambda: StoryPage.objects.filter(live=False, first_published_at=None),
            "waiting": lambda: StoryPage.objects.filter(pk__in=queries.pages_in_workflow("in_progress")),
            "returned": lambda: StoryPage.objects.filter(pk__in=queries.pages_in_workflow("needs_changes")),
            "published": lambda: StoryPage.objects.filter(live=True),
            "behind": queries.editions_behind,
        }[value]()
        return stories.filter(translation_key__in=editions.values("translation_key"))

    def without(self, stories: QuerySet[StoryPage], name: str, value: str) -> QuerySet[StoryPage]:
        with_it = StoryPage.objects.filter(locale__language_code=value)
        return stories.exclude(translation_key__in=with_it.values("translation_key"))


class DeliveryFilters(WagtailFilterSet):
    """By outlet and by how it went."""

    state = django_filters.ChoiceFilter(label=_("state"), choices=WorkState.choices)
    outlet = django_filters.ChoiceFilter(label=_("outlet"), choices=_outlet_choices)
    language = django_filters.ChoiceFilter(label=_("language"), choices=_languages)

    class Meta:
        model = Delivery
        fields: list[str] = []
