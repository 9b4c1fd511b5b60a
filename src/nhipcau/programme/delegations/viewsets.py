"""Delegations in the workspace: listed, filtered, taken along; a page for each; the tables that the office keeps."""

from typing import Any

import django_filters
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageOfActions, forms_for
from nhipcau.programme.delegation_models import (
    Delegation,
    DelegationLevel,
    DelegationReportRule,
    Direction,
    MemberKind,
)
from nhipcau.programme.delegations import rules
from nhipcau.programme.delegations.calendar import as_icalendar
from nhipcau.programme.delegations.forms import ACTIONS, DelegationForm
from nhipcau.programme.delegations.labels import STATES
from nhipcau.programme.delegations.queries import (
    delegations_visible_to,
    in_state,
    may_change,
    same_days,
    state_of,
    with_members,
)
from nhipcau.programme.listing import VIEW, FoundByWordsIndexView, short_day
from nhipcau.programme.models import Activity


class DelegationFilters(WagtailFilterSet):
    """Direction, level, unit in charge, how it stands, period."""

    direction = django_filters.ChoiceFilter(label=pgettext_lazy("delegations", "Direction"), choices=Direction.choices)
    level = django_filters.MultipleChoiceFilter(
        label=pgettext_lazy("delegations", "Level"), choices=DelegationLevel.choices
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()), method="filter_state")
    host_unit = django_filters.ModelChoiceFilter(label=_("Unit in charge"), queryset=Unit.objects.all())
    after = django_filters.DateFilter(label=_("From"), field_name="ends_on", lookup_expr="gte", widget=AdminDateInput)
    before = django_filters.DateFilter(label=_("To"), field_name="starts_on", lookup_expr="lte", widget=AdminDateInput)

    class Meta:
        model = Delegation
        fields: list[str] = []

    def filter_state(self, delegations: QuerySet[Delegation], name: str, value: str) -> QuerySet[Delegation]:
        return delegations.filter(in_state(value, timezone.localdate()))


class DelegationStateColumn(Column):
    """How it stands, in shape and word."""

    cell_template_name = "programme/delegations/_state_cell.html"

    def get_cell_context_data(self, instance: Delegation, parent_context: Any) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), **standing(instance)}


def standing(delegation: Delegation) -> dict[str, Any]:
    """What the templates say about how a delegation stands today."""
    today = timezone.localdate()
    state = state_of(delegation, today)
    due = delegation.report_due_on
    return {
        "state": state,
        "state_words": STATES[state],
        "days_late": (today - due).days if due and state == rules.REPORT_LATE else 0,
        "is_without_permission": rules.went_without_permission(
            delegation.starts_on,
            has_permission=bool(delegation.permission_number),
            is_cancelled=delegation.cancelled_on is not None,
            today=today,
        ),
    }


class DelegationIndexView(FoundByWordsIndexView):
    """Delegations that the person may see, the latest first."""

    default_ordering = "-starts_on"

    def get_base_queryset(self) -> QuerySet[Delegation]:
        return with_members(delegations_visible_to(self.request.user, timezone.localdate()))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        shown = list(context["object_list"])
        clashing = same_days(shown, user=self.request.user, on=timezone.localdate())
        for one in shown:
            one.clashing = clashing.get(one.pk, [])
        return {**context, "object_list": shown}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Delegation"), get_url=self.get_inspect_url, sort_key="name"),
            Column(
                "direction",
                label=pgettext_lazy("delegations", "Direction"),
                accessor="get_direction_display",
                sort_key="direction",
            ),
            Column("country", label=_("Partner country"), sort_key="country"),
            Column("starts_on", label=_("From"), accessor=lambda one: short_day(one.starts_on), sort_key="starts_on"),
            Column("ends_on", label=_("To"), accessor=lambda one: short_day(one.ends_on), sort_key="ends_on"),
            Column(
                "members", label=pgettext_lazy("delegations", "People"), accessor=lambda one: one.member_count or ""
            ),
            Column("host_unit", label=_("Unit in charge"), sort_key="host_unit__name"),
            DelegationStateColumn("state", label=_("State")),
        ]


class DelegationCreateView(CreateView):
    """Enter a delegation."""

    def get_success_url(self) -> str:
        return reverse("delegations:inspect", args=[self.object.pk])


