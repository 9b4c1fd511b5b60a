"""Files of tasks."""

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from nhipcau.programme.queries import tasks_visible_to
from nhipcau.programme.sent_files import send_kept
from nhipcau.programme.task_models import TaskFile


@permission_required("programme.view_task")
def task_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse | FileResponse:
    """Send a file to those who may see its task."""
    visible = tasks_visible_to(request.user, timezone.localdate())
    row = get_object_or_404(TaskFile.objects.filter(task__in=visible, task=pk), pk=file_pk)
    try:
        return send_kept(row.file, name=row.name, content_type=row.content_type)
    except FileNotFoundError:
        return redirect("programme_tasks:inspect", pk)
