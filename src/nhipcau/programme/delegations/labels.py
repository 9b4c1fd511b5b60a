"""Words for how a delegation stands."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.programme.delegations import rules

STATES = {
    rules.PREPARING: _("without permission yet"),
    rules.READY: _("permitted, to come"),
    rules.UNDER_WAY: _("under way"),
    rules.TO_REPORT: _("over, report due"),
    rules.REPORT_LATE: _("report late"),
    rules.ENDED: _("over"),
    rules.REPORTED: _("reported"),
    rules.CANCELLED: pgettext_lazy("delegations", "cancelled"),
}
