"""What a report would say if it were drafted now: sections in the directive's order, a sentence for each thing done."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives.models import Provision
from nhipcau.drafts.rules import Offer, clean_text, offer_between
from nhipcau.organisation.models import Unit
from nhipcau.organisation.queries import groups_of, lineage
from nhipcau.programme.enums import TaskState
from nhipcau.programme.headings import heading, heading_above
from nhipcau.programme.models import Activity, KindOfActivity, Task
from nhipcau.programme.queries import kinds_of_activity, lasts_long, occasions_between
from nhipcau.programme.rules import OPEN_STATES
from nhipcau.reporting import rules
from nhipcau.reporting.below import NOTHING, Below, accepted_below
from nhipcau.reporting.counting import activities_in, sums_of
from nhipcau.reporting.enums import Frequency, SectionContent
from nhipcau.reporting.labels import Deed, figure_words, in_office_language, language_order, sentence, summary
from nhipcau.reporting.models import Report, ReportingDuty, ReportSection
from nhipcau.reporting.queries import period_a_year_before, previous_period
from nhipcau.reporting.rules import ONE_DAY, Period
from nhipcau.reporting.sentences import Counts, coming, comparison, late_tasks

ONE_YEAR = timedelta(days=366)
# Each section of an outline has as many places as the longest directive has provisions, and more.
PLACES = 1_000_000
# So many things of a kind in one section are summed up before they are told.
MANY = 4
# What a duty without an outline of its own asks for.
USUAL_OUTLINE = (
    SectionContent.PROVISIONS,
    SectionContent.REST,
    SectionContent.COMPARISON,
    SectionContent.LATE,
    SectionContent.NEXT,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section that a report shall have; `order` is where its places begin."""

    order: int
    content: SectionContent
    heading: str = ""
    kinds: tuple[str, ...] = ()
    is_required: bool = False
    # A section of the usual outline is left out when there is nothing to tell.
    is_usual: bool = False


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """One section as it would be drafted."""

    order: int
    provision_id: int | None
    heading: str
    text: str
    content: str = SectionContent.PROVISIONS
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it would be drafted, the keys of what it was drafted from, and the accepted reports below it."""

    sections: tuple[SectionDraft, ...]
    activities: tuple[Activity, ...]
    kinds: tuple[KindOfActivity, ...] = ()
    below: Below = NOTHING

    @property
    def activity_ids(self) -> list[int]:
        return sorted(activity.pk for activity in self.activities)


@dataclass(slots=True)
class Source:
    """What one report is drafted from, asked for once."""

    duty: ReportingDuty
    unit: Unit
    period: Period
    kinds: list[KindOfActivity]
    activities: list[Activity]
    provisions: dict[int, Provision]
    below: Below
    # The unit with what it followed.
    line: list[Unit]
    assigned: Q

    @classmethod
    def load(cls, duty: ReportingDuty, unit: Unit, period: Period) -> "Source":
        """Everything that the sections need; the number of questions does not grow with rows or years."""
        line = [unit, *lineage(unit)[0]]
        return cls(
            duty,
            unit,
            period,
            kinds_of_activity(),
            activities_in(unit, period),
            _provisions(duty),
            accepted_below(line, period),
            line,
            _assigned(unit),
        )

    @property
    def next_period(self) -> Period:
        """The days that follow: as many as the period has for a report on request."""
        if self.duty.frequency == Frequency.ON_REQUEST:
            length = self.period.end - self.period.start
            return Period(self.period.end + ONE_DAY, self.period.end + ONE_DAY + length)
        return rules.next_period(self.period, self.duty.frequency, cut_off_day=self.duty.cut_off_day)


def draft(duty: ReportingDuty, unit: Unit, period: Period) -> Draft:
    """Draft a report from the unit's activities of the period and from the accepted reports of the units below it.

    The duty's outline says which sections there are; without one there is a section for each numbered provision of
    the duty's directive that gave the unit a task, or under whose tasks or occasions something was done; what belongs
    to no provision comes next; comparison, late tasks and what comes next close the report.
    """
    source = Source.load(duty, unit, period)
    wanted = outline_of(duty)
    with in_office_language():
        sections = [section for one in wanted for section in _drafted(one, wanted, source)]
        if not sections:
            sections = [_rest(Wanted(PLACES, SectionContent.REST), wanted, source)]
    return Draft(tuple(sections), tuple(source.activities), tuple(source.kinds), source.below)


def outline_of(duty: ReportingDuty) -> list[Wanted]:
    """The sections that the duty's reports have, in their order."""
    rows = list(duty.outline.all())
    if not rows:
        return [Wanted(place * PLACES, content, is_usual=True) for place, content in enumerate(USUAL_OUTLINE)]
    return [
        Wanted(place * PLACES, SectionContent(row.content), row.heading, tuple(row.kind_codes), row.is_required)
        for place, row in enumerate(rows)
    ]


