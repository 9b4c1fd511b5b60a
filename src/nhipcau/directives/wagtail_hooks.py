"""Directives in the workspace: what happens to them is logged."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def log_actions(actions):  # type: ignore[no-untyped-def]
    """What people read in the history of a directive."""
    actions.register_action("directives.import", _("Import"), _("Imported and read"))
    actions.register_action("directives.review", _("Review"), _("Looked over"))
    actions.register_action("directives.accept", _("Accept"), _("Accepted; the programme was made"))
    actions.register_action("directives.set_aside", _("Set aside"), _("Set aside"))
    actions.register_action("directives.put_back", _("Put back"), _("Put back into review"))
    actions.register_action("directives.delete", _("Delete"), _("Deleted with everything read in it"))
