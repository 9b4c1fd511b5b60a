"""Coordination programmes in the workspace: a list, and a page for each with its joint tasks and reviews."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.audit.queries import trail_of
from nhipcau.organisation import library
from nhipcau.organisation.listing import VIEW, FoundByWordsIndexView, decision_words, span_words
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageAction, PageOfActions, ToThePage, forms_for
from nhipcau.organisation.queries import living
from nhipcau.organisation.recorded import RecordedDelete
from nhipcau.programme.coordination.forms import ACTIONS, CoordinationForm
from nhipcau.programme.coordination.models import Coordination, YearlyReview
from nhipcau.programme.coordination.queries import joint_lines, with_counts
from nhipcau.programme.coordination.rules import YEARS_BACK, years_due, years_of
from nhipcau.programme.coordination.views import export, review
from nhipcau.programme.queries import is_bound_to_unit


def recent_years() -> list[tuple[str, str]]:
    """This year and those before that a review may be missing of."""
    this = timezone.localdate().year
    return [(str(year), str(year)) for year in range(this, this - YEARS_BACK - 4, -1)]


class CoordinationFilters(WagtailFilterSet):
    """Either side, the day on which it was in force, and a year that was not reviewed."""

    unit = django_filters.ModelChoiceFilter(label=_("One side"), queryset=Unit.objects.all(), method="filter_unit")
    on = django_filters.DateFilter(label=_("In force on"), method="filter_on", widget=AdminDateInput)
    without_review = django_filters.ChoiceFilter(
        label=_("Without a review of"), choices=recent_years, method="filter_without_review"
    )

    class Meta:
        model = Coordination
        fields: list[str] = []

    def filter_unit(self, rows: QuerySet[Coordination], name: str, unit: Unit) -> QuerySet[Coordination]:
        return rows.filter(Q(our_unit=unit) | Q(partner_unit=unit))

    def filter_on(self, rows: QuerySet[Coordination], name: str, value: date) -> QuerySet[Coordination]:
        return rows.filter(living(value))

    def filter_without_review(self, rows: QuerySet[Coordination], name: str, value: str) -> QuerySet[Coordination]:
        year = int(value)
        in_force = Q(begins_on__year__lte=year) & (Q(ends_on=None) | Q(ends_on__year__gte=year))
        finished = YearlyReview.objects.filter(year=year).exclude(finished_on=None)
        return rows.filter(in_force).exclude(pk__in=finished.values("coordination"))


class CoordinationIndexView(FoundByWordsIndexView):
    """With whom, by which document, how far."""

    def get_base_queryset(self) -> QuerySet[Coordination]:
        return with_counts(Coordination.objects.select_related("our_unit", "partner_unit"))

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Coordination programme"), get_url=self.get_inspect_url, sort_key="name"),
            Column("partner", label=pgettext_lazy("coordination", "Partner")),
            Column("decision_number", label=_("Document"), accessor=decision_words),
            Column(
                "begins_on",
                label=_("Time"),
                accessor=lambda one: span_words(one.begins_on, one.ends_on),
                sort_key="begins_on",
            ),
            Column("tasks", label=_("Tasks done"), accessor=lambda one: f"{one.done_count} / {one.task_count}"),
        ]


class CoordinationInspectView(PageOfActions, InspectView):
    """The page of a coordination programme."""

    actions = ACTIONS
    page = "coordinations:inspect"
    any_permission_required = VIEW
    template_name = "programme/coordination/coordination.html"

    def get_object(self, queryset: Any = None) -> Coordination:
        rows = Coordination.objects.select_related("our_unit", "partner_unit", "directive").defer(
            "directive__original", "directive__text", "directive__reading", "directive__search_key"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, today, user = self.object, timezone.localdate(), self.request.user
        bound: PageAction | None = kwargs.pop("bound", None)
        reference = (one.decision_number, one.decision_date)
        reviews = {row.year: row for row in one.reviews.all()}
        due = years_due(one.begins_on, one.ends_on, today)
        return super().get_context_data(
            coordination=one,
            document=None if one.directive else library.find([reference], user).get(reference),
            lines=joint_lines(one, today=today, user=user),
            years=[(year, reviews.get(year), year in due) for year in years_of(one.begins_on, one.ends_on, today)],
            forms=forms_for(ACTIONS, thing=one, user=user, today=today, bound=bound),
            bound=bound,
            today=today,
            trail=() if is_bound_to_unit(user) else trail_of(one)[:20],
            **kwargs,
        )


class CoordinationCreateView(ToThePage, CreateView):
    """Enter a coordination programme."""

    page = "coordinations:inspect"


class CoordinationEditView(ToThePage, EditView):
    """Correct what is written about it."""

    page = "coordinations:inspect"


class CoordinationDeleteView(RecordedDelete, DeleteView):
    """Take out what was entered by mistake."""

    thing = "coordination"


class CoordinationViewSet(ModelViewSet):
    """Everything under /coordination/."""

    model = Coordination
    name = "coordinations"
    url_prefix = "coordination"
    icon = "link"
    menu_label = _("Coordination programmes")
    index_view_class = CoordinationIndexView
    index_results_template_name = "programme/coordination/coordinations_results.html"
    add_view_class = CoordinationCreateView
    edit_view_class = CoordinationEditView
    delete_view_class = CoordinationDeleteView
    inspect_view_class = CoordinationInspectView
    inspect_view_enabled = True
    inspect_template_name = "programme/coordination/coordination.html"
    copy_view_enabled = False
    filterset_class = CoordinationFilters
    list_per_page = 50
    list_export = [
        "name", "our_unit", "partner", "decision_number", "decision_date", "begins_on", "ends_on", "task_count",
        "done_count",
    ]  # fmt: skip
    export_headings = {
        "partner": pgettext_lazy("coordination", "Partner"),
        "task_count": _("Joint tasks"),
        "done_count": _("Tasks done"),
    }
    export_filename = "chuong-trinh-phoi-hop"

    def get_form_class(self, for_update: bool = False) -> Any:
        return CoordinationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/review/<int:year>/", review, name="review"),
            path("<int:pk>/export/", export, name="export"),
        ]
