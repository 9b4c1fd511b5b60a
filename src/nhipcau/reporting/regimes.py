"""A report regime is changed: what was written under it keeps its days, its outline and its tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from nhipcau.audit.services import record
from nhipcau.reporting.models import Report, ReportingDuty
from nhipcau.reporting.rules import ONE_DAY


def first_free_day(duty: ReportingDuty) -> date | None:
    """The first day that no report written under the duty counts; None when none was written."""
    last: date | None = (
        Report.objects.filter(duty=duty).order_by("-period_end").values_list("period_end", flat=True).first()
    )
    return last + ONE_DAY if last else None


@transaction.atomic
def new_version(duty: ReportingDuty, changed: Mapping[str, Any], *, applies_from: date, by: Any) -> ReportingDuty:
    """Let a changed duty begin on a day and end the one before the day before; both share their series.

    `changed` is the serialised duty as it shall be (`serializable_data`), with outline and table.

    Raises:
        ValueError: a report was written already for a period that ends on that day or later.
    """
    old = ReportingDuty.objects.select_for_update().get(pk=duty.pk)
    free = first_free_day(old)
    if free is None or applies_from < free:
        raise ValueError(applies_from)
    data = {**changed, "pk": None, "series": str(old.series), "begins_on": applies_from.isoformat()}
    for children in ("outline", "lines"):
        data[children] = [{**row, "pk": None} for row in data.get(children, ())]
    new: ReportingDuty = ReportingDuty.from_serializable_data(data)
    new.full_clean(exclude=["series"])
    new.save()
    ReportingDuty.objects.filter(pk=old.pk).update(ends_on=applies_from - ONE_DAY)
    record("duty changed", new, by=by, before=old.pk, applies_from=applies_from.isoformat(), terms=terms_of(new))
    return new


def terms_of(duty: ReportingDuty) -> dict[str, Any]:
    """What a duty asks for, as plain values for the audit trail."""
    plain = {name: getattr(duty, name) for name in duty.fields_of_terms}
    terms = {
        name: value.pk if hasattr(value, "pk") else value.isoformat() if isinstance(value, date) else value
        for name, value in plain.items()
    }
    terms["outline"] = [[row.heading, row.content, row.kinds] for row in duty.outline.all()]
    terms["lines"] = [[row.code, row.label, row.kind, row.measure, row.language] for row in duty.lines.all()]
    return terms
