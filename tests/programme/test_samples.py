"""The invented people, committees, courses and coordination programmes, loaded once and again."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from nhipcau.organisation.committees.models import Committee, PostTerm
from nhipcau.organisation.committees.queries import head_on, too_many, with_terms
from nhipcau.organisation.models import OfficerInCharge, Person, Unit, User
from nhipcau.organisation.people.queries import in_charge, share_having
from nhipcau.organisation.samples import load_people
from nhipcau.organisation.samples_of_people import load_courses, load_people_and_committees
from nhipcau.organisation.training.models import Attendance, Course
from nhipcau.programme.coordination.models import Coordination, YearlyReview
from nhipcau.programme.delegation_models import Delegation, PressPiece
from nhipcau.programme.delegations import rules as of_delegations
from nhipcau.programme.delegations.queries import state_of
from nhipcau.programme.delegations.samples import load_delegations
from nhipcau.programme.models import Activity
from nhipcau.programme.prize_models import PrizeCall, PrizeEntry, Score
from nhipcau.programme.prizes import rules as of_prizes
from nhipcau.programme.prizes.jury import expected_sheets
from nhipcau.programme.prizes.queries import phase_of, sheets_by_entry
from nhipcau.programme.prizes.samples import load_prize_calls
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


def test_delegations_and_prize_calls_are_alive_on_the_day_of_the_loading(
    samples: Path, province: dict[str, Unit], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    today = timezone.localdate()
    load_people(samples)
    officer = User.objects.get(username="chuyenvien")
    for _time in range(2):
        load_delegations(samples, today=today)
        load_prize_calls(samples, today=today, by=officer)

    assert {one.direction: state_of(one, today) for one in Delegation.objects.order_by("starts_on")[1:]} == {
        "in": of_delegations.TO_REPORT,
        "out": of_delegations.READY,
    }
    assert (Delegation.objects.count(), PressPiece.objects.count()) == (3, 2)
    activity = Activity.objects.get()
    assert (activity.kind, activity.figures) == ("delegation", {"people": 8})

    scored, open_ = PrizeCall.objects.order_by("closes_at")
    assert [phase_of(call, timezone.now()) for call in (scored, open_)] == [of_prizes.SCORING, of_prizes.OPEN]
    assert (PrizeEntry.objects.filter(call=scored).count(), PrizeEntry.objects.filter(call=open_).count()) == (5, 1)
    assert all(scored.opens_at <= entry.consented_at <= scored.closes_at for entry in scored.entries.all())
    # Nobody scored what the rules keep from the person, and something is still to be scored.
    expected = expected_sheets(scored)
    given = {entry: set(sheets) for entry, sheets in sheets_by_entry(scored).items()}
    assert all(persons <= expected[entry] for entry, persons in given.items())
    assert 0 < sum(map(len, given.values())) < sum(map(len, expected.values()))
    assert Score.objects.count() == 3 * sum(map(len, given.values()))
