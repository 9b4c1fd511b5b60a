"""The story form: drafts may be incomplete, what is submitted may not; nothing marked secret is kept at all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from nhipcau.newsroom.issue_sentences import sentence_of
from nhipcau.newsroom.rules import Issue, what_forbids
from nhipcau.newsroom.story_facts import facts_of, has_secrecy_mark

SUBMITTING = ("action-submit", "action-restart-workflow")


class StoryForm(WagtailAdminPageForm):
    """Wagtail's page form with the newsroom's own questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.live and not self.instance.has_unpublished_changes:
            # A new round of work on a published story is checked anew.
            self.initial["contains_no_secret"] = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if any(action in self.data for action in SUBMITTING):
            self.is_submitting = True
        return cleaned

    def _post_clean(self) -> None:
        """Ask the rules once the instance carries what was typed."""
        super()._post_clean()
        if has_secrecy_mark(self.instance):
            self._add(Issue("body", "secrecy_mark"))
        elif getattr(self, "is_submitting", False) and not self.errors:
            for issue in what_forbids(facts_of(self.instance)):
                self._add(issue)

    def _add(self, issue: Issue) -> None:
        field = issue.field if issue.field in self.fields else None
        self.add_error(field, ValidationError(sentence_of(issue), code=issue.code))


class ReviewForm(forms.Form):
    """A decision about a submitted story. Who gives one back says why."""

    decision = forms.ChoiceField(choices=[("clear", "clear"), ("return", "return")], widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    remarks = forms.CharField(
        label=_("Remarks"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The author reads them; they stay in the story's history."),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("decision") == "return" and not self.cleaned_data.get("remarks", "").strip():
            self.add_error("remarks", _("Write what has to be changed, so that the author can mend it."))
        return cleaned
