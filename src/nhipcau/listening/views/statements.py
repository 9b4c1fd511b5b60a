"""The page of one statement: filled in, submitted, cleared by a second person, released."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.listening import access
from nhipcau.listening.enums import StatementState
from nhipcau.listening.exceptions import RefusedError, StaleStatementError
from nhipcau.listening.models import LiveStatement
from nhipcau.listening.rules import filled, open_places, placeholder_key, placeholders
from nhipcau.listening.services import statements as services

CONFLICT = 409
Values = dict[str, str]


@never_cache
@require_http_methods(["GET", "POST"])
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a statement; keep what was typed, then do what the button says."""
    visible = access.activations_visible_to(request.user)
    rows = LiveStatement.objects.select_related("activation__version", "activation__unit")
    found: LiveStatement = get_object_or_404(rows, pk=pk, activation__in=visible)
    if request.method == "GET":
        return _page(request, found, template=found.template, values=found.values)
    template, values = _typed(request, found)
    try:
        next_one = _do(request, found, template=template, values=values)
    except RefusedError as reason:
        messages.error(request, str(reason))
        is_stale = isinstance(reason, StaleStatementError)
        theirs = LiveStatement.objects.get(pk=pk) if is_stale else None
        fresh = rows.get(pk=pk)
        return _page(request, fresh, template=template, values=values, theirs=theirs, status=CONFLICT)
    return redirect("listening:statement", next_one.pk)


def _typed(request: HttpRequest, found: LiveStatement) -> tuple[str, Values]:
    """The words and the values of the form; a form that has none of them changes none."""
    template = request.POST.get("template", found.template)
    if "template" not in request.POST:
        return template, found.values
    # The names stand in the old words and, when those were changed, in the new ones.
    names = [*placeholders(found.template), *placeholders(template)]
    values = {name: request.POST.get(field_name(name), found.values.get(name, "")) for name in names}
    return template, values


def field_name(name: str) -> str:
    """The name of the form's field for a placeholder."""
    return f"value-{placeholder_key(name)}"


def _do(request: HttpRequest, found: LiveStatement, *, template: str, values: Values) -> LiveStatement:
    by, action = request.user, request.POST.get("do", "")
    number = request.POST.get("version", "")
    version = int(number) if number.isdecimal() and len(number) < 9 else 0
    remarks = request.POST.get("remarks", "")
    match action:
        case "clear" | "return":
            is_cleared = action == "clear"
            services.decide_statement(found, is_cleared=is_cleared, version=version, remarks=remarks, by=by)
            messages.success(request, _("The statement is cleared.") if is_cleared else _("The statement is returned."))
        case "release":
            released_to = request.POST.get("released_to", "")
            services.release_statement(found, released_to=released_to, version=version, by=by)
            messages.success(request, _released(found))
        case "next":
            event, name = found.activation, _("%(name)s, next one") % {"name": found.name}
            return services.add_statement(
                event, name=name[:150], language=found.language, template=found.template, by=by
            )
        case "submit":
            saved = services.save_statement(found, template=template, values=values, version=version, by=by)
            services.submit_statement(saved, version=saved.version, by=by)
            messages.success(request, _("Submitted. A second person clears it."))
        case _:
            services.save_statement(found, template=template, values=values, version=version, by=by)
            messages.success(request, _("Saved."))
    return found


def _released(found: LiveStatement) -> str:
    if found.activation.is_drill:
        return _("Marked as released in the drill. Nothing went out.")
    return _("Put on record as released.")


def _page(
    request: HttpRequest,
    found: LiveStatement,
    *,
    template: str,
    values: Values,
    theirs: LiveStatement | None = None,
    status: int = 200,
) -> HttpResponse:
    by_key = {placeholder_key(name): value for name, value in values.items()}
    text = filled(template, by_key)
    names = placeholders(template)
    roles = list(found.activation.roles.prefetch_related("people"))
    is_open = not found.activation.is_closed
    context: dict[str, Any] = {
        "statement": found,
        "event": found.activation,
        "template": template,
        "fields": [(name, field_name(name), by_key.get(placeholder_key(name), "")) for name in names],
        "text": found.text if found.state == StatementState.RELEASED else text,
        "open_places": open_places(text),
        "theirs": theirs,
        "may_write": is_open and found.state != StatementState.RELEASED,
        "may_clear": is_open
        and found.state == StatementState.WAITING
        and access.may_clear_statements(roles, request.user)
        and services.is_cleared_by(found, request.user),
        "may_release": is_open and found.state == StatementState.CLEARED,
        "header_title": str(found),
    }
    return render(request, "listening/statement.html", context, status=status)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a statement that was not prepared."""
    event = access.activation_for(request.user, pk)
    language = request.POST.get("language", "")
    name = request.POST.get("name", "")
    try:
        made = services.add_statement(
            event, name=name, language=language if language in dict(settings.LANGUAGES) else "", by=request.user
        )
    except RefusedError as reason:
        messages.error(request, str(reason))
        return redirect("listening:live", pk)
    return redirect("listening:statement", made.pk)
