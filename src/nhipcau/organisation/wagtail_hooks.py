"""Offices in the workspace."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from nhipcau.organisation.viewsets import OrganisationViewSetGroup


@hooks.register("register_admin_viewset")
def offices() -> OrganisationViewSetGroup:
    return OrganisationViewSetGroup()


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("organisation/organisation.css"))
