"""Questions about directives, as phrases."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.directives import rules
from nhipcau.directives.enums import NOT_COUNTED, DirectiveState, ItemKind, ItemState, Outcome
from nhipcau.directives.models import Directive, DirectiveImport, DirectivePage, Lesson, ReadItem, SearchableCopy
from nhipcau.jobs.enums import WorkState
from nhipcau.organisation.waiting import Waiting
from nhipcau.vietnamese import fold_key

# Long fields that lists and headings do not show.
HEAVY = ("original", "text", "reading")


def may_review(user: Any) -> bool:
    """Tell whether a person may import, correct and accept directives."""
    return bool(user.has_perm("directives.review_directive"))


def directives_visible_to(user: Any) -> QuerySet[Directive]:
    """Reviewers see all directives, others with the permission the accepted ones; without their long texts."""
    light = Directive.objects.defer(*HEAVY)
    if may_review(user):
        return light
    if user.has_perm("directives.view_directive"):
        return light.filter(state=DirectiveState.ACCEPTED)
    return light.none()


def page_source(directive: Directive) -> bytes:
    """The PDF whose pages are shown beside the items: the searchable copy where there is one, else the original."""
    copy = SearchableCopy.objects.filter(directive=directive).values_list("pdf", flat=True).first()
    return bytes(directive.original if copy is None else copy)


def pages_of(directive: Directive, start: int, end: int) -> QuerySet[DirectivePage]:
    """The pages on which the characters `start` to `end` of the directive's text are printed."""
    return directive.pages.filter(span_start__lt=end, span_end__gt=start)


def look_alikes(directive: Directive) -> list[Directive]:
    """Other directives that bear the same number, issuer and date though their text differs."""
    if not directive.number:
        return []
    same_day = Directive.objects.defer(*HEAVY).filter(date=directive.date).exclude(pk=directive.pk)
    return [other for other in same_day if rules.is_same_document(_identity(directive), _identity(other))]


def _identity(directive: Directive) -> dict[str, Any]:
    return {"number": directive.number, "issuing_body": directive.issuing_body, "date": directive.date}


def items_that_count(directive: Directive) -> QuerySet[ReadItem]:
    """Everything that the officer did not leave out."""
    return directive.items.exclude(state__in=NOT_COUNTED).select_related("unit", "group", "provision")


def items_to_make(directive: Directive) -> QuerySet[ReadItem]:
    """What acceptance makes the programme from: all that counts, but what goes on with work of an older version."""
    return items_that_count(directive).exclude(succession__isnull=False)


def further_places(directive: Directive) -> list[tuple[int, int]]:
    """Places of tasks that were merged of several: their provisions gave work though no task begins in them."""
    tasks = directive.items.filter(kind=ItemKind.ASSIGNMENT, is_reshaped=True).exclude(state__in=NOT_COUNTED)
    return [(start, end) for spans in tasks.values_list("further_spans", flat=True) for start, end in spans]


def lessons(typed: str = "") -> QuerySet[Lesson]:
    """What was learnt with what it means, the newest first; only what holds every typed word, when some were typed."""
    found = Lesson.objects.select_related(
        "unit_alias__unit", "group_alias__group", "abbreviation", "learnt_by", "directive"
    ).defer(*(f"directive__{name}" for name in HEAVY))
    for word in fold_key(typed).split():
        found = found.filter(
            Q(unit_alias__folded__contains=word)
            | Q(unit_alias__unit__folded__contains=word)
            | Q(group_alias__folded__contains=word)
            | Q(abbreviation__key__contains=word)
            | Q(abbreviation__folded__contains=word)
        )
    return found


def versions_of(directive: Directive) -> dict[str, Any]:
    """What a page says of a directive's place among its versions: who replaced it, what is left to decide."""
    newer = Directive.objects.defer(*HEAVY).filter(replaces=directive.pk, state=DirectiveState.ACCEPTED)
    counts = directive.succession.aggregate(
        pending=Count("pk", filter=Q(outcome=Outcome.PENDING)), decided=Count("pk", filter=~Q(outcome=Outcome.PENDING))
    )
    return {"newer": newer.order_by("-accepted_at").first(), **counts}


def unfinished_imports() -> QuerySet[DirectiveImport]:
    """Imports that are on their way or have failed."""
    return DirectiveImport.objects.defer("content").exclude(state=WorkState.DONE)


def what_waits(user: Any, *, today: date) -> list[Waiting]:
    """Directives to look over and imports that failed, for those who may do something about it."""
    if not may_review(user):
        return []
    return [*_directives_to_review(), *_choices_to_make(), *_failed_imports()]


def _directives_to_review() -> list[Waiting]:
    waiting = (
        Directive.objects.defer(*HEAVY)
        .filter(state=DirectiveState.IN_REVIEW)
        .annotate(unseen=Count("items", filter=Q(items__state=ItemState.UNSEEN)))
    )
    return [
        Waiting(
            text=ngettext(
                "%(directive)s: %(count)d item to look at",
                "%(directive)s: %(count)d items to look at",
                directive.unseen,
            )
            % {"directive": _short_name(directive), "count": directive.unseen},
            action=_("Review"),
            url=reverse("directives:review", args=[directive.pk]),
        )
        for directive in waiting
    ]


def _choices_to_make() -> list[Waiting]:
    """Newer versions after whose acceptance something of the older one is still to be decided."""
    waiting = (
        Directive.objects.defer(*HEAVY)
        .annotate(undecided=Count("succession", filter=Q(succession__outcome=Outcome.PENDING)))
        .filter(undecided__gt=0)
    )
    return [
        Waiting(
            text=ngettext(
                "%(directive)s: %(count)d thing of the older version to decide about",
                "%(directive)s: %(count)d things of the older version to decide about",
                directive.undecided,
            )
            % {"directive": _short_name(directive), "count": directive.undecided},
            action=_("Decide"),
            url=reverse("directives:succession", args=[directive.pk]),
        )
        for directive in waiting
    ]


def _short_name(directive: Directive) -> str:
    return directive.number or directive.subject[:60] or directive.file_name


def _failed_imports() -> list[Waiting]:
    return [
        Waiting(
            text=_("%(file)s could not be read") % {"file": failed.file_name},
            action=_("See why"),
            url=reverse("directives:import", args=[failed.pk]),
        )
        for failed in unfinished_imports().filter(state=WorkState.FAILED)
    ]
