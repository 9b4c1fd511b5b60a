"""Activities in the workspace: listed, recorded, shown with their evidence; the table of kinds."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.audit.queries import trail_of
from nhipcau.programme.activity_form import ActivityForm
from nhipcau.programme.filters import ActivityFilters
from nhipcau.programme.listing import VIEW, FoundByWordsIndexView, short_day
from nhipcau.programme.models import Activity, Evidence, KindOfActivity
from nhipcau.programme.queries import activities_visible_to, is_bound_to_unit, kind_names
from nhipcau.programme.recording import take_back
from nhipcau.programme.sent_files import send_kept


def evidence_words(activity: Activity) -> str:
    """Whether something proves it, in shape and word."""
    if activity.has_evidence:
        return ""
    return format_html(
        '<span class="nc-state nc-waiting"><svg class="icon" aria-hidden="true"><use href="#icon-warning"></use></svg>'
        "{}</span>",
        gettext("no evidence yet"),
    )


class ActivityIndexView(FoundByWordsIndexView):
    """What was done, newest first."""

    default_ordering = "-happened_on"

    def get_base_queryset(self) -> QuerySet[Activity]:
        return activities_visible_to(self.request.user, timezone.localdate()).select_related("unit", "task")

    @cached_property
    def columns(self) -> list[Column]:
        names = kind_names()
        return [
            TitleColumn("title", label=_("What was done"), get_url=self.get_inspect_url, sort_key="title"),
            Column("kind", label=_("Kind"), accessor=lambda one: names.get(one.kind, one.kind), sort_key="kind"),
            Column("unit", label=_("Unit"), sort_key="unit__name"),
            Column(
                "happened_on", label=_("Day"), accessor=lambda one: short_day(one.happened_on), sort_key="happened_on"
            ),
            Column("has_evidence", label=_("Evidence"), accessor=evidence_words),
            Column("withdrawn_on", label=_("Withdrawn"), accessor=lambda one: short_day(one.withdrawn_on)),
        ]


def may_change(request: HttpRequest, activity: Activity) -> bool:
    """A person changes what the own office typed in; what recorded itself changes with its source."""
    visible = activities_visible_to(request.user, timezone.localdate())
    if is_bound_to_unit(request.user):
        visible = visible.filter(unit__posts__user=request.user.pk or 0)
    return activity.source is None and activity.withdrawn_on is None and bool(visible.filter(pk=activity.pk).exists())


class OwnActivityOnly:
    """Refuses what belongs to another office or recorded itself."""

    def get_object(self, queryset: Any = None) -> Activity:
        activity: Activity = super().get_object(queryset)  # type: ignore[misc]
        if not may_change(self.request, activity):  # type: ignore[attr-defined]
            raise PermissionDenied
        return activity


class ActivityCreateView(CreateView):
    """Record an activity; `?task=` fills in the task."""

    template_name = "programme/activity_form.html"

    def get_initial(self) -> dict[str, Any]:
        wanted = {name: self.request.GET.get(name) for name in ("task", "kind") if self.request.GET.get(name)}
        return {**super().get_initial(), **wanted}

    def get_success_url(self) -> str:
        task = self.object.task if self.object else None
        return reverse("programme_tasks:inspect", args=[task.pk]) if task else super().get_success_url()


class ActivityEditView(OwnActivityOnly, EditView):
    """Change what was typed in by hand."""

    template_name = "programme/activity_form.html"


class ActivityTakeBackView(OwnActivityOnly, DeleteView):
    """Take back what was typed in by hand. It counts no more and stays, because a filed report may count it."""

    permission_required = "change"
    page_title = _("Take back")

    @property
    def confirmation_message(self) -> str:
        return gettext("It will not be counted any more. Filed reports that counted it stay as they were filed.")

    def delete_action(self) -> None:
        take_back(self.object, by=self.request.user)


class ActivityInspectView(InspectView):
    """An activity's page: what, when, where, its figures, its evidence, who recorded it."""

    any_permission_required = VIEW
    template_name = "programme/activity.html"

    def get_object(self, queryset: Any = None) -> Activity:
        visible = activities_visible_to(self.request.user, timezone.localdate())
        rows = visible.select_related("unit", "task", "occasion", "recorded_by", "withdrawn_by")
        return get_object_or_404(rows.prefetch_related("evidence"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        activity = self.object
        kind = KindOfActivity.objects.filter(code=activity.kind).prefetch_related("figures").first()
        return super().get_context_data(
            activity=activity,
            kind=kind,
            figures=[
                (figure, activity.figures[figure.code])
                for figure in kind.figures.all()
                if figure.code in activity.figures
            ]
            if kind
            else [],
            trail=trail_of(activity)[:50],
            may_change=may_change(self.request, activity),
            **kwargs,
        )


@permission_required("programme.view_activity")
def evidence_file(request: HttpRequest, pk: int, evidence_pk: int) -> HttpResponse | FileResponse:
    """Send a file of evidence to those who may see its activity."""
    visible = activities_visible_to(request.user, timezone.localdate())
    row = get_object_or_404(Evidence.objects.filter(activity__in=visible, activity=pk), pk=evidence_pk)
    try:
        return send_kept(row.file, name=row.name, content_type=row.content_type, is_shown=row.is_picture)
    except FileNotFoundError:
        return redirect("programme_activities:inspect", pk)


class ActivityViewSet(ModelViewSet):
    """Everything under /activities/."""

    model = Activity
    name = "programme_activities"
    url_prefix = "activities"
    icon = "check"
    menu_label = _("Activities")
    index_view_class = ActivityIndexView
    index_results_template_name = "programme/activities_results.html"
    add_view_class = ActivityCreateView
    edit_view_class = ActivityEditView
    delete_view_class = ActivityTakeBackView
    inspect_view_class = ActivityInspectView
    inspect_view_enabled = True
    create_template_name = "programme/activity_form.html"
    edit_template_name = "programme/activity_form.html"
    inspect_template_name = "programme/activity.html"
    copy_view_enabled = False
    filterset_class = ActivityFilters
    list_per_page = 50
    list_export = [
        "happened_on",
        "kind",
        "title",
        "place",
        "unit",
        "task",
        "occasion",
        "language",
        "figures",
        "evidence_url",
        "has_evidence",
        "withdrawn_on",
    ]
    export_filename = "hoat-dong"

    def get_form_class(self, for_update: bool = False) -> Any:
        return ActivityForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/evidence/<int:evidence_pk>/", evidence_file, name="evidence"),
        ]


class KindForm(WagtailAdminModelForm):
    """The code of a kind stays once it is made: recorded activities carry it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["code"].disabled = True


class KindIndexView(IndexView):
    """The table of kinds with the figures of each."""

    def get_base_queryset(self) -> QuerySet[KindOfActivity]:
        return KindOfActivity.objects.prefetch_related("figures")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Kind"), get_url=self.get_edit_url, sort_key="name"),
            Column("deed", label=_("Words of the report")),
            Column("figures", label=_("Figures"), accessor=lambda one: ", ".join(str(f) for f in one.figures.all())),
            BooleanColumn("is_offered", label=_("Offered")),
        ]


class KindViewSet(ModelViewSet):
    """Everything under /kinds-of-activity/."""

    model = KindOfActivity
    name = "kinds_of_activity"
    url_prefix = "kinds-of-activity"
    icon = "list-ul"
    menu_label = _("Kinds of activity")
    index_view_class = KindIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
            FieldPanel("deed"),
            FieldRowPanel([FieldPanel("order"), FieldPanel("is_offered")]),
            InlinePanel(
                "figures",
                heading=_("Figures"),
                label=_("figure"),
                panels=[
                    FieldRowPanel([FieldPanel("name"), FieldPanel("unit"), FieldPanel("code")]),
                    FieldRowPanel([FieldPanel("is_asked"), FieldPanel("is_whole"), FieldPanel("part_of")]),
                    FieldRowPanel([FieldPanel("least"), FieldPanel("most")]),
                ],
            ),
        ],
        base_form_class=KindForm,
    )
