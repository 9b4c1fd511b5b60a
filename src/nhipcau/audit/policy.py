"""What people may do with the audit trail: read it."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes by hand, superusers included."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ("view",) and bool(super().user_has_permission(user, action))
