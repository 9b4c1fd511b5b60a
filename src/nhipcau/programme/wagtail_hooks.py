"""The programme in the workspace."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from nhipcau.organisation.menu import PermittedMenuItem
from nhipcau.programme.letter_choice import LettersPanel
from nhipcau.programme.viewsets import ProgrammeViewSetGroup


@hooks.register("register_admin_viewset")
def programme() -> ProgrammeViewSetGroup:
    return ProgrammeViewSetGroup()


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("programme/programme.css"))


@hooks.register("register_admin_menu_item")
def coverage_item() -> MenuItem:
    return PermittedMenuItem(
        _("Follow-up"),
        reverse_lazy("programme_tasks:coverage"),
        name="coverage",
        icon_name="table",
        order=190,
        permission="programme.view_task",
    )


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    return PermittedMenuItem(
        _("Calendar"),
        reverse_lazy("programme_occasions:calendar"),
        name="calendar",
        icon_name="date",
        order=210,
        permission="programme.view_occasion",
    )


@hooks.register("register_account_settings_panel")
def letters_panel(request: Any, user: Any, profile: Any) -> LettersPanel:
    return LettersPanel(request, user, profile)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    names = ["write_plan", "oversee_plan", "decide_plan", "keep_register", "oversee_register"]
    return Permission.objects.filter(content_type__app_label="programme", codename__in=names)
