"""Filters of the lists of tasks, occasions and activities. They stand in the address, so a reload keeps them."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from nhipcau.directives.models import Directive
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import AssignmentRole, TaskState
from nhipcau.programme.models import Activity, Occasion, Programme, Task
from nhipcau.programme.queries import concerning, kind_names, late, tasks_without_unit
from nhipcau.programme.rules import OPEN_STATES, SOON

WHEN = [("late", _("late")), ("soon", _("due soon")), ("without_unit", _("without a known unit"))]


def years() -> list[tuple[int, str]]:
    """Years that have a programme, newest first."""
    return [(year, str(year)) for year in Programme.objects.values_list("year", flat=True)]


class TaskFilters(WagtailFilterSet):
    """Year, directive, unit (also by way of its groups), role, state, lateness, deadline."""

    year = django_filters.ChoiceFilter(label=_("Year"), field_name="programme__year", choices=years)
    directive = django_filters.ModelChoiceFilter(
        label=_("Directive"), queryset=Directive.objects.filter(tasks__isnull=False).distinct()
    )
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=Unit.objects.all(), method="filter_unit")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=AssignmentRole.choices, method="filter_role")
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=TaskState.choices)
    when = django_filters.ChoiceFilter(label=_("Attention"), choices=WHEN, method="filter_when")
    deadline = django_filters.DateFromToRangeFilter(
        label=_("Deadline"), widget=django_filters.widgets.DateRangeWidget(attrs={"type": "date"})
    )

    class Meta:
        model = Task
        fields: list[str] = ["state"]

    def filter_unit(self, tasks: QuerySet[Task], name: str, unit: Unit) -> QuerySet[Task]:
        return tasks.filter(concerning(unit, timezone.localdate()))

    def filter_role(self, tasks: QuerySet[Task], name: str, role: str) -> QuerySet[Task]:
        return tasks.filter(assignments__role=role).distinct()

    def filter_when(self, tasks: QuerySet[Task], name: str, value: str) -> QuerySet[Task]:
        today = timezone.localdate()
        if value == "late":
            return tasks.filter(late(today))
        if value == "soon":
            return tasks.filter(state__in=OPEN_STATES, deadline__range=(today, today + SOON))
        return tasks.filter(pk__in=tasks_without_unit().values("pk"))


class OccasionFilters(WagtailFilterSet):
    """Year and period."""

    year = django_filters.ChoiceFilter(label=_("Year"), field_name="programme__year", choices=years)
    after = django_filters.DateFilter(label=_("From"), field_name="ends_on", lookup_expr="gte", widget=AdminDateInput)
    before = django_filters.DateFilter(label=_("To"), field_name="starts_on", lookup_expr="lte", widget=AdminDateInput)

    class Meta:
        model = Occasion
        fields: list[str] = []


class ActivityFilters(WagtailFilterSet):
    """Kind, unit, period, and whether a task stands behind it."""

    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=lambda: kind_names().items())
    unit = django_filters.ModelChoiceFilter(label=_("Unit"), queryset=Unit.objects.all())
    after = django_filters.DateFilter(
        label=_("From"), field_name="happened_on", lookup_expr="gte", widget=AdminDateInput
    )
    before = django_filters.DateFilter(
        label=_("To"), field_name="happened_on", lookup_expr="lte", widget=AdminDateInput
    )
    task = django_filters.ModelChoiceFilter(label=_("Task of the programme"), queryset=Task.objects.all())

    proven = django_filters.ChoiceFilter(
        label=_("Evidence"),
        field_name="has_evidence",
        choices=[("1", _("with evidence")), ("0", _("no evidence yet"))],
        method="filter_proven",
    )

    class Meta:
        model = Activity
        fields: list[str] = ["kind", "unit", "task"]

    def filter_proven(self, activities: QuerySet[Activity], name: str, value: str) -> QuerySet[Activity]:
        return activities.filter(has_evidence=value == "1")
