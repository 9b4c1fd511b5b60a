"""Pages of those who run a prize call and of those who send in works."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nhipcau.audit.queries import trail_of
from nhipcau.programme.prize_models import EntryState, JuryMember, PrizeCall, PrizeEntry
from nhipcau.programme.prizes import paper, rules, sending, services
from nhipcau.programme.prizes.access import (
    are_names_hidden,
    calls_visible_to,
    entries_visible_to,
    may_run,
    may_run_call,
    may_see_results,
    may_send,
)
from nhipcau.programme.prizes.forms import AppointForm, AwardForm, DecideForm, EntryForm
from nhipcau.programme.prizes.jury_views import send_file
from nhipcau.programme.prizes.labels import PHASES
from nhipcau.programme.prizes.queries import (
    clock,
    counts_of,
    missing_sheets,
    phase_of,
    progress_of,
    results_of,
    with_names,
)
from nhipcau.programme.prizes.spreadsheet import workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 500


def _visible(request: HttpRequest, pk: int) -> PrizeCall:
    return get_object_or_404(calls_visible_to(request.user), pk=pk)


def _run(request: HttpRequest, pk: int) -> PrizeCall:
    """The call, for those who run it and are not on its jury."""
    call = _visible(request, pk)
    if not may_run_call(request.user, call):
        raise PermissionDenied
    return call


def _say(request: HttpRequest, error: ValidationError) -> None:
    for text in error.messages:
        messages.error(request, text)


def _add_faults(form: Any, error: ValidationError) -> None:
    faults = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, texts in faults.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


@require_POST
@permission_required("programme.change_prizecall")
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a call public in the workspace."""
    call = _run(request, pk)
    try:
        services.announce(call, by=request.user)
    except ValidationError as error:
        _say(request, error)
    else:
        messages.success(request, _("The call is announced."))
    return redirect("prizes:inspect", pk)


@permission_required("programme.add_prizeentry")
def send_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Send in a work. What was typed stays when something is wrong with it; files have to be chosen again."""
    call = _visible(request, pk)
    if not may_send(request.user, call):
        raise PermissionDenied
    today = timezone.localdate()
    form = EntryForm(request.POST or None, request.FILES or None, call=call, user=request.user, today=today)
    late = ""
    try:
        sending.refuse_out_of_time(call)
    except ValidationError as error:
        late = " ".join(error.messages)
    if request.method == "POST" and not late and form.is_valid():
        try:
            statement = form.cleaned_data["statement"]
            entry = sending.send(call, form.sent(), statement=statement, by=request.user)
        except ValidationError as error:
            _add_faults(form, error)
        else:
            messages.success(request, _("The entry was received at %(time)s.") % {"time": clock(entry.consented_at)})
            return redirect("prizes:entry", call.pk, entry.pk)
    context = {
        "call": call,
        "form": form,
        "late": late,
        "statement": form.newest,
        "closes": clock(call.closes_at),
        "header_title": _("Send in a work"),
    }
    is_wrong = request.method == "POST"
    return render(request, "programme/prizes/send.html", context, status=422 if is_wrong else 200)


@permission_required("programme.change_prizecall")
def entries(request: HttpRequest, pk: int) -> HttpResponse:
    """All entries with names and without codes, for those who run the call."""
    call = _run(request, pk)
    wanted = request.GET.get("state", "")
    rows = with_names(PrizeEntry.objects.filter(call=call))
    if wanted in EntryState.values:
        rows = rows.filter(state=wanted)
    category = request.GET.get("category", "")
    if category.isdecimal() and len(category) < 19:
        rows = rows.filter(category=int(category))
    phase = phase_of(call, timezone.now())
    context = {
        "call": call,
        "phase": phase,
        "phase_words": PHASES[phase],
        "entries": rows[:MOST_SHOWN],
        "states": EntryState.choices,
        "wanted": wanted,
        "categories": call.categories.all(),
        "category": category,
        "counts": counts_of(call),
        "header_title": _("Entries: %(call)s") % {"call": call.name},
    }
    return render(request, "programme/prizes/entries.html", context)


def _entry(request: HttpRequest, pk: int, entry_pk: int) -> PrizeEntry:
    call = _visible(request, pk)
    if are_names_hidden(request.user, call):
        raise PermissionDenied
    visible = entries_visible_to(request.user, call, timezone.localdate())
    return get_object_or_404(with_names(visible).select_related("call", "added_by"), pk=entry_pk)


@permission_required("programme.view_prizecall")
def entry(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """An entry's page with names and without its code; those who run the call say whether it takes part."""
    one = _entry(request, pk, entry_pk)
    call, runs = one.call, may_run_call(request.user, one.call)
    because, fault = "", ""
    if request.method == "POST":
        if not runs:
            raise PermissionDenied
        because = request.POST.get("because", "")
        try:
            services.check(one, is_admitted=request.POST.get("admit") == "1", because=because, by=request.user)
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            messages.success(request, _("Saved."))
            return redirect("prizes:entries", pk)
    context = {
        "call": call,
        "entry": one,
        "runs": runs,
        "because": because,
        "fault": fault,
        "may_check": runs and call.handed_over_at is None and one.state != EntryState.WITHDRAWN,
        "may_withdraw": call.scoring_closed_at is None and one.state != EntryState.WITHDRAWN,
        "period_faults": sending.period_faults(call, one.published_on) if one.state != EntryState.WITHDRAWN else [],
        "trail": trail_of(one)[:50],
        # Only when the names are opened do a code and a name stand on one page.
        "code": one.code if call.opened_at is not None else "",
        "header_title": one.title or _("Withdrawn entry"),
    }
    return render(request, "programme/prizes/entry.html", context, status=422 if fault else 200)


