"""The form of a course, and the small forms of its page."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.organisation.enums import CourseState
from nhipcau.organisation.fields import WordsField
from nhipcau.organisation.models import Unit
from nhipcau.organisation.page_actions import PageAction
from nhipcau.organisation.people.access import people_visible_to, units_to_choose
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.queries import units_alive
from nhipcau.organisation.recorded import RecordedForm
from nhipcau.organisation.training import access, services
from nhipcau.organisation.training.models import Course, CourseDay, Participant
from nhipcau.organisation.training.rules import MOST_DAYS, days_from, is_sensible


def day_input() -> forms.DateInput:
    """A day as phones and desks pick it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def sensible(day: date | None) -> date | None:
    """A day that is no slip of the year.

    Raises:
        ValidationError: it lies more than fifteen years away.
    """
    if day is not None and not is_sensible(day, timezone.localdate()):
        raise ValidationError(_("Please look at the year once more."))
    return day


class CourseForm(RecordedForm):
    """A course; a new one gets every day from the first to the last, which its page can change one by one."""

    thing = "course"
    topic = WordsField(label=_("Topic"), max_length=300)
    place = WordsField(label=_("Place"), max_length=300, required=False)
    from_day = forms.DateField(label=_("First day"), widget=day_input())
    to_day = forms.DateField(
        label=_("Last day"), required=False, widget=day_input(), help_text=_("Empty: the course has one day.")
    )

    class Meta:
        model = Course
        fields = ["topic", "content", "place", "organiser", "from_day", "to_day", "days_needed"]
        widgets = {"content": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = units_alive(timezone.localdate()) | Unit.objects.filter(
            pk=self.instance.organiser_id
        )
        if self.instance.pk:
            del self.fields["from_day"], self.fields["to_day"]

    def clean_from_day(self) -> date | None:
        return sensible(self.cleaned_data["from_day"])

    def clean_to_day(self) -> date | None:
        return sensible(self.cleaned_data["to_day"])

    def clean(self) -> dict[str, Any]:
        """The days make a course."""
        values: dict[str, Any] = super().clean()
        first = values.get("from_day")
        if first and "to_day" not in self.errors:
            last = values.get("to_day") or first
            self.days = days_from(first, last)
            if last < first:
                self.add_error("to_day", _("The last day cannot come before the first."))
            elif not self.days:
                self.add_error("to_day", _("A course has at most %(most)d days.") % {"most": MOST_DAYS})
        return values

    def save(self, commit: bool = True) -> Course:
        is_new = not self.instance.pk
        course: Course = super().save(commit)
        if commit and is_new:
            CourseDay.objects.bulk_create(CourseDay(course=course, day=day) for day in self.days)
            services.with_its_days(course)
        elif commit:
            services.facts_changed(course)
        return course


class CourseAction(PageAction):
    """One thing to do with a course; the officer's unless it says otherwise."""

    thing: Course

    def is_allowed(self) -> bool:
        return access.may_run(self.user)


class PutDownForm(CourseAction):
    """Put people down."""

    action = "put_down"
    people = forms.ModelMultipleChoiceField(
        label=_("People"), queryset=Person.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        down = self.thing.participants.values("person")
        rows = people_visible_to(self.user, self.today).filter(left_on=None).exclude(pk__in=down)
        field: Any = self.fields["people"]
        field.queryset = rows.order_by("unit__name", "full_name")
        field.label_from_instance = lambda person: f"{person.in_words} – {person.unit}"

    def is_allowed(self) -> bool:
        return access.may_put_down(self.user, self.thing)

    def perform(self) -> None:
        services.put_down(self.thing, self.cleaned_data["people"], by=self.user)


class NewPersonForm(CourseAction):
    """Put somebody down who is not written anywhere yet."""

    action = "new_person"
    full_name = WordsField(label=_("Full name"), max_length=150)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    function = WordsField(label=_("Function"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units_to_choose(self.user, self.today)

    def is_allowed(self) -> bool:
        return access.may_put_down(self.user, self.thing) and self.user.has_perm("organisation.add_person")

    def perform(self) -> None:
        values = self.cleaned_data
        person = enter_person(values["full_name"], unit=values["unit"], function=values["function"], by=self.user)
        services.put_down(self.thing, [person], by=self.user)


class TakeOffForm(CourseAction):
    """Take somebody off the list."""

    action = "take_off"
    participant = forms.ModelChoiceField(queryset=Participant.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["participant"]
        field.queryset = access.participants_to_mark(self.thing, self.user, self.today)

    def is_allowed(self) -> bool:
        return access.may_put_down(self.user, self.thing)

    def perform(self) -> None:
        services.take_off(self.cleaned_data["participant"], by=self.user)


class AddDayForm(CourseAction):
    """One more day."""

    action = "add_day"
    day = forms.DateField(label=_("Day"), widget=day_input())

    def clean_day(self) -> date | None:
        return sensible(self.cleaned_data["day"])

    def perform(self) -> None:
        services.add_day(self.thing, self.cleaned_data["day"], by=self.user)


class RemoveDayForm(CourseAction):
    """A day less."""

    action = "remove_day"
    day = forms.ModelChoiceField(label=_("Day"), queryset=CourseDay.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["day"]
        field.queryset = self.thing.days.all()

    def perform(self) -> None:
        services.remove_day(self.cleaned_data["day"], by=self.user)


class StateForm(CourseAction):
    """Held, cancelled, or planned again."""

    action = "state"
    state = forms.ChoiceField(choices=CourseState.choices, widget=forms.HiddenInput)

    def perform(self) -> None:
        match self.cleaned_data["state"]:
            case CourseState.HELD:
                services.say_held(self.thing, today=self.today, by=self.user)
            case CourseState.CANCELLED:
                services.cancel(self.thing, by=self.user)
            case _:
                services.plan_again(self.thing, by=self.user)


class CertificatesForm(CourseAction):
    """Number the certificates."""

    action = "certificates"
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=99_999, initial=1)
    symbol = WordsField(label=_("Symbol"), max_length=50, help_text=_("What stands behind the number: GCN-BTGDV."))
    on = forms.DateField(label=_("Day of the certificates"), widget=day_input())

    def clean_on(self) -> date | None:
        return sensible(self.cleaned_data["on"])

    def perform(self) -> None:
        services.give_certificates(self.thing, **self.cleaned_data, by=self.user)


ACTIONS: dict[str, type[PageAction]] = {
    form.action: form
    for form in (
        PutDownForm, NewPersonForm, TakeOffForm, AddDayForm, RemoveDayForm, StateForm, CertificatesForm,
    )
}  # fmt: skip
