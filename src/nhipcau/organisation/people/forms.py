"""Forms for people of units and those in charge."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.organisation.decision_form import DecisionForm
from nhipcau.organisation.fields import PersonChoice, WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.people import access, services
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.organisation.recorded import RecordedForm
from nhipcau.organisation.roles import is_bound_to_unit


class PersonForm(RecordedForm):
    """Name, unit, function, work contact. Nothing else is asked for."""

    thing = "person"
    full_name = WordsField(label=_("Full name"), max_length=150)
    function = WordsField(label=_("Function"), max_length=200, required=False)
    work_phone = forms.RegexField(
        r"^[0-9+(). /-]*$",
        label=_("Telephone at work"),
        max_length=40,
        required=False,
        error_messages={"invalid": _("Digits, spaces and + ( ) . - / only.")},
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )

    class Meta:
        model = Person
        fields = ["full_name", "unit", "function", "work_phone", "work_email", "user", "left_on"]
        widgets = {"left_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "user": _("When the person signs in here."),
            "left_on": _("What the person holds ends on this day and the contact is removed; the history stays."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        units = access.units_to_choose(self.for_user, today)
        self.fields["unit"].queryset = units | Unit.objects.filter(pk=self.instance.unit_id)
        self.fields["unit"].initial = units.first() if is_bound_to_unit(self.for_user) else None
        self.former_left_on = self.instance.left_on
        # Whose account it is, is an officer's business.
        if is_bound_to_unit(self.for_user):
            del self.fields["user"]
        if not self.instance.pk:
            del self.fields["left_on"]

    def clean_left_on(self) -> date | None:
        day: date | None = self.cleaned_data["left_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        """The same person is not written twice; who has left has no contact here."""
        values: dict[str, Any] = super().clean()
        if values.get("left_on"):
            values["work_phone"] = values["work_email"] = ""
        if values.get("full_name") and values.get("unit"):
            new = Person(
                pk=self.instance.pk,
                full_name=values["full_name"],
                unit=values["unit"],
                function=values.get("function", ""),
            )
            if services.same_person(new):
                self.add_error("full_name", _("This person stands already in the unit, with the same function."))
        return values

    def save(self, commit: bool = True) -> Person:
        person: Person = super().save(commit)
        if commit and person.left_on and person.left_on != self.former_left_on:
            services.leave(person, person.left_on, by=self.for_user)
        return person


class OfficerForm(DecisionForm):
    """Who is in charge of the work in a unit, from when."""

    thing = "officer"
    person = PersonChoice(label=_("Person"), queryset=Person.objects.select_related("unit"))
    takes_over = forms.BooleanField(
        label=_("takes over"),
        required=False,
        help_text=_("Who is in charge in this way now is it until the day before."),
    )

    class Meta:
        model = OfficerInCharge
        fields = ["unit", "person", "kind", "begins_on", "ends_on", "decision_number", "decision_date", "takes_over"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["takes_over"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if all(values.get(name) for name in ("unit", "person", "kind", "begins_on")) and not self.errors:
            row = OfficerInCharge(
                pk=self.instance.pk,
                **{name: values[name] for name in ("unit", "person", "kind", "begins_on", "ends_on")},
            )
            try:
                services.check_charge(row)
            except ValidationError as error:
                self.add_error(None, error)
        return values

    def save(self, commit: bool = True) -> OfficerInCharge:
        row: OfficerInCharge = super().save(commit)
        if commit and self.cleaned_data.get("takes_over"):
            services.end_others(row, by=self.for_user)
        return row
