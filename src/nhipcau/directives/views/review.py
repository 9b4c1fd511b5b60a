"""The review beside the original: every item at its place, confirmed, corrected or left out.

Each action answers twice: a page for a browser without scripts, the pieces that changed for the page's own script.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nhipcau.directives import services
from nhipcau.directives.enums import DirectiveState, ItemKind, LessonKind
from nhipcau.directives.errors import BadValueError, ItemChangedError, NotInReviewError
from nhipcau.directives.forms import ItemForm, NewUnitForm, PartsForm, form_for
from nhipcau.directives.models import Directive, Provision, ReadItem
from nhipcau.directives.queries import look_alikes, may_review
from nhipcau.directives.review_sheet import ReviewSheet
from nhipcau.directives.services.matching import day_for
from nhipcau.directives.unit_search import find_units, party_of
from nhipcau.directives.views.access import directive_or_404, for_reviewers, wants_json
from nhipcau.directives.views.reading import read_directive
from nhipcau.organisation.services import create_unit

OK, CONFLICT, UNPROCESSABLE = 200, 409, 422


@never_cache
@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review screen; what was accepted or set aside is shown for reading."""
    directive = directive_or_404(request, pk)
    if directive.state != DirectiveState.IN_REVIEW or not may_review(request.user):
        return read_directive(request, directive)
    form: ItemForm | PartsForm | None = None
    for name, make in (("edit", _form_of), ("parts", PartsForm.of)):
        asked = request.GET.get(name, "")
        if asked.isdecimal():
            form = make(get_object_or_404(ReadItem, pk=int(asked), directive=directive))
    return _page(request, directive, form=form)


def _form_of(item: ReadItem) -> ItemForm:
    return form_for(item)(item=item)


def _page(
    request: HttpRequest,
    directive: Directive,
    *,
    form: ItemForm | PartsForm | None = None,
    version: int | None = None,
    error: str = "",
    status: int = OK,
) -> HttpResponse:
    older = services.older_versions(directive)
    context = {
        "sheet": ReviewSheet(directive),
        "directive": directive,
        "older_versions": older,
        "look_alikes": [other for other in look_alikes(directive) if other not in (*older, directive.replaces)],
        "form": form,
        "form_version": version or (form.item.version if form else None),
        "form_error": error,
        "new_unit_form": NewUnitForm(),
        "only": request.GET.get("only", ""),
        "page_title": str(directive),
        "breadcrumbs_items": [
            {"url": reverse("directives:index"), "label": _("Directives")},
            {"url": "", "label": directive.number or directive.file_name},
        ],
    }
    return render(request, "directives/review.html", context, status=status)


def _answer(
    request: HttpRequest,
    directive: Directive,
    changed: Iterable[int],
    *,
    text: str = "",
    form: ItemForm | PartsForm | None = None,
    version: int | None = None,
    error: str = "",
    status: int = OK,
) -> HttpResponse:
    """The pieces that changed for the page's script; otherwise the page itself, at the item."""
    pks = [pk for pk in changed if pk]
    if not wants_json(request):
        if form is not None:
            return _page(request, directive, form=form, version=version, error=error, status=status)
        if text or error:
            messages.add_message(request, messages.WARNING if error else messages.SUCCESS, error or text)
        anchor = f"#item-{pks[0]}" if pks else ""
        return redirect(reverse("directives:review", args=[directive.pk]) + anchor)
    sheet = ReviewSheet(directive)
    shared = {"directive": directive, "sheet": sheet, "new_unit_form": NewUnitForm()}
    replace = {"nc-bar": render_to_string("directives/_bar.html", shared, request)}
    for line in sheet.lines:
        if line.pk in pks:
            with_form = {"form": form, "form_version": version, "form_error": error} if form else {}
            replace[f"item-{line.pk}"] = render_to_string(
                "directives/_item.html", {**shared, **with_form, "line": line}, request
            )
    for group in sheet.groups:
        replace[f"count-{group.kind.value}"] = render_to_string(
            "directives/_group_count.html", {**shared, "group": group}, request
        )
    states = {line.pk: str(line.item.state) for line in sheet.lines if line.pk in pks}
    answer = {
        "replace": replace,
        "states": states,
        "text": error or text,
        "isError": bool(error),
        "shape": sheet.shape,
        "item": pks[0] if pks else None,
    }
    return JsonResponse(answer, status=status)


def _item(pk: int) -> ReadItem:
    return get_object_or_404(
        ReadItem.objects.select_related("directive").defer("directive__original", "directive__search_key"), pk=pk
    )


def _version(request: HttpRequest) -> int:
    posted = request.POST.get("version", "")
    return int(posted) if posted.isdecimal() else 0


