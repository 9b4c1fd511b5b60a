"""The small forms of a thing's page: each says who may use it and does its one thing."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _


class PageAction(forms.Form):
    """One thing to do with what a page shows."""

    action: ClassVar[str]

    def __init__(self, *args: Any, thing: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.action}-%s", **kwargs})
        self.thing, self.user, self.today = thing, user, today

    def is_allowed(self) -> bool:
        raise NotImplementedError

    def perform(self) -> None:
        raise NotImplementedError

    def done(self) -> bool:
        """Do it when the input is right; otherwise the form holds what was typed and what is wrong with it.

        Raises:
            PermissionDenied: the person may not do this.
        """
        if not self.is_allowed():
            raise PermissionDenied
        if not self.is_valid():
            return False
        try:
            self.perform()
        except ValidationError as error:
            self._say(error)
            return False
        return True

    def _say(self, error: ValidationError) -> None:
        faults = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, texts in faults.items():
            for text in texts:
                self.add_error(name if name in self.fields else None, text)


class PageOfActions:
    """A thing's page on which small forms are sent: a view with `object`, before Wagtail's."""

    actions: ClassVar[Mapping[str, type[Any]]]
    page: ClassVar[str]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what one of the forms asks for; what was typed stays when something is wrong with it."""
        action = self.actions.get(request.POST.get("action", ""))
        if action is None:
            return HttpResponseBadRequest()
        view: Any = self
        form = self.sent(action, request)
        if form.done():
            messages.success(request, _("Saved."))
            return redirect(self.page, view.object.pk)
        view.object.refresh_from_db()
        return view.render_to_response(view.get_context_data(bound=form), status=422)

    def sent(self, action: type[Any], request: HttpRequest) -> Any:
        """The form as it was sent."""
        thing = self.object  # type: ignore[attr-defined]
        return action(request.POST, request.FILES, thing=thing, user=request.user, today=timezone.localdate())


class ToThePage:
    """After saving, to the thing's page: before Wagtail's view."""

    page: ClassVar[str]

    def get_success_url(self) -> str:
        return reverse(self.page, args=[self.object.pk])  # type: ignore[attr-defined]


def forms_for(
    actions: Mapping[str, type[PageAction]], *, thing: Any, user: Any, today: date, bound: PageAction | None
) -> dict[str, PageAction]:
    """The forms that the person may use; `bound` is one that was sent and is shown again with what is wrong."""
    made = {name: form(thing=thing, user=user, today=today) for name, form in actions.items()}
    allowed = {name: form for name, form in made.items() if form.is_allowed()}
    if bound is not None:
        allowed[bound.action] = bound
    return allowed