def _drafted(one: Wanted, wanted: Sequence[Wanted], source: Source) -> list[SectionDraft]:
    """The sections that one line of an outline becomes."""
    match one.content:
        case SectionContent.PROVISIONS:
            return _by_provision(one, wanted, source)
        case SectionContent.REST:
            section = _rest(one, wanted, source)
        case SectionContent.KINDS:
            heading = one.heading or _("Results")
            text = text_of([a for a in source.activities if a.kind in one.kinds], source.kinds)
            section = _section(one, heading, text)
        case SectionContent.COMPARISON:
            section = _section(one, one.heading or _("Comparison"), _comparison(source))
        case SectionContent.LATE:
            section = _section(one, one.heading or _("Tasks past their deadline"), _late(source))
        case SectionContent.NEXT:
            section = _section(one, one.heading or _("Work of the next period"), _next(source))
        case _:
            section = _section(one, one.heading or _("Assessment"), "")
    return [section] if section.text or not one.is_usual else []


def _section(one: Wanted, heading: str, text: str) -> SectionDraft:
    return SectionDraft(one.order, None, heading, clean_text(text), one.content, one.is_required)


def _told_by_kind(wanted: Sequence[Wanted]) -> set[str]:
    return {kind for one in wanted if one.content == SectionContent.KINDS for kind in one.kinds}


def _by_provision(one: Wanted, wanted: Sequence[Wanted], source: Source) -> list[SectionDraft]:
    heading_of = {pk: heading_above(source.provisions, pk) for pk in source.provisions}
    elsewhere = _told_by_kind(wanted)
    under: dict[int | None, list[Activity]] = defaultdict(list)
    for activity in source.activities:
        if activity.kind not in elsewhere:
            under[_place(activity, heading_of)].append(activity)
    asked = {heading_of[pk] for pk in _provisions_with_tasks(source) if pk in heading_of}
    from_units = {
        heading_of.get(section.provision_id)
        for section in source.below.sections
        if section.provision_id is not None and section.body.strip()
    }
    places = {pk for pk in (*asked, *under, *from_units) if pk is not None}
    return [
        SectionDraft(
            one.order + source.provisions[pk].order,
            pk,
            heading(source.provisions[pk]),
            clean_text(f"{text_of(under[pk], source.kinds)}\n{source.below.told_under(pk, contents=TOLD_BY_UNITS)}"),
            one.content,
            one.is_required,
        )
        for pk in sorted(places, key=lambda pk: source.provisions[pk].order)
    ]


TOLD_BY_UNITS = (SectionContent.PROVISIONS, SectionContent.REST, SectionContent.KINDS)


def _rest(one: Wanted, wanted: Sequence[Wanted], source: Source) -> SectionDraft:
    """What no other section tells."""
    by_provision = any(other.content == SectionContent.PROVISIONS for other in wanted)
    heading_of = {pk: heading_above(source.provisions, pk) for pk in source.provisions} if by_provision else {}
    elsewhere = _told_by_kind(wanted)
    rest = [a for a in source.activities if a.kind not in elsewhere and _place(a, heading_of) is None]
    told = source.below.told_under(None, contents=TOLD_BY_UNITS)
    return _section(one, one.heading or _("Other activities"), f"{text_of(rest, source.kinds)}\n{told}")


def _comparison(source: Source) -> str:
    before = previous_period(source.duty, source.period)
    year_before = period_a_year_before(source.duty, source.period)
    counts = Counts(
        Counter(activity.kind for activity in source.activities),
        _counts(source, before),
        _counts(source, year_before) if year_before != before else None,
    )
    if counts.before is None and counts.year_before is None:
        return ""
    return comparison(source.kinds, counts)


def _counts(source: Source, period: Period | None) -> dict[str, int] | None:
    """How many activities of each kind a unit had in a period, that of what it followed counted in.

    None when nothing at all is on record: then there is nothing to compare with.
    """
    if period is None:
        return None
    rows = Activity.objects.filter(
        unit__in=source.line, happened_on__range=(period.start, period.end), withdrawn_on=None
    )
    return dict(rows.order_by().values_list("kind").annotate(Count("pk"))) or None


def _tasks(source: Source) -> QuerySet[Task]:
    """Open tasks of the unit, with a deadline."""
    return Task.objects.filter(source.assigned, state__in=OPEN_STATES, deadline__isnull=False).distinct()


def _late(source: Source) -> str:
    # What is late longer than a year is work for the review of the year, not for each month anew.
    since, until = source.period.end - ONE_YEAR, min(source.period.end, timezone.localdate()) - ONE_DAY
    tasks = _tasks(source).filter(deadline__range=(since, until)).order_by("deadline", "pk")
    own = late_tasks(tasks.only("title", "deadline"), on=source.period.end)
    return f"{own}\n{source.below.told_under(None, contents=[SectionContent.LATE])}"


