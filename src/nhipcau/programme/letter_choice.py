"""On the page of one's account: whether one wants letters about tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from nhipcau.programme.letter_models import LetterChoice


class LetterChoiceForm(forms.ModelForm[LetterChoice]):
    """Yes or no."""

    class Meta:
        model = LetterChoice
        fields = ["about_tasks"]


class LettersPanel(BaseSettingsPanel):
    """A person's own choice; nobody else sets it."""

    name = "task_letters"
    title = _("Letters about tasks")
    tab = notifications_tab
    order = 300
    form_class = LetterChoiceForm

    def is_active(self) -> bool:
        return bool(self.user.has_perm("programme.view_task"))

    def get_form(self) -> LetterChoiceForm:
        own = LetterChoice.objects.filter(user=self.user).first() or LetterChoice(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return LetterChoiceForm(data, instance=own, prefix=self.name)
