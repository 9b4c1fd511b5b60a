"""Loads the invented prize calls: one that the jury scores, one that still takes works. What stands already is left."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from nhipcau.organisation.models import Unit, User
from nhipcau.organisation.samples_of_people import read_rows, units_by_key
from nhipcau.programme.prize_models import (
    AwardLevel,
    EntryState,
    PrizeCall,
    PrizeCategory,
    PrizeCriterion,
    PrizeEntry,
)
from nhipcau.programme.prizes import sending, services
from nhipcau.programme.prizes.queries import newest_statement
from nhipcau.programme.prizes.scoring import give_points

FIRST_HOUR, LAST_HOUR = time(8), time(17)
Row = Mapping[str, Any]


@transaction.atomic
def load_prize_calls(folder: Path, *, today: date, by: Any) -> None:
    """Load `prizes.json`, all days counted from the day of the loading: calls, works, jury, scores."""
    units = units_by_key(folder)
    for row in read_rows(folder / "prizes.json"):
        if not PrizeCall.objects.filter(name=row["name"]).exists():
            _call(row, units, folder, today, by=by)


def _at(today: date, days: int, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(today + timedelta(days=days), hour))


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _call(row: Row, units: Mapping[str, Unit], folder: Path, today: date, *, by: Any) -> None:
    opens_at, closes_at = _at(today, row["opens_in"], FIRST_HOUR), _at(today, row["closes_in"], LAST_HOUR)
    call = PrizeCall.objects.create(
        **{name: row[name] for name in ("name", "scope", "rules", "languages", "consent_text")},
        unit=units[row["unit"]],
        opens_at=opens_at,
        # Works come in through the same door as any other, so the window is open while they are loaded.
        closes_at=timezone.now() + timedelta(days=1),
        published_from=_day(today, row["published_from"]),
        published_until=_day(today, row["published_until"]),
        score_until=_day(today, row["score_in"]),
        added_by=by,
    )
    for order, name in enumerate(row["categories"]):
        PrizeCategory.objects.create(call=call, name=name, order=order)
    for order, criterion in enumerate(row["criteria"]):
        PrizeCriterion.objects.create(call=call, order=order, **criterion)
    for order, level in enumerate(row["award_levels"]):
        AwardLevel.objects.create(call=call, order=order, **level)
    call = services.announce(call, by=by)
    entries = [(_entry(call, one, units, folder, today), one) for one in row["entries"]]
    PrizeCall.objects.filter(pk=call.pk).update(announced_at=opens_at - timedelta(days=3), closes_at=closes_at)
    _score(call, row, entries, by=by)


def _entry(call: PrizeCall, row: Row, units: Mapping[str, Unit], folder: Path, today: date) -> PrizeEntry:
    file = folder / row["file"]
    sent = sending.Sent(
        category=call.categories.get(name=row["category"]),
        authors=[(name, pen_name) for name, pen_name in row["authors"]],
        unit=units[row["unit"]],
        published_on=_day(today, row["published"]),
        file=(file.name, file.read_bytes()),
        **{name: row[name] for name in ("title", "language", "published_in", "link")},
    )
    sender = User.objects.filter(username=row["sent_by"]).first()
    entry = sending.send(call, sent, statement=newest_statement(call), by=sender)
    came_at = _at(today, row["sent"], time(9, 30))
    PrizeEntry.objects.filter(pk=entry.pk).update(consented_at=came_at, added_at=came_at)
    return entry


def _score(call: PrizeCall, row: Row, entries: list[tuple[PrizeEntry, Row]], *, by: Any) -> None:
    users = {user.username: user for user in User.objects.filter(is_active=True)}
    for part in row["jury"]:
        category = call.categories.get(name=part["category"])
        for name in part["users"]:
            services.appoint(call, category, users[name], by=by)
    if not row["is_handed_over"]:
        return
    for entry in PrizeEntry.objects.filter(call=call, state=EntryState.RECEIVED):
        services.check(entry, is_admitted=True, by=by)
    services.hand_over(call, by=by)
    criteria = list(PrizeCriterion.objects.filter(call=call))
    for entry, one in entries:
        for name, points in one["scores"].items():
            for criterion, text in zip(criteria, points, strict=True):
                give_points(entry, criterion, text, user=users[name])
