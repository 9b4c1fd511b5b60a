"""Lists of tasks, occasions and activities in the workspace, and a page for each task."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import Abs
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import EditView, InspectView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from nhipcau.organisation.page_actions import PageOfActions
from nhipcau.organisation.queries import members_by_group
from nhipcau.programme.activity_viewsets import ActivityViewSet, KindViewSet
from nhipcau.programme.calendar import calendar, calendar_file
from nhipcau.programme.coordination.viewsets import CoordinationViewSet
from nhipcau.programme.coverage.views import coverage_cell, coverage_page
from nhipcau.programme.delegations.viewsets import DelegationViewSet, MemberKindViewSet, ReportRuleViewSet
from nhipcau.programme.filters import OccasionFilters, TaskFilters
from nhipcau.programme.forms import OccasionForm, TaskForm
from nhipcau.programme.listing import VIEW, FoundByWordsIndexView, short_day
from nhipcau.programme.models import Activity, Assignment, Occasion, Task
from nhipcau.programme.occasion_models import LeadPlan, YearlyDay
from nhipcau.programme.occasions.views import fill, lead_tasks, revoke, subscriptions
from nhipcau.programme.plans.viewsets import PlanTemplateViewSet, PlanViewSet
from nhipcau.programme.prizes.viewsets import PrizeCallViewSet
from nhipcau.programme.queries import kind_names, tasks_visible_to
from nhipcau.programme.register.viewsets import RegisterViewSet
from nhipcau.programme.rules import days_late, is_due_soon, is_late
from nhipcau.programme.tasks.forms import ACTIONS
from nhipcau.programme.tasks.many import assign_chosen, export, many, undo_assigned
from nhipcau.programme.tasks.page import around
from nhipcau.programme.tasks.views import task_file
from nhipcau.programme.views import programme_page, uncovered

AROUND_SENTENCE = 400


class UnitsColumn(Column):
    """Who leads and who else takes part."""

    cell_template_name = "programme/_units_cell.html"


class TaskStateColumn(Column):
    """State as shape and word; late with the number of days."""

    cell_template_name = "programme/_state_cell.html"

    def get_cell_context_data(self, instance: Task, parent_context: Any) -> dict[str, Any]:
        today = timezone.localdate()
        task_is_late = is_late(instance.deadline, instance.state, today)
        return {
            **super().get_cell_context_data(instance, parent_context),
            "task": instance,
            "is_late": task_is_late,
            "days_late": days_late(instance.deadline, today) if instance.deadline and task_is_late else 0,
            "is_soon": is_due_soon(instance.deadline, instance.state, today),
        }


class TaskIndexView(FoundByWordsIndexView):
    """The tasks that the person may see."""

    def get_base_queryset(self) -> QuerySet[Task]:
        assignments = Prefetch("assignments", Assignment.objects.select_related("unit", "group"))
        today = timezone.localdate()
        return (
            tasks_visible_to(self.request.user, today)
            .select_related("programme", "provision", "directive")
            .prefetch_related(assignments)
            # This year's programme stands first, then the others from the nearest on, each in the directive's order.
            .order_by(Abs(F("programme__year") - today.year), "-programme__year", "directive", "order", "pk")
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET.copy()
        for name in ("p", "export", "ordering"):
            parameters.pop(name, None)
        return {**super().get_context_data(*args, **kwargs), "address": parameters.urlencode()}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Task of the programme"), get_url=self.get_inspect_url, sort_key="title"),
            Column(
                "provision", label=_("Provision"), accessor=lambda task: task.provision.path if task.provision else ""
            ),
            UnitsColumn("units", label=_("Units")),
            Column("deadline", label=_("Deadline"), accessor=_deadline_words, sort_key="deadline"),
            TaskStateColumn("state", label=_("State"), sort_key="state"),
        ]


def _deadline_words(task: Task) -> str:
    return short_day(task.deadline) or task.deadline_words


class TaskInspectView(PageOfActions, InspectView):
    """A task's page: its sentence in the directive, who takes part, what was done."""

    actions = ACTIONS
    page = "programme_tasks:inspect"
    any_permission_required = VIEW
    template_name = "programme/task.html"

    def get_object(self, queryset: Any = None) -> Task:
        visible = tasks_visible_to(self.request.user, timezone.localdate())
        return get_object_or_404(
            visible.select_related("directive", "provision", "programme", "parent"), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, today = self.object, timezone.localdate()
        assignments = list(task.assignments.select_related("unit", "group"))
        of_group = members_by_group([one.group for one in assignments if one.group], today)
        return super().get_context_data(
            task=task,
            before=_text(task, -AROUND_SENTENCE),
            after=_text(task, AROUND_SENTENCE),
            assignments=[(one, of_group.get(one.group_id or 0, [])) for one in assignments],
            activities=_with_kinds(task.activities.select_related("unit").order_by("-happened_on")),
            is_late=is_late(task.deadline, task.state, today),
            days_late=days_late(task.deadline, today) if task.deadline else 0,
            today=today,
            **around(task, user=self.request.user, today=today, bound=kwargs.pop("bound", None)),
            **kwargs,
        )

    def sent(self, action: Any, request: HttpRequest) -> Any:
        return action(request.POST, request.FILES, task=self.object, user=request.user, today=timezone.localdate())


def _with_kinds(activities: QuerySet[Activity]) -> list[tuple[Activity, str]]:
    names = kind_names()
    return [(activity, names.get(activity.kind, activity.kind)) for activity in activities]


def _text(task: Task, length: int) -> str:
    """The directive's words around the sentence: before it for a negative length, after it for a positive one."""
    if task.directive is None or task.span_start is None or task.span_end is None:
        return ""
    text = task.directive.text
    if length < 0:
        return text[max(0, task.span_start + length) : task.span_start].lstrip()
    return text[task.span_end : task.span_end + length].rstrip()


class TaskViewSet(ModelViewSet):
    """Everything under /tasks/."""

    model = Task
    name = "programme_tasks"
    url_prefix = "tasks"
    icon = "tasks"
    menu_label = _("Tasks of the programme")
    index_view_class = TaskIndexView
    index_results_template_name = "programme/tasks_results.html"
    inspect_view_class = TaskInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    filterset_class = TaskFilters
    list_per_page = 50
    list_export = ["programme.year", "directive", "provision", "title", "parties", "deadline", "product", "state"]
    export_headings = {"programme.year": _("Year"), "parties": _("Units")}
    export_filename = "nhiem-vu"

    def get_form_class(self, for_update: bool = False) -> Any:
        return TaskForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("uncovered/<int:pk>/", uncovered, name="uncovered"),
            path("views/<str:view>/", many, name="many"),
            path("export/<str:kind>/", export, name="export_as"),
            path("assign/", assign_chosen, name="assign_chosen"),
            path("assign/<int:pk>/undo/", undo_assigned, name="undo_assigned"),
            path("<int:pk>/files/<int:file_pk>/", task_file, name="file"),
            path("coverage/", coverage_page, name="coverage"),
            path("coverage/cell/", coverage_cell, name="coverage_cell"),
            path("programme/<int:year>/", programme_page, name="programme"),
        ]


