"""The list of directives: Wagtail's own listing with our search, filters and export."""

from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from nhipcau.directives.enums import DirectiveState, ItemState
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import directives_visible_to, may_review, unfinished_imports
from nhipcau.directives.views import accepting, citations, files, importing, learnt, pages, review, versions
from nhipcau.vietnamese import fold_key


def _values(field: str) -> list[tuple[str, str]]:
    found = Directive.objects.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct()
    return [(value, value) for value in found]


def _years() -> list[tuple[int, str]]:
    return [(day.year, str(day.year)) for day in Directive.objects.dates("date", "year", order="DESC")]


class DirectiveFilters(WagtailFilterSet):
    """State, kind, year and issuer, from what stands in the library."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=DirectiveState.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=lambda: _values("kind"))
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="date__year", choices=_years)
    issuing_body = django_filters.ChoiceFilter(label=_("Issuing body"), choices=lambda: _values("issuing_body"))

    class Meta:
        model = Directive
        fields = ["state", "kind", "year", "issuing_body"]


class StateColumn(Column):
    """State as shape and word; for a review also how far it is."""

    cell_template_name = "directives/_state_cell.html"


class DirectiveIndexView(IndexView):
    """Reviewers see all directives, everybody else the accepted ones."""

    any_permission_required = ["view"]
    is_searchable = True
    default_ordering = "-imported_at"

    def get_base_queryset(self) -> QuerySet[Directive]:
        items = Count("items", distinct=True)
        seen = Count("items", filter=~Q(items__state=ItemState.UNSEEN), distinct=True)
        newer = Directive.objects.filter(replaces=OuterRef("pk"), state=DirectiveState.ACCEPTED)
        return directives_visible_to(self.request.user).annotate(
            item_count=items, seen_count=seen, is_replaced=Exists(newer)
        )

    def search_queryset(self, queryset: QuerySet[Directive]) -> QuerySet[Directive]:
        """Every word, in any order, with or without diacritics, in number, subject, issuer and text."""
        for word in fold_key(self.search_query or "").split():
            queryset = queryset.filter(search_key__contains=word)
        return queryset

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("number", label=_("Directive"), accessor=str, get_url=self._address, sort_key="number"),
            Column("kind", label=_("Kind"), sort_key="kind"),
            Column("issuing_body", label=_("Issuing body"), sort_key="issuing_body"),
            Column("date", label=_("Date"), accessor=_day, sort_key="date"),
            StateColumn("state", label=_("State"), sort_key="state"),
        ]

    def _address(self, directive: Directive) -> str:
        return reverse("directives:review", args=[directive.pk])

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not may_review(self.request.user):
            return []
        return [
            HeaderButton(
                label=_("Import a directive"), url=reverse("directives:upload"), icon_name="upload", classname="primary"
            ),
            HeaderButton(label=_("What was learnt"), url=reverse("directives:learnt"), icon_name="tag"),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        can_review = may_review(self.request.user)
        unfinished = list(unfinished_imports().order_by("-created_at")[:10]) if can_review else []
        return super().get_context_data(*args, can_review=can_review, unfinished=unfinished, **kwargs)


def _day(directive: Directive) -> str:
    return f"{directive.date:%-d/%-m/%Y}" if directive.date else ""


class DirectiveViewSet(ModelViewSet):
    """Everything under /directives/."""

    model = Directive
    name = "directives"
    url_prefix = "directives"
    icon = "doc-full"
    menu_label = _("Directives")
    menu_order = 110
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = DirectiveIndexView
    index_results_template_name = "directives/index_results.html"
    filterset_class = DirectiveFilters
    list_per_page = 30
    list_export = ["number", "kind", "subject", "issuing_body", "date", "signer", "state", "imported_at", "accepted_at"]
    export_filename = "directives"
    exclude_form_fields: list[str] = ["original"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's forms to add, edit and delete have no place here; import, review and our own question do."""
        ours = {
            "add_url_name": None,
            "edit_url_name": "directives:review",
            "delete_url_name": None,
            "usage_url_name": None,
        }
        return super().get_common_view_kwargs(**{**ours, **kwargs})

    def get_form_class(self, for_update: bool = False) -> Any:
        """Directives are read from files; nobody types one into a form."""
        return None

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("import/", importing.upload, name="upload"),
            path("import/<int:pk>/", importing.import_progress, name="import"),
            path("import/<int:pk>/retry/", importing.retry_import, name="retry"),
            path("import/<int:pk>/stop/", importing.stop_import, name="stop"),
            path("import/<int:pk>/drop/", importing.drop_import, name="drop"),
            path("learnt/", learnt.learnt, name="learnt"),
            path("learnt/units/", learnt.units_today, name="units_today"),
            path("learnt/<int:pk>/", learnt.change_lesson, name="change_lesson"),
            path("learnt/<int:pk>/forget/", learnt.forget_lesson, name="forget_lesson"),
            path("<int:pk>/copy.pdf", files.searchable_copy, name="copy"),
            path("<int:pk>/original", files.original, name="original"),
            path("imports/<int:pk>/original", files.original_of_import, name="import_original"),
            path("<int:pk>/", review.review, name="review"),
            path("<int:pk>/citations/", citations.citations, name="citations"),
            path("<int:pk>/pages/<int:number>/<slug:size>.webp", pages.picture, name="page_picture"),
            path("<int:pk>/pages/<int:number>/boxes/", pages.boxes, name="page_boxes"),
            path("<int:pk>/undo/", review.undo, name="undo"),
            path("<int:pk>/units/", review.units, name="units"),
            path("<int:pk>/confirm/<slug:kind>/", review.confirm_kind, name="confirm_kind"),
            path("<int:pk>/compare/", versions.choose_older, name="choose_older"),
            path("<int:pk>/compare/<int:other_pk>/", versions.compare, name="compare"),
            path("<int:pk>/version/", versions.say_version, name="say_version"),
            path("<int:pk>/succession/", versions.succession_page, name="succession"),
            path("<int:pk>/succession/unchanged/", versions.take_over_unchanged, name="take_over_unchanged"),
            path("succession/<int:pk>/", versions.choose, name="choose"),
            path("<int:pk>/accept/", accepting.accept, name="accept"),
            path("<int:pk>/accepted/", accepting.accepted, name="accepted"),
            path("<int:pk>/set-aside/", accepting.set_aside, name="set_aside"),
            path("<int:pk>/put-back/", accepting.put_back, name="put_back"),
            path("<int:pk>/delete/", accepting.delete, name="delete"),
            path("<int:pk>/history/", self.history_view, name="history"),
            path("<int:pk>/history/results/", self.history_results_view, name="history_results"),
            path("items/<int:pk>/", review.act_on_item, name="item"),
            path("items/<int:pk>/edit/", review.edit_item, name="edit_item"),
            path("items/<int:pk>/parts/", review.reshape_task, name="item_parts"),
            path("items/<int:pk>/unit/", review.assign_item_unit, name="item_unit"),
            path("items/<int:pk>/new-unit/", review.create_item_unit, name="item_new_unit"),
            path("provisions/<int:pk>/task/", review.add_task, name="add_task"),
        ]
