"""Pages about a programme as a whole: its counts, and the provisions of a directive that gave no task."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives.models import Directive
from nhipcau.directives.queries import directives_visible_to
from nhipcau.programme.models import Occasion, Programme
from nhipcau.programme.queries import coverage, provisions_without_task, tasks_visible_to


@permission_required("programme.view_task")
def uncovered(request: HttpRequest, pk: int) -> HttpResponse:
    """Provisions without a task, so that nothing of a directive is lost unseen."""
    directive = get_object_or_404(directives_visible_to(request.user), pk=pk)
    context = {
        "directive": directive,
        "provisions": provisions_without_task(directive),
        "header_title": _("Provisions without a task"),
    }
    return render(request, "programme/uncovered.html", context)


@permission_required("programme.view_programme")
def programme_page(request: HttpRequest, year: int) -> HttpResponse:
    """A year's programme: how far it has come, and the directives that it follows from."""
    programme = Programme.objects.filter(year=year).first()
    if programme is None:
        raise Http404
    today = timezone.localdate()
    tasks = tasks_visible_to(request.user, today).filter(programme=programme)
    context = {
        "programme": programme,
        "coverage": coverage(tasks, Occasion.objects.filter(programme=programme), today=today),
        "directives": Directive.objects.filter(tasks__in=tasks.values("pk")).distinct().order_by("date"),
        "header_title": str(programme),
    }
    return render(request, "programme/programme.html", context)
