"""What happens to units, their names and their ends, and to people's ways in: one-time links."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.models import Abbreviation, OneTimeSignIn, Unit, UnitAlias, UnitGroup, UnitGroupAlias, User
from nhipcau.organisation.queries import followers
from nhipcau.organisation.rules import would_close_a_circle
from nhipcau.organisation.unit_names import tidy
from nhipcau.vietnamese import fold_key, normalise

LINK_LIFETIME = timedelta(hours=12)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_sign_in_link(user: User, *, lifetime: timedelta = LINK_LIFETIME) -> str:
    """Make a token that signs `user` in once. Only its hash is kept, so it cannot be shown again."""
    token = secrets.token_urlsafe(32)
    OneTimeSignIn.objects.filter(user=user, used_at=None).delete()
    OneTimeSignIn.objects.create(user=user, token_hash=_hash(token), expires_at=timezone.now() + lifetime)
    return token


def person_of_sign_in_link(token: str) -> User | None:
    """Whom the link would sign in, or None when it is spent, too old or unknown."""
    link = (
        OneTimeSignIn.objects.select_related("user")
        .filter(token_hash=_hash(token), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    return link.user if link else None


def use_sign_in_link(token: str) -> User | None:
    """Spend the link; of two clicks at once one wins."""
    user = person_of_sign_in_link(token)
    spent = OneTimeSignIn.objects.filter(token_hash=_hash(token), used_at=None).update(used_at=timezone.now())
    return user if user and spent else None


@transaction.atomic
def create_unit(
    name: str,
    *,
    kind: UnitKind | str = UnitKind.OTHER,
    tier: Tier | str = Tier.PROVINCE,
    parent: Unit | None = None,
    short_name: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    aliases: Iterable[str] = (),
    by: User | None,
) -> Unit:
    """Enter a new unit, with the other names that documents give it.

    Raises:
        ValidationError: it has no name, ends before it begins, or stands already.
    """
    unit = Unit(
        name=tidy(name),
        short_name=short_name,
        kind=kind,
        tier=tier,
        parent=parent,
        begins_on=begins_on,
        ends_on=ends_on,
    )
    unit.full_clean()
    if Unit.objects.filter(name=unit.name, ends_on=ends_on).exists():
        raise ValidationError({"name": _("A unit of this name stands already; choose it from the list.")})
    unit.save()
    for words in aliases:
        learn_alias(unit, words, by=by)
    return unit


@transaction.atomic
def learn_alias(owner: Unit | UnitGroup, words: str, *, by: User | None) -> bool:
    """Keep another way to write a name, so that the next document is matched by itself. Twice does no harm.

    Returns whether something was learned: not when the words are empty or are the name itself.
    """
    text = tidy(words)
    if not text or text == owner.name:
        return False
    if isinstance(owner, Unit):
        # Two spellings that fold to one key are one alias: the matcher folds too.
        return UnitAlias.objects.get_or_create(unit=owner, folded=fold_key(text[:200]), defaults={"name": text[:200]})[
            1
        ]
    return UnitGroupAlias.objects.get_or_create(
        group=owner, folded=fold_key(text[:300]), defaults={"name": text[:300]}
    )[1]


@transaction.atomic
def learn_abbreviation(short: str, long: str, *, by: User | None) -> Abbreviation | None:
    """Keep what a short form stands for; from then on names that use it are matched. None when it was known."""
    text = " ".join(normalise(long).split())[:200]
    row, is_new = Abbreviation.objects.get_or_create(key=short.lower()[:40], long=text, defaults={"short": short[:40]})
    return row if is_new else None


@transaction.atomic
def rename_unit(unit: Unit, name: str, *, by: User | None) -> Unit:
    """Correct a unit's name. The former one stays known, because documents carry it."""
    former, unit.name = unit.name, tidy(name)
    unit.full_clean()
    unit.save()
    learn_alias(unit, former, by=by)
    return unit


@transaction.atomic
def end_unit(unit: Unit, *, on: date, successors: Sequence[Unit], by: User | None) -> Unit:
    """Enter that a unit's last day is `on` and who follows it. What it did stays under its name.

    Raises:
        ValidationError: it would end before it began, or would come to follow itself.
    """
    ways = followers()
    for successor in successors:
        if would_close_a_circle(unit.pk, successor.pk, ways):
            raise ValidationError(
                {"successors": _("%(unit)s already leads to this unit; choose another one.") % {"unit": successor.name}}
            )
    unit.ends_on = on
    unit.full_clean()
    unit.save()
    unit.successors.set(successors)
    return unit
