"""Roles: Django groups made by migration, and the permissions that each app's migrations give them."""

from typing import Any

from nhipcau.organisation.enums import Role

EVERYBODY = list(Role)
SEES_ALL = (Role.ADMINISTRATOR, Role.PROGRAMME_OFFICER, Role.APPROVER, Role.EDITOR, Role.TRANSLATOR)


def has_role(user: Any, *roles: Role) -> bool:
    """Tell whether a person holds one of the roles. The question is asked of the database once per person object."""
    if not user.is_authenticated:
        return False
    if not hasattr(user, "_role_names"):
        user._role_names = frozenset(user.groups.values_list("name", flat=True))
    return any(role.value in user._role_names for role in roles)


def is_bound_to_unit(user: Any) -> bool:
    """Tell whether a person sees only what concerns the own unit."""
    return not user.is_superuser and not has_role(user, *SEES_ALL)


def grant(apps: Any, permissions: dict[str, list[Role]]) -> None:
    """Give roles their permissions, in a migration of the app that owns the permission.

    `permissions` maps "app_label.model.codename" to the roles that get it. Permissions that do not stand yet (Django
    makes them only after all migrations) are made here; an administrator gets each of them besides.
    """
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permission_rows = apps.get_model("auth", "Permission").objects
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.all()}
    for name, roles in permissions.items():
        app_label, model, codename = name.split(".")
        content_type, _ = content_types.get_or_create(app_label=app_label, model=model)
        permission, _ = permission_rows.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ").capitalize()}
        )
        for role in {*roles, Role.ADMINISTRATOR}:
            groups[role.value].permissions.add(permission)
