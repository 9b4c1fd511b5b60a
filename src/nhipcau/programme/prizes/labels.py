"""Words for how far a prize call is."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.programme.prizes import rules

PHASES = {
    rules.DRAFT: pgettext_lazy("prizes", "in preparation"),
    rules.ANNOUNCED: _("announced, entries later"),
    rules.OPEN: _("takes entries"),
    rules.CHECKING: _("entries closed, being checked"),
    rules.SCORING: _("being scored"),
    rules.CLOSED: _("scoring closed, names hidden"),
    rules.OPENED: _("names opened, awards to be decided"),
    rules.DECIDED: pgettext_lazy("prizes", "awards decided"),
}
