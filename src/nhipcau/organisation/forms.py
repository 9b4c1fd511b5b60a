"""Forms for units, groups and posts. Other ways to write a name are typed one to a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from nhipcau.organisation.enums import UnitKind
from nhipcau.organisation.models import Post, Unit, UnitGroup
from nhipcau.organisation.queries import followers
from nhipcau.organisation.rules import would_close_a_circle
from nhipcau.vietnamese import fold_key

LONGEST_ALIAS = 200


class WithAliases(WagtailAdminModelForm):
    """A form whose owner is known by several names."""

    other_names = forms.CharField(
        label=_("Other names"),
        help_text=_("As documents write it, one to a line. The reader knows the unit by any of them."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["other_names"].initial = "\n".join(self.instance.aliases.values_list("name", flat=True))

    def clean_other_names(self) -> list[str]:
        """Every name once, however it is typed."""
        names: dict[str, str] = {}
        for line in self.cleaned_data["other_names"].splitlines():
            if name := " ".join(line.split()):
                names.setdefault(fold_key(name), name)
        if any(len(name) > LONGEST_ALIAS for name in names.values()):
            raise forms.ValidationError(_("A name is longer than %(most)d characters.") % {"most": LONGEST_ALIAS})
        return list(names.values())

    def save(self, commit: bool = True) -> Any:
        owner = super().save(commit)
        if commit and "other_names" in self.changed_data:
            owner.aliases.all().delete()
            for name in self.cleaned_data["other_names"]:
                owner.aliases.create(name=name)
        return owner


class UnitForm(WithAliases):
    """A unit with its period of life."""

    class Meta:
        model = Unit
        fields = ["name", "short_name", "kind", "tier", "parent", "begins_on", "ends_on", "successors"]
        widgets = {
            "begins_on": AdminDateInput,
            "ends_on": AdminDateInput,
            "successors": forms.SelectMultiple(attrs={"size": 8}),
        }
        help_texts = {"successors": _("Units that took over its work when it ended.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("parent", "successors"):
                self.fields[name].queryset = Unit.objects.exclude(pk=self.instance.pk)

    def clean_parent(self) -> Unit | None:
        """A unit cannot stand above itself, not even by way of others."""
        parent = self.cleaned_data["parent"]
        above, seen = parent, set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk and self.instance.pk:
                raise forms.ValidationError(_("This unit stands above the one chosen; choose another parent unit."))
            seen.add(above.pk)
            above = above.parent
        return parent

    def clean_successors(self) -> Any:
        """Work cannot be handed on in a circle."""
        successors = self.cleaned_data["successors"]
        ways = followers()
        if self.instance.pk and any(would_close_a_circle(self.instance.pk, unit.pk, ways) for unit in successors):
            raise forms.ValidationError(_("One of them is already followed by this unit; choose another successor."))
        return successors


class UnitGroupForm(WithAliases):
    """A group: by kind and tier, and unit by unit."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit"),
        choices=UnitKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Every living unit of these kinds belongs to the group."),
    )

    class Meta:
        model = UnitGroup
        fields = ["name", "kinds", "tier", "named_members"]
        widgets = {"named_members": forms.SelectMultiple(attrs={"size": 10})}


class PostForm(WagtailAdminModelForm):
    """A person's place in a unit."""

    class Meta:
        model = Post
        fields = ["user", "unit", "begins_on", "ends_on"]
        widgets = {"begins_on": AdminDateInput, "ends_on": AdminDateInput}

    def clean(self) -> dict[str, Any]:
        """A post cannot end before it begins."""
        values: dict[str, Any] = super().clean()
        if values.get("begins_on") and values.get("ends_on") and values["ends_on"] < values["begins_on"]:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        return values
