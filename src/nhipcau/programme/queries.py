"""Questions about programmes, as phrases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.directives.models import Directive, Provision
from nhipcau.directives.queries import further_places
from nhipcau.organisation.enums import Role
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import groups_of, lineage, units_of
from nhipcau.organisation.roles import has_role
from nhipcau.organisation.roles import is_bound_to_unit as is_bound_to_unit  # noqa: PLC0414 -- known by this place too
from nhipcau.organisation.rules import is_alive
from nhipcau.organisation.waiting import Waiting
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Activity, Assignment, KindOfActivity, Occasion, Task
from nhipcau.programme.rules import OPEN_STATES, SOON

# Parts of a document that give no work by their nature.
NOT_WORK = ("footnote", "table_row")


def concerning(unit: Unit, on: date) -> Q:
    """The condition that a task asks something of a unit: by name, through a group, or as what a forerunner left.

    A group counts for the years in which the unit lives, so that a commune of 2025 is not asked for the work of 2021.
    """
    assigned = Assignment.objects.filter(task=OuterRef("pk"))
    condition = Q(Exists(assigned.filter(unit=unit)))
    forerunners, _followers = lineage(unit)
    since = Q(programme__year__gte=unit.begins_on.year) if unit.begins_on else Q()
    until = Q(programme__year__lte=unit.ends_on.year) if unit.ends_on else Q()
    if is_alive(unit.begins_on, unit.ends_on, on):
        condition |= Q(Exists(assigned.filter(group__in=groups_of(unit)))) & since & until
    if forerunners:
        condition |= Q(Exists(assigned.filter(unit__in=forerunners))) & since
    return condition


def tasks_of(unit: Unit, on: date) -> QuerySet[Task]:
    """Tasks that ask something of a unit, as its groups stand on a day."""
    return Task.objects.filter(concerning(unit, on))


def tasks_visible_to(user: Any, on: date) -> QuerySet[Task]:
    """All tasks; for a unit's contact those that concern the unit."""
    if not is_bound_to_unit(user):
        return Task.objects.all()
    condition = Q(pk__in=())
    for unit in units_of(user, on):
        condition |= concerning(unit, on)
    return Task.objects.filter(condition)


def activities_visible_to(user: Any, on: date) -> QuerySet[Activity]:
    """All activities; for a unit's contact those of the unit and of those that it followed."""
    if not is_bound_to_unit(user):
        return Activity.objects.all()
    own = units_of(user, on)
    forerunners = [before for unit in own for before in lineage(unit)[0]]
    return Activity.objects.filter(unit__in=[*own, *forerunners])


def late(today: date, *, prefix: str = "") -> Q:
    """The condition that a task is late."""
    return Q(**{f"{prefix}deadline__lt": today, f"{prefix}state__in": OPEN_STATES})


def tasks_due(today: date, *, within: timedelta = SOON) -> QuerySet[Task]:
    """Open tasks whose deadline comes within the next days."""
    return Task.objects.filter(state__in=OPEN_STATES, deadline__range=(today, today + within)).order_by("deadline")


def tasks_without_unit() -> QuerySet[Task]:
    """Open tasks of which no assignment names a known unit or group."""
    known = Assignment.objects.filter(task=OuterRef("pk")).exclude(unit=None, group=None)
    return Task.objects.filter(~Exists(known), state__in=OPEN_STATES)


def kinds_of_activity() -> list[KindOfActivity]:
    """The table of kinds with their figures, in its order; two questions."""
    return list(KindOfActivity.objects.prefetch_related("figures"))


def kind_names() -> dict[str, str]:
    """Names of the kinds by code."""
    return dict(KindOfActivity.objects.values_list("code", "name"))


def activities_of(unit: Unit, start: date, end: date) -> QuerySet[Activity]:
    """What a unit did in a period, both days included, as far as its evidence stands at the end of it."""
    stands = Q(withdrawn_on=None) | Q(withdrawn_on__gt=end)
    return Activity.objects.filter(stands, unit=unit, happened_on__range=(start, end))


def occasions_between(start: date, end: date) -> QuerySet[Occasion]:
    """Occasions that share a day with a period."""
    return Occasion.objects.filter(starts_on__lte=end, ends_on__gte=start)


def upcoming_occasions(today: date, days: int) -> list[Occasion]:
    """Occasions of the next days; those that last the whole year are left out, they come on no day."""
    coming = occasions_between(today, today + timedelta(days=days))
    return [occasion for occasion in coming if not lasts_long(occasion)]


