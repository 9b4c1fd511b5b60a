"""Activities are recorded, by people and by what records itself; their evidence is kept; they are taken back.

`record_activity` is the one door. Outlets (publishing, screens, print, packs) call it with a `source` of their own:

    record_activity(
        unit=site.keeper, kind="screen", title="Phim ngắn “Thác Khuổi Ngần”", happened_on=day,
        task=story.task, figures={"plays": 96, "hours": 12.5}, source=f"plays:{screen.pk}:{day}", by=None,
    )

Calling again with the same source brings the activity up to date, so an outlet may report as often as it likes.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.evidence_files import LARGEST, EvidenceError, keep
from nhipcau.programme.figures import FigureError, Measure, check_number, parts_too_large
from nhipcau.programme.models import Activity, Evidence, KindOfActivity, Occasion, Task
from nhipcau.programme.rules import LONGEST_TITLE
from nhipcau.programme.services import set_going

Number = int | float | Decimal
File = tuple[str, bytes]
"""The name that a file had and its content."""


class ActivityRefusedError(ValueError):
    """Something about an activity cannot be. `faults` says what, by field ("kind", "figures.people", "evidence")."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


@transaction.atomic
def record_activity(
    *,
    unit: Unit,
    kind: ActivityKind | str,
    title: str,
    happened_on: date,
    task: Task | None = None,
    occasion: Occasion | None = None,
    place: str = "",
    figures: Mapping[str, Number] | None = None,
    language: str = "",
    evidence_url: str = "",
    evidence: Iterable[File] = (),
    source: str | None = None,
    by: Any,
) -> Activity:
    """Record a dated thing that was done; a planned task is under way from then on.

    What records itself names its `source`: calling again brings the activity up to date instead of making a second one,
    and takes back a withdrawal, because its evidence is there again. `figures` are numbers by the codes that the
    kind's table names. `evidence` are files; a file that is there already is not kept twice.

    Raises:
        ActivityRefusedError: the kind is unknown, a figure is unknown, negative or absurd, or a file is of a kind
            that proves nothing. Nothing is recorded then.
    """
    what = {
        "unit": unit,
        "kind": str(kind),
        "title": title.strip()[:LONGEST_TITLE],
        "happened_on": happened_on,
        "task": task,
        "occasion": occasion,
        "place": place,
        "figures": checked_figures(str(kind), figures or {}),
        "language": language,
        "evidence_url": evidence_url,
    }
    if source is None:
        activity = Activity.objects.create(**what, recorded_by=by)
    else:
        activity, _made = Activity.objects.update_or_create(
            source=source,
            defaults={**what, "withdrawn_on": None, "withdrawn_by": None},
            create_defaults={**what, "recorded_by": by},
        )
    add_evidence(activity, evidence, by=by)
    if source is None:
        record("activity recorded", activity, by=by)
    if task is not None:
        set_going(task, by=by)
    return activity


def checked_figures(kind: str, figures: Mapping[str, Number]) -> dict[str, int | float]:
    """Figures as they are kept, by the table of the kind.

    Raises:
        ActivityRefusedError: the kind or a figure is unknown, or a number cannot be.
    """
    row = KindOfActivity.objects.filter(code=kind).prefetch_related("figures").first()
    if row is None:
        raise ActivityRefusedError({"kind": _("There is no kind of activity “%(kind)s”.") % {"kind": kind}})
    measures = row.measures
    faults, kept = {}, {}
    for code, value in figures.items():
        if code not in measures:
            faults[f"figures.{code}"] = _("“%(kind)s” has no figure “%(code)s”.") % {"kind": row.name, "code": code}
            continue
        try:
            kept[code] = check_number(Decimal(str(value)), measures[code])
        except FigureError as error:
            faults[f"figures.{code}"] = figure_fault(error.code, measures[code])
    for part in parts_too_large(kept, measures):
        faults[f"figures.{part.code}"] = part_fault(part, measures)
    if faults:
        raise ActivityRefusedError(faults)
    return kept


def figure_fault(code: str, measure: Measure) -> str:
    """What is wrong with a number, with the mend."""
    values = {"name": measure.name, "least": measure.least, "most": f"{measure.most:,}".replace(",", ".")}
    return {
        "not_a_number": _("“%(name)s” takes a number, such as 120 or 12,5."),
        "not_whole": _("“%(name)s” takes whole numbers only."),
        "too_low": _("“%(name)s” cannot be below %(least)s."),
        "too_high": _("“%(name)s” cannot be above %(most)s; please look at the number once more."),
    }[code] % values


def part_fault(part: Measure, measures: Mapping[str, Measure]) -> str:
    """What is wrong with a part that is larger than its whole."""
    return _("“%(part)s” cannot be more than “%(whole)s”.") % {
        "part": part.name,
        "whole": measures[part.part_of].name,
    }


def evidence_fault(code: str, name: str) -> str:
    """What is wrong with a file, with the mend."""
    values = {"name": name, "most": LARGEST // 1024 // 1024}
    return {
        "empty": _("“%(name)s” is empty; please choose the file again."),
        "too_large": _("“%(name)s” is larger than %(most)d MB; please send a smaller file or give its address."),
        "damaged": _("“%(name)s” is damaged or was cut off on its way; please save it anew."),
        "wrong_kind": _("“%(name)s” is no picture (JPEG, PNG, WebP), PDF or office document (DOCX, XLSX, PPTX)."),
    }[code] % values


@transaction.atomic
def add_evidence(activity: Activity, files: Iterable[File], *, by: Any) -> list[Evidence]:
    """Keep files as evidence of an activity; photographs lose what they tell about place and device.

    Raises:
        ActivityRefusedError: a file is of the wrong kind, damaged or too large; none is kept then.
    """
    kept = []
    for name, content in files:
        try:
            kept.append((name[-255:], keep(content)))
        except EvidenceError as error:
            raise ActivityRefusedError({"evidence": evidence_fault(error.code, name[-100:])}) from error
    rows = []
    for name, file in kept:
        row, made = Evidence.objects.get_or_create(
            activity=activity,
            sha256=file.sha256,
            defaults={
                "name": name,
                "file": stored(file.content, file.sha256, file.extension),
                "content_type": file.content_type,
                "size": len(file.content),
                "added_by": by,
            },
        )
        if made:
            record("evidence added", activity, by=by, sha256=file.sha256, file=name)
        rows.append(row)
    if rows:
        activity.save(update_fields=["has_evidence"])
    return rows


def stored(content: bytes, sha256: str, extension: str) -> str:
    """The place of a file in the media folder, named by its fingerprint: the same bytes lie there once."""
    place = f"evidence/{sha256[:2]}/{sha256}.{extension}"
    return place if default_storage.exists(place) else default_storage.save(place, ContentFile(content))


@transaction.atomic
def withdraw_activity(source: str, *, on: date) -> bool:
    """Say since when the evidence of an activity is gone; the activity is kept. A second call keeps the first day."""
    return bool(Activity.objects.filter(source=source, withdrawn_on=None).update(withdrawn_on=on))


@transaction.atomic
def take_back(activity: Activity, *, by: Any) -> Activity:
    """Take back what was recorded by hand: it counts no more, but stays, because a filed report may count it."""
    changed = Activity.objects.filter(pk=activity.pk, withdrawn_on=None).update(
        withdrawn_on=timezone.localdate(), withdrawn_by=by
    )
    if changed:
        record("activity taken back", activity, by=by)
        activity.refresh_from_db()
    return activity
