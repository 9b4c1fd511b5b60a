"""What an accepted directive asks to be reported: a duty for each frequency and each unit or group that it names.

Two readings of one duty become one: those with the same frequency and the same reporter (the same unit or group, or,
when nobody is known by these words, the same words) whose days do not contradict each other. A day that one of them
leaves open is the day that the other states. Both sentences are kept. Without a known reporter and without words two
readings stay two, because nobody can tell whether they are one; the officer sees both in the list of duties.

Days of the year that one sentence names for one report are one duty: "trước ngày 20/6 và 20/12 hằng năm" asks for a
report every half-year, four such days for one every quarter. "Báo cáo 6 tháng" with one day of the year ("trước ngày
10/6", the year's report before 5/12) is the report of the first six months alone.

Days and weeks are no frequencies of a report that is drafted from periods made of months; such a reading stays in the
directive and makes no duty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from nhipcau.directives.enums import ItemKind
from nhipcau.directives.models import Directive, Provision, ReadItem
from nhipcau.directives.queries import items_that_count
from nhipcau.organisation.models import Unit, UnitGroup
from nhipcau.organisation.queries import UnitMatcher
from nhipcau.reporting.enums import WITH_DAYS_OF_THE_YEAR, Frequency
from nhipcau.reporting.labels import DUTY_NAMES, in_office_language
from nhipcau.reporting.models import ReportingDuty
from nhipcau.reporting.rules import SPANS, DayOfYear, is_day_of_year, is_evenly_spread
from nhipcau.vietnamese import fold_key

DEFAULT_DUE_BEFORE_DAY = 20
USUAL_CUT_OFF_DAY = 14
# From the last day counted to the day before which a report is due: from the 14th to the 20th.
DAYS_TO_WRITE = 6
LONGEST_NAME = 160
# Reports of which a year has several.
SEVERAL_A_YEAR = (Frequency.HALF_YEAR, Frequency.QUARTER)
# In these months the report of the first six months is due, not that of the last.
FIRST_HALF_IS_DUE = range(5, 9)
SUCCESSION_KIND = "reporting_duty"


@dataclass(slots=True)
class Asked:
    """One reading of a duty, on its way to becoming one."""

    frequency: Frequency
    unit: Unit | None
    group: UnitGroup | None
    words: str
    addressee: Unit | None
    addressee_words: str
    day: int | None
    month: int | None
    what: str
    sentences: list[str]
    provision: Provision | None
    item: ReadItem
    # Of the year, each as day and month, in their order; for reports of less than a year.
    days: tuple[DayOfYear, ...] = ()
    reporter_key: object = field(init=False)

    def __post_init__(self) -> None:
        known = (self.unit and self.unit.pk, self.group and self.group.pk)
        # Without unit and words it equals only itself.
        self.reporter_key = known if any(known) else fold_key(self.words) or object()

    def is_same_as(self, other: "Asked") -> bool:
        if (self.frequency, self.reporter_key) != (other.frequency, other.reporter_key):
            return False
        if self.days and other.days:
            return self.days == other.days or _make_a_year([*self.days, *other.days], self.frequency)
        return _agree(self.day, other.day) and _agree(self.month, other.month)

    def take_in(self, other: "Asked") -> None:
        """Learn from another reading of the same duty."""
        self.day = self.day or other.day
        self.month = self.month or other.month
        self.days = in_order_of_the_year({*self.days, *other.days})
        self.addressee = self.addressee or other.addressee
        self.addressee_words = self.addressee_words or other.addressee_words
        self.sentences += [sentence for sentence in other.sentences if sentence not in self.sentences]

    def settle(self) -> None:
        """Once all readings are known: which days of the year stand, and what one alone means."""
        if self.frequency is Frequency.HALF_YEAR and len(self.days) == 1 and self.days[0][1] in FIRST_HALF_IS_DUE:
            self.frequency = Frequency.SIX_MONTHS
        if self.days and not _make_a_year(self.days, self.frequency):
            self.days = ()

    @property
    def due_days(self) -> str:
        """The days of the year as a duty holds them: "20/6, 20/12"."""
        return ", ".join(f"{day}/{month}" for day, month in self.days)


def in_order_of_the_year(days: Iterable[DayOfYear]) -> tuple[DayOfYear, ...]:
    """Days of the year, January's first."""
    return tuple(sorted(days, key=lambda one: (one[1], one[0])))


