"""The newsroom in the workspace: addresses, menu, style, the button to the story's page."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from nhipcau.newsroom.permissions import CLEAR
from nhipcau.organisation.menu import PermittedMenuItem


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("newsroom/", include("nhipcau.newsroom.urls"))]


@hooks.register("register_admin_menu_item")
def stories() -> MenuItem:
    return PermittedMenuItem(
        _("Stories"),
        reverse_lazy("newsroom:story_list"),
        name="stories",
        icon_name="doc-full",
        order=300,
        permission="newsroom.view_storypage",
    )


@hooks.register("register_admin_menu_item")
def clearance() -> MenuItem:
    return PermittedMenuItem(
        _("Waiting for clearance"),
        reverse_lazy("newsroom:clearance_list"),
        name="clearance",
        icon_name="check",
        order=310,
        permission=CLEAR,
    )


@hooks.register("register_admin_menu_item")
def deliveries() -> MenuItem:
    return PermittedMenuItem(
        _("Deliveries to outlets"),
        reverse_lazy("newsroom:delivery_list"),
        name="deliveries",
        icon_name="mail",
        order=320,
        permission="newsroom.view_delivery",
    )


@hooks.register("insert_global_admin_css")
def style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/newsroom.css"))
