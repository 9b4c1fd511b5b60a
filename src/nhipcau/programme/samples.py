"""Loads the invented coordination programmes and ties courses to their tasks. What stands already is left as it is."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from nhipcau.organisation.samples_of_people import day_of, read_rows, the_day, units_by_key
from nhipcau.organisation.training.models import Course
from nhipcau.programme.coordination.models import Coordination
from nhipcau.programme.coordination.services import link_task, write_review
from nhipcau.programme.enums import AssignmentRole
from nhipcau.programme.models import Task
from nhipcau.programme.tasks.services import hold_course


def _task(begins: str) -> Task | None:
    """The task whose sentence in the directive begins so."""
    return Task.objects.filter(sentence__startswith=begins).order_by("pk").first() if begins else None


@transaction.atomic
def hold_courses(courses: Iterable[tuple[Course, str]]) -> None:
    """Tie courses to the tasks whose sentences begin as the file says."""
    for course, begins in courses:
        if (task := _task(begins)) is not None:
            hold_course(task, course, by=None)


@transaction.atomic
def load_coordinations(folder: Path, *, today: date) -> None:
    """Load `coordinations.json` with the joint tasks that stand and the reviews of years that are over."""
    units = units_by_key(folder)
    for row in read_rows(folder / "coordinations.json"):
        one, made = Coordination.objects.get_or_create(
            name=row["name"],
            begins_on=the_day(row["begins_on"]),
            defaults={
                "our_unit": units[row["our_unit"]],
                "partner_unit": units.get(row["partner_unit"]),
                "partner_name": row["partner_name"],
                "decision_number": row["decision_number"],
                "decision_date": day_of(row["decision_date"]),
                "ends_on": day_of(row["ends_on"]),
                "content": row["content"],
            },
        )
        if made:
            _tasks_and_reviews(one, row, today)


def _tasks_and_reviews(one: Coordination, row: dict[str, Any], today: date) -> None:
    for joint in row["joint_tasks"]:
        if (task := _task(joint["task_begins"])) is not None:
            roles = {name: AssignmentRole(joint[name]) for name in ("our_role", "partner_role")}
            link_task(one, task, **roles, by=None)
    for review in row["reviews"]:
        if review["year"] < today.year:
            texts = {name: review[name] for name in ("planned", "done", "remarks")}
            write_review(one, review["year"], **texts, finished_on=day_of(review["finished_on"]), by=None)
