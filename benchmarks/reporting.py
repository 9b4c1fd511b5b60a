"""How fast reports are drafted, filed and added up: 150 units, 5 years, a million activities.

One line per figure: `figure NAME VALUE UNIT floor X ok|short`. The database is made in a folder of its own: SQLite, or
PostgreSQL when BENCH_DATABASE_URL names an empty database. Rows are written as the services write them, in bulk.
Times are medians of several runs in milliseconds, in one process.
Then 150 contacts save and file at once through a real server, for SECONDS (60 unless told otherwise, 600 at most).

    make bench-programme
    BENCH_SECONDS=600 make bench-programme
    BENCH_DATABASE_URL=postgres://…/bench make bench-programme
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

UNITS, YEARS, LAST_YEAR = 150, 5, 2026
ACTIVITIES = int(os.environ.get("BENCH_ACTIVITIES", "1_000_000"))
RUNS = 7
SECONDS = min(600, int(os.environ.get("BENCH_SECONDS", "60")))
CONTACTS = 150
TODAY = date(LAST_YEAR, 12, 17)
KINDS = [
    ("story", 60),
    ("event", 12),
    ("training", 5),
    ("document", 12),
    ("delegation", 4),
    ("screen", 5),
    ("other", 2),
]
# Milliseconds at most.
FLOORS = {
    "roll_up_month": 300.0,
    "totals_page": 300.0,
    "years_page": 300.0,
    "own_reports_page": 300.0,
    "who_has_filed_page": 300.0,
    "draft_month": 500.0,
    "draft_month_province": 500.0,
    "draft_month_growth": 1.5,
    "save_p95": 500.0,
    "file_p95": 2000.0,
    "errors": 0.0,
    "lost_updates": 0.0,
}


def main() -> int:
    """Make the rows, print the figures; 1 when one falls short."""
    with tempfile.TemporaryDirectory(prefix="nhipcau-bench-") as folder:
        os.environ["NHIPCAU_DATA"] = folder
        os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/nhipcau.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "nhipcau.web.settings"
        os.environ["NHIPCAU_HOSTS"] = "localhost,127.0.0.1,testserver"
        import django  # noqa: PLC0415 -- only now is it known where the data lies

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        started = time.monotonic()
        world = World()
        world.make()
        print(f"# {ACTIVITIES:,} activities of {UNITS} units made in {time.monotonic() - started:.0f} s", flush=True)
        figures = {**world.measure(), **filing_at_once(world)}
    return report(figures)


def report(figures: dict[str, tuple[float, str]]) -> int:
    """One line per figure."""
    short = False
    for name, (value, unit) in figures.items():
        is_short = value > FLOORS[name]
        short |= is_short
        print(f"figure {name} {value:.4g} {unit} floor {FLOORS[name]:g} {'short' if is_short else 'ok'}", flush=True)
    return int(short)


def median(measure: Callable[[], Any]) -> float:
    """Milliseconds, of several runs after one that warms up."""
    measure()
    times = []
    for _run in range(RUNS):
        started = time.perf_counter()
        measure()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


class World:
    """A province of many units that reported every month for years."""

    def __init__(self) -> None:
        self.random = random.Random(20)  # noqa: S311 -- the same rows every time

    def make(self) -> None:
        """Units, people, tasks, activities, reports filed and accepted."""
        from nhipcau.organisation.models import Post, Unit, UnitGroup, User  # noqa: PLC0415
        from nhipcau.reporting.models import ReportingDuty  # noqa: PLC0415

        self.office = Unit.objects.create(name="Cơ quan thường trực", kind="party_body", tier="province")
        for number in range(UNITS):
            Unit.objects.create(name=f"Đơn vị {number:03}", kind="department", tier="province", parent=self.office)
        self.units = list(Unit.objects.filter(kind="department").order_by("pk"))
        group = UnitGroup.objects.create(name="các đơn vị", kinds=["department"])
        self.duty = ReportingDuty.objects.create(
            name="Báo cáo tháng", reporter_group=group, addressee=self.office, frequency="month",
            begins_on=date(LAST_YEAR - YEARS + 1, 1, 15),
        )  # fmt: skip
        self.upward = ReportingDuty.objects.create(
            name="Báo cáo tháng của tỉnh", reporter=self.office, frequency="month",
            begins_on=date(LAST_YEAR - YEARS + 1, 1, 15),
        )  # fmt: skip
        self.officer = self._person("chuyenvien", "programme_officer", self.office)
        User.objects.bulk_create(User(username=f"dm{n:03}", password="!") for n in range(CONTACTS))  # noqa: S106
        self.contacts = list(User.objects.filter(username__startswith="dm").order_by("username"))
        self._give_role(self.contacts, "unit_contact")
        Post.objects.bulk_create(
            Post(user=user, unit=unit) for user, unit in zip(self.contacts, self.units, strict=False)
        )
        self._tasks()
        self._activities()
        self._filed()
        self._analyse()

    def _person(self, name: str, role: str, unit: Any) -> Any:
        from nhipcau.organisation.models import Post, User  # noqa: PLC0415

        user = User.objects.create_user(username=name)
        self._give_role([user], role)
        Post.objects.create(user=user, unit=unit)
        return user

    def _give_role(self, users: list[Any], role: str) -> None:
        from django.contrib.auth.models import Group  # noqa: PLC0415

        group = Group.objects.get(name=role)
        through = type(users[0]).groups.through
        through.objects.bulk_create(through(user_id=user.pk, group_id=group.pk) for user in users)

    def _tasks(self) -> None:
        from nhipcau.programme.models import Assignment, Programme, Task  # noqa: PLC0415

        tasks = []
        for year in range(LAST_YEAR - YEARS + 1, LAST_YEAR + 1):
            programme = Programme.objects.create(year=year)
            tasks += [
                Task(
                    programme=programme, title=f"Nhiệm vụ {number} năm {year}", folded=f"nhiem vu {number}",
                    deadline=date(year, number % 12 + 1, 15), state="done" if year < LAST_YEAR else "planned",
                    order=number,
                )
                for number in range(UNITS * 10)
            ]  # fmt: skip
        Task.objects.bulk_create(tasks, batch_size=2000)
        self.tasks = list(Task.objects.order_by("pk").values_list("pk", flat=True))
        Assignment.objects.bulk_create(
            (
                Assignment(task_id=pk, role="lead", unit=self.units[number % UNITS])
                for number, pk in enumerate(self.tasks)
            ),
            batch_size=2000,
        )

    def _activities(self) -> None:
        from nhipcau.programme.models import Activity  # noqa: PLC0415

        first = date(LAST_YEAR - YEARS, 12, 15)
        days = (date(LAST_YEAR, 12, 14) - first).days + 1
        kinds = [kind for kind, weight in KINDS for _time in range(weight)]
        figures = {"event": {"visitors": 120}, "training": {"people": 40}, "screen": {"plays": 96, "hours": 12.5}}

        def rows() -> Iterator[Activity]:
            for number in range(ACTIVITIES):
                kind = kinds[self.random.randrange(len(kinds))]
                title = f"Hoạt động số {number} của đơn vị trong kỳ"
                yield Activity(
                    unit=self.units[number % UNITS], kind=kind, title=title, folded="hoat dong so",
                    happened_on=first + timedelta(days=number * days // ACTIVITIES),
                    task_id=self.tasks[number % len(self.tasks)] if number % 3 == 0 else None,
                    language="vi" if kind == "story" else "", figures=figures.get(kind, {}),
                    evidence_url="/vi/bai/" if number % 5 else "", has_evidence=bool(number % 5),
                )  # fmt: skip

        batch: list[Activity] = []
        for row in rows():
            batch.append(row)
            if len(batch) == 20_000:
                Activity.objects.bulk_create(batch, batch_size=2_000)
                batch = []
        Activity.objects.bulk_create(batch, batch_size=2_000)

    def _filed(self) -> None:
        """Reports of all months but the last, accepted, with their rows of figures."""
        from django.utils import timezone  # noqa: PLC0415

        from nhipcau.reporting import queries  # noqa: PLC0415
        from nhipcau.reporting.models import FiledFigure, Report  # noqa: PLC0415

        periods = [p for p in queries.periods_until(self.duty, TODAY) if p.end < date(LAST_YEAR, 12, 14)]
        section = {"provision": None, "heading": "Hoạt động khác", "content": "rest", "body": "Đã làm. " * 60}
        for period in periods:
            Report.objects.bulk_create(
                Report(
                    duty=self.duty, unit=unit, period_start=period.start, period_end=period.end,
                    due_on=queries.due_on(self.duty, period), state="draft", filed_at=timezone.now(),
                    filed_content={"sections": [section], "figures": []}, filed_sha256="0" * 64,
                )
                for unit in self.units
            )  # fmt: skip
        # Written behind the back of the guard that keeps filed reports: nothing else writes them in bulk.
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("update reporting_report set state = 'accepted'")
        figures: list[FiledFigure] = []
        for report in Report.objects.filter(duty=self.duty).only("pk", "duty", "unit", "period_end").iterator():
            for kind, weight in KINDS:
                for measure in ("", "#proven", "people"):
                    figures.append(
                        FiledFigure(
                            report=report, duty=self.duty, unit_id=report.unit_id, period_end=report.period_end,
                            kind=kind, measure=measure, value=Decimal(weight + self.random.randrange(5)),
                        )
                    )  # fmt: skip
            if len(figures) > 20_000:
                FiledFigure.objects.bulk_create(figures, batch_size=2_000)
                figures = []
        FiledFigure.objects.bulk_create(figures, batch_size=2_000)

    def _analyse(self) -> None:
        from django.db import connection  # noqa: PLC0415

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def measure(self) -> dict[str, tuple[float, str]]:
        """What people wait for."""
        from django.test import Client  # noqa: PLC0415
        from django.utils import timezone  # noqa: PLC0415

        from nhipcau.reporting import queries  # noqa: PLC0415
        from nhipcau.reporting.drafting import draft  # noqa: PLC0415
        from nhipcau.reporting.rollup import roll_up  # noqa: PLC0415

        noon = timezone.make_aware(datetime(TODAY.year, TODAY.month, TODAY.day, 12))  # noqa: DTZ001
        timezone.now = lambda: noon
        periods = queries.periods_until(self.duty, TODAY)
        last, full = periods[-1], periods[-2]
        early = periods[11]
        officer, contact = Client(), Client()
        officer.force_login(self.officer)
        contact.force_login(self.contacts[0])
        query = f"?duty={self.duty.pk}&period={full.end.isoformat()}"
        at = "/workspace/unit-reports"

        def page(client: Client, address: str) -> Callable[[], None]:
            def get() -> None:
                if client.get(address).status_code != 200:
                    raise RuntimeError(address)

            return get

        unit = self.units[7]
        late = median(lambda: draft(self.duty, unit, last))
        return {
            "roll_up_month": (median(lambda: roll_up(self.duty, full, today=TODAY)), "ms"),
            "totals_page": (median(page(officer, f"{at}/totals/{query}")), "ms"),
            "years_page": (median(page(officer, f"{at}/years/?duty={self.duty.pk}")), "ms"),
            "own_reports_page": (median(page(contact, f"{at}/")), "ms"),
            "who_has_filed_page": (median(page(officer, f"{at}/who-has-filed/{query}")), "ms"),
            "draft_month": (late, "ms"),
            "draft_month_province": (median(lambda: draft(self.upward, self.office, full)), "ms"),
            "draft_month_growth": (late / median(lambda: draft(self.duty, unit, early)), "times"),
        }


def filing_at_once(world: World) -> dict[str, tuple[float, str]]:
    """All contacts open, write, save and at the end file their report through one real server."""
    from benchmarks.filing_load import run  # noqa: PLC0415 -- needs Django set up

    return run(world.contacts, world.units, world.duty, seconds=SECONDS, root=ROOT)


if __name__ == "__main__":
    sys.exit(main())
