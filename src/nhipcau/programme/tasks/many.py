"""The same filtered tasks as a board, a calendar and a timeline; taken along; given to a unit many at once."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import icalendar
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.officialdocs.writing import writable
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import units_alive
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.filters import TaskFilters
from nhipcau.programme.models import Assignment, Task
from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.rules import days_late
from nhipcau.programme.task_models import AssignmentBatch, BudgetLine
from nhipcau.programme.task_rules import status
from nhipcau.programme.tasks.access import may_steer
from nhipcau.programme.tasks.labels import STATUSES
from nhipcau.programme.tasks.services import assign_many, undo_batch
from nhipcau.programme.tasks.spreadsheet import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A page shows no more; the list has pages.
MOST = 500
BOARD = ("late", "planned", "under_way", "claimed", "done", "cancelled")
MOST_QUARTERS = 40
VIEWS = ("board", "calendar", "timeline")


def filtered(request: HttpRequest) -> tuple[TaskFilters, QuerySet[Task]]:
    """The tasks that the person may see, as the address filters them, with what their status needs."""
    assignments = Prefetch("assignments", Assignment.objects.select_related("unit", "group"))
    standing = Count("activities", filter=Q(activities__withdrawn_on=None), distinct=True)
    tasks = tasks_visible_to(request.user, timezone.localdate())
    filters = TaskFilters(request.GET, queryset=tasks, request=request)
    chosen: QuerySet[Task] = filters.qs if filters.form.is_valid() else tasks
    keys: Any = chosen.order_by().values("pk")
    return filters, (
        Task.objects.filter(pk__in=keys)
        .select_related("programme", "provision")
        .prefetch_related(assignments)
        .annotate(activity_count=standing)
        .order_by(F("deadline").asc(nulls_last=True), "order", "pk")
    )


@permission_required("programme.view_task")
def many(request: HttpRequest, view: str) -> HttpResponse:
    """One of the views of the filtered tasks."""
    if view not in VIEWS:
        raise Http404
    today = timezone.localdate()
    filters, tasks = filtered(request)
    rows = list(tasks[: MOST + 1])
    for task in rows:
        task.standing = status(task.state, task.deadline, task.activity_count, today)  # type: ignore[attr-defined]
        task.late_by = days_late(task.deadline, today) if task.deadline else 0  # type: ignore[attr-defined]
    parameters = request.GET.copy()
    parameters.pop("page", None)
    context: dict[str, Any] = {
        "view": view,
        "filters": filters,
        "is_cut": len(rows) > MOST,
        "most": MOST,
        "address": parameters.urlencode(),
        "today": today,
        "may_steer": may_steer(request.user),
        "roles": AssignmentRole.choices,
        "units": units_alive(today) if may_steer(request.user) else (),
        "header_title": _("Tasks of the programme"),
        **{"board": board, "calendar": calendar, "timeline": timeline}[view](rows[:MOST], today),
    }
    return render(request, "programme/tasks/many.html", context)


def board(tasks: list[Any], today: date) -> dict[str, Any]:
    """Tasks by status; a column that nothing stands in is left out but for the first ones."""
    columns: dict[str, list[Any]] = defaultdict(list)
    for task in tasks:
        columns[task.standing].append(task)
    shown = [name for name in BOARD if columns[name] or name in BOARD[:3]]
    return {"columns": [(name, STATUSES[name], columns[name]) for name in shown]}


def calendar(tasks: list[Any], today: date) -> dict[str, Any]:
    """Tasks by the month of their deadline."""
    months: dict[date, list[Any]] = defaultdict(list)
    for task in tasks:
        if task.deadline:
            months[task.deadline.replace(day=1)].append(task)
    return {"months": sorted(months.items()), "without_day": [task for task in tasks if task.deadline is None]}


def timeline(tasks: list[Any], today: date) -> dict[str, Any]:
    """Tasks on one line of time: from the programme's first day to the deadline, in hundredths of the span.

    Quarters are marked as long as they can be told apart.
    """
    dated = [task for task in tasks if task.deadline]
    if not dated:
        return {"bars": [], "marks": []}
    first = min(date(min(task.programme.year, task.deadline.year), 1, 1) for task in dated)
    last = max(today, *(task.deadline for task in dated))
    days = max((last - first).days, 1)
    bars = []
    for task in dated:
        start = max(first, date(min(task.programme.year, task.deadline.year), 1, 1))
        left = 100 * (start - first).days / days
        bars.append((task, round(left, 2), round(max(100 * (task.deadline - start).days / days, 0.7), 2)))
    quarters = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    marks = [round(100 * (day - first).days / days, 2) for day in quarters if first < day <= last]
    return {
        "bars": bars,
        "marks": marks if len(marks) <= MOST_QUARTERS else [],
        "now": round(100 * max((today - first).days, 0) / days, 2),
        "first": first,
        "last": last,
    }


@permission_required("programme.view_task")
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The filtered tasks as a workbook or as a calendar."""
    _filters, tasks = filtered(request)
    if kind == "xlsx":
        with_money = tasks.prefetch_related(Prefetch("budget_lines", BudgetLine.objects.select_related("unit")))
        content, content_type = workbook(with_money, today=timezone.localdate()), XLSX
    elif kind == "ics":
        content, content_type = as_icalendar(tasks, host=request.get_host()), "text/calendar; charset=utf-8"
    else:
        raise Http404
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="nhiem-vu.{kind}"'
    return response