def _make_a_year(days: Sequence[DayOfYear], frequency: str) -> bool:
    """Whether these are the days of all reports of a year: as many as there are, evenly spread."""
    return len(set(days)) == len(days) == len(SPANS[frequency]) and is_evenly_spread(days)


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def make_duties(directive: Directive, *, by: Any) -> dict[str, int]:
    """Make the reporting duties of a directive; called once, inside the transaction of its acceptance.

    A duty begins on the day of the acceptance: nobody is late with what was never asked. An officer may set an earlier
    day. It has no end until an officer gives it one, because a duty goes on until the next directive.
    """
    continued = set(directive.succession.filter(kind=SUCCESSION_KIND).values_list("old_key", flat=True))
    standing = [key_of_duty(duty) for duty in ReportingDuty.objects.filter(pk__in=continued)]
    duties = [_duty(directive, asked) for asked in asked_by(directive) if key_of_asked(asked) not in standing]
    ReportingDuty.objects.bulk_create(duties)
    return {"reporting_duties": len(duties)}


def asked_by(directive: Directive) -> list[Asked]:
    """Every duty that the review of a directive asks for, each once."""
    items = items_that_count(directive).filter(kind=ItemKind.RECURRING_DEADLINE).order_by("order")
    asked = _merged(_of_several_days(_readings(directive, items)))
    for one in asked:
        one.settle()
    return asked


def _of_several_days(readings: Iterable[Asked]) -> list[Asked]:
    """Yearly readings of the same words whose days are spread evenly over the year, as the one that they are."""
    groups: dict[object, list[Asked]] = {}
    for reading in readings:
        groups.setdefault(_words_read(reading), []).append(reading)
    found: list[Asked] = []
    for group in groups.values():
        days = in_order_of_the_year(
            {(one.day, one.month) for one in group if one.day and one.month and is_day_of_year(one.day, one.month)}
        )
        frequency = next((often for often in SEVERAL_A_YEAR if len(days) > 1 and _make_a_year(days, often)), None)
        if frequency is None or len(days) != len(group):
            found += group
            continue
        first = group[0]
        first.frequency, first.days, first.day, first.month = frequency, days, days[0][0], None
        found.append(first)
    return found


def _words_read(reading: Asked) -> object:
    """What readings of one stretch of words for one reporter share; each other one has its own."""
    if reading.frequency is not Frequency.YEAR or reading.month is None:
        return object()
    item, known = reading.item, (reading.unit and reading.unit.pk, reading.group and reading.group.pk)
    text = str(item.value.get("text", "")) if isinstance(item.value, dict) else ""
    return (item.provision_id, item.span_start, item.span_end, text, known, reading.words)


def key_of_asked(asked: Asked) -> tuple[object, object]:
    """What makes two duties one: how often, and who."""
    return str(asked.frequency), asked.reporter_key


def key_of_duty(duty: ReportingDuty) -> tuple[object, object]:
    """The same for a duty that stands."""
    known = (duty.reporter_id, duty.reporter_group_id)
    return str(duty.frequency), known if any(known) else fold_key(duty.reporter_words) or object()


def _merged(readings: Iterable[Asked]) -> list[Asked]:
    merged: list[Asked] = []
    for reading in readings:
        same = next((one for one in merged if one.is_same_as(reading)), None)
        if same:
            same.take_in(reading)
        else:
            merged.append(reading)
    return merged


def _readings(directive: Directive, items: Iterable[ReadItem]) -> Iterator[Asked]:
    matcher: UnitMatcher | None = None
    for item in items:
        matcher = matcher or UnitMatcher(on=directive.date or timezone.localdate())
        value = item.value if isinstance(item.value, dict) else {}
        addressee_words = _text(value.get("addressee"))
        for unit, group, words in _reporters(item, value, matcher):
            day, month = _number(value.get("day"), 31), _number(value.get("month"), 12)
            for frequency in _frequencies(value.get("every")):
                yield Asked(
                    frequency=frequency,
                    unit=unit,
                    group=group,
                    words=words,
                    addressee=matcher.match(addressee_words).unit if addressee_words else None,
                    addressee_words=addressee_words[:500],
                    day=day,
                    month=month if frequency is Frequency.YEAR else None,
                    days=_days(frequency, day, month),
                    what=_text(value.get("what")),
                    sentences=[_sentence(directive, item, value)],
                    provision=item.provision,
                    item=item,
                )


