"""What is done with a submitted plan: returned, approved, issued, amended, downloaded, its form checked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.organisation.office_words import in_office_language
from nhipcau.programme.enums import PlanState
from nhipcau.programme.plan_models import Plan, PlanIssue
from nhipcau.programme.plans import access, deciding, issuing
from nhipcau.programme.plans.exceptions import PlanError
from nhipcau.programme.plans.forms import IssueForm
from nhipcau.programme.plans.labels import form_lines
from nhipcau.programme.plans.sheet import sheet_of
from nhipcau.programme.plans.spreadsheet import tasks_workbook
from nhipcau.programme.plans.views.reading import plan_page
from nhipcau.programme.register.exceptions import RegisterError
from nhipcau.programme.register.queries import lack_a_book_of_the_term
from nhipcau.vietnamese import fold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": XLSX,
}


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a submitted plan, or return it with remarks."""
    found = access.plan_for(request.user, pk, today=timezone.localdate())
    if not request.user.has_perm(access.DECIDE):
        raise PermissionDenied
    remarks = request.POST.get("remarks", "")
    wrong = done = ""
    try:
        if request.POST.get("decision") == "approve":
            if remarks.strip():
                wrong = _(
                    "Remarks go to the unit only when the plan is returned; please return it, or empty the field."
                )
            else:
                deciding.approve_plan(found, by=request.user)
                done = _("The plan has been approved. What the unit set itself stands among the tasks.")
        elif not remarks.strip():
            wrong = _("Please write what the unit should look at before you return the plan.")
        else:
            deciding.return_plan(found, remarks, by=request.user)
            done = _("The plan has been returned to the unit with your remarks.")
    except PlanError as reason:
        wrong = str(reason)
    except ValidationError as error:
        wrong = " ".join(error.messages)
    if wrong:
        messages.error(request, wrong)
        found.refresh_from_db()
        return plan_page(request, sheet_of(found, today=timezone.localdate()), status=422, remarks=remarks)
    messages.success(request, done)
    return redirect("plans:plan", pk)


@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who signs and who gets it; the plan takes its number and its files are made."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today, to_write=True)
    if found.state != PlanState.APPROVED:
        return redirect("plans:plan", pk)
    form = IssueForm(request.POST or None, signing=issuing.proposed_signing(found), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issuing.issue_plan(found, form.signing, day=form.cleaned_data["day"], by=request.user)
        except (PlanError, RegisterError) as reason:
            form.add_error(None, str(reason))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            text = _("The plan has been issued under the number %(number)s.") % {"number": issued.entry.written}
            messages.success(request, text)
            return redirect("plans:plan", pk)
    context = {
        "plan": found,
        "form": form,
        "without_term": lack_a_book_of_the_term([found.unit], today),
        "header_title": _("Issue the plan"),
    }
    return render(request, "programme/plans/issue.html", context, status=422 if form.errors else 200)


@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next amendment of an issued plan."""
    found = access.plan_for(request.user, pk, today=timezone.localdate(), to_write=True)
    try:
        amendment = deciding.amend_plan(found, by=request.user)
    except PlanError as reason:
        messages.error(request, str(reason))
        return redirect("plans:plan", pk)
    return redirect("plans:plan", amendment.pk)


@require_GET
def download(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The plan in one of its forms: the kept file of an issued one, a draft with dots for the number before that."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today)
    if form not in TYPES:
        raise Http404
    content = _kept(found, form) if form != "xlsx" else None
    if content is None:
        plain = sheet_of(found, today=today).content
        with in_office_language():
            if form == "xlsx":
                content = tasks_workbook(plain)
            else:
                content = issuing.made(issuing.draft_paper(plain, issuing.proposed_signing(found)), form)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{file_name(found)}.{form}"'
    return response


def _kept(found: Plan, form: str) -> bytes | None:
    """The kept file of an issued plan. One that is missing on the disk is an error to be seen, not to be papered over:
    then the document is made of what was issued, and `nhipcau check` tells.
    """
    issued = PlanIssue.objects.filter(plan=found).first()
    if issued is None:
        return None
    file = issuing.files_of(issued)[form]
    try:
        with file.file.open("rb") as opened:
            return bytes(opened.read())
    except FileNotFoundError:
        return issuing.made(issuing.paper_of_issue(issued), form)


def file_name(found: Plan) -> str:
    """A name that every disk takes: "ke-hoach-sngv-2026", "…-sua-doi-1" for an amendment."""
    unit = slugify(fold(found.unit.short_name or found.unit.name))[:60]
    years = f"{found.first_year}" if found.first_year == found.last_year else f"{found.first_year}-{found.last_year}"
    return f"ke-hoach-{unit}-{years}" + (f"-sua-doi-{found.amendment}" if found.amendment else "")


@require_GET
def form_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Make both files of the plan as it stands, measure them and show what was found."""
    today = timezone.localdate()
    found = access.plan_for(request.user, pk, today=today)
    issued = PlanIssue.objects.filter(plan=found).first()
    if issued is not None:
        paper = issuing.paper_of_issue(issued)
    else:
        paper = issuing.draft_paper(sheet_of(found, today=today).content, issuing.proposed_signing(found))
    checks = []
    for form, findings in issuing.check_of(paper).items():
        lines = form_lines(findings)
        checks.append((form.upper(), lines, all(line.is_right for line in lines)))
    context = {"plan": found, "checks": checks, "style": paper.style.value, "header_title": _("Check of the form")}
    return render(request, "programme/plans/form_check.html", context)