@permission_required("programme.view_prizecall")
def work(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse | FileResponse:
    """Send a work to those who may see who made it, as the jury gets it."""
    one = _entry(request, pk, entry_pk)
    if not one.file:
        raise Http404
    return send_file(one, one.file_name or "tac-pham")


@permission_required("programme.view_prizecall")
def withdraw(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Withdraw the consent: first a question, since what is deleted does not come back."""
    one = _entry(request, pk, entry_pk)
    if request.method == "POST":
        try:
            sending.withdraw(one, because=request.POST.get("because", "")[:500], by=request.user)
        except ValidationError as error:
            _say(request, error)
        else:
            messages.success(request, _("The entry was withdrawn."))
        return redirect("prizes:entry", pk, entry_pk)
    context = {"call": one.call, "entry": one, "header_title": _("Withdraw the entry")}
    return render(request, "programme/prizes/withdraw.html", context)


@permission_required("programme.change_prizecall")
def jury(request: HttpRequest, pk: int) -> HttpResponse:
    """Who scores which category, and how far they are."""
    call = _run(request, pk)
    form = AppointForm(call=call)
    if request.method == "POST":
        answer = _dismissed(request, call) if "dismiss" in request.POST else None
        if answer is not None:
            return answer
        form = AppointForm(request.POST, call=call)
        if form.is_valid():
            try:
                services.appoint(call, form.cleaned_data["category"], form.cleaned_data["user"], by=request.user)
            except ValidationError as error:
                _add_faults(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("prizes:jury", pk)
    progress = {user.pk: (done, expected) for user, done, expected in progress_of(call)}
    members = JuryMember.objects.filter(call=call).select_related("user", "category")
    context = {
        "call": call,
        "form": form,
        "members": [(one, *progress.get(one.user_id, (0, 0))) for one in members],
        "may_change": call.scoring_closed_at is None,
        "header_title": _("Jury: %(call)s") % {"call": call.name},
    }
    return render(request, "programme/prizes/jury.html", context, status=422 if form.errors else 200)


def _dismissed(request: HttpRequest, call: PrizeCall) -> HttpResponse | None:
    key = request.POST["dismiss"]
    member = JuryMember.objects.filter(call=call, pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if member is not None:
        try:
            services.dismiss(member, by=request.user)
        except ValidationError as error:
            _say(request, error)
        else:
            messages.success(request, _("Saved."))
    return redirect("prizes:jury", call.pk)


def _asked(
    request: HttpRequest, call: PrizeCall, title: str, button: str, lines: list[str], **more: Any
) -> HttpResponse:
    """A page that asks before something happens that cannot, or can hardly, be taken back."""
    context = {"call": call, "button": button, "lines": lines, "header_title": title, **more}
    return render(request, "programme/prizes/sure.html", context, status=422 if more.get("fault") else 200)


@permission_required("programme.change_prizecall")
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the jury score."""
    call = _run(request, pk)
    if request.method == "POST":
        try:
            services.hand_over(call, by=request.user)
        except ValidationError as error:
            _say(request, error)
        else:
            messages.success(request, _("The jury can score now."))
        return redirect("prizes:inspect", pk)
    counts = counts_of(call)
    lines = [
        ngettext("%(count)d entry is admitted.", "%(count)d entries are admitted.", counts["admitted"])
        % {"count": counts["admitted"]},
        _("From then on neither the call nor who takes part can be changed. The jury sees codes and no names."),
    ]
    return _asked(request, call, _("Hand the entries to the jury"), _("Hand over"), lines)


@permission_required("programme.change_prizecall")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End scoring."""
    call = _run(request, pk)
    missing = missing_sheets(call)
    if request.method == "POST":
        try:
            services.close_scoring(call, missing=missing, by=request.user)
        except ValidationError as error:
            _say(request, error)
            return redirect("prizes:inspect", pk)
        messages.success(request, _("Scoring is closed."))
        return redirect("prizes:results", pk)
    lines = [
        ngettext("%(count)d sheet is missing.", "%(count)d sheets are missing.", missing) % {"count": missing}
        if missing
        else _("All sheets are complete."),
        _("No sheet changes any more, and no entry can be withdrawn."),
    ]
    return _asked(request, call, _("Close scoring"), _("Close"), lines, is_late=bool(missing))


@permission_required("programme.change_prizecall")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the jury score again, with a reason."""
    call = _run(request, pk)
    fault = ""
    if request.method == "POST":
        try:
            services.reopen_scoring(call, because=request.POST.get("because", "")[:500], by=request.user)
        except ValidationError as error:
            fault = " ".join(error.messages)
        else:
            messages.success(request, _("The jury can score again."))
            return redirect("prizes:inspect", pk)
    lines = [_("The reason stands in the audit trail.")]
    return _asked(request, call, _("Open scoring again"), _("Open again"), lines, asks_reason=True, fault=fault)


@permission_required("programme.change_prizecall")
def open_names(request: HttpRequest, pk: int) -> HttpResponse:
    """Show codes and names together."""
    call = _run(request, pk)
    if request.method == "POST":
        try:
            services.open_names(call, by=request.user)
        except ValidationError as error:
            _say(request, error)
        else:
            messages.success(request, _("The names are opened."))
        return redirect("prizes:results" if may_see_results(request.user, call) else "prizes:inspect", pk)
    lines = [
        _("From then on results are shown with the authors' names, and no score changes any more."),
        _("This cannot be taken back. It stands in the audit trail with your name."),
    ]
    return _asked(request, call, _("Open the names"), _("Open the names"), lines)


@permission_required("programme.view_prizecall")
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Means, spread, ties, missing sheets, ranks: by code, with names when they are opened; awards are given here."""
    call = _visible(request, pk)
    if not may_see_results(request.user, call):
        raise PermissionDenied
    runs = may_run(request.user)
    decide_form = DecideForm(initial={"number": call.decision_number, "on": call.decided_on})
    if request.method == "POST":
        if not runs:
            raise PermissionDenied
        if "entry" in request.POST:
            _give(request, call)
            return redirect("prizes:results", pk)
        decide_form = DecideForm(request.POST)
        if decide_form.is_valid():
            try:
                services.decide(call, **decide_form.cleaned_data, by=request.user)
            except ValidationError as error:
                _add_faults(decide_form, error)
            else:
                messages.success(request, _("The decision is entered; the result is recorded as an activity."))
                return redirect("prizes:results", pk)
    phase = phase_of(call, timezone.now())
    context = {
        "call": call,
        "is_opened": call.opened_at is not None,
        "phase": phase,
        "phase_words": PHASES[phase],
        "categories": _shown(call),
        "award_levels": list(call.award_levels.all()),
        "may_give": runs and phase == rules.OPENED,
        "may_decide": runs and call.opened_at is not None,
        "runs": runs,
        "decide_form": decide_form,
        "header_title": _("Results: %(call)s") % {"call": call.name},
    }
    return render(request, "programme/prizes/results.html", context, status=422 if decide_form.errors else 200)


def _shown(call: PrizeCall) -> list[tuple[str, list[dict[str, Any]]]]:
    """Results as the page shows them: what names somebody is there only when the names are opened."""
    is_opened = call.opened_at is not None
    return [
        (
            category.name,
            [
                {
                    "result": one,
                    "code": entry.code,
                    "language": entry.language,
                    **(
                        {
                            "pk": entry.pk,
                            "title": entry.title,
                            "authors": entry.author_names,
                            "unit": entry.unit or "",
                            "award": getattr(entry, "award", None),
                        }
                        if is_opened
                        else {}
                    ),
                }
                for one, entry in lines
            ],
        )
        for category, lines in results_of(call)
    ]


def _give(request: HttpRequest, call: PrizeCall) -> None:
    form = AwardForm(request.POST, call=call)
    if not form.is_valid():
        messages.error(request, _("Please choose the award once more."))
        return
    try:
        services.give_award(form.cleaned_data["entry"], form.cleaned_data["level"], by=request.user)
    except ValidationError as error:
        _say(request, error)
    else:
        messages.success(request, _("Saved."))


@permission_required("programme.view_prizecall")
def results_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Results as a workbook, as the page shows them."""
    call = _visible(request, pk)
    if not may_see_results(request.user, call):
        raise PermissionDenied
    response = HttpResponse(workbook(call, _shown(call)), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="ket-qua.xlsx"'
    return response


@permission_required("programme.view_prizecall")
def award_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list that goes with the decision, plain, to be printed."""
    call = _opened(request, pk)
    context = {"call": call, "entries": _awarded(call), "header_title": _("List of awards")}
    return render(request, "programme/prizes/award_list.html", context)


@permission_required("programme.view_prizecall")
def award_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list as DOCX, in the form of official documents."""
    call = _opened(request, pk)
    response = HttpResponse(paper.award_list(call, list(_awarded(call))), content_type=paper.DOCX)
    response["Content-Disposition"] = 'attachment; filename="danh-sach-trao-giai.docx"'
    return response


def _opened(request: HttpRequest, pk: int) -> PrizeCall:
    call = _visible(request, pk)
    if call.opened_at is None or not may_see_results(request.user, call):
        raise PermissionDenied
    return call


def _awarded(call: PrizeCall) -> QuerySet[PrizeEntry]:
    entries = with_names(PrizeEntry.objects.filter(call=call, award__isnull=False)).select_related("award__level")
    return entries.order_by("award__level__order", "award__level__pk", "category__order", "category__pk", "pk")
