"""The sentence for each thing that is missing: the fault and its mend."""

from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom.rules import Issue

SENTENCES = {
    "no_title": _("The story has no title yet; write one."),
    "no_lead": _("The lead is empty; say in a sentence or two what the story is about."),
    "empty_body": _("The body is empty; add at least one paragraph."),
    "secrecy_mark": _(
        "The text carries a secrecy mark, so the system does not take it. "
        "Remove what is marked; nothing of it may be kept here."
    ),
    "no_alt": _("The picture has no alternative text; describe it for readers who cannot see it."),
    "no_rights": _(
        "The picture does not say who made it or who allows its use; complete it in the picture's own form."
    ),
    "no_source": _("This kind of information needs at least one source; add it under Sources."),
    "no_information_kind": _("Choose the kind of information after Decree 72/2015."),
    "secrecy_not_checked": _("Tick that you have checked the story for state secrets."),
    "not_tied": _("The story is tied to no task and no occasion, so no report will count it under the directive."),
}


def sentence_of(issue: Issue) -> str:
    """What the screen says about an issue."""
    return str(SENTENCES[issue.code])
