"""Prize calls in the workspace: listed, filtered, written; a page for each, with what the reader may do there."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.audit.services import record
from nhipcau.programme.listing import VIEW, FoundByWordsIndexView
from nhipcau.programme.models import Activity
from nhipcau.programme.prize_models import PrizeCall, PrizeScope
from nhipcau.programme.prizes import jury_views, rules, views
from nhipcau.programme.prizes.access import (
    are_names_hidden,
    calls_visible_to,
    entries_visible_to,
    is_on_jury,
    may_run_call,
    may_see_results,
    may_send,
)
from nhipcau.programme.prizes.forms import CallForm
from nhipcau.programme.prizes.labels import PHASES
from nhipcau.programme.prizes.queries import clock, counts_of, in_phase, phase_of, with_names


class CallFilters(WagtailFilterSet):
    """Kind of prize, how far it is, year."""

    scope = django_filters.ChoiceFilter(label=_("Kind of prize"), choices=PrizeScope.choices)
    phase = django_filters.ChoiceFilter(label=_("State"), choices=list(PHASES.items()), method="filter_phase")
    year = django_filters.NumberFilter(label=_("Year"), field_name="closes_at", lookup_expr="year")

    class Meta:
        model = PrizeCall
        fields: list[str] = []

    def filter_phase(self, calls: QuerySet[PrizeCall], name: str, value: str) -> QuerySet[PrizeCall]:
        return calls.filter(in_phase(value, timezone.now()))


class CallIndexView(FoundByWordsIndexView):
    """The calls that the person may see."""

    default_ordering = "-closes_at"

    def get_base_queryset(self) -> QuerySet[PrizeCall]:
        standing = Count("entries", filter=~Q(entries__state="withdrawn"), distinct=True)
        return calls_visible_to(self.request.user).select_related("unit").annotate(entry_count=standing)

    @cached_property
    def columns(self) -> list[Column]:
        now = timezone.now()
        return [
            TitleColumn("name", label=_("Prize call"), get_url=self.get_inspect_url, sort_key="name"),
            Column("scope", label=_("Kind of prize"), accessor="get_scope_display"),
            Column("unit", label=_("Organising unit")),
            Column("closes_at", label=_("Entries until"), accessor=lambda one: clock(one.closes_at)),
            Column("entry_count", label=_("Entries")),
            Column("phase", label=_("State"), accessor=lambda one: PHASES[phase_of(one, now)]),
        ]


class CallCreateView(CreateView):
    """Write a call; it is in preparation until it is announced."""

    def get_success_url(self) -> str:
        return reverse("prizes:inspect", args=[self.object.pk])


class CallEditView(EditView):
    """Change a call. With the jury, its criteria and categories stand; so does everything else of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        call = get_object_or_404(PrizeCall, pk=self.kwargs["pk"])
        if not may_run_call(request.user, call):
            raise PermissionDenied
        if call.handed_over_at is not None:
            messages.error(request, _("The jury has the entries; the call stays as it is."))
            return redirect("prizes:inspect", call.pk)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def save_instance(self) -> PrizeCall:
        before = PrizeCall.objects.get(pk=self.object.pk)
        call: PrizeCall = super().save_instance()
        # Who moved the window, from when to when, must be seen by everybody who doubts it.
        moved: dict[str, Any] = {
            name: [getattr(before, name).isoformat(), getattr(call, name).isoformat()]
            for name in ("opens_at", "closes_at")
            if getattr(before, name) != getattr(call, name)
        }
        record("prize call changed", call, by=self.request.user, fields=sorted(self.form.changed_data), **moved)
        return call

    def get_success_url(self) -> str:
        return reverse("prizes:inspect", args=[self.object.pk])


