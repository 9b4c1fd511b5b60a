"""The programme in the workspace."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from nhipcau.programme.viewsets import ProgrammeViewSetGroup


class CalendarMenuItem(MenuItem):
    """Shown to whoever may see occasions."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm("programme.view_occasion"))


@hooks.register("register_admin_viewset")
def programme() -> ProgrammeViewSetGroup:
    return ProgrammeViewSetGroup()


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    return CalendarMenuItem(
        _("Calendar"), reverse_lazy("programme_occasions:calendar"), name="calendar", icon_name="date", order=210
    )