class OccasionIndexView(FoundByWordsIndexView):
    """The calendar as a list."""

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Occasion"), get_url=self.get_edit_url, sort_key="name"),
            Column("starts_on", label=_("From"), accessor=lambda one: short_day(one.starts_on), sort_key="starts_on"),
            Column("ends_on", label=_("To"), accessor=lambda one: short_day(one.ends_on), sort_key="ends_on"),
            Column("years", label=_("Years counted"), accessor=lambda one: one.years or ""),
        ]


class OccasionEditView(EditView):
    """Change an occasion; the tasks before it follow."""

    def get_success_message(self) -> str:
        done = self.form.followed
        further = []
        if done.moved:
            count = done.moved
            text = ngettext("%(count)d task before it moved along", "%(count)d tasks before it moved along", count)
            further.append(text % {"count": count})
        if done.stayed:
            count = done.stayed
            text = ngettext("%(count)d that was begun stays", "%(count)d that were begun stay", count)
            further.append(text % {"count": count})
        if done.cancelled:
            count = done.cancelled
            text = ngettext("%(count)d was cancelled", "%(count)d were cancelled", count)
            further.append(text % {"count": count})
        if done.made:
            count = done.made
            text = ngettext("%(count)d was made anew", "%(count)d were made anew", count)
            further.append(text % {"count": count})
        message = super().get_success_message()
        return f"{message} {'; '.join(further)}." if further else message


