"""The forms of plans: begin one, enter an own task, sign and issue; and those of the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.models import Unit
from nhipcau.organisation.paper_style import LONGEST_SHORT_FORM
from nhipcau.programme.enums import BudgetSource, PlanKind
from nhipcau.programme.models import Task
from nhipcau.programme.plan_models import Plan, PlanItem, PlanTemplate
from nhipcau.programme.plans.content import Signing
from nhipcau.programme.plans.queries import tasks_to_be_part_of
from nhipcau.programme.plans.rules import LONGEST_SPAN
from nhipcau.programme.plans.services import OwnTask
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR
from nhipcau.programme.task_rules import MOST_MONEY, sensible_deadline

MOST_RECIPIENTS = 30
LONGEST_RECIPIENT = 300


class OpenForm(forms.Form):
    """Begin a plan."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    template = forms.ModelChoiceField(label=_("Kind of plan"), queryset=PlanTemplate.objects.none())
    first_year = forms.IntegerField(label=_("Year, or first year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(
        label=_("Last year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text=_("Only for a medium-term plan."),
    )
    subject = forms.CharField(
        label=_("Subject"), max_length=500, required=False, help_text=_("Empty: the usual words with the years.")
    )

    def __init__(self, *args: Any, units: Iterable[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [unit.pk for unit in units]
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        self.fields["unit"].initial = keys[0] if keys else None
        offered = PlanTemplate.objects.filter(is_offered=True)
        self.fields["template"].queryset = offered  # type: ignore[attr-defined]
        self.fields["template"].initial = offered.first()
        # From October on people plan the year that comes.
        self.fields["first_year"].initial = today.year + (today.month >= 10)

    def clean(self) -> dict[str, Any]:
        """A yearly plan has one year, a medium-term plan some."""
        values: dict[str, Any] = super().clean() or {}
        template, first, last = values.get("template"), values.get("first_year"), values.get("last_year")
        if template is None or first is None:
            return values
        if template.kind == PlanKind.YEAR:
            values["last_year"] = first
        elif "last_year" not in self.errors:
            if last is None:
                self.add_error("last_year", _("Please give the last year of a medium-term plan."))
            elif last <= first:
                self.add_error("last_year", _("The last year must come after the first."))
            elif last - first >= LONGEST_SPAN:
                self.add_error("last_year", _now("A plan spans at most %(most)d years.") % {"most": LONGEST_SPAN})
        return values


class ItemForm(forms.Form):
    """An own task of a plan."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What the unit will do"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    under = forms.ModelChoiceField(
        label=_("Part of the task"),
        queryset=Task.objects.none(),
        required=False,
        help_text=_("When it carries out a task that a directive gives; else leave it empty."),
    )
    cooperating = forms.CharField(label=_("Together with"), max_length=500, required=False)
    product = forms.CharField(label=_("Product"), max_length=300, required=False)
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, plan: Plan, today: date, item: PlanItem | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["under"].queryset = tasks_to_be_part_of(plan, today)  # type: ignore[attr-defined]
        for source in BudgetSource:
            self.fields[f"money_{source.value}"] = forms.IntegerField(
                label=_now("Money: %(source)s (đồng)") % {"source": source.label},
                min_value=0,
                max_value=MOST_MONEY,
                required=False,
            )
        self.fields["key"].initial = uuid4().hex
        if item is not None:
            self._show(item)

    def _show(self, item: PlanItem) -> None:
        self.fields["key"].initial, self.fields["version"].initial = item.key, item.version
        for name in ("title", "under", "cooperating", "product", "deadline"):
            self.fields[name].initial = getattr(item, name)
        for source, amount in item.money.items():
            if f"money_{source}" in self.fields:
                self.fields[f"money_{source}"].initial = amount

    def clean_deadline(self) -> date | None:
        day: date | None = self.cleaned_data["deadline"]
        if day is not None and not sensible_deadline(day, self.today):
            raise forms.ValidationError(
                _("This day lies more than fifteen years away; please look at the year once more.")
            )
        return day

    @property
    def own(self) -> OwnTask:
        """What was entered."""
        values = self.cleaned_data
        money = {source: values.get(f"money_{source}") or 0 for source in BudgetSource.values}
        return OwnTask(
            title=values["title"],
            under=values["under"],
            cooperating=values["cooperating"],
            product=values["product"],
            deadline=values["deadline"],
            money={source: amount for source, amount in money.items() if amount},
        )


class IssueForm(forms.Form):
    """What the unit adds when it issues a plan."""

    day = forms.DateField(label=_("Date of issue"), widget=AdminDateInput)
    place = forms.CharField(label=pgettext_lazy("official document", "Place"), max_length=100)
    short_form = forms.RegexField(
        r"^[^\W_]+(?:-[^\W_]+)*$",
        label=_("Short form of the unit in the number"),
        max_length=LONGEST_SHORT_FORM,
        error_messages={"invalid": _("Letters and digits only, as in SNV or BTGDVTU.")},
    )
    authority = forms.CharField(
        label=_("Authority"), max_length=150, required=False, help_text=_("Such as TM. …, KT. …; empty for the head.")
    )
    signer_title = forms.CharField(label=_("Post of the signer"), max_length=150)
    signer = forms.CharField(label=_("Name of the signer"), max_length=100)
    recipients = forms.CharField(
        label=_("Recipients"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One a line.")
    )

    def __init__(self, *args: Any, signing: Signing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = today
        for name in ("place", "short_form", "authority", "signer_title", "signer"):
            self.fields[name].initial = getattr(signing, name)
        self.fields["recipients"].initial = "\n".join(signing.recipients)

    def clean_recipients(self) -> tuple[str, ...]:
        lines = [
            " ".join(line.split()).lstrip("-– ").rstrip(" ;.") for line in self.cleaned_data["recipients"].split("\n")
        ]
        kept = tuple(line for line in lines if line)
        if not kept:
            raise forms.ValidationError(_("Please name who gets the document."))
        if len(kept) > MOST_RECIPIENTS or any(len(line) > LONGEST_RECIPIENT for line in kept):
            raise forms.ValidationError(_("At most thirty recipients, each with at most 300 characters."))
        return kept

    @property
    def signing(self) -> Signing:
        """What was entered."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "day"}
        return Signing(**values)
