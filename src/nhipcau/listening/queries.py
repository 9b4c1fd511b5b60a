"""Questions about scenarios and events, as phrases."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.listening import access
from nhipcau.listening.enums import StatementState
from nhipcau.listening.models import Activation, Improvement, LiveStatement, LiveStep, LogLine, Scenario
from nhipcau.listening.rules import TOLERANCE, SealedLine, first_broken_line
from nhipcau.newsroom.permissions import CLEAR
from nhipcau.organisation.models import Post
from nhipcau.organisation.queries import living, units_of
from nhipcau.organisation.waiting import Waiting

# A review, or an improvement, is spoken of this long before its day.
AHEAD = timedelta(days=30)
MOST_LINES = 5


def listed_scenarios(user: Any) -> QuerySet[Scenario]:
    """What a person sees in the list: with the kind, how many steps, and how often it ran."""
    return (
        access.scenarios_visible_to(user)
        .select_related("kind", "unit")
        .annotate(
            drills=Count("activations", filter=Q(activations__is_drill=True), distinct=True),
            events=Count("activations", filter=Q(activations__is_drill=False), distinct=True),
        )
        .order_by("-is_used", "kind__order", "title", "pk")
    )


def running(user: Any) -> QuerySet[Activation]:
    """Events under way that a person sees, real ones first."""
    return access.activations_visible_to(user).filter(closed_at=None).order_by("is_drill", "started_at")


def past(user: Any) -> QuerySet[Activation]:
    """Events that are over, newest first."""
    return access.activations_visible_to(user).exclude(closed_at=None).select_related("unit")


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """What a person has to do with events and scenarios, under way first."""
    lines = list(_under_way(user))
    lines += _improvements(user, today)
    if access.oversees(user):
        lines += _to_evaluate(user)
        lines += _to_review(user, today)
    return lines


def _under_way(user: Any) -> Iterator[Waiting]:
    events = list(running(user))
    if not events:
        return
    late = _late_steps(events, user)
    to_clear = _statements_to_clear(events, user)
    for event in events:
        url = reverse("listening:live", args=[event.pk])
        count = late.get(event.pk, 0)
        words = str(event)
        if count:
            more = ngettext("%(count)d step of yours is overdue", "%(count)d steps of yours are overdue", count)
            words = f"{words} · {more % {'count': count}}"
        yield Waiting(words, _("Open the live page"), url, is_late=bool(count), is_under_way=True)
    for statement in to_clear:
        words = _("Statement to clear: %(statement)s (%(event)s)") % {
            "statement": statement,
            "event": statement.activation,
        }
        yield Waiting(words, _("Look at it"), reverse("listening:statement", args=[statement.pk]), is_late=True)


def _late_steps(events: list[Activation], user: Any) -> dict[int, int]:
    """How many overdue steps of each event are a person's: of the roles that name the person."""
    rows = (
        LiveStep.objects.filter(
            activation__in=events,
            done_at=None,
            is_left_out=False,
            due_at__lt=timezone.now() - TOLERANCE,
            role__people__user=user,
        )
        .order_by()
        .values("activation")
        .annotate(count=Count("pk", distinct=True))
    )
    return {row["activation"]: row["count"] for row in rows}


def _statements_to_clear(events: list[Activation], user: Any) -> list[LiveStatement]:
    waiting = LiveStatement.objects.filter(activation__in=events, state=StatementState.WAITING).exclude(writers=user)
    if not user.has_perm(CLEAR):
        waiting = waiting.filter(activation__roles__clears=True, activation__roles__people__user=user).distinct()
    return list(waiting.select_related("activation")[:MOST_LINES])


def _improvements(user: Any, today: date) -> Iterator[Waiting]:
    rows = Improvement.objects.filter(user=user, done_on=None, due_on__lte=today + AHEAD).order_by("due_on", "pk")
    for row in rows.select_related("activation")[:MOST_LINES]:
        words = _("Improvement until %(day)s: %(what)s") % {"day": f"{row.due_on:%d/%m/%Y}", "what": row.what}
        url = reverse("listening:improvement", args=[row.pk])
        yield Waiting(words, _("Look at it"), url, is_late=bool(row.due_on and row.due_on < today))


def _to_evaluate(user: Any) -> Iterator[Waiting]:
    rows = Activation.objects.filter(is_drill=True, evaluated_at=None).exclude(closed_at=None)
    for row in rows.order_by("closed_at")[:MOST_LINES]:
        words = _("Drill to evaluate: %(event)s") % {"event": row}
        yield Waiting(words, _("Evaluate"), reverse("listening:evaluation", args=[row.pk]))


def _to_review(user: Any, today: date) -> Iterator[Waiting]:
    rows = Scenario.objects.filter(is_used=True, review_by__lte=today + AHEAD).order_by("review_by", "pk")
    for row in rows[:MOST_LINES]:
        words = _("Scenario to review until %(day)s: %(title)s") % {
            "day": f"{row.review_by:%d/%m/%Y}",
            "title": row.title,
        }
        yield Waiting(words, _("Review"), reverse("listening:scenario", args=[row.pk]), is_late=row.review_by < today)


def accounts_to_name(user: Any) -> list[tuple[int, str]]:
    """Accounts that a person may choose for a role, each with its units: all; for a contact those of the own units."""
    today = timezone.localdate()
    held = Post.objects.filter(living(today), user__is_active=True).select_related("user", "unit")
    if not access.oversees(user):
        held = held.filter(unit__in=units_of(user, today))
    units: dict[int, list[str]] = {}
    names = {}
    for post in held.order_by("user__last_name", "user__first_name", "user_id", "unit__name"):
        names[post.user_id] = post.user.get_full_name()
        units.setdefault(post.user_id, []).append(post.unit.short_name or post.unit.name)
    return [(pk, f"{name} ({', '.join(units[pk])})") for pk, name in names.items()]


def broken_line_of(activation: Activation) -> int | None:
    """The number of the first line of an event's log that is not as it was written; None when all are."""
    lines = LogLine.objects.filter(activation=activation).order_by("number")
    return first_broken_line(SealedLine(line.number, line.content(), line.seal) for line in lines)
