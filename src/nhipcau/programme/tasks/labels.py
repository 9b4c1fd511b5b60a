"""Words for how a task stands."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATUSES = {
    "late": _("late"),
    "planned": _("planned"),
    "under_way": _("under way"),
    "claimed": _("called done, without evidence"),
    "done": pgettext_lazy("tasks", "done"),
    "cancelled": _("cancelled"),
}
