"""The pages of the register: a document is entered, a number cancelled, a book opened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.programme.plans import access
from nhipcau.programme.register import services
from nhipcau.programme.register.exceptions import RegisterError
from nhipcau.programme.register.forms import BookForm, CancelForm, DocumentForm
from nhipcau.programme.register.queries import lack_a_book_of_the_term
from nhipcau.programme.register_models import RegisterBook


def _units(request: HttpRequest) -> list[Any]:
    if not request.user.has_perm(access.KEEP):
        raise PermissionDenied
    return access.own_units(request.user, timezone.localdate())


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a document of the own unit; it gets the next number of its book."""
    units = _units(request)
    form = DocumentForm(request.POST or None, units=units, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            entry = services.take_number(
                values["unit"],
                values["kind"],
                values["day"],
                subject=values["subject"],
                key=f"form:{values['key']}",
                by=request.user,
                short_form=values["short_form"],
                signer=values["signer"],
                recipients=values["recipients"],
                note=values["note"],
            )
        except RegisterError as reason:
            form.add_error(None, str(reason))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The document has the number %(number)s.") % {"number": entry.written})
            return redirect("register:index")
    context = {
        "form": form,
        "has_units": bool(units),
        "without_term": lack_a_book_of_the_term(units, timezone.localdate()),
        "header_title": _("Enter an outgoing document"),
    }
    return render(request, "programme/register/enter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of the register; whoever keeps it can cancel the number, with a reason."""
    today = timezone.localdate()
    rows = access.documents_visible_to(request.user, today)
    entry = get_object_or_404(rows.select_related("book__unit", "registered_by", "cancelled_by", "plan_issue"), pk=pk)
    may_keep = access.may_keep(request.user, entry.book.unit, today=today)
    form = CancelForm(request.POST or None)
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied
        try:
            services.cancel(entry, request.POST.get("reason", ""), by=request.user)
        except RegisterError as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("The number has been cancelled. It stays listed and is not given again."))
        return redirect("register:document", pk)
    issue = getattr(entry, "plan_issue", None)
    context = {
        "entry": entry,
        "plan": issue.plan if issue else None,
        "form": form,
        "may_cancel": may_keep and not entry.is_cancelled and issue is None,
        "header_title": entry.written,
    }
    return render(request, "programme/register/document.html", context)


@require_http_methods(["GET", "POST"])
def books(request: HttpRequest) -> HttpResponse:
    """The books of the own units; one is opened for a year that began on paper, or for a term."""
    units = _units(request)
    form = BookForm(request.POST or None, units=units, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.open_book(
                values["unit"],
                values["kind"],
                first_day=values["first_day"],
                last_day=values["last_day"],
                given_before=values["given_before"],
                by=request.user,
            )
        except RegisterError as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("The book is open."))
            return redirect("register:books")
    context = {
        "form": form,
        "books": RegisterBook.objects.filter(unit__in=units).select_related("unit"),
        "has_units": bool(units),
        "header_title": _("Books of the register"),
    }
    return render(request, "programme/register/books.html", context, status=422 if form.errors else 200)
