"""Forms: the scenario with everything in it, its activation, the improvements of an evaluation."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from nhipcau.listening.models import Scenario
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.organisation.models import Unit, User
from nhipcau.organisation.queries import units_alive

REAL, DRILL = "real", "drill"
Row = dict[str, Any]


class ScenarioForm(WagtailAdminModelForm):
    """Refuses a plan that could not run, in words that say the mend, and one that somebody else changed meanwhile."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = 0
        if self.instance.pk:
            last = self.instance.versions.order_by("-number").first()
            self.newest = last.number if last else 0
        self.fields["seen_version"].initial = self.newest
        if "unit" in self.fields:
            kept = Unit.objects.filter(pk=self.instance.unit_id)
            self.fields["unit"].queryset = (units_alive(timezone.localdate()) | kept).distinct()

    def clean(self) -> Row:
        cleaned: Row = super().clean()
        if self.instance.pk and cleaned.get("seen_version") != self.newest:
            self.add_error(
                None,
                _("Somebody else saved this scenario meanwhile. Please open it anew and enter your changes again."),
            )
        for sentence in self._faults():
            self.add_error(None, sentence)
        return cleaned

    def _faults(self) -> list[str]:
        roles, levels, steps = self._rows("roles"), self._rows("levels"), self._rows("steps")
        faults = []
        if not levels:
            faults.append(_("Please name at least one level, and who decides on it."))
        if not steps:
            faults.append(_("Please name at least one step."))
        numbers = [row.get("number") for row in levels]
        if len(set(numbers)) < len(numbers):
            faults.append(_("Two levels have the same number."))
        names = [(row.get("name") or "").strip() for row in roles]
        if len({name.casefold() for name in names}) < len(names):
            faults.append(_("Two roles have the same name."))
        faults += self._unknown_roles(names, steps)
        if any(find_secrecy_mark(text) for text in self._texts()):
            faults.append(_("The text carries a secrecy mark, so the system does not take it. Nothing of it was kept."))
        return faults

    def _unknown_roles(self, names: list[str], steps: list[Row]) -> list[str]:
        asked = dict.fromkeys((row.get("role") or "").strip() for row in steps)
        return [
            _("A step names the role “%(role)s”, which is none of the roles above; please write it as it stands there.")
            % {"role": role}
            for role in asked
            if role and role not in names
        ]

    def _rows(self, name: str) -> list[Row]:
        """What was typed into the rows of one part, without those that are being removed."""
        formset = self.formsets.get(name)
        if formset is None:
            return []
        formset.is_valid()  # looks at the rows; what is wrong with a single one is said beside it
        return [
            form.cleaned_data
            for form in formset.forms
            if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]

    def _texts(self) -> list[str]:
        found = [str(self.cleaned_data.get(name) or "") for name in ("title", "purpose")]
        for formset in self.formsets.values():
            found += _texts_of(formset)
        return found


def _texts_of(formset: Any) -> list[str]:
    texts = []
    formset.is_valid()  # before this no row says what was typed into it
    for form in formset.forms:
        texts += [value for value in (getattr(form, "cleaned_data", None) or {}).values() if isinstance(value, str)]
        for inner in getattr(form, "formsets", {}).values():
            texts += _texts_of(inner)
    return texts


class ActivationForm(forms.Form):
    """The one page of confirmation: real or a drill, which level, who decided."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    mode = forms.ChoiceField(
        label=gettext_lazy("Real or a drill"),
        choices=[(REAL, gettext_lazy("It is real")), (DRILL, gettext_lazy("It is a drill"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please say whether it is real or a drill.")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose the level.")},
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Who decided"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: whoever decides on this level by the scenario."),
    )
    occasion = forms.CharField(
        label=gettext_lazy("What happened, where, when"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, scenario: Scenario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = list(scenario.levels.all())
        self.fields["level"].choices = [(row.number, str(row)) for row in levels]  # type: ignore[attr-defined]
        if levels:
            self.fields["level"].initial = levels[0].number


class ImprovementForm(forms.Form):
    """One line of the improvements; an empty one says nothing."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = forms.CharField(label=gettext_lazy("What is to be better"), max_length=500, required=False)
    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Person"), required=False, empty_label="")
    who = forms.CharField(label=gettext_lazy("or unit, function"), max_length=200, required=False)
    due_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = User.objects.filter(is_active=True)
        # The names are asked for once for all lines.
        field.widget.choices = [("", ""), *people]

    def clean(self) -> Row:
        cleaned: Row = super().clean() or {}
        if cleaned.get("what") and not (cleaned.get("user") or cleaned.get("who")):
            self.add_error("user", _("Please name who sees to it."))
        if not cleaned.get("what") and (cleaned.get("who") or cleaned.get("user")):
            self.add_error("what", _("Please write what is to be better."))
        return cleaned


class BaseImprovements(forms.BaseFormSet):  # type: ignore[type-arg]
    """The lines, with the names of the people asked for once."""

    def get_form_kwargs(self, index: int | None) -> Row:
        if not hasattr(self, "_people"):
            users = User.objects.filter(is_active=True).order_by("last_name", "first_name", "pk")
            self._people = [(user.pk, user.get_full_name()) for user in users]
        return {**super().get_form_kwargs(index), "people": self._people}


Improvements = forms.formset_factory(ImprovementForm, formset=BaseImprovements, extra=2, max_num=50)
