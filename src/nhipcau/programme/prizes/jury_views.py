"""What the jury sees: codes, categories, languages, works. Nothing here is given an entry that carries names.

Templates get a `BlindEntry`, which has no way to a name; files are sent under their codes.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.programme.prize_models import PrizeCall, PrizeCriterion, PrizeEntry, Score, ScoreSheet
from nhipcau.programme.prizes import paper, rules
from nhipcau.programme.prizes.access import is_on_jury
from nhipcau.programme.prizes.jury import to_score
from nhipcau.programme.prizes.queries import weighings
from nhipcau.programme.prizes.scoring import (
    ScoringClosedError,
    declare_conflict,
    entry_to_score,
    give_points,
    keep_remark,
)
from nhipcau.programme.sent_files import send_kept

SHOWN_HERE = ("image/jpeg", "image/png", "image/webp", "audio/mpeg", "video/mp4")
GONE = 410


@dataclass(frozen=True, slots=True)
class BlindEntry:
    """An entry as the jury sees it."""

    code: str
    category: str
    language: str
    link: str
    content_type: str
    total: Decimal | None
    given: int

    @property
    def has_file(self) -> bool:
        return bool(self.content_type)

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_sound(self) -> bool:
        return self.content_type == "audio/mpeg"

    @property
    def is_film(self) -> bool:
        return self.content_type == "video/mp4"


def _call(request: HttpRequest, pk: int) -> PrizeCall:
    call = get_object_or_404(PrizeCall, pk=pk)
    if not is_on_jury(request.user, call):
        raise Http404
    return call


def _entry(request: HttpRequest, call: PrizeCall, code: str) -> PrizeEntry:
    entry = entry_to_score(call, code, request.user)
    if entry is None:
        raise Http404
    return entry


def _blind(entry: PrizeEntry, points: dict[int, Decimal], criteria: list[rules.Weighing]) -> BlindEntry:
    return BlindEntry(
        entry.code,
        entry.category.name,
        entry.language,
        entry.blind_link,
        entry.content_type,
        rules.total(points, criteria),
        len(points),
    )


@permission_required("wagtailadmin.access_admin")
def scoring(request: HttpRequest, pk: int) -> HttpResponse:
    """The works that the person scores, by category and code."""
    call = _call(request, pk)
    criteria = weighings(call)
    points = _own_points(request, call)
    lines = [_blind(entry, points.get(entry.pk, {}), criteria) for entry in to_score(call, request.user)]
    context = {
        "call_pk": call.pk,
        "call_name": call.name,
        "score_until": call.score_until,
        "is_handed_over": call.handed_over_at is not None,
        "is_closed": call.scoring_closed_at is not None,
        "is_opened": call.opened_at is not None,
        "lines": lines,
        "done": sum(line.total is not None for line in lines),
        "criteria_count": len(criteria),
        "header_title": _("Scoring: %(call)s") % {"call": call.name},
    }
    return _private(render(request, "programme/prizes/scoring.html", context))


@permission_required("wagtailadmin.access_admin")
def own_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """All that the person gave, by code, as DOCX to be signed by hand."""
    call = _call(request, pk)
    criteria = list(PrizeCriterion.objects.filter(call=call))
    plain = [rules.Weighing(one.pk, one.most, one.weight) for one in criteria]
    points = _own_points(request, call)
    scored: list[paper.Scored] = [
        (
            entry.category.name,
            entry.code,
            [points.get(entry.pk, {}).get(one.pk) for one in criteria],
            rules.total(points.get(entry.pk, {}), plain),
        )
        for entry in to_score(call, request.user)
    ]
    names = [one.name for one in criteria]
    content = paper.score_sheet(call, names, scored, today=timezone.localdate())
    response = HttpResponse(content, content_type=paper.DOCX)
    response["Content-Disposition"] = 'attachment; filename="phieu-cham.docx"'
    return _private(response)


def _own_points(request: HttpRequest, call: PrizeCall) -> dict[int, dict[int, Decimal]]:
    points: dict[int, dict[int, Decimal]] = {}
    for score in Score.objects.filter(sheet__entry__call=call, sheet__user=request.user.pk).select_related("sheet"):
        points.setdefault(score.sheet.entry_id, {})[score.criterion_id] = score.points
    return points


@permission_required("wagtailadmin.access_admin")
def sheet(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One work and its sheet. Without script the whole sheet is sent with its button."""
    call = _call(request, pk)
    entries = {one.code: one for one in to_score(call, request.user)}
    entry = entries.get(code)
    if entry is None:
        raise Http404
    criteria = list(PrizeCriterion.objects.filter(call=call))
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _save(entry, criteria, request)
        if not faults:
            messages.success(request, _("Saved."))
            return redirect("prizes:scoring", call.pk)
    return _private(_sheet_page(request, entry, criteria, faults, codes=list(entries)))


