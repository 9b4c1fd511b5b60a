"""A scenario is kept up to date: saved as a version, reviewed every year."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.listening.access import CHANGE
from nhipcau.listening.exceptions import RefusedError
from nhipcau.listening.models import Scenario
from nhipcau.listening.rules import next_review


@transaction.atomic
def review_scenario(scenario: Scenario, *, on: date, by: Any) -> Scenario:
    """Say that a scenario was looked through and holds; the next review is a year later. Twice a day changes nothing.

    Raises:
        RefusedError: the person may not.
    """
    if not by.has_perm(CHANGE):
        raise RefusedError(_("Only an officer of the standing office reviews a scenario."))
    current = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if current.reviewed_on != on:
        current.reviewed_on, current.review_by = on, next_review(on)
        Scenario.objects.filter(pk=current.pk).update(reviewed_on=on, review_by=current.review_by)
        record("scenario reviewed", current, by=by, until=current.review_by.isoformat())
    return current
