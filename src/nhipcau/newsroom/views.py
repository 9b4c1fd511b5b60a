"""Pages of the newsroom in the workspace: a story, its clearance, editions, deliveries."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.log_actions import registry as log_registry
from wagtail.models import TaskState

from nhipcau.newsroom import editions, queries, services
from nhipcau.newsroom.exceptions import NewsroomRefusal, NotReadyError
from nhipcau.newsroom.forms import ReviewForm
from nhipcau.newsroom.issue_sentences import sentence_of
from nhipcau.newsroom.models import ClearanceTaskState, Delivery, StoryPage
from nhipcau.newsroom.permissions import CLEAR
from nhipcau.newsroom.rules import what_is_missing
from nhipcau.newsroom.story_facts import facts_of

VIEW = "newsroom.view_storypage"
NEWEST_ENTRIES = 30


@require_GET
@permission_required(VIEW, raise_exception=True)
def story_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition as it stands: its text, its sister editions, who did what when, where it went."""
    page = get_object_or_404(StoryPage.objects.select_related("locale", "providing_unit", "task", "occasion"), pk=pk)
    permissions = page.permissions_for_user(request.user)
    source = editions.source_of(page)
    context = {
        "page": page,
        "story": page.get_latest_revision_as_object(),
        "editions": queries.editions_of([page])[page.translation_key],
        "issues": [(issue, sentence_of(issue)) for issue in what_is_missing(facts_of(page))],
        "may_edit": permissions.can_edit() and not permissions.page_locked(),
        "may_withdraw": permissions.can_unpublish(),
        "may_add_editions": request.user.has_perm("simple_translation.submit_translation"),
        "submission": queries.submissions_for(request.user).filter(workflow_state__object_id=str(pk)).first(),
        "source": source,
        "basis": getattr(page, "basis", None),
        "clearances": page.clearances.select_related("author", "submitted_by", "cleared_by"),
        "deliveries": Delivery.objects.filter(translation_key=page.translation_key, language=page.locale.language_code)[
            :NEWEST_ENTRIES
        ],
        "log": log_registry.get_logs_for_instance(page).select_related("user")[:NEWEST_ENTRIES],
        "page_title": page.draft_title,
        "header_icon": "doc-full",
    }
    return render(request, "newsroom/story_detail.html", context)


@require_GET
@permission_required(CLEAR, raise_exception=True)
def clearance_list(request: HttpRequest) -> HttpResponse:
    """What waits for the person's clearance."""
    context = {
        "submissions": queries.submissions_for(request.user),
        "page_title": _("Waiting for clearance"),
        "header_icon": "check",
    }
    return render(request, "newsroom/clearance_list.html", context)


@require_http_methods(["GET", "POST"])
@permission_required(CLEAR, raise_exception=True)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a submitted story and clear it or give it back. Made for a phone as well."""
    submission = get_object_or_404(ClearanceTaskState.objects.select_related("revision", "workflow_state"), pk=pk)
    if submission.status != TaskState.STATUS_IN_PROGRESS:
        messages.info(request, _("This story has been decided already."))
        return redirect("newsroom:story", submission.workflow_state.object_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _decide(request, submission, form)
        if done:
            return redirect("newsroom:clearance_list")
        if not ClearanceTaskState.objects.filter(pk=pk, status=TaskState.STATUS_IN_PROGRESS).exists():
            return redirect("newsroom:clearance_list")
        submission = ClearanceTaskState.objects.get(pk=pk)
    story = submission.revision.as_object()
    context = {
        "submission": submission,
        "story": story,
        "seen": services.fingerprint_of(submission),
        "issues": [(issue, sentence_of(issue)) for issue in what_is_missing(facts_of(story))],
        "may_decide": submission.may_be_cleared_by(request.user),
        "form": form,
        "page_title": story.title,
        "header_icon": "check",
    }
    return render(request, "newsroom/review.html", context, status=200 if not form.errors else 422)


def _decide(request: HttpRequest, submission: ClearanceTaskState, form: ReviewForm) -> bool:
    """Carry out a decision; says what stands in the way when there is something."""
    remarks = form.cleaned_data["remarks"]
    title = submission.revision.object_str
    try:
        if form.cleaned_data["decision"] == "clear":
            services.clear_story(submission, by=request.user, remarks=remarks, seen=form.cleaned_data["seen"])
            messages.success(request, _("“%(title)s” has been cleared.") % {"title": title})
        else:
            services.return_story(submission, by=request.user, remarks=remarks)
            messages.success(request, _("“%(title)s” has gone back with your remarks.") % {"title": title})
    except NotReadyError as refusal:
        messages.error(request, " ".join([str(refusal), *(sentence_of(issue) for issue in refusal.issues)]))
    except NewsroomRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        return True
    return False


@require_POST
@permission_required("simple_translation.submit_translation", raise_exception=True)
def add_edition(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Begin an edition in another language and open it."""
    story = get_object_or_404(StoryPage, pk=pk)
    try:
        edition = editions.add_edition(story, language, by=request.user)
    except NewsroomRefusal:
        messages.error(request, _("You may not make editions in this language; ask an administrator for the right."))
        return redirect("newsroom:story", pk)
    messages.success(request, _("The edition has been made as a draft. Write its text here, then submit it."))
    return redirect("wagtailadmin_pages:edit", edition.pk)


@require_POST
def caught_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition says again what its source says."""
    edition = get_object_or_404(StoryPage, pk=pk)
    editions.mark_caught_up(edition, by=request.user)
    messages.success(request, _("The edition is marked as in line with its source."))
    return redirect("newsroom:story", pk)


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed delivery on its way again."""
    delivery = get_object_or_404(Delivery, pk=pk)
    services.try_delivery_again(delivery, by=request.user)
    messages.success(request, _("“%(title)s” is on its way again.") % {"title": delivery.story_title})
    return redirect("newsroom:delivery_list")
