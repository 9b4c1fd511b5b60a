"""The activities of a unit in a period, and the figures that count them, each with its list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nhipcau.organisation.models import Unit
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.models import Activity
from nhipcau.reporting.labels import language_name, language_order
from nhipcau.reporting.rules import Period


@dataclass(frozen=True, slots=True)
class Counted:
    """One activity as a figure lists it."""

    id: int
    title: str
    day: date
    language: str
    evidence: str
    task: str

    @property
    def language_label(self) -> str:
        return language_name(self.language) if self.language else ""


@dataclass(frozen=True, slots=True)
class LanguageFigure:
    """How many in one language."""

    language: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """How many activities of a kind, in which languages, and which."""

    kind: str
    label: str
    count: int
    by_language: tuple[LanguageFigure, ...]
    activities: tuple[Counted, ...]


def activities_in(unit: Unit, period: Period) -> list[Activity]:
    """What the unit did in the period and has not withdrawn, oldest first."""
    return list(
        Activity.objects.filter(unit=unit, happened_on__range=(period.start, period.end), withdrawn_on=None)
        .select_related("task", "occasion")
        .defer("task__sentence")
        .order_by("happened_on", "pk")
    )


def figures_of(activities: Iterable[Activity]) -> list[Figure]:
    """Count activities by kind, and by language where they have one, in the order of the kinds."""
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(activity)
    return [_figure(kind, by_kind[kind.value]) for kind in ActivityKind if by_kind[kind.value]]


def _figure(kind: ActivityKind, activities: Sequence[Activity]) -> Figure:
    languages = Counter(activity.language for activity in activities if activity.language)
    return Figure(
        kind=kind.value,
        label=str(kind.label),
        count=len(activities),
        by_language=tuple(
            LanguageFigure(code, language_name(code), languages[code]) for code in sorted(languages, key=language_order)
        ),
        activities=tuple(
            Counted(
                id=activity.pk,
                title=activity.title,
                day=activity.happened_on,
                language=activity.language,
                evidence=activity.evidence_url,
                task=activity.task.title if activity.task else "",
            )
            for activity in activities
        ),
    )


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """Plain values, for the content of a filed report."""
    plain = asdict(figure)
    for activity in plain["activities"]:
        activity["day"] = activity["day"].isoformat()
    return plain


def figure_from_json(plain: dict[str, Any]) -> Figure:
    """A figure of a filed report."""
    return Figure(
        kind=plain["kind"],
        label=plain["label"],
        count=plain["count"],
        by_language=tuple(LanguageFigure(**line) for line in plain["by_language"]),
        activities=tuple(Counted(**{**line, "day": date.fromisoformat(line["day"])}) for line in plain["activities"]),
    )
