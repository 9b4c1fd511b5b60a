"""The invented province: loaded once into an empty installation, so that a newcomer sees a living office."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from nhipcau.directives.services import accept_directive, import_now
from nhipcau.jobs.enums import WorkState
from nhipcau.listening.samples import load_scenarios
from nhipcau.newsroom.models import Delivery
from nhipcau.newsroom.samples import load_stories
from nhipcau.organisation.models import Unit, User
from nhipcau.organisation.samples import load_people, load_units
from nhipcau.organisation.samples_of_people import load_courses, load_people_and_committees
from nhipcau.organisation.services import make_sign_in_link
from nhipcau.programme.delegations.samples import load_delegations
from nhipcau.programme.prizes.samples import load_prize_calls
from nhipcau.programme.samples import hold_courses, load_coordinations
from nhipcau.reporting import samples as reporting_samples

# Seconds that the stories of the sample may take to their outlets.
LONGEST_WAY = 120


def load(folder: Path, *, only_offices: bool = False) -> None:
    """Load units, people, committees, the accepted directive, what was done, delegations, prizes, stories, scenarios.

    What stands already is left as it is.
    """
    if Unit.objects.exists() and not User.objects.filter(username="chuyenvien").exists():
        return  # a real office's data: the sample stays out
    with transaction.atomic():
        load_units(folder)
        load_people(folder)
        people = load_people_and_committees(folder)
    if only_offices:
        return
    officer = User.objects.get(username="chuyenvien")
    taken = import_now(
        (folder / "directive.txt").read_bytes(), file_name="directive.txt", by=officer, door="sample province"
    )
    if taken.directive is not None:
        accept_directive(taken.directive, by=officer)
    today = timezone.localdate()
    hold_courses(load_courses(folder, people, today=today))
    load_coordinations(folder, today=today)
    load_delegations(folder, today=today)
    load_prize_calls(folder, today=today, by=officer)
    load_stories(folder, today=today)
    load_scenarios(folder, today=today, by=officer)


def load_year(folder: Path, *, goes_on: Callable[[], bool]) -> None:
    """Load what the units did and reported until today, as far as `goes_on` lets it; what stands is left as it is.

    The stories are on their way to their outlets when this begins. The reports count them, so it waits for them first.
    """
    if not User.objects.filter(username="chuyenvien").exists():
        return
    on_their_way = Delivery.objects.filter(state__in=[WorkState.WAITING, WorkState.RUNNING])
    until = time.monotonic() + LONGEST_WAY
    while goes_on() and on_their_way.exists() and time.monotonic() < until:
        time.sleep(0.5)
    reporting_samples.load_year(folder, today=timezone.localdate(), goes_on=goes_on)


def sign_in_links(folder: Path) -> list[tuple[str, str]]:
    """Who (name and role) and a fresh one-time token, for each person of the sample and nobody else."""
    usernames = [person["username"] for person in json.loads((folder / "people.json").read_text(encoding="utf-8"))]
    people = User.objects.filter(username__in=usernames, is_active=True).prefetch_related("groups").order_by("pk")
    return [
        (
            f"{person.get_full_name()} ({', '.join(group.name for group in person.groups.all())})",
            make_sign_in_link(person),
        )
        for person in people
    ]
