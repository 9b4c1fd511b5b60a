"""Which units have somebody in charge on a day, and which have not."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.officialdocs.writing.workbook import workbook
from nhipcau.organisation.enums import Tier, UnitKind
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.people.access import own_units
from nhipcau.organisation.people.queries import UnitInCharge, in_charge, share_having
from nhipcau.organisation.people.succession import units_left_behind
from nhipcau.organisation.queries import members, units_alive
from nhipcau.organisation.roles import is_bound_to_unit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LACKING = [
    ("officer", gettext_lazy("without an officer")),
    ("leader", gettext_lazy("without a leader in charge")),
    ("trained", gettext_lazy("without a trained officer")),
    ("", gettext_lazy("all units")),
]


class ChooseUnits(forms.Form):
    """Day, what is lacking, and which units."""

    on = forms.DateField(
        label=gettext_lazy("On"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    lacks = forms.ChoiceField(label=gettext_lazy("Show"), choices=LACKING, required=False)
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), choices=[("", "–"), *Tier.choices], required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), choices=[("", "–"), *UnitKind.choices], required=False)
    group = forms.ModelChoiceField(
        label=gettext_lazy("Unit group"), queryset=UnitGroup.objects.all(), required=False, empty_label="–"
    )


def _units(request: HttpRequest, form: ChooseUnits, day: date) -> Sequence[Unit]:
    """Units that live on the day, as the address chooses them; for a contact the own ones.

    Central bodies are no business of a province's, so they stand here only when they are asked for.
    """
    values = form.cleaned_data
    units = members(values["group"], day) if values.get("group") else units_alive(day)
    if not values.get("tier"):
        units = units.exclude(tier=Tier.CENTRAL)
    if is_bound_to_unit(request.user):
        units = units.filter(pk__in=[unit.pk for unit in own_units(request.user, timezone.localdate())])
    for name in ("tier", "kind"):
        if values.get(name):
            units = units.filter(**{name: values[name]})
    return list(units.order_by("tier", "kind", "name"))


@permission_required("organisation.view_officerincharge")
def units_in_charge(request: HttpRequest) -> HttpResponse:
    """The units with those in charge; those that lack an officer unless the address asks for others."""
    form = ChooseUnits({"lacks": "officer", **request.GET.dict()})
    is_right = form.is_valid()
    day = (form.cleaned_data.get("on") if is_right else None) or timezone.localdate()
    rows = in_charge(day, _units(request, form, day)) if is_right else []
    lacks = form.cleaned_data.get("lacks", "") if is_right else ""
    shown = [row for row in rows if not lacks or row.lacks(lacks)]
    if request.GET.get("export") == "xlsx":
        return _sheet(shown, day)
    parameters = request.GET.copy()
    parameters["export"] = "xlsx"
    context = {
        "header_title": _("Units and who is in charge"),
        "form": form,
        "day": day,
        "rows": shown,
        "shares": [
            (_("have a leader in charge"), share_having("leader", rows)),
            (_("have an officer"), share_having("officer", rows)),
            (_("have a trained officer"), share_having("trained", rows)),
        ],
        "export_address": f"?{parameters.urlencode()}",
        "left_behind": len(units_left_behind(timezone.localdate())) if not is_bound_to_unit(request.user) else 0,
    }
    return render(request, "organisation/people/units_in_charge.html", context)


def _sheet(rows: Sequence[UnitInCharge], day: date) -> HttpResponse:
    head = [_("Unit"), _("Tier"), _("Leader in charge"), _("Officers"), _("Trained officers")]
    lines = [
        [
            row.unit.name,
            row.unit.get_tier_display(),
            *("; ".join(one.person.in_words for one in some) for some in (row.leaders, row.officers, row.trained)),
        ]
        for row in rows
    ]
    response = HttpResponse(workbook([(f"{day:%d-%m-%Y}", head, lines)]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="don-vi-can-bo-{day.isoformat()}.xlsx"'
    return response