class CallDeleteView(DeleteView):
    """A call in preparation that nobody wants; one that was announced stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        call = get_object_or_404(PrizeCall, pk=self.kwargs["pk"])
        if call.announced_at is not None:
            messages.error(request, _("The call was announced, so it stays."))
            return redirect("prizes:inspect", call.pk)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer


class CallInspectView(InspectView):
    """A call's page: its rules, how far it is, one's own entries, what comes next."""

    any_permission_required = VIEW
    template_name = "programme/prizes/call.html"

    def get_object(self, queryset: Any = None) -> PrizeCall:
        calls = calls_visible_to(self.request.user).select_related("unit", "occasion", "task")
        return get_object_or_404(calls, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call, user, now = self.object, self.request.user, timezone.now()
        phase, runs = phase_of(call, now), may_run_call(user, call)
        sends = may_send(user, call)
        own = with_names(entries_visible_to(user, call, timezone.localdate())) if sends and not runs else ()
        return super().get_context_data(
            call=call,
            phase=phase,
            phase_words=PHASES[phase],
            runs=runs,
            is_on_jury=is_on_jury(user, call),
            names_are_hidden=are_names_hidden(user, call),
            may_send=sends and phase == rules.OPEN,
            sees_results=may_see_results(user, call),
            own_entries=own,
            categories=call.categories.all(),
            criteria=call.criteria.all(),
            award_levels=call.award_levels.all(),
            counts=counts_of(call) if runs else None,
            activity=Activity.objects.filter(source=call.source).first(),
            opens=clock(call.opens_at),
            closes=clock(call.closes_at),
            **kwargs,
        )


class PrizeCallViewSet(ModelViewSet):
    """Everything under /prizes/."""

    model = PrizeCall
    name = "prizes"
    url_prefix = "prizes"
    url_namespace = "prizes"
    icon = "pick"
    menu_label = _("Prize calls")
    index_view_class = CallIndexView
    index_results_template_name = "programme/prizes/results_list.html"
    add_view_class = CallCreateView
    edit_view_class = CallEditView
    delete_view_class = CallDeleteView
    inspect_view_class = CallInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = CallFilters
    list_per_page = 50
    list_export = ["name", "scope", "unit", "opens_at", "closes_at", "entry_count", "decision_number", "decided_on"]
    export_headings = {"entry_count": _("Entries")}
    export_filename = "giai-thuong"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("scope"), FieldPanel("unit")]),
            FieldPanel("rules"),
            FieldPanel("languages"),
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("published_from"), FieldPanel("published_until")]),
            FieldPanel("score_until"),
            FieldPanel("consent_text"),
            InlinePanel("categories", heading=_("Categories"), label=_("category"), panels=[FieldPanel("name")]),
            InlinePanel(
                "criteria",
                heading=_("Criteria"),
                label=_("criterion"),
                panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("most"), FieldPanel("weight")])],
            ),
            InlinePanel(
                "award_levels",
                heading=_("Awards"),
                label=_("award"),
                panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("most"), FieldPanel("money")])],
            ),
            FieldRowPanel([FieldPanel("occasion"), FieldPanel("task")]),
        ],
        base_form_class=CallForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/announce/", views.announce, name="announce"),
            path("<int:pk>/send/", views.send_in, name="send"),
            path("<int:pk>/entries/", views.entries, name="entries"),
            path("<int:pk>/entries/<int:entry_pk>/", views.entry, name="entry"),
            path("<int:pk>/entries/<int:entry_pk>/work/", views.work, name="work"),
            path("<int:pk>/entries/<int:entry_pk>/withdraw/", views.withdraw, name="withdraw"),
            path("<int:pk>/jury/", views.jury, name="jury"),
            path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
            path("<int:pk>/close/", views.close, name="close"),
            path("<int:pk>/reopen/", views.reopen, name="reopen"),
            path("<int:pk>/open-names/", views.open_names, name="open_names"),
            path("<int:pk>/results/", views.results, name="results"),
            path("<int:pk>/results/ket-qua.xlsx", views.results_file, name="results_file"),
            path("<int:pk>/awards/", views.award_list, name="award_list"),
            path("<int:pk>/awards/danh-sach.docx", views.award_paper, name="award_paper"),
            path("<int:pk>/scoring/", jury_views.scoring, name="scoring"),
            path("<int:pk>/scoring/phieu-cham.docx", jury_views.own_paper, name="own_paper"),
            path("<int:pk>/scoring/<str:code>/", jury_views.sheet, name="sheet"),
            path("<int:pk>/scoring/<str:code>/work/", jury_views.work, name="blind_work"),
            path("<int:pk>/scoring/<str:code>/points/", jury_views.save_points, name="save_points"),
            path("<int:pk>/scoring/<str:code>/conflict/", jury_views.conflict, name="conflict"),
        ]
