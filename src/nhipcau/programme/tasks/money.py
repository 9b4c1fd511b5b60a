"""Money of a task: entered, corrected, removed, added up by source. What it was before stays in the audit trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import BudgetSource
from nhipcau.programme.models import Task
from nhipcau.programme.services import named
from nhipcau.programme.task_models import BudgetLine
from nhipcau.programme.task_rules import share


class MoneyIsStaleError(ValidationError):
    """Somebody else corrected or removed the line in the meantime; the message says what it says now."""


def facts(line: BudgetLine) -> dict[str, str]:
    """What a line says, as the trail keeps it."""
    unit = line.unit.name if line.unit else ""
    return named(source=line.source, planned=line.planned, spent=line.spent, unit=unit, note=line.note)


@transaction.atomic
def add_money(
    task: Task, *, source: str, planned: int, spent: int, by: Any, unit: Unit | None = None, note: str = ""
) -> BudgetLine:
    """Enter money of a task from one source."""
    line = BudgetLine(task=task, source=source, planned=planned, spent=spent, unit=unit, note=note.strip(), added_by=by)
    line.full_clean(exclude=["task", "added_by"])
    line.save()
    record("task money entered", task, by=by, line=line.pk, **facts(line))
    return line


@transaction.atomic
def correct_money(
    line: BudgetLine,
    *,
    version: int,
    source: str,
    planned: int,
    spent: int,
    by: Any,
    unit: Unit | None = None,
    note: str = "",
) -> BudgetLine:
    """Correct a line as the person saw it in its `version`; the same values change nothing.

    Raises:
        MoneyIsStaleError: somebody corrected or removed it in the meantime.
    """
    standing = BudgetLine.objects.select_related("task", "unit").filter(pk=line.pk, version=version).first()
    if standing is None:
        raise MoneyIsStaleError(stale_words(line))
    before = facts(standing)
    values = {"source": source, "planned": planned, "spent": spent, "unit": unit, "note": note.strip()}
    for name, value in values.items():
        setattr(standing, name, value)
    standing.full_clean(exclude=["task", "added_by"])
    after = facts(standing)
    if before == after:
        return standing
    if not BudgetLine.objects.filter(pk=line.pk, version=version).update(**values, version=F("version") + 1):
        raise MoneyIsStaleError(stale_words(line))
    record("task money corrected", standing.task, by=by, line=line.pk, before=before, after=after)
    standing.version = version + 1
    return standing


@transaction.atomic
def remove_money(line: BudgetLine, *, version: int, by: Any) -> None:
    """Take a line away as the person saw it in its `version`; the trail keeps what it said.

    Raises:
        MoneyIsStaleError: somebody corrected or removed it in the meantime.
    """
    standing = BudgetLine.objects.select_related("task", "unit").filter(pk=line.pk).first()
    # The deletion itself asks for the version, so that of two who act at once one hears of the other.
    if standing is None or not BudgetLine.objects.filter(pk=line.pk, version=version).delete()[0]:
        raise MoneyIsStaleError(stale_words(line))
    record("task money removed", standing.task, by=by, line=line.pk, before=facts(standing))


def stale_words(line: BudgetLine) -> str:
    """What the line says now, with the mend."""
    now = BudgetLine.objects.filter(pk=line.pk).first()
    if now is None:
        return _("Somebody removed this line in the meantime; enter it anew if it is still needed.")
    return _(
        "Somebody corrected this line in the meantime: %(source)s, planned %(planned)s, spent %(spent)s. "
        "Please compare, then save once more."
    ) % {
        "source": now.get_source_display(),
        "planned": number_format(now.planned, force_grouping=True),
        "spent": number_format(now.spent, force_grouping=True),
    }


@dataclass(frozen=True, slots=True)
class Sum:
    """Planned and spent from one source, or from all (an empty source)."""

    source: str
    label: str
    planned: int
    spent: int

    @property
    def share(self) -> int | None:
        """Per cent of the planned money that are spent."""
        return share(self.spent, self.planned)


def sums_by_source(lines: Iterable[BudgetLine]) -> list[Sum]:
    """One for each source that gives money, in the order of sources."""
    by_source: dict[str, tuple[int, int]] = {}
    for line in lines:
        planned, spent = by_source.get(line.source, (0, 0))
        by_source[line.source] = (planned + line.planned, spent + line.spent)
    return [Sum(code, str(label), *by_source[code]) for code, label in BudgetSource.choices if code in by_source]


def total(sums: Iterable[Sum]) -> Sum:
    """Everything together."""
    sums = list(sums)
    return Sum("", "", sum(one.planned for one in sums), sum(one.spent for one in sums))
