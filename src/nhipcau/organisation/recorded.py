"""Forms and pages whose changes stand in the audit trail."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db import models, transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from nhipcau.audit.services import record

# Texts that the trail would keep for ever though nobody needs them there: it names the field, not the value.
PRIVATE = frozenset({"work_phone", "work_email", "full_name", "user"})


class RecordedForm(WagtailAdminModelForm):
    """A form that writes into the trail what it entered or changed; days and numbers with their values."""

    thing: ClassVar[str]

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        is_new = not self.instance.pk
        thing = super().save(commit)
        if commit and (is_new or self.has_changed()):
            what = f"{self.thing} {'entered' if is_new else 'changed'}"
            record(what, thing, by=self.for_user, **({} if is_new else self._changes()))
        return thing

    def _changes(self) -> dict[str, Any]:
        changes: dict[str, Any] = {"fields": sorted(self.changed_data)}
        for name in self.changed_data:
            value = getattr(self.instance, name, None)
            is_plain = name in self.cleaned_data and name not in PRIVATE and not isinstance(value, models.Manager)
            if is_plain and value is not None and len(str(value)) <= 300:
                changes[name] = str(value)
        return changes


class RecordedDelete:
    """A page of Wagtail's that takes something away, and the trail says so. What others stand on stays."""

    thing: ClassVar[str]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ProtectedError:
            text = _("“%(name)s” stays: other entries name it. End it on a day instead.") % {"name": self.object}  # type: ignore[attr-defined]
            messages.error(self.request, text)  # type: ignore[attr-defined]
            return redirect(self.get_success_url())  # type: ignore[attr-defined]

    def delete_action(self) -> None:
        with transaction.atomic():
            record(f"{self.thing} taken out", self.object, by=self.request.user)  # type: ignore[attr-defined]
            super().delete_action()  # type: ignore[misc]
