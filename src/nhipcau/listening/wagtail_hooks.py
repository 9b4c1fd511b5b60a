"""Scenarios in the workspace: addresses, menu, permissions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from nhipcau.listening import access, viewsets


class ScenariosItem(MenuItem):
    """Shown to those who oversee scenarios and to whom one names; nobody else learns that there is any."""

    def is_shown(self, request: Any) -> bool:
        return access.may_see_any(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("scenarios/", include("nhipcau.listening.urls"))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return viewsets.viewsets()


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ScenariosItem(
        _("Scenarios"), reverse_lazy("listening:scenarios"), name="scenarios", icon_name="warning", order=450
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="listening", content_type__model="scenario")
