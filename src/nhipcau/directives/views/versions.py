"""A newer version of a directive beside the older one: what changed, what it touches, and what becomes of that."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.directives import sentences, services, succession
from nhipcau.directives.enums import DirectiveState, Outcome
from nhipcau.directives.errors import AlreadyChosenError, BadValueError, NotInReviewError
from nhipcau.directives.models import Directive, SuccessionChoice
from nhipcau.directives.queries import directives_visible_to
from nhipcau.directives.services.versions import Touched
from nhipcau.directives.versions import Change, Pair, word_changes
from nhipcau.directives.views.access import directive_or_404, for_reviewers
from nhipcau.vietnamese import fold_key

MOST_TO_CHOOSE_FROM = 30


def _crumbs(directive: Directive, last: str) -> list[dict[str, str]]:
    return [
        {"url": reverse("directives:index"), "label": _("Directives")},
        {"url": reverse("directives:review", args=[directive.pk]), "label": directive.number or directive.file_name},
        {"url": "", "label": last},
    ]


@dataclass(frozen=True, slots=True)
class Row:
    """One part in both versions with the work that hangs on it."""

    pair: Pair
    touched: list[Touched]
    change: Change
    words: Any


@never_cache
@require_GET
@for_reviewers
def compare(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
    """Two versions part by part; what is the same in both is shown on request."""
    directive = directive_or_404(request, pk)
    older = get_object_or_404(directives_visible_to(request.user), pk=other_pk)
    pairs = services.compared(older, directive)
    touched = services.touched(older, directive, pairs) if older.state == DirectiveState.ACCEPTED else []
    shows_all = "all" in request.GET
    rows = _rows(pairs, touched)
    context = {
        "directive": directive,
        "older": older,
        "rows": [row for row in rows if shows_all or row.change != Change.SAME],
        "same": sum(row.change == Change.SAME for row in rows),
        "shows_all": shows_all,
        "counts": [
            (change.value, sentences.CHANGES[change], number)
            for change in Change
            if (number := sum(row.change == change for row in rows)) and change != Change.SAME
        ],
        "touched": _by_kind(touched),
        "is_older": directive.replaces_id == older.pk,
        "page_title": _("Compare versions"),
        "header_icon": "copy",
        "breadcrumbs_items": _crumbs(directive, _("Compare")),
    }
    return render(request, "directives/compare.html", context)


def _rows(pairs: list[Pair], touched: list[Touched]) -> list[Row]:
    on_part: dict[int, list[Touched]] = {}
    for one in touched:
        if one.old.provision is not None:
            on_part.setdefault(one.old.provision, []).append(one)
    return [
        Row(pair, on_part.get(pair.old.key, []) if pair.old else [], pair.change, sentences.CHANGES[pair.change])
        for pair in pairs
    ]


def _by_kind(touched: list[Touched]) -> list[dict[str, Any]]:
    """For each kind of thing: how many go on unchanged, go on changed, and are no longer asked for."""
    kinds = []
    for carrier in succession.carriers():
        own = [one for one in touched if one.carrier is carrier]
        if own:
            kinds.append(
                {
                    "label": carrier.label,
                    "unchanged": [one for one in own if not one.is_changed],
                    "changed": [one for one in own if one.is_changed and one.new],
                    "dropped": [one for one in own if one.new is None],
                }
            )
    return kinds


@never_cache
@require_GET
@for_reviewers
def choose_older(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the older version by hand, where it was not found by itself."""
    directive = directive_or_404(request, pk)
    typed = request.GET.get("q", "").strip()
    found = directives_visible_to(request.user).exclude(pk=pk)
    for word in fold_key(typed).split():
        found = found.filter(search_key__contains=word)
    if not typed:
        found = found.filter(Q(kind=directive.kind) | Q(issuing_body=directive.issuing_body))
    context = {
        "directive": directive,
        "found": found.order_by("-date", "-pk")[:MOST_TO_CHOOSE_FROM],
        "typed": typed,
        "page_title": _("Choose the older version"),
        "header_icon": "copy",
        "breadcrumbs_items": _crumbs(directive, _("Older version")),
    }
    return render(request, "directives/choose_older.html", context)


