"""The review of one year, and a coordination programme as a workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nhipcau.officialdocs.writing.workbook import workbook
from nhipcau.programme.coordination.drafting import draft
from nhipcau.programme.coordination.forms import ReviewForm
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.queries import joint_lines
from nhipcau.programme.coordination.rules import is_in_force
from nhipcau.programme.coordination.services import write_review
from nhipcau.programme.tasks.labels import STATUSES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VIEW, CHANGE = "programme.view_coordination", "programme.change_coordination"


def coordination_or_404(pk: int) -> Coordination:
    """A coordination programme with both sides."""
    return get_object_or_404(Coordination.objects.select_related("our_unit", "partner_unit"), pk=pk)


@permission_required(VIEW)
def review(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """A year's review: drafted from the joint tasks until somebody writes, read by everybody, written by officers."""
    coordination, today = coordination_or_404(pk), timezone.localdate()
    if not is_in_force(coordination.begins_on, coordination.ends_on, year) or year > today.year:
        raise Http404
    may_write = request.user.has_perm(CHANGE)
    written = coordination.reviews.filter(year=year).select_related("finished_by").first()
    drafted = draft(coordination, year, today=today)
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        form = ReviewForm(request.POST)
        if form.is_valid():
            finished_on = today if request.POST.get("finish") else None
            try:
                write_review(coordination, year, **form.cleaned_data, finished_on=finished_on, by=request.user)
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, _("The review is finished.") if finished_on else _("Saved."))
                return redirect("coordinations:review", pk, year)
    else:
        form = ReviewForm.for_review(written, drafted)
    context = {
        "header_title": _("Review of %(year)d") % {"year": year},
        "coordination": coordination,
        "year": year,
        "review": written,
        "form": form,
        "draft": drafted,
        "has_changed": written is not None and (written.planned, written.done) != drafted,
        "may_write": may_write,
        "is_open": may_write and (written is None or written.finished_on is None or "open" in request.GET),
    }
    return render(request, "programme/coordination/review.html", context, status=422 if form.errors else 200)


@permission_required(VIEW)
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The joint tasks with how they stand, and the reviews."""
    coordination, today = coordination_or_404(pk), timezone.localdate()
    lines = joint_lines(coordination, today=today, user=request.user)
    tasks = [
        [
            line.joint.task.programme.year,
            line.joint.task.title,
            line.joint.get_our_role_display(),
            line.joint.get_partner_role_display(),
            line.joint.task.deadline or line.joint.task.deadline_words,
            str(STATUSES[line.status]),
            len(line.activities),
        ]
        for line in lines
    ]
    reviews = [[one.year, one.planned, one.done, one.remarks, one.finished_on] for one in coordination.reviews.all()]
    content = workbook(
        [
            (
                _("Joint tasks"),
                [
                    _("Year"), _("Task of the programme"), _("Our part"), _("The partner's part"), _("Deadline"),
                    _("State"), _("Activities"),
                ],
                tasks,
            ),
            (
                _("Yearly reviews"),
                [
                    _("Year"), _("What was planned"), _("What was done"), pgettext("yearly review", "Remarks"),
                    _("Finished on"),
                ],
                reviews,
            ),
        ]
    )  # fmt: skip
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="phoi-hop-{coordination.pk}.xlsx"'
    return response
