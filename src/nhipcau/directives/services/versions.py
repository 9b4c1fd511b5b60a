"""A newer version of a directive arrives: found, compared, said to be one, and what it touches decided one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nhipcau.directives import succession
from nhipcau.directives.enums import DirectiveState, Outcome
from nhipcau.directives.errors import AlreadyChosenError, BadValueError, NotInReviewError
from nhipcau.directives.models import Directive, Provision, SuccessionChoice
from nhipcau.directives.queries import HEAVY
from nhipcau.directives.rules import same_words
from nhipcau.directives.versions import (
    Outline,
    Pair,
    Part,
    Work,
    align,
    may_be_versions,
    pair_work,
    without_mark,
)

LONGEST_HEADING = 120
MOST_OFFERED = 2


def older_versions(directive: Directive) -> list[Directive]:
    """Directives imported before that this one may be a newer version of: the same number first, then the newest.

    Two questions to the database. A few are offered; any other can be chosen by hand.
    """
    if directive.replaces_id is not None:
        return []
    earlier = (
        Directive.objects.defer(*HEAVY)
        .filter(pk__lt=directive.pk)
        .exclude(state=DirectiveState.SET_ASIDE)
        .exclude(pk__in=directive.other_documents)
        .exclude(issuing_body="")
        .order_by("-date", "-pk")
    )
    candidates = [
        other
        for other in earlier
        if may_be_versions(_outline(directive), _outline(other)) or _same_kind(directive, other)
    ]
    if not candidates:
        return []
    headings = _headings([directive, *candidates])
    own = _outline(directive, headings)
    found = [other for other in candidates if may_be_versions(own, _outline(other, headings))]
    found.sort(key=lambda other: not same_words(other.number, directive.number))
    return found[:MOST_OFFERED]


def _same_kind(one: Directive, other: Directive) -> bool:
    """Whether it is worth comparing their outlines."""
    return same_words(one.issuing_body, other.issuing_body) and same_words(one.kind, other.kind)


def _outline(directive: Directive, headings: dict[int, list[str]] | None = None) -> Outline:
    return Outline(
        directive.pk,
        directive.number,
        directive.issuing_body,
        directive.kind,
        directive.subject,
        tuple((headings or {}).get(directive.pk, ())),
    )


def _headings(directives: Iterable[Directive]) -> dict[int, list[str]]:
    rows = Provision.objects.filter(directive__in=[one.pk for one in directives], parent=None).exclude(mark="")
    found: dict[int, list[str]] = {}
    for pk, text in rows.order_by("order").values_list("directive_id", "text"):
        found.setdefault(pk, []).append(text[:LONGEST_HEADING])
    return found


def lineage(directive: Directive) -> list[Directive]:
    """The older versions of a directive, the nearest first."""
    found: list[Directive] = []
    current = directive
    while current.replaces_id is not None and current.replaces_id not in {directive.pk, *(one.pk for one in found)}:
        current = Directive.objects.defer(*HEAVY).get(pk=current.replaces_id)
        found.append(current)
    return found


@transaction.atomic
def set_older_version(directive: Directive, older: Directive | None, *, by: Any) -> None:
    """Say which directive this one replaces once it is accepted; None takes it back.

    Raises:
        NotInReviewError: it is no longer under review.
        BadValueError: it would come to replace itself.
    """
    current = Directive.objects.select_for_update().defer(*HEAVY).get(pk=directive.pk)
    if current.state != DirectiveState.IN_REVIEW:
        raise NotInReviewError(_("This directive is no longer under review; what it replaces stands."))
    if older is not None and (older.pk == current.pk or current.pk in {one.pk for one in lineage(older)}):
        raise BadValueError(_("A directive cannot be an older version of itself; please choose another one."))
    current.replaces = older
    current.save(update_fields=["replaces"])
    directive.replaces = older
    log(current, "directives.older_version", user=by, data={"older": str(older or "")})


@transaction.atomic
def set_other_document(directive: Directive, other: Directive, *, by: Any) -> None:
    """Say that a directive that looks like an older version is none; it is not offered again."""
    current = Directive.objects.select_for_update().defer(*HEAVY).get(pk=directive.pk)
    current.other_documents = sorted({*current.other_documents, other.pk})
    current.save(update_fields=["other_documents"])
    directive.other_documents = current.other_documents


@dataclass(frozen=True, slots=True)
class Touched:
    """An old thing and what the newer version reads in its place, or neither change nor counterpart."""

    carrier: succession.Carrier
    old: succession.OldThing
    new: succession.NewWork | None
    is_changed: bool


def compared(older: Directive, newer: Directive) -> list[Pair]:
    """Part by part, what changed from one version to the other; two questions to the database."""
    return align(_parts(older), _parts(newer))


def _parts(directive: Directive) -> list[Part]:
    return [
        Part(part.pk, part.path, without_mark(part.text, part.mark))
        for part in Provision.objects.filter(directive=directive.pk).order_by("order")
    ]


def touched(older: Directive, newer: Directive, pairs: Iterable[Pair]) -> list[Touched]:
    """Everything that older versions made and that the newer one goes on with, changes or drops."""
    part_of = {pair.old.key: pair.new.key for pair in pairs if pair.old and pair.new}
    found: list[Touched] = []
    for carrier in succession.carriers():
        things = carrier.standing([older, *lineage(older)])
        works = dict(enumerate(carrier.asked_for(newer)))
        goes_on = pair_work(
            [Work(thing.key, thing.provision, thing.words, thing.facts) for thing in things],
            [Work(number, work.item.provision_id, work.words, work.facts) for number, work in works.items()],
            part_of,
        )
        for thing in things:
            new = works.get(goes_on.get(thing.key, -1))
            if new is None and thing.is_over:
                continue
            found.append(Touched(carrier, thing, new, new is None or _differs(thing, new)))
    return found


def _differs(old: succession.OldThing, new: succession.NewWork) -> bool:
    return old.words.split() != new.words.split() or set(old.facts) != set(new.facts)


def open_choices(directive: Directive) -> None:
    """Within an acceptance: ask, for everything that the older version made, what is to become of it.

    A choice that nobody made for a version before goes over to this one.
    """
    older = directive.replaces
    if older is None or older.state != DirectiveState.ACCEPTED:
        return
    found = touched(older, directive, compared(older, directive))
    for one in found:
        SuccessionChoice.objects.filter(kind=one.carrier.kind, old_key=one.old.key, outcome=Outcome.PENDING).exclude(
            directive=directive
        ).delete()
    SuccessionChoice.objects.bulk_create(
        SuccessionChoice(
            directive=directive,
            kind=one.carrier.kind,
            old_key=one.old.key,
            title=one.old.title[:300],
            item=one.new.item if one.new else None,
            is_changed=one.is_changed,
        )
        for one in found
    )


@transaction.atomic
def choose(choice: SuccessionChoice, outcome: str, *, reason: str = "", by: Any) -> SuccessionChoice:
    """Decide what becomes of an old thing: kept, brought up to date, or closed for a reason. Once for all.

    Raises:
        BadValueError: a reason is missing, or there is nothing to bring it up to date with.
        AlreadyChosenError: a colleague has decided already.
    """
    current = (
        SuccessionChoice.objects.select_for_update(of=("self",)).select_related("directive", "item").get(pk=choice.pk)
    )
    if current.outcome != Outcome.PENDING:
        raise AlreadyChosenError(current)
    carrier = succession.carrier_of(current.kind)
    if carrier is None or outcome not in (Outcome.KEEP, Outcome.UPDATE, Outcome.CLOSE):
        raise BadValueError(_("This choice is not known."))
    if outcome == Outcome.CLOSE:
        if not reason.strip():
            raise BadValueError(_("Please say why it is closed."))
        carrier.close(current.old_key, reason.strip(), by=by)
    elif outcome == Outcome.UPDATE:
        if current.item is None:
            raise BadValueError(_("The newer version says nothing of it; it can be kept or closed."))
        carrier.update(current.old_key, current.item, current.directive, by=by)
    current.outcome, current.reason = Outcome(outcome), reason.strip()[:500]
    current.chosen_by, current.chosen_at = by, timezone.now()
    current.save()
    log(
        current.directive,
        "directives.choose",
        user=by,
        data={"kind": current.kind, "key": current.old_key, "outcome": str(outcome), "reason": current.reason},
    )
    return current


@transaction.atomic
def update_unchanged(directive: Directive, *, by: Any) -> int:
    """Take everything over whose words, units and days are the same in the newer version. Returns how many."""
    pending = directive.succession.filter(outcome=Outcome.PENDING, is_changed=False, item__isnull=False)
    return sum(bool(choose(choice, Outcome.UPDATE, by=by)) for choice in list(pending))
