"""The page on which people of ended units are moved to the units that follow them."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.succession import carry_over, left_behind
from nhipcau.organisation.roles import is_bound_to_unit


@permission_required("organisation.change_officerincharge")
def ended_units(request: HttpRequest) -> HttpResponse:
    """Ended units with somebody left; whoever is ticked is moved. Accounts are an administrator's to move."""
    if is_bound_to_unit(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    may_move_accounts = request.user.has_perm("organisation.change_post")
    if request.method == "POST":
        unit = get_object_or_404(Unit, pk=_key(request.POST.get("unit", "")))
        to = get_object_or_404(Unit, pk=_key(request.POST.get("to", "")))
        accounts = _keys(request, "account") if may_move_accounts else []
        try:
            count = carry_over(unit, to, people=_keys(request, "person"), accounts=accounts, on=today, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            text = ngettext("%(count)d was moved to %(to)s.", "%(count)d were moved to %(to)s.", count)
            said = text % {"count": count, "to": to} if count else _("Nobody was ticked, so nobody was moved.")
            (messages.success if count else messages.warning)(request, said)
            return redirect("officers:ended_units")
    context = {
        "header_title": _("People of ended units"),
        "rows": left_behind(today),
        "may_move_accounts": may_move_accounts,
    }
    return render(request, "organisation/people/ended_units.html", context)


def _key(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _keys(request: HttpRequest, name: str) -> list[int]:
    return [_key(text) for text in request.POST.getlist(name)]