def _next(source: Source) -> str:
    coming_period = source.next_period
    days = (coming_period.start, coming_period.end)
    tasks = _tasks(source).filter(deadline__range=days).only("title", "deadline")
    occasions = occasions_between(*days).filter(starts_on__gte=coming_period.start)
    return coming(tasks, [occasion for occasion in occasions if not lasts_long(occasion)])


def _provisions(duty: ReportingDuty) -> dict[int, Provision]:
    rows = Provision.objects.filter(directive=duty.directive_id).only(
        "order", "parent", "kind", "path", "title", "text"
    )
    return {row.pk: row for row in rows} if duty.directive_id else {}


def _place(activity: Activity, heading_of: dict[int, int | None]) -> int | None:
    """The heading under which an activity is told: by its task, or by its occasion."""
    for tie in (activity.task, activity.occasion):
        if tie is not None and tie.provision_id in heading_of:
            return heading_of[tie.provision_id]
    return None


def _provisions_with_tasks(source: Source) -> set[int]:
    """Provisions of the duty's directive that gave the unit, or a group that it belongs to, something to do."""
    if source.duty.directive_id is None:
        return set()
    tasks = Task.objects.filter(source.assigned, directive=source.duty.directive_id, provision__isnull=False)
    return set(tasks.exclude(state=TaskState.CANCELLED).order_by().values_list("provision_id", flat=True))


def _assigned(unit: Unit) -> Q:
    """The condition that a task gives the unit, or a group that it belongs to, something to do."""
    return Q(assignments__unit=unit) | Q(assignments__group__in=[group.pk for group in groups_of(unit)])


def text_of(activities: Iterable[Activity], kinds: Iterable[KindOfActivity]) -> str:
    """A sentence for each thing done; the language editions of one story share one. Many of a kind stand together under
    a summary with their figures, as long reports have it."""
    table = {kind.code: kind for kind in kinds}
    families: dict[Any, list[Activity]] = defaultdict(list)
    for activity in activities:
        families[_family(activity)].append(activity)
    of_kind: dict[str, list[list[Activity]]] = defaultdict(list)
    for family in families.values():
        of_kind[family[0].kind].append(family)
    many = {code for code, deeds in of_kind.items() if code in table and len(deeds) >= MANY}
    lines = [line for code in table if code in many for line in _summed_up(table[code], of_kind[code], table)]
    lines += [sentence(_deed(family, table)) for family in families.values() if family[0].kind not in many]
    return clean_text("\n".join(lines))


def _summed_up(
    kind: KindOfActivity, families: Sequence[Sequence[Activity]], table: Mapping[str, KindOfActivity]
) -> list[str]:
    sums = sums_of(kind, [activity.figures for family in families for activity in family])
    numbers = [figure_words(one.label, one.value, one.unit) for one in sums]
    return [summary(kind.name, len(families), numbers), *(sentence(_deed(family, table)) for family in families)]


def _family(activity: Activity) -> Any:
    """What holds the editions of a story together: the source "story:KEY:LANGUAGE" without its language."""
    edition = f":{activity.language}"
    if activity.source and activity.language and activity.source.endswith(edition):
        return activity.source.removesuffix(edition)
    return activity.pk


def _deed(family: Sequence[Activity], table: Mapping[str, KindOfActivity]) -> Deed:
    """One deed for the editions of a story, under the title of the first language of the portal."""
    editions = sorted(family, key=lambda activity: language_order(activity.language))
    kind = table.get(editions[0].kind)
    sums = sums_of(kind, [activity.figures for activity in editions]) if kind else ()
    return Deed(
        words=kind.deed if kind else editions[0].kind,
        title=editions[0].title,
        day=min(activity.happened_on for activity in editions),
        languages=tuple(activity.language for activity in editions if activity.language),
        place=editions[0].place,
        numbers=tuple(figure_words(one.label, one.value, one.unit) for one in sums),
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened since a report was last drafted."""

    drafted_from: int
    new: int
    gone: int
    offers: dict[int, Offer]
    waits_for_refresh: bool

    @property
    def is_any(self) -> bool:
        return bool(self.new or self.gone or self.offers or self.waits_for_refresh)


def changes_since(report: Report, fresh: Draft, sections: Sequence[ReportSection]) -> Changes:
    """Compare a report with what would be drafted now. Nothing is changed."""
    counted, now = set(report.drafted_from), set(fresh.activity_ids)
    fresh_texts = {section.order: section.text for section in fresh.sections}
    offers: dict[int, Offer] = {}
    waits = bool(fresh_texts.keys() - {section.order for section in sections})
    for section in sections:
        text = fresh_texts.get(section.order, "")
        if text == section.drafted:
            continue
        if section.is_touched:
            offers[section.pk] = offer_between(section.drafted, text)
        else:
            waits = True
    return Changes(len(counted), len(now - counted), len(counted - now), offers, waits)
