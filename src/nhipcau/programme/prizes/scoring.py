"""Members of the jury score: points by criterion, a remark, a conflict that they declare."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.programme.figures import FigureError, read_number
from nhipcau.programme.prize_models import JuryConflict, PrizeCall, PrizeCriterion, PrizeEntry, Score, ScoreSheet
from nhipcau.programme.prizes.jury import to_score
from nhipcau.programme.prizes.services import locked


class ScoringClosedError(ValidationError):
    """Scoring is closed: what is sent now comes too late."""


def entry_to_score(call: PrizeCall, code: str, user: Any) -> PrizeEntry | None:
    """The entry behind a code, as far as the person may score it. Others and codes that are none look alike."""
    return next((entry for entry in to_score(call, user) if entry.code == code), None)


def points_of(text: str, criterion: PrizeCriterion) -> Decimal | None:
    """Points as they are typed: "8", "8,5"; None for an empty box.

    Raises:
        ValidationError: no number, below zero, above the criterion's highest, or finer than a hundredth.
    """
    if not text.strip():
        return None
    try:
        points = read_number(text)
    except FigureError as error:
        raise ValidationError(_("Points are a number, such as 8 or 8,5.")) from error
    if not 0 <= points <= criterion.most:
        values = {"criterion": criterion, "most": f"{criterion.most.normalize():f}".replace(".", ",")}
        raise ValidationError(_("“%(criterion)s” takes points from 0 to %(most)s.") % values)
    if points != round(points, 2):
        raise ValidationError(_("Points have at most two decimals."))
    return points


def _refuse_closed(call: PrizeCall) -> None:
    if call.scoring_closed_at is not None:
        raise ScoringClosedError(_("Scoring is closed; what stands here counts."))


@transaction.atomic
def give_points(entry: PrizeEntry, criterion: PrizeCriterion, text: str, *, user: Any) -> Decimal | None:
    """Keep the points for one criterion; an empty box takes them away. Twice does no harm.

    Raises:
        ScoringClosedError: scoring is closed.
        ValidationError: the points cannot be.
    """
    points = points_of(text, criterion)
    _refuse_closed(locked(entry.call))
    sheet, _made = ScoreSheet.objects.get_or_create(entry=entry, user=user)
    if points is None:
        Score.objects.filter(sheet=sheet, criterion=criterion).delete()
    else:
        Score.objects.update_or_create(sheet=sheet, criterion=criterion, defaults={"points": points})
    sheet.save(update_fields=["changed_at"])
    return points


@transaction.atomic
def keep_remark(entry: PrizeEntry, text: str, *, user: Any) -> None:
    """Keep what the person wrote beside the points."""
    if len(text) > 3000:
        raise ValidationError(_("A remark has at most 3.000 letters."))
    _refuse_closed(locked(entry.call))
    ScoreSheet.objects.update_or_create(entry=entry, user=user, defaults={"remark": text.replace("\x00", "").strip()})


@transaction.atomic
def declare_conflict(entry: PrizeEntry, *, user: Any) -> None:
    """The person does not score this entry; a sheet that was begun counts no more. Twice does no harm."""
    _refuse_closed(locked(entry.call))
    JuryConflict.objects.get_or_create(entry=entry, user=user)
    ScoreSheet.objects.filter(entry=entry, user=user).delete()
