"""How fast the programme is seen with years of work behind it: `figure NAME VALUE UNIT floor X ok|short`.

    python benchmarks/programme.py                 builds 150 units × 5 years × 1 million activities, then measures
    python benchmarks/programme.py --data FOLDER   keeps what it built in FOLDER, and takes it from there the next time

Every group's task asks all 150 units; each year has a directive of its own. A figure is the median of several answers
to a signed-in officer, the page rendered. With BENCH_DATABASE_URL it measures that (empty) database in place of SQLite.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

UNITS, YEARS, PROVISIONS, ACTIVITIES = 150, range(2022, 2027), 40, 1_000_000
TODAY = date(2026, 11, 27)
RUNS = 7
CEILING = 300.0
BATCH = 5_000


def main() -> int:
    """Print the figures; 1 when one falls short."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="keep the data here")
    kept = parser.parse_args().data
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as folder:
        set_up_django(kept or Path(folder))
        return measure()


def measure() -> int:
    """Make what is missing, print the figures; 1 when one falls short."""
    build()
    client = officer()
    results = [
        figure("programme.home", answer_ms(client, "/workspace/")),
        figure("programme.coverage_months", answer_ms(client, f"/workspace/tasks/coverage/?year={TODAY.year}")),
        figure(
            "programme.coverage_units", answer_ms(client, f"/workspace/tasks/coverage/?year={TODAY.year}&view=units")
        ),
        figure("programme.coverage_cell", answer_ms(client, one_cell())),
    ]
    return 0 if all(results) else 1


def figure(name: str, value: float) -> bool:
    """Print a figure in milliseconds and tell whether it stays below the ceiling."""
    print(f"figure {name} {value:.0f} ms floor {CEILING:g} {'ok' if value <= CEILING else 'short'}", flush=True)
    return value <= CEILING


def set_up_django(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["NHIPCAU_DATA"] = str(folder)
    os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/nhipcau.sqlite3"
    os.environ.setdefault("NHIPCAU_SECRET_KEY", "only-for-benchmarks")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
    import django  # noqa: PLC0415 -- the environment is set only now
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def build() -> None:
    """Units, a directive a year with its tasks, and the activities, unless they stand already."""
    from django.db import connection, transaction  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.organisation.models import Unit, UnitGroup  # noqa: PLC0415
    from nhipcau.programme.models import Activity  # noqa: PLC0415

    if Activity.objects.count() >= ACTIVITIES:
        return
    with transaction.atomic():
        Unit.objects.bulk_create(
            Unit(name=f"Đảng ủy xã {n:03}", kind="commune", tier="commune", folded=f"dang uy xa {n:03}")
            for n in range(UNITS)
        )
        group = UnitGroup.objects.create(name="các xã, phường", kinds=["commune"])
        tasks = [(year, task) for year in YEARS for task in tasks_of(year, group)]
        units = list(Unit.objects.values_list("pk", flat=True))
        print(f"building {ACTIVITIES} activities", file=sys.stderr)
        rows = activities(tasks, units)
        while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
            Activity.objects.bulk_create(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def tasks_of(year: int, group: Any) -> list[int]:
    """A directive of the year with its provisions, each of which asks something of every unit."""
    from nhipcau.directives.models import Directive, Provision  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.programme.models import Assignment, Programme, Task  # noqa: PLC0415

    directive = Directive.objects.create(
        sha256=str(year), text_sha256=str(year), file_name=f"{year}.txt", original=b"", text="", reading={},
        state="accepted", number=f"07-HD/{year}", subject=f"Công tác thông tin đối ngoại năm {year}",
        date=date(year, 1, 12),
    )  # fmt: skip
    programme = Programme.objects.create(year=year)
    keys = []
    for n in range(PROVISIONS):
        provision = Provision.objects.create(
            directive=directive, order=n, kind="point", path=f"III.{n + 1}", text="Tổ chức tuyên truyền. " * 10,
            span_start=n, span_end=n + 1,
        )  # fmt: skip
        task = Task.objects.create(
            programme=programme, directive=directive, provision=provision, title=f"Tổ chức tuyên truyền đợt {n + 1}",
            deadline=date(year, n % 12 + 1, 20), state=("planned", "under_way", "done")[n % 3], order=n,
        )  # fmt: skip
        Assignment.objects.create(task=task, role="implement", group=group, unit_words=group.name)
        keys.append(task.pk)
    return keys


def activities(tasks: list[tuple[int, int]], units: list[int]) -> Iterator[Any]:
    """A million activities, spread evenly over tasks, units and days."""
    from nhipcau.programme.models import Activity  # noqa: PLC0415 -- Django is set up only now

    chance = random.Random(4)  # noqa: S311 -- no secret
    for n in range(ACTIVITIES):
        year, task = tasks[n % len(tasks)]
        day = min(date(year, 1, 1) + timedelta(days=chance.randrange(365)), TODAY)
        unit = units[chance.randrange(len(units))]
        title = f"Tổ chức hội nghị tuyên truyền tại thôn, bản lần {n}"
        yield Activity(unit_id=unit, kind="event", title=title, folded="", happened_on=day, task_id=task)


def officer() -> Any:
    """A client of a programme officer who has signed in."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up only now
    from django.test import Client  # noqa: PLC0415

    from nhipcau.organisation.models import User  # noqa: PLC0415

    user, _made = User.objects.get_or_create(username="chuyenvien")
    user.groups.add(Group.objects.get(name="programme_officer"))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def one_cell() -> str:
    """The address of the evidence of one month's cell."""
    from nhipcau.programme.models import Task  # noqa: PLC0415 -- Django is set up only now

    task = Task.objects.filter(programme__year=TODAY.year).earliest("order")
    return f"/workspace/tasks/coverage/cell/?directive={task.directive_id}&year={TODAY.year}&cell={task.provision_id}-1"


def answer_ms(client: Any, address: str) -> float:
    """The median of several answers, after one that warms up."""
    times = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        answer = client.get(address)
        times.append(1000 * (time.perf_counter() - begin))
        if answer.status_code != 200:
            raise AssertionError(f"{address}: {answer.status_code}")
    return statistics.median(times[1:])


if __name__ == "__main__":
    sys.exit(main())
