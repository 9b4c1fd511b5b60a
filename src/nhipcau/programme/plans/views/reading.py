"""The page of a plan, written or read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nhipcau.audit.queries import trail_of
from nhipcau.drafts.rules import fingerprint
from nhipcau.drafts.views import writing
from nhipcau.officialdocs.form_check import Finding
from nhipcau.programme.enums import PlanState
from nhipcau.programme.plan_models import PlanIssue
from nhipcau.programme.plans import access
from nhipcau.programme.plans.labels import FormLine, form_lines
from nhipcau.programme.plans.sheet import Sheet

TRAIL_SHOWN = 100


def plan_page(request: HttpRequest, sheet: Sheet, *, status: int = 200, remarks: str = "") -> HttpResponse:
    """The plan to be written on, or to be read; `remarks` that were typed stand where they were typed."""
    plan = sheet.plan
    may_write = access.may_write(request.user, plan.unit, today=sheet.today)
    issue = PlanIssue.objects.filter(plan=plan).select_related("entry", "issued_by").first()
    newest = sheet.submissions[-1] if sheet.submissions else None
    context = {
        **writing(plan, app="plans", kind="plan", frame="programme/plans/_page.html"),
        "sheet": sheet,
        "plan": plan,
        "issue": issue,
        "is_as_issued": issue is not None and fingerprint(issue.content) == issue.sha256,
        "checks": checks_of(issue) if issue else [],
        "may_write": may_write,
        "may_decide": plan.state == PlanState.SUBMITTED
        and request.user.has_perm(access.DECIDE)
        and (newest is None or newest.submitted_by_id != request.user.pk),
        "remarks": remarks,
        "may_issue": plan.state == PlanState.APPROVED and may_write,
        "amendments": plan.amendments.order_by("amendment"),
        "trail": trail_of(plan)[:TRAIL_SHOWN],
        "header_title": f"{plan.subject} · {plan.unit}",
    }
    template = "write" if plan.is_open and may_write else "read"
    return render(request, f"programme/plans/{template}.html", context, status=status)


def checks_of(issue: PlanIssue) -> list[tuple[str, list[FormLine], bool]]:
    """What the form check of each kept file found: its form, the lines, whether all is right."""
    found = []
    for file in issue.files.all():
        lines = form_lines(Finding(**one) for one in file.findings)
        found.append((file.form.upper(), lines, all(line.is_right for line in lines)))
    return found
