"""The activities of a unit in a period, and the figures that count them, each with its list."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nhipcau.organisation.models import Unit
from nhipcau.programme.models import Activity, KindOfActivity
from nhipcau.programme.queries import kinds_of_activity
from nhipcau.reporting.labels import language_name, language_order
from nhipcau.reporting.rules import Period

Number = int | float


@dataclass(frozen=True, slots=True)
class Counted:
    """One activity as a figure lists it."""

    id: int
    title: str
    day: date
    language: str
    evidence: str
    task: str
    is_proven: bool = False
    place: str = ""
    figures: Mapping[str, Number] | None = None

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
class Sum:
    """A figure of the kind, added up."""

    measure: str
    label: str
    unit: str
    value: Number


@dataclass(frozen=True, slots=True)
class Figure:
    """How many activities of a kind, in which languages, their figures added up, and which."""

    kind: str
    label: str
    count: int
    by_language: tuple[LanguageFigure, ...]
    activities: tuple[Counted, ...]
    sums: tuple[Sum, ...] = ()

    @property
    def proven(self) -> int:
        """How many of them have evidence."""
        return sum(activity.is_proven for activity in self.activities)

    @property
    def unproven(self) -> int:
        """How many have none yet."""
        return self.count - self.proven


def activities_in(unit: Unit, period: Period) -> list[Activity]:
    """What the unit did in the period and has not withdrawn, oldest first."""
    return list(
        Activity.objects.filter(unit=unit, happened_on__range=(period.start, period.end), withdrawn_on=None)
        .select_related("task", "occasion")
        .defer("task__sentence", "task__folded", "folded")
        .order_by("happened_on", "pk")
    )


def figures_of(activities: Iterable[Activity], kinds: Sequence[KindOfActivity] | None = None) -> list[Figure]:
    """Count activities by kind, and by language where they have one, in the order of the table of kinds."""
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(activity)
    table = kinds_of_activity() if kinds is None else kinds
    return [_figure(kind, by_kind[kind.code]) for kind in table if by_kind[kind.code]]


def _figure(kind: KindOfActivity, activities: Sequence[Activity]) -> Figure:
    languages = Counter(activity.language for activity in activities if activity.language)
    return Figure(
        kind=kind.code,
        label=kind.name,
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
                is_proven=activity.has_evidence,
                place=activity.place,
                figures=activity.figures,
            )
            for activity in activities
        ),
        sums=sums_of(kind, [activity.figures for activity in activities]),
    )


def sums_of(kind: KindOfActivity, figures: Sequence[Mapping[str, Number]]) -> tuple[Sum, ...]:
    """The figures of a kind added up; those that nobody gave are left out."""
    sums = []
    for figure in kind.figures.all():
        given = [one[figure.code] for one in figures if figure.code in one]
        if given:
            total = sum(given)
            value = total if figure.is_whole else round(total, 3)
            sums.append(Sum(figure.code, figure.name, figure.unit, value))
    return tuple(sums)


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """Plain values, for the content of a filed report."""
    plain = asdict(figure)
    for activity in plain["activities"]:
        activity["day"] = activity["day"].isoformat()
    return plain


def figure_from_json(plain: dict[str, Any]) -> Figure:
    """A figure of a filed report; those filed before there were sums have none."""
    return Figure(
        kind=plain["kind"],
        label=plain["label"],
        count=plain["count"],
        by_language=tuple(LanguageFigure(**line) for line in plain["by_language"]),
        activities=tuple(
            Counted(**{"is_proven": bool(line["evidence"]), **line, "day": date.fromisoformat(line["day"])})
            for line in plain["activities"]
        ),
        sums=tuple(Sum(**line) for line in plain.get("sums", ())),
    )