def _save(entry: PrizeEntry, criteria: list[PrizeCriterion], request: HttpRequest) -> dict[str, str]:
    faults = {}
    for criterion in criteria:
        name = f"points-{criterion.pk}"
        try:
            give_points(entry, criterion, request.POST.get(name, ""), user=request.user)
        except ValidationError as error:
            faults[name] = " ".join(error.messages)
    try:
        keep_remark(entry, request.POST.get("remark", ""), user=request.user)
    except ValidationError as error:
        faults["remark"] = " ".join(error.messages)
    return faults


def _sheet_page(
    request: HttpRequest, entry: PrizeEntry, criteria: list[PrizeCriterion], faults: dict[str, str], *, codes: list[str]
) -> HttpResponse:
    call, place = entry.call, codes.index(entry.code)
    own = ScoreSheet.objects.filter(entry=entry, user=request.user.pk).prefetch_related("scores").first()
    points = {score.criterion_id: score.points for score in own.scores.all()} if own else {}
    typed = request.POST if faults else {}
    plain = [rules.Weighing(one.pk, one.most, one.weight) for one in criteria]
    context = {
        "call_pk": call.pk,
        "call_name": call.name,
        "is_closed": call.scoring_closed_at is not None,
        "entry": _blind(entry, points, plain),
        "rows": [
            {
                "key": one.pk,
                "name": one.name,
                "most": one.most,
                "weight": one.weight,
                "value": typed.get(f"points-{one.pk}", points_words(points.get(one.pk))),
                "fault": faults.get(f"points-{one.pk}", ""),
            }
            for one in criteria
        ],
        "remark": typed.get("remark", own.remark if own else ""),
        "remark_fault": faults.get("remark", ""),
        "has_faults": bool(faults),
        "before": codes[place - 1] if place else "",
        "after": codes[place + 1] if place + 1 < len(codes) else "",
        "header_title": _("Work %(code)s") % {"code": entry.code},
    }
    status = 422 if faults else 200
    return render(request, "programme/prizes/sheet.html", context, status=status)


def points_words(points: Decimal | None) -> str:
    """Points as they are typed: 8,5."""
    return "" if points is None else f"{points.normalize():f}".replace(".", ",")


@require_POST
@permission_required("wagtailadmin.access_admin")
def save_points(request: HttpRequest, pk: int, code: str) -> JsonResponse:
    """Save one box of a sheet; answers with the total so far."""
    call = _call(request, pk)
    entry = _entry(request, call, code)
    name, text = request.POST.get("name", ""), request.POST.get("value", "")
    criteria = {f"points-{one.pk}": one for one in PrizeCriterion.objects.filter(call=call)}
    try:
        if name == "remark":
            keep_remark(entry, text, user=request.user)
        elif name in criteria:
            give_points(entry, criteria[name], text, user=request.user)
        else:
            raise Http404
    except ScoringClosedError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=GONE)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    points = dict(
        Score.objects.filter(sheet__entry=entry, sheet__user=request.user.pk).values_list("criterion_id", "points")
    )
    total = rules.total(points, weighings(call))
    moment = timezone.localtime().strftime("%H:%M:%S")
    return JsonResponse({"message": _("Saved at %(time)s") % {"time": moment}, "total": points_words(total)})


@permission_required("wagtailadmin.access_admin")
def work(request: HttpRequest, pk: int, code: str) -> HttpResponse | FileResponse:
    """Send a work under its code."""
    entry = _entry(request, _call(request, pk), code)
    if not entry.file:
        raise Http404
    return send_file(entry, f"{entry.code}.{str(entry.file.name).rpartition('.')[2]}")


def send_file(entry: PrizeEntry, name: str) -> FileResponse:
    """A work under the name that is given.

    Raises:
        Http404: the file is gone from the media folder.
    """
    try:
        response = send_kept(
            entry.file, name=name, content_type=entry.content_type, is_shown=entry.content_type in SHOWN_HERE
        )
    except FileNotFoundError as error:
        raise Http404 from error
    return _private(response)


@permission_required("wagtailadmin.access_admin")
def conflict(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The person says that a work is not theirs to score: first a question, since there is no way back."""
    call = _call(request, pk)
    entry = _entry(request, call, code)
    if request.method == "POST":
        try:
            declare_conflict(entry, user=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("You do not score work %(code)s any more.") % {"code": code})
        return redirect("prizes:scoring", call.pk)
    context = {"call_pk": call.pk, "code": entry.code, "header_title": _("I cannot score this work")}
    return _private(render(request, "programme/prizes/conflict.html", context))


def _private(response: Any) -> Any:
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
