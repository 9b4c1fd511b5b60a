"""A directive leaves the review: into the programme, aside, back, or out of the library."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nhipcau.directives import acceptance, rules, sentences
from nhipcau.directives.enums import DirectiveState, ItemKind, ItemState
from nhipcau.directives.errors import NeedsConfirmationError, NotInReviewError
from nhipcau.directives.models import Directive
from nhipcau.directives.services import versions
from nhipcau.directives.services.reading_in import metadata_columns


def accept_directive(directive: Directive, *, by: Any, confirmed: Collection[str] = ()) -> dict[str, int]:
    """Make the programme of a directive, once. Accepting again, or at the same moment, returns the same counts.

    `confirmed` names the problems (codes of `Problem`) that a person has seen and still means it.

    Raises:
        NeedsConfirmationError: a problem has to be confirmed first.
        NotInReviewError: the directive was set aside.
    """
    with transaction.atomic():
        claimed = Directive.objects.filter(pk=directive.pk, state=DirectiveState.IN_REVIEW).update(
            state=DirectiveState.ACCEPTED, accepted_by=by, accepted_at=timezone.now()
        )
        # Read afresh: should something fail here, the caller's object must not say "accepted".
        current = Directive.objects.defer("original").get(pk=directive.pk)
        if claimed:
            _require_confirmation(current, confirmed)
            _take_over_metadata(current)
            versions.open_choices(current)
            _set_older_aside(current, by=by)
            current.made = rules.merge_counts(acceptance.make_programme(current, by=by))
            current.save(update_fields=[*rules.METADATA_FIELDS, "issuing_unit", "search_key", "made"])
            log(current, "directives.accept", user=by, data=current.made)
    directive.refresh_from_db()
    return _counts_of_accepted(directive)


def preview_acceptance(directive: Directive, *, by: Any) -> dict[str, int]:
    """What acceptance would make of the review as it stands now. It is really made, counted, and taken back."""
    with transaction.atomic():
        trial = Directive.objects.defer("original").get(pk=directive.pk)
        _take_over_metadata(trial)
        versions.open_choices(trial)
        counts = rules.merge_counts(acceptance.make_programme(trial, by=by))
        transaction.set_rollback(True)
    return counts


def _set_older_aside(directive: Directive, *, by: Any) -> None:
    """An older version that is still under review makes no programme any more."""
    older = directive.replaces
    if older is not None and older.state == DirectiveState.IN_REVIEW:
        set_aside(older, by=by)


def _counts_of_accepted(directive: Directive) -> dict[str, int]:
    if directive.state != DirectiveState.ACCEPTED:
        raise NotInReviewError(_("This directive was set aside; please put it back into review first."))
    return dict(directive.made)


def problems_to_confirm(directive: Directive) -> list[str]:
    """Codes of the problems that a person has to confirm before acceptance."""
    found = {finding["code"] for finding in directive.reading.get("problems", [])}
    return [code for code in sentences.TO_BE_CONFIRMED if code in found]


def _require_confirmation(directive: Directive, confirmed: Collection[str]) -> None:
    for code in problems_to_confirm(directive):
        if code not in confirmed:
            raise NeedsConfirmationError(code, str(sentences.PROBLEMS[code]))


def _take_over_metadata(directive: Directive) -> None:
    """The officer's corrections become the columns that lists and headings show."""
    items = list(directive.items.filter(kind=ItemKind.METADATA).select_related("unit"))
    metadata = {item.field: None if item.state == ItemState.REJECTED else item.value for item in items}
    columns = metadata_columns(metadata)
    for name, value in columns.items():
        setattr(directive, name, value)
    directive.search_key = rules.search_key(columns, directive.text)
    directive.issuing_unit = next(
        (item.unit for item in items if item.field == "issuing_body" and item.state != ItemState.REJECTED), None
    )


def set_aside(directive: Directive, *, by: Any) -> None:
    """Take a directive out of the review without a programme. Doing it twice does no harm."""
    _change_state(directive, DirectiveState.IN_REVIEW, DirectiveState.SET_ASIDE, "directives.set_aside", by=by)


def put_back(directive: Directive, *, by: Any) -> None:
    """Put a directive that was set aside back into review. Doing it twice does no harm."""
    _change_state(directive, DirectiveState.SET_ASIDE, DirectiveState.IN_REVIEW, "directives.put_back", by=by)


@transaction.atomic
def _change_state(directive: Directive, old: DirectiveState, new: DirectiveState, action: str, *, by: Any) -> None:
    changed = Directive.objects.filter(pk=directive.pk, state=old).update(state=new)
    directive.refresh_from_db(fields=["state"])
    if changed:
        log(directive, action, user=by)
    elif directive.state != new:
        raise NotInReviewError(_("This directive was accepted already; its programme stands."))


@transaction.atomic
def delete_directive(directive: Directive, *, by: Any) -> None:
    """Delete a directive that was not accepted, with everything read in it. The log keeps that it was there.

    Raises:
        NotInReviewError: it was accepted; tasks and reports hang on it.
    """
    current = (
        Directive.objects.select_for_update().only("pk", "state", "number", "subject", "file_name").get(pk=directive.pk)
    )
    if current.state == DirectiveState.ACCEPTED:
        raise NotInReviewError(_("An accepted directive cannot be deleted: tasks and reports refer to it."))
    log(current, "directives.delete", user=by, deleted=True)
    current.imports.all().delete()
    current.delete()