def lasts_long(occasion: Occasion) -> bool:
    """Tell whether an occasion is a year rather than days."""
    return occasion.ends_on - occasion.starts_on > timedelta(days=300)


def provisions_without_task(directive: Directive) -> list[Provision]:
    """Provisions that gave no task, in the order of the text; a heading over one that did is not listed."""
    provisions = list(
        directive.provisions.exclude(kind__in=NOT_WORK)
        .annotate(task_count=Count("tasks", distinct=True))
        .order_by("order")
    )
    by_key = {provision.pk: provision for provision in provisions}
    covered: set[int] = set()
    # A merged task begins in one provision and goes on in others.
    further = [start for start, _end in further_places(directive)]
    for provision in provisions:
        gave = provision.task_count or any(provision.span_start <= start < provision.span_end for start in further)
        current: Provision | None = provision if gave else None
        while current is not None and current.pk not in covered:
            covered.add(current.pk)
            current = by_key.get(current.parent_id) if current.parent_id else None
    return [provision for provision in provisions if provision.pk not in covered]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a year's programme, or one directive's part of it, has come."""

    tasks: int
    done: int
    under_way: int
    late: int
    without_unit: int
    occasions: int
    activities: int

    @property
    def done_percent(self) -> int:
        return 100 * self.done // self.tasks if self.tasks else 0


def coverage(tasks: QuerySet[Task], occasions: QuerySet[Occasion], *, today: date) -> Coverage:
    """Counts over some tasks and occasions, with three questions."""
    counts = tasks.aggregate(
        tasks=Count("pk", filter=~Q(state=TaskState.CANCELLED)),
        done=Count("pk", filter=Q(state=TaskState.DONE)),
        under_way=Count("pk", filter=Q(state=TaskState.UNDER_WAY)),
        late=Count("pk", filter=late(today)),
        without_unit=Count("pk", filter=Q(pk__in=tasks_without_unit().values("pk"))),
    )
    activities = Activity.objects.filter(task__in=tasks.values("pk"), withdrawn_on=None).count()
    return Coverage(**counts, occasions=occasions.count(), activities=activities)


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Tasks that are late or due soon, for those who do them or follow them; tasks nobody was given."""
    if not (user.is_superuser or has_role(user, Role.PROGRAMME_OFFICER, Role.UNIT_CONTACT, Role.ADMINISTRATOR)):
        return []
    tasks = tasks_visible_to(user, today)
    reminded = tasks.filter(reminders__user=user, reminders__on__lte=today, reminders__put_away_at=None).distinct()
    reminders = [
        Waiting(
            _("Reminder: %(task)s") % {"task": task.title},
            _("Open"),
            reverse("programme_tasks:inspect", args=[task.pk]),
        )
        for task in reminded[:3]
    ]
    lines = [*reminders, _late_line(tasks.filter(late(today)).count()), _soon_line(_soon(tasks, today))]
    if not is_bound_to_unit(user):
        lines.append(_without_unit_line(tasks_without_unit().count()))
    return [line for line in lines if line is not None]


def _soon(tasks: QuerySet[Task], today: date) -> Sequence[Task]:
    return list(tasks.filter(state__in=OPEN_STATES, deadline__range=(today, today + SOON)).order_by("deadline")[:2])


def tasks_url(**parameters: str) -> str:
    """The address of the list of tasks with filters set."""
    return f"{reverse('programme_tasks:index')}?{urlencode(parameters)}"


def _late_line(count: int) -> Waiting | None:
    if not count:
        return None
    text = ngettext("%(count)d task is past its deadline", "%(count)d tasks are past their deadline", count)
    return Waiting(text % {"count": count}, _("See tasks"), tasks_url(when="late"), is_late=True)


def _soon_line(soon: Sequence[Task]) -> Waiting | None:
    if not soon:
        return None
    first = soon[0]
    assert first.deadline is not None  # noqa: S101 -- the query asked for it
    text = _("Due on %(day)s: %(task)s") % {"day": f"{first.deadline:%d/%m/%Y}", "task": first.title}
    if len(soon) == 1:
        return Waiting(text, _("Open"), reverse("programme_tasks:inspect", args=[first.pk]))
    return Waiting(text, _("See tasks"), tasks_url(when="soon"))


def _without_unit_line(count: int) -> Waiting | None:
    if not count:
        return None
    text = ngettext("%(count)d task has no known unit yet", "%(count)d tasks have no known unit yet", count)
    return Waiting(text % {"count": count}, _("Assign"), tasks_url(when="without_unit"))
