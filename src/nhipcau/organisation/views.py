"""Signing in by a one-time link."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nhipcau.organisation.services import person_of_sign_in_link, use_sign_in_link


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_once(request: HttpRequest, token: str) -> HttpResponse:
    """Ask before using the link up: programs that only look at addresses then do not spend it."""
    user = use_sign_in_link(token) if request.method == "POST" else person_of_sign_in_link(token)
    if user is None:
        return render(request, "organisation/sign_in_spent.html", status=410)
    if request.method == "GET":
        return render(request, "organisation/sign_in_once.html", {"person": user})
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("wagtailadmin_home")
