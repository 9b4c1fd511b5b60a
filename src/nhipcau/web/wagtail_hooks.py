"""The workspace in our colours, with our home and a menu that shows each role what it works with."""

from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from nhipcau.organisation.enums import Role
from nhipcau.organisation.roles import has_role
from nhipcau.web.home import TodayPanel

# Wagtail's own entries that only administrators need; everybody else works through ours.
FOR_ADMINISTRATORS = {"settings", "reports", "help", "documents", "snippets", "explorer"}


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("web/workspace.css"))


@hooks.register("insert_global_admin_js")
def choosers_of_days() -> str:
    # Small forms of our own pages have fields for days without the scripts of Wagtail's forms.
    starters = versioned_static("wagtailadmin/js/date-time-chooser.js")
    return format_html('<script src="{}"></script><script src="{}"></script>', starters, static("web/choosers.js"))


@hooks.register("insert_global_admin_js")
def names_of_columns_on_cards() -> str:
    return format_html('<script defer src="{}"></script>', static("web/listing_labels.js"))


@hooks.register("construct_homepage_panels")
def only_what_waits(request: Any, panels: list[Any]) -> None:
    panels[:] = [TodayPanel()]


@hooks.register("construct_main_menu")
def menu_by_role(request: Any, items: list[Any]) -> None:
    if not has_role(request.user, Role.ADMINISTRATOR) and not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in FOR_ADMINISTRATORS]
