"""How reporting duties go over from an older version of a directive to a newer one. `apps.py` registers the carrier.

A duty is the same duty when it is asked as often and of the same units; what it says may have changed. Its reports stay
with it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.audit.services import record
from nhipcau.directives.errors import BadValueError
from nhipcau.directives.models import Directive, ReadItem
from nhipcau.directives.succession import NewWork, OldThing
from nhipcau.reporting.acceptance import (
    DEFAULT_DUE_BEFORE_DAY,
    SUCCESSION_KIND,
    Asked,
    asked_by,
    key_of_asked,
    key_of_duty,
)
from nhipcau.reporting.labels import due_words
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.regimes import first_free_day, new_version, terms_of


class DutyCarrier:
    """Reporting duties. A closed one ends today."""

    kind = SUCCESSION_KIND
    label = gettext_lazy("reporting duties")
    shows_words = False

    def standing(self, directives: Iterable[Directive]) -> list[OldThing]:
        goes_on = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
        duties = ReportingDuty.objects.filter(goes_on, directive__in=[one.pk for one in directives])
        return [
            OldThing(
                key=duty.pk,
                title=duty.name,
                words=str(key_of_duty(duty)),
                provision=None,
                facts=(
                    str(duty.reporter or duty.reporter_group or duty.reporter_words),
                    due_words(duty.due_before_day, duty.due_month, duty.days_of_the_year),
                ),
                url=reverse("reporting_duties:edit", args=[duty.pk]),
            )
            for duty in duties.select_related("reporter", "reporter_group")
        ]

    def asked_for(self, directive: Directive) -> list[NewWork]:
        return [
            NewWork(
                asked.item,
                str(key_of_asked(asked)),
                (
                    str(asked.unit or asked.group or asked.words),
                    due_words(asked.day or DEFAULT_DUE_BEFORE_DAY, asked.month, asked.days),
                ),
            )
            for asked in asked_by(directive)
        ]

    def update(self, key: int, item: ReadItem, directive: Directive, *, by: Any) -> None:
        duty = ReportingDuty.objects.select_for_update().get(pk=key)
        asked = self._asked(duty, directive)
        duty.directive, duty.provision = directive, asked.provision
        duty.sentence = "\n".join(asked.sentences)
        duty.due_before_day, duty.due_month = asked.day or DEFAULT_DUE_BEFORE_DAY, asked.month
        duty.due_days = asked.due_days
        duty.addressee, duty.addressee_words = asked.addressee, asked.addressee_words
        duty.reporter_words = asked.words
        free = first_free_day(duty)
        if free is None:
            duty.save()
            record("duty changed", duty, by=by, directive=directive.pk, terms=terms_of(duty))
        else:
            # Reports were written: they keep the regime that they were written under.
            new_version(duty, duty.serializable_data(), applies_from=max(free, timezone.localdate()), by=by)

    def _asked(self, duty: ReportingDuty, directive: Directive) -> Asked:
        asked = next((one for one in asked_by(directive) if key_of_asked(one) == key_of_duty(duty)), None)
        if asked is None:
            raise BadValueError(_("The newer version does not ask for this report; the duty can be kept or closed."))
        return asked

    def close(self, key: int, reason: str, *, by: Any) -> None:
        duty = ReportingDuty.objects.select_for_update().get(pk=key)
        duty.ends_on = max(timezone.localdate(), duty.begins_on)
        duty.save(update_fields=["ends_on"])
        record("duty closed", duty, by=by, reason=reason)
