"""What the pages on which drafts are written do with typed texts."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.drafts.closing import ClosedError
from nhipcau.drafts.exceptions import StaleSectionError, TooLongError
from nhipcau.drafts.models import WrittenSection
from nhipcau.drafts.rules import number_of
from nhipcau.drafts.sheet import Clash

CONFLICT = 409
GONE = 410
NOT_TAKEN = 422


class Save(Protocol):
    """Keeps a section's text, provided that it was written over `version`; raises what `services` raises."""

    def __call__(self, section: Any, body: str, *, version: int, by: Any) -> Any: ...


def writing(draft: Any, *, app: str, kind: str, frame: str, placeholder: str = "") -> dict[str, Any]:
    """What `drafts/write.html` shows besides the sheet: the draft, the addresses `app:kind` and `app:save_section`, the
    template `frame` around it, and what stands in an empty box. Texts that wait are kept by `kind` in the browser.
    """
    return {
        "draft": draft,
        "kept_as": kind,
        "write_url": f"{app}:{kind}",
        "save_url": f"{app}:save_section",
        "frame": frame,
        "placeholder": placeholder,
    }


def save_typed(sections: Iterable[Any], data: Mapping[str, str], *, save: Save, by: Any) -> list[Clash]:
    """Keep all texts of a form. Returns those that could not be kept."""
    clashes = []
    for section in sections:
        body, version = data.get(f"body-{section.pk}"), number_of(data.get(f"version-{section.pk}"))
        if body is None:
            continue
        try:
            save(section, body, version=version, by=by)
        except StaleSectionError as stale:
            clashes.append(Clash(stale.section, stale.mine, stale.theirs, str(stale)))
        except TooLongError as too_long:
            clashes.append(Clash(section, body, None, str(too_long)))
    return clashes


def save_by_itself(request: HttpRequest, section: WrittenSection, *, save: Save) -> JsonResponse:
    """Keep one section while it is being written. Answers in JSON; a clash carries the other text."""
    version = number_of(request.POST.get("version"))
    try:
        saved = save(section, request.POST.get("body", ""), version=version, by=request.user)
    except StaleSectionError as stale:
        return JsonResponse(_clash(stale), status=CONFLICT)
    except ClosedError as reason:
        return JsonResponse({"message": str(reason)}, status=GONE)
    except TooLongError as reason:
        return JsonResponse({"message": str(reason)}, status=NOT_TAKEN)
    answer = {"message": saved_words(saved.saved_at), "version": saved.version, "is_empty": saved.is_empty}
    return JsonResponse(answer)


def saved_words(at: Any = None) -> str:
    """ "Saved at 09:30", now when no moment is given."""
    return _("Saved at %(time)s") % {"time": f"{timezone.localtime(at):%H:%M}"}


def not_all_saved() -> str:
    """What the page says above the texts that could not be kept."""
    return _("Not everything could be saved. Nothing that you wrote is lost; please see below.")


def _clash(stale: StaleSectionError) -> dict[str, Any]:
    section = stale.section
    at = timezone.localtime(section.saved_at) if section.saved_at else None
    return {
        "message": str(stale),
        "theirs": stale.theirs,
        "version": section.version,
        "by": section.saved_by.get_full_name() if section.saved_by else "",
        "at": f"{at:%H:%M}" if at else "",
    }
