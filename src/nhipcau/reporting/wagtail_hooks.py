"""Reports in the workspace: addresses, menu, permissions."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from nhipcau.organisation.menu import PermittedMenuItem
from nhipcau.reporting import access
from nhipcau.reporting.viewsets import duties
from nhipcau.reporting.viewsets_of_review import senders, targets

CHANGE_DUTIES = "reporting.change_reportingduty"


MENU = Menu(
    items=[
        PermittedMenuItem(
            _("Reports of my unit"),
            reverse_lazy("reporting:own"),
            name="reports-own",
            icon_name="edit",
            order=10,
            permission=access.WRITE,
        ),
        PermittedMenuItem(
            _("Who has filed"),
            reverse_lazy("reporting:overview"),
            name="reports-overview",
            icon_name="tasks",
            order=20,
            permission=access.OVERSEE,
        ),
        PermittedMenuItem(
            _("Reports to accept"),
            reverse_lazy("reporting:to_decide"),
            name="reports-to-decide",
            icon_name="check",
            order=15,
            permission=access.DECIDE,
        ),
        PermittedMenuItem(
            _("Totals"),
            reverse_lazy("reporting:totals"),
            name="reports-totals",
            icon_name="table",
            order=22,
            permission=access.OVERSEE,
        ),
        PermittedMenuItem(
            _("Years side by side"),
            reverse_lazy("reporting:years"),
            name="reports-years",
            icon_name="history",
            order=24,
            permission=access.OVERSEE,
        ),
        PermittedMenuItem(
            _("Take in a report package"),
            reverse_lazy("reporting:import_package"),
            name="reports-package",
            icon_name="upload",
            order=26,
            permission=access.IMPORT,
        ),
        PermittedMenuItem(
            _("Targets"),
            reverse_lazy("reporting_targets:index"),
            name="reports-targets",
            icon_name="crosshairs",
            order=40,
            permission="reporting.change_target",
        ),
        PermittedMenuItem(
            _("Trusted senders"),
            reverse_lazy("trusted_senders:index"),
            name="reports-senders",
            icon_name="key",
            order=50,
            permission="reporting.change_trustedsender",
        ),
        PermittedMenuItem(
            _("Reporting duties"),
            reverse_lazy("reporting_duties:index"),
            name="reports-duties",
            icon_name="calendar-check",
            order=30,
            permission=CHANGE_DUTIES,
        ),
    ]
)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    return [path("unit-reports/", include("nhipcau.reporting.urls"))]


@hooks.register("register_admin_viewset")
def viewset() -> Any:
    return [duties, targets, senders]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    # "reports" is the name of Wagtail's own reports.
    return SubmenuMenuItem(_("Reports"), MENU, name="unit-reports", icon_name="doc-full-inverse", order=400)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    names = ["write_report", "oversee_report", "decide_report", "import_package"]
    return Permission.objects.filter(content_type__app_label="reporting", codename__in=names)
