"""Forms for committees with their posts, and for terms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhipcau.organisation.committees import services
from nhipcau.organisation.committees.models import Committee, CommitteePost, PostTerm
from nhipcau.organisation.decision_form import DecisionForm
from nhipcau.organisation.fields import PersonChoice, WordsField
from nhipcau.organisation.people.models import Person


class CommitteeForm(DecisionForm):
    """A committee; without posts it gets the usual ones."""

    thing = "committee"
    name = WordsField(label=_("Name"), max_length=300)

    class Meta:
        model = Committee
        fields = [
            "name", "decision_number", "decision_date", "standing_office", "unit", "begins_on", "ends_on", "follows",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["follows"].queryset = Committee.objects.exclude(pk=self.instance.pk)

    def clean_follows(self) -> Committee | None:
        """No committee follows itself, not even by way of others."""
        follows = self.cleaned_data["follows"]
        former, seen = follows, set()
        while former is not None and former.pk not in seen:
            if self.instance.pk and former.pk == self.instance.pk:
                raise ValidationError(_("This committee already leads to the one chosen; choose another one."))
            seen.add(former.pk)
            former = former.follows
        return follows

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        follows, begins_on = values.get("follows"), values.get("begins_on")
        if follows and follows.begins_on and begins_on and begins_on <= follows.begins_on:
            self.add_error("begins_on", _("It begins after the committee that it follows has begun."))
        return values

    def is_valid(self) -> bool:
        """A post that somebody held is not taken out: the history names it."""
        if not super().is_valid():
            return False
        gone = [form.instance.pk for form in self.formsets["posts"].deleted_forms if form.instance.pk]
        held = CommitteePost.objects.filter(pk__in=gone, terms__isnull=False).distinct()
        for post in held:
            self.add_error(None, _("“%(post)s” was held by somebody, so it stays.") % {"post": post})
        return not held

    def save(self, commit: bool = True) -> Committee:
        committee: Committee = super().save(commit)
        if commit:
            services.add_usual_posts(committee)
            services.carry_ends(committee, by=self.for_user)
        return committee


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post, told apart by its committee."""

    def label_from_instance(self, post: Any) -> str:
        return f"{post.title} – {post.committee}"


class TermForm(DecisionForm):
    """Who holds a post, from when to when, by which decision."""

    thing = "term"
    post = PostChoice(label=_("Post of a committee"), queryset=CommitteePost.objects.select_related("committee"))
    person = PersonChoice(label=_("Person"), queryset=Person.objects.select_related("unit"))
    capacity = WordsField(
        label=_("Function then"),
        max_length=300,
        required=False,
        help_text=_("As the decision names it; empty: the person's function and unit of today."),
    )
    field = WordsField(label=_("Field of work"), max_length=500, required=False)
    takes_over = forms.BooleanField(
        label=_("takes over"), required=False, help_text=_("Who holds the post now holds it until the day before.")
    )

    class Meta:
        model = PostTerm
        fields = [
            "post", "person", "begins_on", "ends_on", "capacity", "field", "decision_number", "decision_date",
            "takes_over",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["takes_over"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if all(values.get(name) for name in ("post", "person", "begins_on")) and not self.errors:
            names = ("post", "person", "begins_on", "ends_on")
            try:
                services.check_term(PostTerm(pk=self.instance.pk, **{name: values[name] for name in names}))
            except ValidationError as error:
                self.add_error(None, error)
            values["capacity"] = values.get("capacity") or services.capacity_of(values["person"])
        return values

    def save(self, commit: bool = True) -> PostTerm:
        term: PostTerm = super().save(commit)
        if commit and self.cleaned_data.get("takes_over"):
            services.end_others(term, by=self.for_user)
        return term
