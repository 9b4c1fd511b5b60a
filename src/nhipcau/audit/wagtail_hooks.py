"""The audit trail in the workspace."""

from typing import Any

from wagtail import hooks

from nhipcau.audit.viewsets import trail


@hooks.register("register_admin_viewset")
def viewset() -> Any:
    return trail
