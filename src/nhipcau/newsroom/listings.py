"""The lists "Stories" and "Deliveries to outlets"."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from nhipcau.newsroom import queries
from nhipcau.newsroom.columns import AgainColumn, DeliveryStateColumn, EditionsColumn, EditionTitleColumn
from nhipcau.newsroom.filters import DeliveryFilters, StoryFilters
from nhipcau.newsroom.models import Delivery, StoryIndexPage, StoryPage
from nhipcau.vietnamese import fold_key

# Left out where there is no room for it.
WIDE = "nc-wide"


def url_of_new_story(user: Any) -> str | None:
    """Where a person begins a story; None for who may not."""
    index = StoryIndexPage.objects.filter(locale__language_code=queries.SOURCE_LANGUAGE).first()
    if index is None or not index.permissions_for_user(user).can_add_subpage():
        return None
    return reverse("wagtailadmin_pages:add", args=["newsroom", "storypage", index.pk])


class StoryList(ReportView):
    """Every story once, with its language editions."""

    model = StoryPage
    permission_policy = ModelPermissionPolicy(StoryPage)
    permission_required = "view"
    page_title = _("Stories")
    header_icon = "doc-full"
    template_name = "newsroom/story_list.html"
    results_template_name = "newsroom/story_list_results.html"
    index_url_name = "newsroom:story_list"
    index_results_url_name = "newsroom:story_list_results"
    filterset_class = StoryFilters
    is_searchable = True
    default_ordering = "-latest_revision_created_at"
    paginate_by = 25
    verbose_name_plural = _("stories")
    list_export = ["draft_title", "edition_states", "topic", "information_kind", "task", "providing_unit", "day"]
    export_headings = {
        "draft_title": _("Title"),
        "edition_states": _("Language editions"),
        "topic": _("Topic"),
        "information_kind": _("Kind of information"),
        "task": _("Programme task"),
        "providing_unit": _("Providing unit"),
        "day": _("Changed"),
    }
    columns = [
        TitleColumn(
            "draft_title",
            label=_("Title"),
            sort_key="title",
            get_url=lambda story: reverse("newsroom:story", args=[story.pk]),
        ),
        EditionsColumn("editions", label=_("Language editions")),
        Column("topic", label=_("Topic"), accessor="get_topic_display", sort_key="topic", classname=WIDE),
        Column("task", label=_("Programme task"), classname=WIDE),
        Column("providing_unit", label=_("Providing unit"), sort_key="providing_unit__name", classname=WIDE),
        DateColumn("latest_revision_created_at", label=_("Changed"), sort_key="latest_revision_created_at"),
    ]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        url = url_of_new_story(self.request.user)
        return [HeaderButton(_("Write a story"), url, icon_name="plus")] if url else []

    def get_base_queryset(self) -> Any:
        return queries.representative_editions()

    def get_filtered_queryset(self) -> Any:
        return self.get_queryset()

    def search_queryset(self, queryset: Any) -> Any:
        for word in fold_key(self.search_query or "").split():
            queryset = queryset.filter(
                translation_key__in=StoryPage.objects.filter(folded__contains=word).values("translation_key")
            )
        return queryset

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        stories = list(object_list)
        editions = queries.editions_of(stories)
        for story in stories:
            story.editions = editions[story.translation_key]
            story.edition_states = "; ".join(
                f"{edition.language}: {edition.state.label if edition.state else '–'}" for edition in story.editions
            )
            story.day = story.latest_revision_created_at
        return stories

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(object_list if self.is_export else self.decorated(object_list))

    def decorated(self, object_list: Any) -> list[Any]:
        """The rows of this page with their editions, asked for once."""
        if not hasattr(self, "_decorated"):
            self._decorated = self.decorate_paginated_queryset(object_list)
        return self._decorated

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["new_story_url"] = url_of_new_story(self.request.user)
        context["is_narrowed"] = bool(self.is_searching or self.is_filtering)
        return context


class DeliveryList(ReportView):
    """What went to which outlet, and what did not get there."""

    model = Delivery
    permission_policy = ModelPermissionPolicy(Delivery)
    permission_required = "view"
    page_title = _("Deliveries to outlets")
    header_icon = "mail"
    template_name = "newsroom/delivery_list.html"
    results_template_name = "newsroom/delivery_list_results.html"
    index_url_name = "newsroom:delivery_list"
    index_results_url_name = "newsroom:delivery_list_results"
    filterset_class = DeliveryFilters
    default_ordering = "-created_at"
    paginate_by = 50
    verbose_name_plural = _("deliveries")
    list_export = ["story_title", "language", "outlet_label", "action", "state", "failure", "created_at", "finished_at"]
    export_headings = {
        "story_title": _("Title"),
        "language": _("Language"),
        "outlet_label": _("Outlet"),
        "action": _("What to do"),
        "state": _("State"),
        "failure": _("Reason"),
        "created_at": _("Asked for"),
        "finished_at": _("Finished"),
    }
    columns = [
        EditionTitleColumn(
            "story_title",
            label=_("Title"),
            get_url=lambda row: reverse("newsroom:story", args=[row.story_id]) if row.story_id else None,
        ),
        Column("language", label=_("Language"), classname=WIDE),
        Column("outlet_label", label=_("Outlet"), sort_key="outlet"),
        Column("action", label=_("What to do"), accessor="get_action_display", classname=WIDE),
        DeliveryStateColumn("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Asked for"), sort_key="created_at"),
        AgainColumn("again", label=_("Try again")),
    ]

    def get_filtered_queryset(self) -> Any:
        return self.get_queryset()