ACTIONS: dict[str, Callable[..., ReadItem]] = {
    "confirm": services.confirm_item,
    "reject": services.reject_item,
    "restore": services.restore_item,
}


@never_cache
@for_reviewers
def act_on_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm an item, leave it out, or take it in again; without a deed show it as it stands."""
    item = _item(pk)
    if request.method != "POST":
        return _answer(request, item.directive, [pk])
    action = ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        return _answer(request, item.directive, [pk], error=_("This action is not known."), status=UNPROCESSABLE)
    try:
        action(item, version=_version(request), by=request.user)
    except (ItemChangedError, NotInReviewError) as reason:
        return _answer(request, item.directive, [pk], error=str(reason), status=CONFLICT)
    return _answer(request, item.directive, [pk])


@never_cache
@for_reviewers
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct an item, and its unit in the same form. What was typed is never lost to an error or to a colleague."""
    item = _item(pk)
    if request.method != "POST":
        if not wants_json(request):
            return redirect(reverse("directives:review", args=[item.directive_id]) + f"?edit={pk}#item-{pk}")
        return _answer(request, item.directive, [pk], form=form_for(item)(item=item), version=item.version)
    form = form_for(item)(request.POST, item=item)
    version = _version(request)
    if not form.is_valid():
        return _answer(
            request, item.directive, [pk], form=form, version=version, error=_("Not saved yet; please see below."),
            status=UNPROCESSABLE,
        )  # fmt: skip
    try:
        changed, text = _save_item(request, item, form.value(), version)
    except BadValueError as reason:
        return _answer(
            request, item.directive, [pk], form=form, version=version, error=str(reason), status=UNPROCESSABLE
        )
    except ItemChangedError as reason:
        return _answer(
            request, item.directive, [pk], form=form, version=reason.item.version, error=str(reason), status=CONFLICT
        )
    except NotInReviewError as reason:
        return _answer(request, item.directive, [pk], error=str(reason), status=CONFLICT)
    return _answer(request, item.directive, changed, text=text)


def _save_item(request: HttpRequest, item: ReadItem, value: Any, version: int) -> tuple[list[int], str]:
    """Save the value and, where it was chosen anew, the unit; both or none."""
    batch = uuid4()
    with transaction.atomic():
        saved = services.correct_item(item, value, version=version, by=request.user, batch=batch)
        typed = request.POST.get("party_words", "").strip()
        if "party_words" not in request.POST or typed == str(item.unit or item.group or ""):
            return [item.pk], _learnt_words(batch)
        party = None
        if typed:
            party = party_of(request.POST.get("party", ""), typed, on=day_for(item.directive))
            if party is None:
                raise BadValueError(
                    _("No unit or group answers to “%(words)s”; please choose one from the list or create it below.")
                    % {"words": typed}
                )
        _saved, followed = services.assign_unit(saved, party, version=saved.version, by=request.user, batch=batch)
    pks, text = _with_followers(item, followed, str(party or ""))
    return pks, " ".join(part for part in (text, _learnt_words(batch)) if part)


def _learnt_words(batch: UUID) -> str:
    """What was learnt, where the officer spelled a short form out."""
    learnt = [str(lesson) for lesson in services.lessons_of(batch) if lesson.kind == LessonKind.ABBREVIATION]
    return _("Learnt: %(lessons)s.") % {"lessons": "; ".join(learnt)} if learnt else ""


def _with_followers(item: ReadItem, followed: list[int], name: str) -> tuple[list[int], str]:
    if not followed:
        return [item.pk], ""
    text = ngettext(
        "%(unit)s is set here and at %(count)d other place with the same words; the name is known from now on.",
        "%(unit)s is set here and at %(count)d other places with the same words; the name is known from now on.",
        len(followed),
    ) % {"unit": name, "count": len(followed)}
    return [item.pk, *followed], text


