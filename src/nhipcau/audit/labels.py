"""Words for what stands in the audit trail."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "activity recorded": _("activity recorded"),
    "activity changed": _("activity changed"),
    "activity taken back": _("activity taken back"),
    "evidence added": _("evidence added"),
    "report opened": _("report opened"),
    "section saved": _("section saved"),
    "draft refreshed": _("draft refreshed"),
    "update answered": _("offered update answered"),
    "figure typed": _("figure typed"),
    "report filed": _("report filed"),
    "report returned": _("report returned with remarks"),
    "report accepted": _("report accepted"),
    "supplement filed": _("supplement filed"),
    "duty changed": _("reporting duty changed"),
    "duty made": _("reporting duty made"),
    "duty closed": _("reporting duty closed"),
    "task brought up to date": _("task brought up to date with a newer directive"),
    "task closed": _("task closed"),
    "task entered": _("task entered"),
    "task changed": _("task changed"),
    "task deadline moved": _("deadline moved"),
    "task came round": _("deadline of a returning task came round"),
    "task state set": _("state set"),
    "task set going": _("under way: something was done"),
    "task assigned": _("part given"),
    "task taken back": _("part taken away"),
    "task money entered": _("money entered"),
    "task money corrected": _("money corrected"),
    "task money removed": _("money removed"),
    "task file added": _("file added"),
    "task comment written": _("comment written"),
    "task part planned": _("part planned"),
    "occasion brought up to date": _("occasion brought up to date with a newer directive"),
    "occasion closed": _("occasion closed"),
    "package imported": _("report package imported"),
    "package exported": _("report package exported"),
    "evidence received": _("evidence received with a package"),
    "reminder sent": _("reminder sent"),
}


def action_words(action: str) -> str:
    """What was done, in the reader's language."""
    return str(WORDS.get(action, action))
