"""Loads the invented people, committees and courses. What stands already is left as it is."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from nhipcau.organisation.committees.models import Committee
from nhipcau.organisation.committees.services import add_usual_posts, appoint
from nhipcau.organisation.models import Unit, User
from nhipcau.organisation.people.models import OfficerInCharge, Person
from nhipcau.organisation.training import services
from nhipcau.organisation.training.models import Course

Rows = list[dict[str, Any]]


def read_rows(file: Path) -> Rows:
    """The rows of a file of the sample."""
    rows: Rows = json.loads(file.read_text(encoding="utf-8"))
    return rows


def day_of(text: str | None) -> date | None:
    """A day as the files write it, or none."""
    return date.fromisoformat(text) if text else None


def the_day(text: str) -> date:
    """A day that the files always name."""
    return date.fromisoformat(text)


def units_by_key(folder: Path) -> dict[str, Unit]:
    """The units of the sample, which stand already, by their key in the files."""
    keys = {(row["name"], day_of(row["ends_on"])): row["key"] for row in read_rows(folder / "units.json")}
    units = Unit.objects.filter(name__in=[name for name, _end in keys])
    return {keys[unit.name, unit.ends_on]: unit for unit in units if (unit.name, unit.ends_on) in keys}


@transaction.atomic
def load_people_and_committees(folder: Path) -> dict[str, Person]:
    """Load `officials.json` and `committees.json`; returns the people by their key in the files."""
    units = units_by_key(folder)
    people = {row["key"]: _person(row, units) for row in read_rows(folder / "officials.json")}
    for row in read_rows(folder / "committees.json"):
        _committee(row, units, people)
    return people


def _person(row: Mapping[str, Any], units: Mapping[str, Unit]) -> Person:
    # Somebody who was moved to another unit since is still the same person.
    standing = Person.objects.filter(full_name=row["full_name"]).first()
    if standing is not None:
        return standing
    person = Person.objects.create(
        full_name=row["full_name"],
        unit=units[row["unit"]],
        function=row["function"],
        work_email=row["work_email"],
        left_on=day_of(row["left_on"]),
        user=User.objects.filter(username=row["username"], as_person=None).first(),
    )
    for charge in row["in_charge"]:
        OfficerInCharge.objects.create(unit=person.unit, person=person, **_with_days(charge))
    return person


def _with_days(row: Mapping[str, Any]) -> dict[str, Any]:
    days = ("begins_on", "ends_on", "decision_date")
    return {name: day_of(value) if name in days else value for name, value in row.items()}


def _committee(row: Mapping[str, Any], units: Mapping[str, Unit], people: Mapping[str, Person]) -> None:
    committee, made = Committee.objects.get_or_create(
        name=row["name"],
        begins_on=day_of(row["begins_on"]),
        defaults={
            "unit": units[row["unit"]],
            "standing_office": units[row["standing_office"]],
            "ends_on": day_of(row["ends_on"]),
            "decision_number": row["decision_number"],
            "decision_date": day_of(row["decision_date"]),
        },
    )
    if not made:
        return
    add_usual_posts(committee)
    posts = {post.title: post for post in committee.posts.all()}
    for term in row["terms"]:
        values = _with_days(term)
        appoint(people[values.pop("person")], posts[values.pop("post")], **values, by=None)


@transaction.atomic
def load_courses(folder: Path, people: Mapping[str, Person], *, today: date) -> list[tuple[Course, str]]:
    """Load `courses.json`; returns the new courses, each with how the sentence of its task begins, if it has one.

    A course is held when its days are over on the day of the loading.
    """
    units = units_by_key(folder)
    made = []
    for row in read_rows(folder / "courses.json"):
        if not Course.objects.filter(topic=row["topic"]).exists():
            made.append((_course(row, units, people, today), row["task_begins"] or ""))
    return made


def _course(row: Mapping[str, Any], units: Mapping[str, Unit], people: Mapping[str, Person], today: date) -> Course:
    course = services.create_course(
        row["topic"],
        organiser=units[row["organiser"]],
        days=[the_day(text) for text in row["days"]],
        place=row["place"],
        content=row["content"],
        days_needed=row["days_needed"],
        by=None,
    )
    services.put_down(course, [people[one["person"]] for one in row["participants"]], by=None)
    if not row["is_held"] or course.last_day is None or course.last_day > today:
        return course
    keys = dict(course.participants.values_list("person", "pk"))
    for number, day in enumerate(course.days.all(), start=1):
        came = [keys[people[one["person"]].pk] for one in row["participants"] if number in one["days"]]
        services.mark(day, came=came, by=None)
    services.say_held(course, today=today, by=None)
    if given := row["certificates"]:
        services.give_certificates(
            course, first=given["first"], symbol=given["symbol"], on=the_day(given["on"]), by=None
        )
    return course