class DelegationEditView(EditView):
    """Change one; a contact those of the own unit."""

    def get_object(self, queryset: Any = None) -> Delegation:
        delegation: Delegation = super().get_object(queryset)
        if not may_change(self.request.user, delegation, timezone.localdate()):
            raise PermissionDenied
        return delegation

    def get_success_url(self) -> str:
        return reverse("delegations:inspect", args=[self.object.pk])


class DelegationInspectView(PageOfActions, InspectView):
    """A delegation's page: who, when, with whose permission, what it brought, what the press told."""

    actions = ACTIONS
    page = "delegations:inspect"
    any_permission_required = VIEW
    template_name = "programme/delegations/delegation.html"

    def get_object(self, queryset: Any = None) -> Delegation:
        visible = delegations_visible_to(self.request.user, timezone.localdate())
        return get_object_or_404(with_members(visible).select_related("task"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, today, user = self.object, timezone.localdate(), self.request.user
        bound = kwargs.pop("bound", None)
        wanted = {name: ACTIONS[name] for name in self._actions(one, today)}
        return super().get_context_data(
            delegation=one,
            forms=forms_for(wanted, thing=one, user=user, today=today, bound=bound),
            bound=bound,
            clashing=same_days([one], user=user, on=today).get(one.pk, []),
            press_pieces=one.press_pieces.all(),
            activity=Activity.objects.filter(source=one.source, withdrawn_on=None).first(),
            today=today,
            **standing(one),
            **kwargs,
        )

    @staticmethod
    def _actions(one: Delegation, today: Any) -> list[str]:
        if one.cancelled_on is not None:
            return ["take_up"]
        return ["press", *(["report"] if one.ends_on <= today else []), "cancel"]


@permission_required("programme.view_delegation")
def calendar_file(request: HttpRequest) -> HttpResponse:
    """The filtered delegations as iCalendar (RFC 5545)."""
    visible = delegations_visible_to(request.user, timezone.localdate())
    filters = DelegationFilters(request.GET, queryset=visible, request=request)
    chosen = filters.qs if filters.form.is_valid() else visible
    response = HttpResponse(
        as_icalendar(chosen.filter(cancelled_on=None), host=request.get_host()),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="doan.ics"'
    return response


class DelegationViewSet(ModelViewSet):
    """Everything under /delegations/."""

    model = Delegation
    name = "delegations"
    url_prefix = "delegations"
    url_namespace = "delegations"
    icon = "group"
    menu_label = _("Delegations")
    index_view_class = DelegationIndexView
    index_results_template_name = "programme/delegations/results.html"
    add_view_class = DelegationCreateView
    edit_view_class = DelegationEditView
    inspect_view_class = DelegationInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = DelegationFilters
    list_per_page = 50
    list_export = [
        "direction", "name", "level", "country", "place", "partner", "starts_on", "ends_on", "head", "member_count",
        "purpose", "host_unit", "permission_number", "permission_on", "occasion", "report_due_on", "reported_on",
        "report_number", "result", "cancelled_on", "cancelled_because",
    ]  # fmt: skip
    export_headings = {"member_count": pgettext_lazy("delegations", "People")}
    export_filename = "doan-ra-doan-vao"

    def get_form_class(self, for_update: bool = False) -> Any:
        return DelegationForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("doan.ics", calendar_file, name="calendar_file")]


class MemberKindViewSet(ModelViewSet):
    """The kinds of members that delegations are counted by."""

    model = MemberKind
    name = "member_kinds"
    url_prefix = "member-kinds"
    icon = "list-ul"
    menu_label = _("Kinds of members")
    copy_view_enabled = False
    list_display = ["name", "order", BooleanColumn("is_offered", label=_("Offered"))]
    form_fields = ["name", "order", "is_offered"]
    search_fields = ["name"]
    search_backend_name = None


class ReportRuleViewSet(ModelViewSet):
    """Within how many days of its end a delegation reports."""

    model = DelegationReportRule
    name = "delegation_rules"
    url_prefix = "delegation-rules"
    icon = "time"
    menu_label = _("When delegations report")
    copy_view_enabled = False
    list_display = [
        "direction", "level", "days", BooleanColumn("counts_working_days", label=_("Working days only")), "basis",
    ]  # fmt: skip
    form_fields = ["direction", "level", "days", "counts_working_days", "basis"]
