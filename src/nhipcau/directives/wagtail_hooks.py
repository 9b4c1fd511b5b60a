"""Directives in the workspace: their list and screens, and the log of what happens to them."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from nhipcau.directives.viewsets import DirectiveViewSet


@hooks.register("register_admin_viewset")
def directives() -> DirectiveViewSet:
    return DirectiveViewSet()


@hooks.register("register_log_actions")
def log_actions(actions):  # type: ignore[no-untyped-def]
    """What people read in the history of a directive."""
    actions.register_action("directives.import", _("Import"), _("Imported and read"))
    actions.register_action("directives.accept", _("Accept"), _("Accepted; the programme was made"))
    actions.register_action("directives.set_aside", _("Set aside"), _("Set aside"))
    actions.register_action("directives.put_back", _("Put back"), _("Put back into review"))
    actions.register_action("directives.delete", _("Delete"), _("Deleted with everything read in it"))
    actions.register_action("directives.change_lesson", _("Change"), _("What was learnt was changed"))
    actions.register_action("directives.forget", _("Forget"), _("What was learnt was forgotten"))
    actions.register_action("directives.older_version", _("Older version"), _("Said which directive it replaces"))
    actions.register_action("directives.choose", _("Choose"), _("Decided what becomes of work of the older version"))
