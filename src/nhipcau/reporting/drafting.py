"""What a report would say if it were drafted now: sections in the directive's order, a sentence for each thing done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from nhipcau.directives.models import Provision
from nhipcau.officialdocs import ProvisionKind
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import groups_of
from nhipcau.programme.enums import TaskState
from nhipcau.programme.models import Activity, Task
from nhipcau.reporting import rules
from nhipcau.reporting.counting import activities_in
from nhipcau.reporting.labels import Deed, in_office_language, language_order, sentence
from nhipcau.reporting.models import Report, ReportingDuty, ReportSection
from nhipcau.reporting.rules import Period

# A section of a report stands for the nearest of these above a task; dashes and letters are too fine for a heading.
HEADINGS = frozenset(
    {
        ProvisionKind.ANNEX,
        ProvisionKind.PART,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.ARTICLE,
        ProvisionKind.POINT,
    }
)
# Behind the last provision of the longest directive.
ORDER_OF_OTHER = 1_000_000
LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section as it would be drafted."""

    order: int
    provision_id: int | None
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it would be drafted, and the keys of what it was drafted from."""

    sections: tuple[SectionDraft, ...]
    activities: tuple[Activity, ...]

    @property
    def activity_ids(self) -> list[int]:
        return sorted(activity.pk for activity in self.activities)


def draft(duty: ReportingDuty, unit: Unit, period: Period) -> Draft:
    """Draft a report from the unit's activities of the period.

    There is a section for each numbered provision of the duty's directive that gave the unit a task, or under whose
    tasks or occasions the unit did something; what belongs to no provision comes last.
    """
    activities = activities_in(unit, period)
    provisions = _provisions(duty)
    heading_of = {pk: _heading_above(provisions, pk) for pk in provisions}
    under: dict[int | None, list[Activity]] = defaultdict(list)
    for activity in activities:
        under[_place(activity, heading_of)].append(activity)
    asked = {heading_of[pk] for pk in _provisions_with_tasks(duty, unit) if pk in heading_of}
    wanted = sorted({pk for pk in (*asked, *under) if pk is not None}, key=lambda pk: provisions[pk].order)
    with in_office_language():
        sections = [
            SectionDraft(provisions[pk].order, pk, heading(provisions[pk]), text_of(under[pk])) for pk in wanted
        ]
        if under[None] or not sections:
            sections.append(SectionDraft(ORDER_OF_OTHER, None, _("Other activities"), text_of(under[None])))
    return Draft(tuple(sections), tuple(activities))


def _provisions(duty: ReportingDuty) -> dict[int, Provision]:
    rows = Provision.objects.filter(directive=duty.directive_id).only(
        "order", "parent", "kind", "path", "title", "text"
    )
    return {row.pk: row for row in rows} if duty.directive_id else {}


def _heading_above(provisions: dict[int, Provision], pk: int) -> int | None:
    """The provision itself, or the nearest above it, that may head a section."""
    current: int | None = pk
    while current is not None and provisions[current].kind not in HEADINGS:
        current = provisions[current].parent_id
    return current


def _place(activity: Activity, heading_of: dict[int, int | None]) -> int | None:
    """The heading under which an activity is told: by its task, or by its occasion."""
    for tie in (activity.task, activity.occasion):
        if tie is not None and tie.provision_id in heading_of:
            return heading_of[tie.provision_id]
    return None


def _provisions_with_tasks(duty: ReportingDuty, unit: Unit) -> set[int]:
    """Provisions of the duty's directive that gave the unit, or a group that it belongs to, something to do."""
    if duty.directive_id is None:
        return set()
    assigned = Q(assignments__unit=unit) | Q(assignments__group__in=groups_of(unit))
    tasks = Task.objects.filter(assigned, directive=duty.directive_id, provision__isnull=False)
    return set(tasks.exclude(state=TaskState.CANCELLED).order_by().values_list("provision_id", flat=True))


def heading(provision: Provision) -> str:
    """Place and title: "III.2. Sở Văn hóa, Thể thao và Du lịch"; without a title, the first words."""
    words = " ".join((provision.title or provision.text).split())
    if not provision.title and provision.mark:
        words = words.removeprefix(provision.mark).lstrip(" .):")
    if len(words) > LONGEST_HEADING:
        words = words[:LONGEST_HEADING].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"{provision.path}. {words}" if provision.path else words


def text_of(activities: Iterable[Activity]) -> str:
    """A sentence for each thing done; the language editions of one story share one."""
    families: dict[Any, list[Activity]] = defaultdict(list)
    for activity in activities:
        families[_family(activity)].append(activity)
    return rules.clean_text("\n".join(sentence(_deed(family)) for family in families.values()))


def _family(activity: Activity) -> Any:
    """What holds the editions of a story together: the source "story:KEY:LANGUAGE" without its language."""
    edition = f":{activity.language}"
    if activity.source and activity.language and activity.source.endswith(edition):
        return activity.source.removesuffix(edition)
    return activity.pk


def _deed(family: Sequence[Activity]) -> Deed:
    """One deed for the editions of a story, under the title of the first language of the portal."""
    editions = sorted(family, key=lambda activity: language_order(activity.language))
    return Deed(
        kind=editions[0].kind,
        title=editions[0].title,
        day=min(activity.happened_on for activity in editions),
        languages=tuple(activity.language for activity in editions if activity.language),
    )


@dataclass(frozen=True, slots=True)
class SectionOffer:
    """What came since, for a section that holds words of the officer."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a report was last drafted."""

    drafted_from: int
    new: int
    gone: int
    offers: dict[int, SectionOffer]
    waits_for_refresh: bool

    @property
    def is_any(self) -> bool:
        return bool(self.new or self.gone or self.offers or self.waits_for_refresh)


def changes_since(report: Report, fresh: Draft, sections: Sequence[ReportSection]) -> Changes:
    """Compare a report with what would be drafted now. Nothing is changed."""
    counted, now = set(report.drafted_from), set(fresh.activity_ids)
    fresh_texts = {section.order: section.text for section in fresh.sections}
    offers: dict[int, SectionOffer] = {}
    waits = bool(fresh_texts.keys() - {section.order for section in sections})
    for section in sections:
        text = fresh_texts.get(section.order, "")
        if text == section.drafted:
            continue
        if section.is_touched:
            added = tuple(rules.lines_added(section.drafted, text))
            removed = tuple(rules.lines_added(text, section.drafted))
            offers[section.pk] = SectionOffer(added, removed)
        else:
            waits = True
    return Changes(len(counted), len(now - counted), len(counted - now), offers, waits)
