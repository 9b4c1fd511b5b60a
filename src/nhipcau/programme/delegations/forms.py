"""The form of a delegation, and the small forms of its page."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.fields import WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageAction
from nhipcau.organisation.queries import unit_of, units_alive, units_of
from nhipcau.programme.delegation_models import Delegation, MemberKind, PressPiece
from nhipcau.programme.delegations import services
from nhipcau.programme.delegations.queries import may_change
from nhipcau.programme.delegations.rules import LONGEST_VISIT, MOST_MEMBERS
from nhipcau.programme.models import Occasion
from nhipcau.programme.queries import is_bound_to_unit, tasks_visible_to
from nhipcau.programme.rules import FIRST_YEAR, LAST_YEAR

# A change of one of these moves the day on which the report is due.
DATES_ANEW = {"starts_on", "ends_on", "direction", "level"}


class DelegationForm(WagtailAdminModelForm):
    """Who comes or goes. How many members there are of each kind stands in boxes of its own."""

    name = WordsField(label=_("Name of the delegation"), max_length=300)
    country = WordsField(label=_("Partner country"), max_length=100)
    place = WordsField(label=_("Partner's place"), max_length=200, required=False)
    partner = WordsField(label=_("Partner body"), max_length=300, required=False)
    head = WordsField(label=_("Head of the delegation"), max_length=200, required=False, help_text=_("Name and post."))

    class Meta:
        model = Delegation
        fields = [
            "direction", "name", "level", "country", "place", "partner", "starts_on", "ends_on", "head", "purpose",
            "host_unit", "permission_number", "permission_on", "occasion", "task",
        ]  # fmt: skip
        widgets = {
            "starts_on": AdminDateInput,
            "ends_on": AdminDateInput,
            "permission_on": AdminDateInput,
            "purpose": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today, user = timezone.localdate(), self.for_user
        own = [unit.pk for unit in units_of(user, today)]
        units = Unit.objects.filter(pk__in=own) if is_bound_to_unit(user) else units_alive(today)
        self.fields["host_unit"].queryset = units | Unit.objects.filter(pk=self.instance.host_unit_id)
        tasks = tasks_visible_to(user, today).filter(programme__year__gte=today.year - 1)
        if self.instance.task_id:
            tasks = tasks | tasks_visible_to(user, today).filter(pk=self.instance.task_id)
        self.fields["task"].queryset = tasks.order_by("-programme__year", "order")
        self.fields["occasion"].queryset = Occasion.objects.filter(
            Q(ends_on__gte=date(today.year - 1, 7, 1)) | Q(pk=self.instance.occasion_id)
        )
        self._add_members()
        if not self.instance.pk:
            self.fields["host_unit"].initial = unit_of(user, today)

    def _add_members(self) -> None:
        rows = self.instance.members.all() if self.instance.pk else ()
        had = {row.kind_id: row.count for row in rows}
        self.member_kinds = list(MemberKind.objects.filter(Q(is_offered=True) | Q(pk__in=had)))
        for kind in self.member_kinds:
            self.fields[f"members-{kind.pk}"] = forms.IntegerField(
                label=_("Number: %(kind)s") % {"kind": kind.name},
                min_value=0,
                max_value=MOST_MEMBERS,
                required=False,
                initial=had.get(kind.pk),
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean()
        start, end = values.get("starts_on"), values.get("ends_on")
        for name in ("starts_on", "ends_on", "permission_on"):
            day = values.get(name)
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _("Please look at the year once more."))
        if start and end and (end - start).days > LONGEST_VISIT:
            self.add_error("ends_on", _("This visit would last more than a year; please look at the days once more."))
        if bool(values.get("permission_number", "").strip()) != bool(values.get("permission_on")):
            self.add_error("permission_on", _("A permission has a number and a date; please enter both or neither."))
        return values

    def save(self, commit: bool = True) -> Delegation:
        members = {kind: self.cleaned_data.get(f"members-{kind.pk}") or 0 for kind in self.member_kinds}
        is_dated_anew = bool(DATES_ANEW & set(self.changed_data))
        return services.keep(self.instance, members, by=self.for_user, is_dated_anew=is_dated_anew)


class DelegationAction(PageAction):
    """One thing to do with a delegation; whoever may change it may do it."""

    def is_allowed(self) -> bool:
        return may_change(self.user, self.thing, self.today)


class ReportForm(DelegationAction):
    """What the delegation brought."""

    action = "report"
    on = forms.DateField(label=_("Day of the report"), widget=AdminDateInput)
    number = forms.CharField(label=_("Number of the report"), max_length=100, required=False)
    result = forms.CharField(
        label=_("Result"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def perform(self) -> None:
        services.report(self.thing, **self.cleaned_data, today=self.today, by=self.user)


class CancelForm(DelegationAction):
    """It does not take place."""

    action = "cancel"
    because = forms.CharField(label=_("Reason"), max_length=500)

    def perform(self) -> None:
        services.cancel(self.thing, because=self.cleaned_data["because"], today=self.today, by=self.user)


class TakeUpForm(DelegationAction):
    """It takes place after all."""

    action = "take_up"

    def perform(self) -> None:
        services.take_up_again(self.thing, by=self.user)


class PressForm(DelegationAction):
    """What the press told."""

    action = "press"
    title = WordsField(label=_("Title"), max_length=300)
    outlet = WordsField(label=_("Press agency"), max_length=200)
    language = WordsField(label=_("Language"), max_length=60, required=False)
    published_on = forms.DateField(label=_("Published on"), widget=AdminDateInput)
    url = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")

    def perform(self) -> None:
        services.add_press_piece(self.thing, by=self.user, **self.cleaned_data)


class RemovePressForm(DelegationAction):
    """A piece was entered by mistake."""

    action = "remove_press"
    piece = forms.ModelChoiceField(queryset=PressPiece.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["piece"].queryset = self.thing.press_pieces.all()  # type: ignore[attr-defined]

    def perform(self) -> None:
        services.remove_press_piece(self.cleaned_data["piece"], by=self.user)


ACTIONS: dict[str, type[DelegationAction]] = {
    form.action: form for form in (ReportForm, CancelForm, TakeUpForm, PressForm, RemovePressForm)
}
