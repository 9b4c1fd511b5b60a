"""Background work in the workspace."""

from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from nhipcau.jobs import queries


class WorkMenuItem(MenuItem):
    """Shown to those who may look at some kind of work."""

    def is_shown(self, request: Any) -> bool:
        return bool(queries.kinds_visible_to(request.user))


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("work/", include("nhipcau.jobs.urls"))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return WorkMenuItem(
        _("Background work"), reverse_lazy("jobs:work_list"), name="background-work", icon_name="cogs", order=900
    )
