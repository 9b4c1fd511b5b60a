"""A plan is begun, written, saved by itself or by a click, drafted anew, given own tasks, submitted."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.drafts.enums import OfferAnswer
from nhipcau.drafts.rules import number_of
from nhipcau.drafts.sheet import Clash, put_typed
from nhipcau.drafts.views import CONFLICT, not_all_saved, save_by_itself, save_typed, saved_words
from nhipcau.programme.plan_models import Plan, PlanItem
from nhipcau.programme.plans import access, deciding, services
from nhipcau.programme.plans.exceptions import (
    ClosedPlanError,
    FaultyPlanError,
    PlanError,
    StaleItemError,
    StalePlanError,
)
from nhipcau.programme.plans.forms import ItemForm, OpenForm
from nhipcau.programme.plans.sheet import sheet_of
from nhipcau.programme.plans.views.reading import plan_page


@require_http_methods(["GET", "POST"])
def open_plan(request: HttpRequest) -> HttpResponse:
    """Choose unit, kind and years; the plan is drafted and opened."""
    today = timezone.localdate()
    if not request.user.has_perm(access.WRITE):
        raise PermissionDenied
    units = access.own_units(request.user, today)
    form = OpenForm(request.POST or None, units=units, today=today)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        plan = services.open_plan(
            values["unit"],
            values["template"],
            first_year=values["first_year"],
            last_year=values["last_year"],
            subject=values["subject"],
            by=request.user,
        )
        return redirect("plans:plan", plan.pk)
    context = {"form": form, "has_units": bool(units), "header_title": _("Begin a plan")}
    return render(request, "programme/plans/open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan; keep what was typed, then do what the button says."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today, to_write=request.method == "POST")
    if request.method == "POST":
        return _keep_and_go_on(request, found)
    return plan_page(request, sheet_of(found, today=today))


def _keep_and_go_on(request: HttpRequest, found: Plan) -> HttpResponse:
    """Whatever button was pressed, the typed texts are saved first; when one cannot be, all are shown again."""
    try:
        clashes = _save_typed(found, request.POST, by=request.user)
        if not clashes:
            return _go_on(request, found)
    except (ClosedPlanError, StalePlanError) as reason:
        messages.error(request, str(reason))
        return redirect("plans:plan", found.pk)
    found.refresh_from_db()
    messages.error(request, not_all_saved())
    sheet = sheet_of(found, today=timezone.localdate())
    put_typed(sheet.sections, clashes)
    return plan_page(request, sheet, status=CONFLICT)


def _save_typed(found: Plan, data: Mapping[str, str], *, by: Any) -> list[Clash]:
    subject = data.get("subject")
    if subject is not None and subject.strip() != found.subject:
        version = number_of(data.get("version"))
        services.set_subject(found, subject, version=version, by=by)
    return save_typed(found.sections.all(), data, save=services.save_section, by=by)


def _go_on(request: HttpRequest, found: Plan) -> HttpResponse:
    match request.POST.get("do", "").split(":"):
        case ["refresh"]:
            services.refresh_plan(found, by=request.user)
            messages.success(request, _("What came since has been taken into the draft."))
        case ["offer", section_pk, answer] if answer in OfferAnswer.values:
            section = get_object_or_404(found.sections, pk=number_of(section_pk))
            services.answer_offer(section, OfferAnswer(answer), version=section.version, by=request.user)
            messages.success(request, _("Done. The draft shows it."))
        case ["item"]:
            return redirect("plans:add_item", found.pk)
        case ["item", item_pk]:
            return redirect("plans:item", found.pk, number_of(item_pk))
        case ["submit"]:
            return redirect("plans:submit", found.pk)
        case _:
            messages.success(request, saved_words())
    return redirect("plans:plan", found.pk)


@require_POST
def save_section(request: HttpRequest, pk: int, section_pk: int) -> JsonResponse:
    """Keep one section while it is being written. Answers in JSON; a clash carries the other text."""
    found = access.plan_for(request.user, pk, today=timezone.localdate(), to_write=True)
    section = get_object_or_404(found.sections, pk=section_pk)
    return save_by_itself(request, section, save=services.save_section)


@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int, item_pk: int | None = None) -> HttpResponse:
    """Enter or change an own task; taken out with a button of its own."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today, to_write=True)
    if not found.is_open:
        messages.error(request, str(ClosedPlanError()))
        return redirect("plans:plan", pk)
    there = get_object_or_404(found.items.filter(is_dropped=False), pk=item_pk) if item_pk else None
    if request.method == "POST" and request.POST.get("do") == "drop" and there is not None:
        services.drop_item(there, by=request.user)
        messages.success(request, _("The task has been taken out of the plan."))
        return redirect("plans:plan", pk)
    form = ItemForm(request.POST or None, plan=found, today=today, item=there)
    if request.method == "POST" and form.is_valid() and _entered(form, found, there, by=request.user):
        messages.success(request, _("Saved."))
        return redirect("plans:plan", pk)
    context = {"plan": found, "item": there, "form": form, "header_title": _("Own task of the plan")}
    return render(request, "programme/plans/item.html", context, status=422 if form.errors else 200)


def _entered(form: ItemForm, found: Plan, there: PlanItem | None, *, by: Any) -> bool:
    """Whether the task was kept; otherwise the form says why not, with everything that was typed."""
    try:
        if there is None:
            services.add_item(found, form.own, key=form.cleaned_data["key"], by=by)
        else:
            services.change_item(there, form.own, version=form.cleaned_data["version"] or 0, by=by)
    except StaleItemError as stale:
        # What the other wrote stands as the newest; saving once more keeps what is typed here.
        form.data = {**form.data.dict(), "version": str(stale.item.version)}  # type: ignore[attr-defined]
        form.add_error(None, f"{stale} {_('It says now:')} “{stale.item.title}”.")
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    except PlanError as reason:
        form.add_error(None, str(reason))
        return False
    return True


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show once more what will be submitted, then submit it."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today, to_write=True)
    if request.method == "POST":
        try:
            deciding.submit_plan(found, version=number_of(request.POST.get("version")), by=request.user)
        except (StalePlanError, FaultyPlanError) as reason:
            messages.error(request, str(reason))
            return redirect("plans:submit", pk)
        messages.success(request, _("The plan has been submitted. It stays as it is until somebody decides on it."))
        return redirect("plans:plan", pk)
    if not found.is_open:
        return redirect("plans:plan", pk)
    context = {
        "plan": found,
        "sheet": sheet_of(found, today=today),
        "header_title": _("Submit the plan"),
    }
    return render(request, "programme/plans/submit.html", context)