def _days(frequency: Frequency, day: int | None, month: int | None) -> tuple[DayOfYear, ...]:
    if day and month and frequency in WITH_DAYS_OF_THE_YEAR and is_day_of_year(day, month):
        return ((day, month),)
    return ()


def _frequencies(every: Any) -> list[Frequency]:
    named = every if isinstance(every, list) else [every]
    return [frequency for frequency in Frequency if frequency.value in named]


def _reporters(
    item: ReadItem, value: dict[str, Any], matcher: UnitMatcher
) -> list[tuple[Unit | None, UnitGroup | None, str]]:
    """Who reports: the unit or group of the review with those that it names beside them, or what the words mean.

    A unit that has ended may stand here: its successors take over its duties.
    """
    words = _text(value.get("reporter"))[:500]
    beside = list(_joint(item))
    if item.unit or item.group:
        return [(item.unit, item.group, words), *beside]
    found = [(match.unit or match.ended_unit, match.group) for match in matcher.match_list(words)]
    known = [(unit, group, words) for unit, group in found if unit or group]
    return known or [(None, None, words)]


def _joint(item: ReadItem) -> Iterator[tuple[Unit | None, UnitGroup | None, str]]:
    units = Unit.objects.in_bulk([party["unit"] for party in item.joint if party["unit"]]) if item.joint else {}
    groups = UnitGroup.objects.in_bulk([party["group"] for party in item.joint if party["group"]]) if item.joint else {}
    for party in item.joint or ():
        yield units.get(party["unit"]), groups.get(party["group"]), _text(party["words"])[:500]


def _sentence(directive: Directive, item: ReadItem, value: dict[str, Any]) -> str:
    """The words of the directive around the reading: the provision it stands in, unless that is long."""
    text = item.provision.text if item.provision else ""
    if not text or len(text) > 1000:
        text = _text(value.get("text")) or directive.text[item.span_start or 0 : item.span_end or 0]
    return _text(text)


def _duty(directive: Directive, asked: Asked) -> ReportingDuty:
    return ReportingDuty(
        directive=directive,
        provision=asked.provision,
        name=_name(asked.frequency, asked.what),
        sentence="\n".join(asked.sentences),
        reporter=asked.unit,
        reporter_group=asked.group,
        reporter_words=asked.words,
        addressee=asked.addressee,
        addressee_words=asked.addressee_words,
        frequency=asked.frequency,
        due_before_day=asked.day or DEFAULT_DUE_BEFORE_DAY,
        cut_off_day=_cut_off_day(asked),
        due_month=asked.month,
        due_days=asked.due_days,
        begins_on=timezone.localdate(),
    )


def _cut_off_day(asked: Asked) -> int:
    """The last day counted: the usual one, or earlier when the report is due before it in the month that closes the
    period. What is done after a report was filed would be told in none.
    """
    days = asked.days or (((asked.day, asked.month),) if asked.day and asked.month else ())
    closing = {last for _first, last in SPANS.get(asked.frequency, ())}
    early = [day for day, month in days if month in closing and day <= USUAL_CUT_OFF_DAY]
    return max(1, min(early) - DAYS_TO_WRITE) if early else USUAL_CUT_OFF_DAY


def _name(frequency: Frequency, what: str) -> str:
    """ "Báo cáo tháng: …", with the directive's own words for what is reported."""
    with in_office_language():
        kind = str(DUTY_NAMES[frequency])
    # The reader gives about ten words, which may end within a bracket.
    subject = (what.rsplit("(", 1)[0] if what.count("(") > what.count(")") else what).strip(" .;:,")
    if len(subject) > LONGEST_NAME:
        subject = subject[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"{kind}: {subject}" if subject else kind


def _text(value: Any) -> str:
    """Words in one line, without the marks of emphasis that some texts carry."""
    return " ".join(str(value or "").replace("**", "").replace("\0", "").split())


def _number(value: Any, highest: int) -> int | None:
    return value if isinstance(value, int) and 1 <= value <= highest else None