@never_cache
@for_reviewers
def reshape_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Split a task, or merge it with the one before or after it in the text."""
    item = _item(pk)
    if request.method != "POST":
        if not wants_json(request):
            return redirect(reverse("directives:review", args=[item.directive_id]) + f"?parts={pk}#item-{pk}")
        return _answer(request, item.directive, [pk], form=PartsForm.of(item), version=item.version)
    form = PartsForm(request.POST, item=item)
    form.is_valid()
    version = _version(request)
    try:
        changed, text = _reshape(request, form, version)
    except BadValueError as reason:
        return _answer(
            request, item.directive, [pk], form=form, version=version, error=str(reason), status=UNPROCESSABLE
        )
    except (ItemChangedError, NotInReviewError) as reason:
        return _answer(request, item.directive, [pk], error=str(reason), status=CONFLICT)
    return _answer(request, item.directive, changed, text=text)


def _reshape(request: HttpRequest, form: PartsForm, version: int) -> tuple[list[int], str]:
    item = form.item
    if "merge" in request.POST:
        other_pk, _colon, other_version = request.POST["merge"].partition(":")
        if not (other_pk.isdecimal() and other_version.isdecimal()):
            raise BadValueError(_("Please choose the task to merge with."))
        other = get_object_or_404(ReadItem, pk=int(other_pk), directive=item.directive_id)
        merged = services.merge_tasks(item, other, version=version, other_version=int(other_version), by=request.user)
        return [merged.pk], _("Merged into one task. Z takes it back.")
    made = services.split_task(item, form.cleaned_data.get("parts") or "", version=version, by=request.user)
    text = ngettext(
        "Split into %(count)d task. Z takes it back.", "Split into %(count)d tasks. Z takes it back.", len(made)
    )
    return [one.pk for one in made], text % {"count": len(made)}


@require_POST
@for_reviewers
def assign_item_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an item, or one of the units that it names, a unit with one click; or take one away."""
    item = _item(pk)
    position = int(request.POST.get("position") or 0)
    party = party_of(request.POST.get("party", ""), request.POST.get("party_words", ""), on=day_for(item.directive))
    if party is None and request.POST.get("do") != "remove":
        error = _("No unit or group answers to these words; please choose one from the list or create it.")
        return _answer(request, item.directive, [pk], error=error, status=UNPROCESSABLE)
    try:
        _saved, followed = services.assign_unit(
            item, party, version=_version(request), by=request.user, position=position
        )
    except (ItemChangedError, NotInReviewError) as reason:
        return _answer(request, item.directive, [pk], error=str(reason), status=CONFLICT)
    changed, text = _with_followers(item, followed, str(party or ""))
    return _answer(request, item.directive, changed, text=text)


@require_POST
@for_reviewers
def create_item_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a unit that nobody knew, and give it to the item and to all others with the same words."""
    item = _item(pk)
    form = NewUnitForm(request.POST)
    person: Any = request.user
    error = "" if form.is_valid() else _("Please give the unit a name, a kind and a tier.")
    followed: list[int] = []
    if not error:
        try:
            with transaction.atomic():
                unit = create_unit(**form.cleaned_data, by=person)
                position = int(request.POST.get("position") or 0)
                _saved, followed = services.assign_unit(
                    item, unit, version=_version(request), by=request.user, position=position, created=unit
                )
        except ValidationError as reason:
            error = " ".join(reason.messages)
        except (ItemChangedError, NotInReviewError) as reason:
            error = str(reason)
    if error:
        return _answer(request, item.directive, [pk], error=error, status=UNPROCESSABLE)
    text = _("%(unit)s was created.") % {"unit": form.cleaned_data["name"]}
    changed, more = _with_followers(item, followed, form.cleaned_data["name"])
    return _answer(request, item.directive, changed, text=f"{text} {more}".strip())


@require_POST
@for_reviewers
def confirm_kind(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Confirm every item of a kind that nobody has looked at yet."""
    directive = directive_or_404(request, pk)
    if kind not in ItemKind.values:
        return _answer(request, directive, [], error=_("This kind of item is not known."), status=UNPROCESSABLE)
    try:
        confirmed = services.confirm_all(directive, kind, by=request.user)
    except NotInReviewError as reason:
        return _answer(request, directive, [], error=str(reason), status=CONFLICT)
    text = ngettext("%(count)d item confirmed.", "%(count)d items confirmed.", len(confirmed)) % {
        "count": len(confirmed)
    }
    return _answer(request, directive, confirmed, text=text)


@require_POST
@for_reviewers
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last thing that this officer did here."""
    directive = directive_or_404(request, pk)
    try:
        gone_back = services.undo_last(directive, by=request.user)
    except (ItemChangedError, NotInReviewError) as reason:
        return _answer(request, directive, [], error=str(reason), status=CONFLICT)
    text = "" if gone_back else _("There is nothing of yours to undo here.")
    return _answer(request, directive, [item.pk for item in gone_back], text=text)


@require_POST
@for_reviewers
def add_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a task item of a provision in which none was read, and open it for the officer to fill in."""
    provision = get_object_or_404(Provision.objects.select_related("directive").defer("directive__original"), pk=pk)
    try:
        item = services.add_task(provision, by=request.user)
    except NotInReviewError as reason:
        return _answer(request, provision.directive, [], error=str(reason), status=CONFLICT)
    return redirect(reverse("directives:review", args=[provision.directive_id]) + f"?edit={item.pk}#item-{item.pk}")


@require_GET
@for_reviewers
def units(request: HttpRequest, pk: int) -> JsonResponse:
    """Units and groups that a few typed letters may mean, as they stood on the day of the directive."""
    directive = directive_or_404(request, pk)
    return JsonResponse({"units": find_units(request.GET.get("q", ""), on=day_for(directive))})