def as_icalendar(tasks: Any, *, host: str) -> bytes:
    """Deadlines as whole-day events (RFC 5545); most calendars show no to-dos."""
    file = icalendar.Calendar()
    file.add("prodid", "-//Nhịp Cầu//vi")
    file.add("version", "2.0")
    for task in tasks:
        if task.deadline:
            event = icalendar.Event()
            event.add("uid", f"task-{task.pk}@{host}")
            event.add("dtstamp", timezone.now())
            event.add("summary", writable(_("Deadline: %(task)s") % {"task": task.title}))
            event.add("dtstart", task.deadline)
            event.add("dtend", task.deadline + timedelta(days=1))
            file.add_component(event)
    return bytes(file.to_ical())


@require_POST
def assign_chosen(request: HttpRequest) -> HttpResponse:
    """Give a unit its part in the tasks that were ticked: first a question, then the deed, which can be undone."""
    if not may_steer(request.user):
        raise PermissionDenied
    tasks = list(
        tasks_visible_to(request.user, timezone.localdate())
        .filter(pk__in=[key for key in request.POST.getlist("task") if key.isdecimal() and len(key) < 19])
        .order_by("order", "pk")[:MOST]
    )
    unit_key, role = request.POST.get("unit", ""), request.POST.get("role", "")
    back = _back(request)
    is_key = unit_key.isdecimal() and len(unit_key) < 19
    unit = units_alive(timezone.localdate()).filter(pk=unit_key).first() if is_key else None
    if not tasks or unit is None or role not in AssignmentRole.values:
        messages.error(request, _("Please tick tasks and choose a unit and its role."))
        return redirect(back)
    if request.POST.get("sure") != "1":
        context = {
            "tasks": tasks,
            "unit": unit,
            "role": AssignmentRole(role),
            "back": back,
            "header_title": _("Assign"),
        }
        return render(request, "programme/tasks/assign_chosen.html", context)
    return _assigned(request, tasks, unit, AssignmentRole(role), back)


def _assigned(request: HttpRequest, tasks: list[Task], unit: Unit, role: AssignmentRole, back: str) -> HttpResponse:
    batch = assign_many(tasks, unit, role=role, by=request.user)
    count = batch.assignments.count()
    text = ngettext("%(count)d task was assigned.", "%(count)d tasks were assigned.", count) % {"count": count}
    request.session["assigned"] = batch.pk
    messages.success(request, text)
    return redirect(back)


@require_POST
def undo_assigned(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own assignments of one click."""
    if not may_steer(request.user):
        raise PermissionDenied
    count = undo_batch(get_object_or_404(AssignmentBatch, pk=pk, added_by=request.user), by=request.user)
    request.session.pop("assigned", None)
    text = ngettext("%(count)d assignment was taken back.", "%(count)d assignments were taken back.", count)
    messages.success(request, text % {"count": count})
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the person came from, on this site only."""
    asked = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/workspace/tasks/")
    return asked if is_ours else reverse("programme_tasks:many", args=["board"])