@require_POST
@for_reviewers
def say_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a directive replaces an older one, or does not after all, or that they are different documents."""
    directive = directive_or_404(request, pk)
    key = request.POST.get("other", "")
    other = directives_visible_to(request.user).filter(pk=key).first() if key.isdecimal() else None
    try:
        match request.POST.get("do"):
            case "replaces" if other is not None:
                services.set_older_version(directive, other, by=request.user)
                messages.success(
                    request,
                    _("Once this directive is accepted it replaces %(older)s. Until then nothing changes.")
                    % {"older": other},
                )
            case "not_replaces":
                services.set_older_version(directive, None, by=request.user)
            case "other_document" if other is not None:
                services.set_other_document(directive, other, by=request.user)
            case _unknown:
                messages.warning(request, _("This action is not known."))
    except (NotInReviewError, BadValueError) as reason:
        messages.warning(request, str(reason))
    return redirect("directives:review", pk)


@never_cache
@require_GET
@for_reviewers
def succession_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of the work of the older version, one thing after the other."""
    directive = directive_or_404(request, pk)
    if directive.replaces_id is None:
        raise Http404
    return _succession(request, directive)


def _succession(
    request: HttpRequest, directive: Directive, *, error: str = "", at: int = 0, status: int = 200
) -> HttpResponse:
    choices = list(directive.succession.select_related("chosen_by", "item"))
    lines = _choice_lines(directive, choices)
    context = {
        "directive": directive,
        "pending": [line for line in lines if line["choice"].outcome == Outcome.PENDING and line["choice"].is_changed],
        "unchanged": [
            line for line in lines if line["choice"].outcome == Outcome.PENDING and not line["choice"].is_changed
        ],
        "decided": [line for line in lines if line["choice"].outcome != Outcome.PENDING],
        "error": error,
        "error_at": at,
        "reason": request.POST.get("reason", ""),
        "page_title": _("Work of the older version"),
        "header_icon": "copy",
        "breadcrumbs_items": _crumbs(directive, _("Work of the older version")),
    }
    return render(request, "directives/succession.html", context, status=status)


def _choice_lines(directive: Directive, choices: list[SuccessionChoice]) -> list[dict[str, Any]]:
    """Each choice with the old thing as it stands and what the newer version says; a constant number of questions."""
    lines = []
    versions = [directive, *services.lineage(directive)]
    for carrier in succession.carriers():
        own = [choice for choice in choices if choice.kind == carrier.kind]
        if not own:
            continue
        things = {thing.key: thing for thing in carrier.standing(versions)}
        works = {work.item.pk: work for work in carrier.asked_for(directive)}
        for choice in own:
            old, new = things.get(choice.old_key), works.get(choice.item_id or 0)
            lines.append(
                {
                    "choice": choice,
                    "label": carrier.label,
                    "old": old,
                    "new": new,
                    "pieces": word_changes(old.words, new.words) if old and new and carrier.shows_words else [],
                }
            )
    return lines


@require_POST
@for_reviewers
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep, bring up to date or close one thing."""
    choice = get_object_or_404(SuccessionChoice.objects.select_related("directive"), pk=pk)
    directive = directive_or_404(request, choice.directive_id)
    try:
        services.choose(choice, request.POST.get("outcome", ""), reason=request.POST.get("reason", ""), by=request.user)
    except AlreadyChosenError as error:
        messages.warning(request, str(error))
    except BadValueError as error:
        return _succession(request, directive, error=str(error), at=pk, status=422)
    return redirect("directives:succession", directive.pk)


@require_POST
@for_reviewers
def take_over_unchanged(request: HttpRequest, pk: int) -> HttpResponse:
    """Take everything over that is the same in the newer version."""
    directive = directive_or_404(request, pk)
    number = services.update_unchanged(directive, by=request.user)
    text = ngettext("%(count)d thing was taken over.", "%(count)d things were taken over.", number)
    messages.success(request, text % {"count": number})
    return redirect("directives:succession", pk)
