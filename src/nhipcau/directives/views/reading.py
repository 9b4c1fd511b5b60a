"""A directive for reading: its text with marks, and what has come of each part."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from nhipcau.directives import acceptance
from nhipcau.directives.enums import ItemKind
from nhipcau.directives.models import Directive
from nhipcau.directives.queries import may_review, versions_of
from nhipcau.directives.review_sheet import ReviewSheet


def read_directive(request: HttpRequest, directive: Directive) -> HttpResponse:
    """Show a directive that is not under review."""
    sheet = ReviewSheet(directive)
    context = {
        "sheet": sheet,
        "directive": directive,
        "results": acceptance.results_of(directive),
        "tasks_by_provision": _tasks_by_provision(directive, request.user),
        "citations": [line for line in sheet.lines if line.kind == ItemKind.CITATION and not line.is_rejected],
        "recipients": [line for line in sheet.lines if line.kind == ItemKind.RECIPIENT and not line.is_rejected],
        "can_review": may_review(request.user),
        **versions_of(directive),
        "page_title": str(directive),
        "breadcrumbs_items": [
            {"url": reverse("directives:index"), "label": _("Directives")},
            {"url": "", "label": directive.number or directive.file_name},
        ],
    }
    return render(request, "directives/read.html", context)


def _tasks_by_provision(directive: Directive, user: Any) -> list[tuple[Any, list[tuple[Any, str]]]]:
    """Provisions in the order of the text with the tasks that the programme made of them, and their addresses."""
    finder = AdminURLFinder(user)
    provisions = directive.provisions.order_by("order").prefetch_related("tasks")
    return [
        (provision, [(task, finder.get_edit_url(task) or "") for task in tasks])
        for provision in provisions
        if (tasks := list(provision.tasks.all()))
    ]
