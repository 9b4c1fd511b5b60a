"""What happens to a prize call: announced, entries checked, handed to the jury, closed, opened, decided."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.audit.services import record
from nhipcau.organisation.models import User
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.prize_models import (
    Award,
    AwardLevel,
    ConsentStatement,
    EntryAuthor,
    EntryState,
    JuryMember,
    PrizeCall,
    PrizeCategory,
    PrizeEntry,
    ScoreSheet,
)
from nhipcau.programme.prizes import rules
from nhipcau.programme.prizes.access import sees_names
from nhipcau.programme.prizes.jury import admitted, expected_sheets
from nhipcau.programme.prizes.queries import newest_statement, phase_of, weighings
from nhipcau.programme.recording import record_activity
from nhipcau.programme.rules import shorten
from nhipcau.vietnamese import fold_key


def locked(call: PrizeCall) -> PrizeCall:
    """The call as it stands, held until the transaction ends: two deeds about one call come one after the other."""
    return PrizeCall.objects.select_for_update().get(pk=call.pk)


@transaction.atomic
def keep_statement(call: PrizeCall) -> ConsentStatement:
    """The version of what authors consent to; a text that changed makes a new one, the same makes none."""
    newest = newest_statement(call)
    if newest is not None and newest.text == call.consent_text:
        return newest
    version = newest.version + 1 if newest else 1
    return ConsentStatement.objects.create(call=call, version=version, text=call.consent_text)


@transaction.atomic
def announce(call: PrizeCall, *, by: Any) -> PrizeCall:
    """Make a call public in the workspace. Twice does no harm.

    Raises:
        ValidationError: it lacks categories, or criteria with weight, or languages.
    """
    call = locked(call)
    if call.announced_at is not None:
        return call
    lacks = []
    if not call.categories.exists():
        lacks.append(_("It has no category yet."))
    if not sum(one.weight for one in weighings(call)):
        lacks.append(_("It has no criterion with a weight yet."))
    if not call.language_list:
        lacks.append(_("It names no language yet."))
    if lacks:
        raise ValidationError(lacks)
    keep_statement(call)
    call.announced_at = timezone.now()
    call.save(update_fields=["announced_at"])
    record("prize call announced", call, by=by)
    return call


@transaction.atomic
def appoint(call: PrizeCall, category: PrizeCategory, user: User, *, by: Any) -> JuryMember:
    """Give a person the right to score a category. Twice does no harm.

    Raises:
        ValidationError: scoring is closed, or the account could see names or cannot sign in.
    """
    call = locked(call)
    if call.scoring_closed_at is not None:
        raise ValidationError(_("Scoring is closed; the jury stays as it is."))
    if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
        raise ValidationError(_("%(person)s cannot sign in to the workspace.") % {"person": user.get_full_name()})
    if sees_names(user):
        message = _(
            "%(person)s runs prize calls or reads the audit trail and so knows who sent what; please choose "
            "another person."
        )
        raise ValidationError(message % {"person": user.get_full_name()})
    if PrizeEntry.objects.filter(call=call, added_by=user).exists():
        message = _("%(person)s has sent in an entry to this call; please choose another person.")
        raise ValidationError(message % {"person": user.get_full_name()})
    member, made = JuryMember.objects.get_or_create(call=call, category=category, user=user)
    if made:
        record("jury member appointed", call, by=by, person=user.get_full_name(), category=category.name)
    return member


@transaction.atomic
def dismiss(member: JuryMember, *, by: Any) -> None:
    """Take a person from the jury, as long as the person has scored nothing there.

    Raises:
        ValidationError: the person has scored; scores are not made unseen.
    """
    call = locked(member.call)
    scored = ScoreSheet.objects.filter(entry__call=call, entry__category=member.category_id, user=member.user_id)
    if scored.filter(scores__isnull=False).exists():
        message = _("%(person)s has scored in this category already and stays on its jury.")
        raise ValidationError(message % {"person": member.user.get_full_name()})
    details = {"person": member.user.get_full_name(), "category": member.category.name}
    member.delete()
    record("jury member dismissed", call, by=by, **details)


@transaction.atomic
def check(entry: PrizeEntry, *, is_admitted: bool, because: str = "", by: Any) -> PrizeEntry:
    """Say whether an entry takes part; the reason is asked for when it does not.

    Raises:
        ValidationError: the jury has the entries already, the entry was withdrawn, the jury would see nothing of it,
            or it stands in the contest a second time.
    """
    call = locked(entry.call)
    entry = PrizeEntry.objects.select_for_update().get(pk=entry.pk)
    if call.handed_over_at is not None:
        raise ValidationError(_("The jury has the entries already; who takes part is settled."))
    if entry.state == EntryState.WITHDRAWN:
        raise ValidationError(_("This entry was withdrawn."))
    if is_admitted:
        if not (entry.file or entry.blind_link):
            raise ValidationError(_("The jury would see nothing: a file, or an address without names, is missing."))
        if _stands_elsewhere(entry):
            raise ValidationError(
                _("The same work stands in this call a second time; only one of the two can take part.")
            )
        entry.state, entry.refused_because = EntryState.ADMITTED, ""
    else:
        if not because.strip():
            raise ValidationError({"because": _("Please say why the entry does not take part.")})
        entry.state, entry.refused_because = EntryState.REFUSED, because.strip()
    entry.save(update_fields=["state", "refused_because"])
    record("entry admitted" if is_admitted else "entry refused", entry, by=by, name=trace_name(entry))
    return entry


def _stands_elsewhere(entry: PrizeEntry) -> bool:
    others = PrizeEntry.objects.filter(
        call=entry.call_id, state__in=[EntryState.RECEIVED, EntryState.ADMITTED]
    ).exclude(pk=entry.pk)
    same_file = bool(entry.sha256) and others.filter(sha256=entry.sha256).exists()
    return same_file or (bool(entry.link_key) and others.filter(link_key=entry.link_key).exists())


def trace_name(entry: PrizeEntry) -> str:
    """How the trail names an entry: neither by code nor by name nor by title."""
    return _("entry of “%(call)s”") % {"call": entry.call}


@transaction.atomic
def hand_over(call: PrizeCall, *, by: Any) -> PrizeCall:
    """Let the jury score. Twice does no harm.

    Raises:
        ValidationError: entries may still come, some are not checked, none is admitted, or one would have no scorer.
    """
    call = locked(call)
    if call.handed_over_at is not None:
        return call
    if phase_of(call, timezone.now()) != rules.CHECKING:
        raise ValidationError(_("The jury gets the entries when no more can come in."))
    unchecked = PrizeEntry.objects.filter(call=call, state=EntryState.RECEIVED).count()
    if unchecked:
        text = ngettext("%(count)d entry is not checked yet.", "%(count)d entries are not checked yet.", unchecked)
        raise ValidationError(text % {"count": unchecked})
    expected = expected_sheets(call)
    if not expected:
        raise ValidationError(_("No entry is admitted; there is nothing to score."))
    alone = [entry for entry, persons in expected.items() if not persons]
    if alone:
        categories = admitted(call).filter(pk__in=alone).values_list("category__name", flat=True)
        message = _("Nobody on the jury may score some works in: %(categories)s. Please appoint more members.")
        raise ValidationError(message % {"categories": ", ".join(sorted(set(categories)))})
    call.handed_over_at = timezone.now()
    call.save(update_fields=["handed_over_at"])
    record("entries handed to the jury", call, by=by, entries=len(expected))
    return call


@transaction.atomic
def close_scoring(call: PrizeCall, *, missing: int, by: Any) -> PrizeCall:
    """End scoring: no sheet changes any more. `missing` is how many sheets were missing when the officer was asked.

    Raises:
        ValidationError: the jury has no entries yet.
    """
    call = locked(call)
    if call.scoring_closed_at is not None:
        return call
    if call.handed_over_at is None:
        raise ValidationError(_("The jury has no entries yet."))
    call.scoring_closed_at = timezone.now()
    call.save(update_fields=["scoring_closed_at"])
    record("scoring closed", call, by=by, missing=missing)
    return call


@transaction.atomic
def reopen_scoring(call: PrizeCall, *, because: str, by: Any) -> PrizeCall:
    """Let the jury score again, as long as no name is opened; the reason stands in the trail.

    Raises:
        ValidationError: names are opened, or there is no reason.
    """
    call = locked(call)
    if call.opened_at is not None:
        raise ValidationError(_("The names are opened; no score changes any more."))
    if not because.strip():
        raise ValidationError({"because": _("Please say why scoring is opened again.")})
    if call.scoring_closed_at is not None:
        call.scoring_closed_at = None
        call.save(update_fields=["scoring_closed_at"])
        record("scoring opened again", call, by=by, because=because.strip())
    return call


@transaction.atomic
def open_names(call: PrizeCall, *, by: Any) -> PrizeCall:
    """Show codes and names together from now on. There is no way back. Twice does no harm.

    Raises:
        ValidationError: scoring is not closed.
    """
    call = locked(call)
    if call.opened_at is not None:
        return call
    if call.scoring_closed_at is None:
        raise ValidationError(_("Names are opened when scoring is closed."))
    call.opened_at = timezone.now()
    call.save(update_fields=["opened_at"])
    record("names opened", call, by=by)
    return call


@transaction.atomic
def give_award(entry: PrizeEntry, level: AwardLevel | None, *, by: Any) -> None:
    """Give an entry an award, or take it away; what the decision already names stays.

    Raises:
        ValidationError: names are not opened, the decision is made, or the category has no such award left.
    """
    call = locked(entry.call)
    if call.opened_at is None:
        raise ValidationError(_("Awards are given when the names are opened."))
    if call.decided_on is not None:
        raise ValidationError(_("The decision is made; the awards stay as they are."))
    entry = PrizeEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.state != EntryState.ADMITTED or (level is not None and level.call_id != call.pk):
        raise ValidationError(_("This entry takes no part."))
    if level is None:
        Award.objects.filter(entry=entry).delete()
        return
    given = Award.objects.filter(level=level, entry__category=entry.category_id).exclude(entry=entry).count()
    if given >= level.most:
        message = _("“%(award)s” is given %(most)d times in “%(category)s” already.")
        raise ValidationError(message % {"award": level, "most": level.most, "category": entry.category})
    Award.objects.update_or_create(entry=entry, defaults={"level": level})


@transaction.atomic
def decide(call: PrizeCall, *, number: str, on: date, by: Any) -> PrizeCall:
    """Enter the decision on the awards; the call's result is one activity, however often the number is corrected.

    Raises:
        ValidationError: names are not opened, there is no number, or the day has not come.
    """
    call = locked(call)
    if call.opened_at is None:
        raise ValidationError(_("Awards are decided on when the names are opened."))
    if not number.strip():
        raise ValidationError({"number": _("Please enter the number of the decision.")})
    if not timezone.localdate(call.closes_at) <= on <= timezone.localdate():
        raise ValidationError({"on": _("The decision is made after the last entry came in, and not on a day to come.")})
    call.decision_number, call.decided_on = number.strip(), on
    call.save(update_fields=["decision_number", "decided_on"])
    record("awards decided", call, by=by, number=call.decision_number, on=on.isoformat())
    entries = admitted(call)
    record_activity(
        unit=call.unit,
        kind=ActivityKind.PRIZE_CALL,
        title=shorten(call.name),
        happened_on=on,
        figures={
            "entries": entries.count(),
            "authors": EntryAuthor.objects.filter(entry__in=entries).count(),
            "awards": Award.objects.filter(entry__call=call).count(),
        },
        task=call.task,
        occasion=call.occasion,
        evidence_url=reverse("prizes:award_list", args=[call.pk]),
        source=call.source,
        by=by,
    )
    return call


def title_key(title: str) -> str:
    """By what titles are compared."""
    return fold_key(title)[:300]
