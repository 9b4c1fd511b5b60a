"""The home page "Việc hôm nay": what waits for me, the next days, this month's report. Nothing else."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from nhipcau.directives import queries as directives
from nhipcau.listening import queries as listening
from nhipcau.newsroom import queries as newsroom
from nhipcau.organisation import waits
from nhipcau.organisation.waiting import Waiting
from nhipcau.programme import queries as programme
from nhipcau.programme.coordination import queries as coordination
from nhipcau.programme.coverage.summary import summaries
from nhipcau.programme.delegations import queries as delegations
from nhipcau.programme.plans import queries as plans
from nhipcau.programme.prizes import queries as prizes
from nhipcau.reporting import queries as reporting

NEXT_DAYS = 30


def what_waits(user: Any, *, today: Any) -> list[Waiting]:
    """Everything that waits for a person: what happens right now, then what is late, then the rest."""
    lines = [
        *listening.what_waits(user, today=today),
        *reporting.what_waits(user, today=today),
        *newsroom.what_waits(user, today=today),
        *directives.what_waits(user, today=today),
        *programme.what_waits(user, today=today),
        *delegations.what_waits(user, today=today),
        *prizes.what_waits(user, now=timezone.now()),
        *coordination.what_waits(user, today=today),
        *waits.what_waits(user, today=today),
        *plans.what_waits(user, today=today),
    ]
    return sorted(lines, key=lambda line: (not line.is_under_way, not line.is_late))


class TodayPanel(Component):
    """What waits for the person who signed in."""

    name = "today"
    template_name = "web/home_today.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        today = timezone.localdate()
        return {
            "summaries": summaries(request.user, today=today),
            "lines": what_waits(request.user, today=today),
            "occasions": programme.upcoming_occasions(today, NEXT_DAYS),
            "may_see_calendar": request.user.has_perm("programme.view_occasion"),
            "request": request,
        }