class OccasionViewSet(ModelViewSet):
    """Everything under /occasions/, the calendar first of all."""

    model = Occasion
    name = "programme_occasions"
    url_prefix = "occasions"
    icon = "date"
    menu_label = _("List of occasions")
    index_view_class = OccasionIndexView
    edit_view_class = OccasionEditView
    index_results_template_name = "programme/occasions_results.html"
    copy_view_enabled = False
    filterset_class = OccasionFilters
    list_per_page = 50
    list_export = ["name", "starts_on", "ends_on", "origin_year", "years"]
    export_filename = "lich"

    def get_form_class(self, for_update: bool = False) -> Any:
        return OccasionForm

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("calendar/", calendar, name="calendar"),
            path("calendar/<int:year>/fill/", fill, name="fill"),
            path("<int:pk>/tasks/", lead_tasks, name="lead_tasks"),
            path("subscriptions/", subscriptions, name="subscriptions"),
            path("subscriptions/<int:pk>/close/", revoke, name="revoke"),
            path("calendar/<int:year>/", calendar, name="calendar_of"),
            path("calendar/<int:year>/lich.ics", calendar_file, name="calendar_file"),
        ]


class YearlyDayViewSet(ModelViewSet):
    """The table of days that return; an officer enters the province's own."""

    model = YearlyDay
    name = "yearly_days"
    url_prefix = "yearly-days"
    icon = "rotate"
    menu_label = _("Yearly days")
    copy_view_enabled = False
    list_display = ["name", "kind", "calendar", "day", "month", "origin_year"]
    list_filter = ["kind", "calendar"]
    form_fields = ["name", "kind", "calendar", "day", "month", "days", "origin_year", "first_year", "last_year"]
    search_fields = ["name"]
    search_backend_name = None


class LeadPlanViewSet(ModelViewSet):
    """What has to be ready how many days before which occasions."""

    model = LeadPlan
    name = "lead_plans"
    url_prefix = "lead-plans"
    icon = "tasks"
    menu_label = _("Plans before occasions")
    copy_view_enabled = False
    list_display = ["name", "kind", BooleanColumn("is_default", label=_("For all other occasions"))]
    search_fields = ["name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("is_default")]),
            InlinePanel(
                "steps",
                heading=_("Steps before occasions"),
                label=_("step"),
                panels=[
                    FieldRowPanel([FieldPanel("days_before"), FieldPanel("what")]),
                    FieldRowPanel([FieldPanel("unit"), FieldPanel("is_used")]),
                ],
            ),
        ]
    )


class ProgrammeViewSetGroup(ViewSetGroup):
    """The year's programme in the menu; the calendar stands beside it (wagtail_hooks)."""

    menu_label = _("Programme")
    menu_icon = "tasks"
    menu_order = 200
    items = (
        TaskViewSet("programme_tasks"),
        PlanViewSet("plans"),
        RegisterViewSet("register"),
        OccasionViewSet("programme_occasions"),
        CoordinationViewSet("coordinations"),
        YearlyDayViewSet("yearly_days"),
        LeadPlanViewSet("lead_plans"),
        DelegationViewSet("delegations"),
        MemberKindViewSet("member_kinds"),
        ReportRuleViewSet("delegation_rules"),
        PrizeCallViewSet("prizes"),
        PlanTemplateViewSet("plan_templates"),
        ActivityViewSet("programme_activities"),
        KindViewSet("kinds_of_activity"),
    )
