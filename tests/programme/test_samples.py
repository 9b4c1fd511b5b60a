"""The invented people, committees, courses and coordination programmes, loaded once and again."""

from datetime import date
from pathlib import Path

import pytest

from nhipcau.organisation.committees.models import Committee, PostTerm
from nhipcau.organisation.committees.queries import head_on, too_many, with_terms
from nhipcau.organisation.models import OfficerInCharge, Person, Unit
from nhipcau.organisation.people.queries import in_charge, share_having
from nhipcau.organisation.samples import load_people
from nhipcau.organisation.samples_of_people import load_courses, load_people_and_committees
from nhipcau.organisation.training.models import Attendance, Course
from nhipcau.programme.coordination.models import Coordination, YearlyReview
from nhipcau.programme.models import Activity
from nhipcau.programme.samples import hold_courses, load_coordinations

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def test_the_sample_is_loaded_once_and_makes_sense(samples: Path, province: dict[str, Unit]) -> None:
    load_people(samples)
    for _time in range(2):
        people = load_people_and_committees(samples)
        hold_courses(load_courses(samples, people, today=TODAY))
        load_coordinations(samples, today=TODAY)
    rows = [model.objects.count() for model in (Person, OfficerInCharge, Committee, PostTerm, Course, Coordination)]
    assert rows == [14, 10, 1, 7, 2, 2]
    assert (Attendance.objects.count(), Activity.objects.count(), YearlyReview.objects.count()) == (9, 1, 1)
    committee = with_terms(Committee.objects.all()).get()
    assert [person.full_name for person in head_on(committee, TODAY)] == ["Bế Văn Trác"]
    assert too_many(committee) == []
    shares = {what: share_having(what, in_charge(TODAY)).having for what in ("leader", "officer", "trained")}
    assert shares == {"leader": 3, "officer": 6, "trained": 4}


def test_on_a_day_before_the_course_it_is_planned_and_nothing_is_marked(
    samples: Path, province: dict[str, Unit]
) -> None:
    load_people(samples)
    load_courses(samples, load_people_and_committees(samples), today=date(2026, 8, 1))
    assert not Attendance.objects.exists()
    assert set(Course.objects.values_list("state", flat=True)) == {"planned"}
