"""A pasted list is compared with the people who are written already, shown, and put down."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.organisation.models import Unit
from nhipcau.organisation.people.access import people_visible_to, units_to_choose
from nhipcau.organisation.people.models import Person
from nhipcau.organisation.people.services import enter_person
from nhipcau.organisation.queries import SURE_IN_A_LIST, UnitMatcher
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Course
from nhipcau.organisation.training.pasting import (
    LONGEST_FUNCTION,
    LONGEST_NAME,
    Line,
    is_same_name,
    read_lines,
    said_twice,
)
from nhipcau.organisation.training.rules import MOST_PEOPLE
from nhipcau.vietnamese import fold_key


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of a line: somebody who is written already, somebody new in a unit, or a fault with its mend."""

    line: Line
    unit: Unit | None = None
    person: Person | None = None
    is_down: bool = False
    fault: str = ""


def plan(course: Course, text: str, *, user: Any, on: date) -> list[Planned]:
    """What putting a pasted list down would do; a few questions, however long it is.

    Raises:
        ValidationError: it holds more people than a course has.
    """
    lines = read_lines(text)
    if len(lines) > MOST_PEOPLE:
        raise ValidationError(_("A course has at most %(most)d participants.") % {"most": MOST_PEOPLE})
    matcher, twice = UnitMatcher(on=on), said_twice(lines)
    allowed = set(units_to_choose(user, on).values_list("pk", flat=True))
    down = set(course.participants.values_list("person", flat=True))
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in people_visible_to(user, on).filter(left_on=None):
        by_name[fold_key(person.full_name)].append(person)
    planned: list[Planned] = []
    seen: dict[int, int] = {}
    for line in lines:
        if line.number in twice:
            one = Planned(line, fault=_("stands in line %(line)d already") % {"line": twice[line.number]})
        else:
            one = _planned(line, matcher, allowed, by_name[fold_key(line.full_name)], down)
        if one.person is not None and seen.setdefault(one.person.pk, line.number) != line.number:
            one = Planned(line, fault=_("stands in line %(line)d already") % {"line": seen[one.person.pk]})
        planned.append(one)
    return planned


def _planned(
    line: Line, matcher: UnitMatcher, allowed: Collection[int], namesakes: Sequence[Person], down: Collection[int]
) -> Planned:
    if not line.full_name:
        return Planned(line, fault=_("there is no name"))
    if len(line.full_name) > LONGEST_NAME or len(line.function) > LONGEST_FUNCTION:
        return Planned(line, fault=_("this is too long for a name and a function"))
    namesakes = [one for one in namesakes if is_same_name(line.full_name, one.full_name)]
    unit = None
    if line.unit:
        match = matcher.match(line.unit)
        if match.unit is None or match.score < SURE_IN_A_LIST:
            names = ", ".join(str(one) for one in match.successors)
            mend = _("; it ended, please write one of: %(units)s") % {"units": names} if names else ""
            return Planned(line, fault=_("the unit “%(unit)s” is not known") % {"unit": line.unit} + mend)
        unit = match.unit
        if unit.pk not in allowed:
            return Planned(line, fault=_("“%(unit)s” is not your unit") % {"unit": unit})
        namesakes = [one for one in namesakes if one.unit_id == unit.pk]
    if len(namesakes) > 1:
        same = [one for one in namesakes if fold_key(one.function) == fold_key(line.function)]
        if len(same) != 1:
            return Planned(line, fault=_("more than one person has this name; please add function and unit"))
        namesakes = same
    if namesakes:
        return Planned(line, namesakes[0].unit, namesakes[0], is_down=namesakes[0].pk in down)
    if unit is None:
        return Planned(line, fault=_("nobody of this name is written; please add the unit"))
    return Planned(line, unit)


@transaction.atomic
def put_down_pasted(course: Course, planned: Sequence[Planned], *, days: Sequence[Any] = (), by: Any) -> int:
    """Put everybody down whose line has no fault, enter who is new, mark them present on the days given.

    Returns how many lines were taken. Twice does no harm.

    Raises:
        ValidationError: see `services.put_down` and `services.mark`. Nobody is put down then.
    """
    people = [
        one.person or enter_person(one.line.full_name, unit=one.unit, function=one.line.function, by=by)
        for one in planned
        if not one.fault and one.unit is not None
    ]
    services.put_down(course, people, by=by)
    if days:
        came = set(course.participants.filter(person__in=people).values_list("pk", flat=True))
        for day in days:
            services.mark(day, came=came, by=by)
    return len(people)
