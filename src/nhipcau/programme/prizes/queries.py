"""Questions about prize calls, as phrases."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.waiting import Waiting
from nhipcau.programme.prize_models import (
    ConsentStatement,
    EntryState,
    JuryMember,
    PrizeCall,
    PrizeCriterion,
    PrizeEntry,
    ScoreSheet,
)
from nhipcau.programme.prizes import rules
from nhipcau.programme.prizes.access import may_run
from nhipcau.programme.prizes.jury import admitted, expected_sheets, to_score


def phase_of(call: PrizeCall, now: datetime) -> str:
    """How far a call is."""
    return rules.phase(
        call.opens_at,
        call.closes_at,
        is_announced=call.announced_at is not None,
        is_handed_over=call.handed_over_at is not None,
        is_closed=call.scoring_closed_at is not None,
        is_opened=call.opened_at is not None,
        is_decided=call.decided_on is not None,
        now=now,
    )


def in_phase(name: str, now: datetime) -> Q:
    """The condition that a call is so far; says the same as `rules.phase`."""
    opened, handed_over, announced = ~Q(opened_at=None), ~Q(handed_over_at=None), ~Q(announced_at=None)
    waiting = Q(opened_at=None, handed_over_at=None)
    return {
        rules.DECIDED: opened & ~Q(decided_on=None),
        rules.OPENED: opened & Q(decided_on=None),
        rules.CLOSED: Q(opened_at=None) & handed_over & ~Q(scoring_closed_at=None),
        rules.SCORING: Q(opened_at=None) & handed_over & Q(scoring_closed_at=None),
        rules.DRAFT: waiting & Q(announced_at=None),
        rules.ANNOUNCED: waiting & announced & Q(opens_at__gt=now),
        rules.OPEN: waiting & announced & Q(opens_at__lte=now, closes_at__gte=now),
        rules.CHECKING: waiting & announced & Q(closes_at__lt=now),
    }.get(name, Q(pk__in=()))


def newest_statement(call: PrizeCall) -> ConsentStatement | None:
    """What authors consent to now."""
    return ConsentStatement.objects.filter(call=call).order_by("-version").first()


def weighings(call: PrizeCall) -> list[rules.Weighing]:
    """The criteria as plain values."""
    return [rules.Weighing(one.pk, one.most, one.weight) for one in PrizeCriterion.objects.filter(call=call)]


def with_names(entries: QuerySet[PrizeEntry]) -> QuerySet[PrizeEntry]:
    """What lists with names read of each entry, with one question more."""
    return entries.select_related("category", "unit", "statement").prefetch_related("authors")


def sheets_by_entry(call: PrizeCall) -> dict[int, dict[int, dict[int, Decimal]]]:
    """Points by criterion, by person, by entry; two questions."""
    found: dict[int, dict[int, dict[int, Decimal]]] = defaultdict(dict)
    for sheet in ScoreSheet.objects.filter(entry__call=call).prefetch_related("scores"):
        found[sheet.entry_id][sheet.user_id] = {score.criterion_id: score.points for score in sheet.scores.all()}
    return found


def results_of(call: PrizeCall) -> list[tuple[Any, list[tuple[rules.Result, PrizeEntry]]]]:
    """Results category by category. Sheets of persons who may not score an entry do not count."""
    criteria, sheets, expected = weighings(call), sheets_by_entry(call), expected_sheets(call)
    entries = {one.code: one for one in with_names(admitted(call)).select_related("award__level")}
    by_category: dict[int, dict[str, list[Decimal]]] = defaultdict(dict)
    wanted = {}
    for code, entry in entries.items():
        given = (
            rules.total(points, criteria)
            for user, points in sheets.get(entry.pk, {}).items()
            if user in expected[entry.pk]
        )
        by_category[entry.category_id][code] = [one for one in given if one is not None]
        wanted[code] = len(expected[entry.pk])
    return [
        (category, [(one, entries[one.key]) for one in rules.results(by_category[category.pk], wanted)])
        for category in call.categories.all()
        if category.pk in by_category
    ]


def progress_of(call: PrizeCall) -> list[tuple[Any, int, int]]:
    """For each person on the jury: how many of the expected sheets are complete."""
    criteria, sheets, expected = weighings(call), sheets_by_entry(call), expected_sheets(call)
    users = {member.user_id: member.user for member in JuryMember.objects.filter(call=call).select_related("user")}
    lines = []
    for pk, user in users.items():
        own = [entry for entry, persons in expected.items() if pk in persons]
        done = sum(rules.total(sheets.get(entry, {}).get(pk, {}), criteria) is not None for entry in own)
        lines.append((user, done, len(own)))
    return lines


def missing_sheets(call: PrizeCall) -> int:
    """How many sheets are expected and not complete."""
    return sum(expected - done for _user, done, expected in progress_of(call))


def counts_of(call: PrizeCall) -> dict[str, int]:
    """How many entries are in which state; one question."""
    rows = PrizeEntry.objects.filter(call=call).order_by().values_list("state").annotate(Count("pk"))
    counts = dict.fromkeys(EntryState.values, 0) | dict(rows)
    return {**counts, "all": sum(counts.values())}


def clock(moment: datetime) -> str:
    """A moment as offices write it ("17:00 ngày 1/12/2026"), by the installation's clock, whatever a person chose."""
    here = timezone.localtime(moment, timezone.get_default_timezone())
    return _("%(hour)s on %(day)s") % {"hour": f"{here:%H:%M}", "day": date_format(here, "DATE_FORMAT")}


def what_waits(user: Any, *, now: datetime) -> list[Waiting]:
    """Works that wait for the person's scores; entries that wait to be checked. No line names anybody."""
    lines = []
    on_jury = PrizeCall.objects.filter(in_phase(rules.SCORING, now), jury__user_id=user.pk or 0).distinct()
    for call in on_jury:
        criteria, sheets = weighings(call), sheets_by_entry(call)
        open_ = sum(
            rules.total(sheets.get(entry.pk, {}).get(user.pk, {}), criteria) is None for entry in to_score(call, user)
        )
        if open_:
            text = ngettext(
                "%(count)d work waits for your score: %(call)s", "%(count)d works wait for your score: %(call)s", open_
            )
            is_late = call.score_until is not None and call.score_until < timezone.localdate(now)
            address = reverse("prizes:scoring", args=[call.pk])
            lines.append(Waiting(text % {"count": open_, "call": call}, _("Score"), address, is_late=is_late))
    if may_run(user):
        unchecked = PrizeEntry.objects.filter(in_phase_of_entry(now), state=EntryState.RECEIVED)
        for call in PrizeCall.objects.filter(entries__in=unchecked).exclude(jury__user=user).distinct():
            text = _("Entries to be checked: %(call)s") % {"call": call}
            lines.append(Waiting(text, _("Check"), reverse("prizes:entries", args=[call.pk])))
    return lines


def in_phase_of_entry(now: datetime) -> Q:
    """The condition that an entry's call takes no more entries and is not with the jury yet."""
    return Q(call__in=PrizeCall.objects.filter(in_phase(rules.CHECKING, now)).values("pk"))
