"""Offices in the workspace."""

from wagtail import hooks

from nhipcau.organisation.viewsets import OrganisationViewSetGroup


@hooks.register("register_admin_viewset")
def offices() -> OrganisationViewSetGroup:
    return OrganisationViewSetGroup()
