"""Forms: which report to open, and which lines of the overview to show."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.organisation.models import Unit
from nhipcau.reporting.models import ReportingDuty

STATES = [
    ("", _("all")),
    ("filed", _("filed on time")),
    ("filed_late", _("filed late")),
    ("accepted", pgettext_lazy("report", "accepted")),
    ("returned", _("returned with remarks")),
    ("draft", _("being written")),
    ("nothing", _("nothing yet")),
    ("late", _("late")),
]


class OpenReportForm(forms.Form):
    """Which report a contact wants to write."""

    duty = forms.ModelChoiceField(ReportingDuty.objects.all(), label=_("Report"))
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"))
    day = forms.DateField(
        label=_("A day of the period"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, units: list[Unit], duties: list[ReportingDuty] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])  # type: ignore[attr-defined]
        if duties is not None:
            keys = [duty.pk for duty in duties]
            self.fields["duty"].queryset = ReportingDuty.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class OverviewForm(forms.Form):
    """Which duty, which period, which state. Nonsense in the address shows everything."""

    duty = forms.ModelChoiceField(ReportingDuty.objects.none(), label=_("Report"), required=False, empty_label=None)
    period = forms.ChoiceField(label=_("Period"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].queryset = ReportingDuty.objects.all()  # type: ignore[attr-defined]
        self.fields["period"].choices = periods  # type: ignore[attr-defined]


def day_from(text: str | None) -> date | None:
    """A day of an address; None when it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
