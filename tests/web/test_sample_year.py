"""What the invented province did and reported: loaded in the background of the first start, and added to later."""

from datetime import date
from itertools import count

import pytest

from nhipcau.audit.queries import fault_of_the_trail
from nhipcau.organisation.models import User
from nhipcau.programme.models import Activity
from nhipcau.reporting.filing import is_as_filed
from nhipcau.reporting.models import Report, Target
from nhipcau.reporting.samples import load_year

pytestmark = pytest.mark.django_db
IN_FEBRUARY = date(2026, 2, 25)


def states() -> list[tuple[str, int]]:
    kept = list(Report.objects.values_list("state", flat=True))
    return sorted((state, kept.count(state)) for state in set(kept))


def test_the_year_is_loaded_up_to_today_stops_when_asked_and_goes_on_from_there(samples, province):
    steps = count()
    load_year(samples, today=IN_FEBRUARY, goes_on=lambda: next(steps) < 25)
    assert Report.objects.count() == 25

    load_year(samples, today=IN_FEBRUARY)
    # Two months are over; the newest is still being decided on.
    assert states() == [("accepted", 40), ("filed", 3), ("returned", 1)]
    assert not Activity.objects.filter(source__startswith="sample:", happened_on__gt=IN_FEBRUARY).exists()
    assert all(is_as_filed(report) for report in Report.objects.exclude(state="returned"))
    february = Report.objects.filter(period_end=date(2026, 2, 14))
    assert [report.unit.name for report in february if report.filed_at.date() > report.due_on] == [
        "Hội Nhà báo tỉnh Vân Khê"
    ]
    assert fault_of_the_trail() is None

    before = (Report.objects.count(), Activity.objects.count(), User.objects.count(), Target.objects.count())
    load_year(samples, today=IN_FEBRUARY)
    assert (Report.objects.count(), Activity.objects.count(), User.objects.count(), Target.objects.count()) == before


def test_an_office_that_has_not_taken_the_sample_directive_in_gets_nothing(samples, db):
    load_year(samples, today=IN_FEBRUARY)
    assert (Report.objects.count(), Activity.objects.count(), User.objects.count()) == (0, 0, 0)
