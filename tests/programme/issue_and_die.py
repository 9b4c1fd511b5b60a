"""Run as a process of its own: children issue an approved plan, each on a copy of database and files of its own, and
kill themselves at another moment; then somebody else asks for the same plan, and for one more number.

python -m tests.programme.issue_and_die    prints as JSON what stands after each kill, and after the second try
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import django

MOMENTS = ("before the number", "before the commit", "after the commit", "between the two files", "after everything")


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(kept: Any, *, count: int = 1) -> Any:
    """A function that dies when it has done its work so many times."""
    left = [count]

    def do(*args: Any, **kwargs: Any) -> Any:
        result = kept(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            die()
        return result

    return do


def prepare() -> Any:
    """A plan that waits to be issued."""
    from nhipcau.organisation.models import Unit  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.programme.plan_models import PlanTemplate  # noqa: PLC0415
    from nhipcau.programme.plans import deciding, services  # noqa: PLC0415
    from nhipcau.programme.services import create_task  # noqa: PLC0415

    unit = Unit.objects.create(name="Sở Ngoại vụ", short_name="SNgV", kind="department", tier="province")
    create_task("Biên soạn sổ tay", year=2026, assignments=[("lead", unit)], by=None)
    plan = services.open_plan(unit, PlanTemplate.objects.get(kind="year"), first_year=2026, last_year=2026, by=None)
    return deciding.approve_plan(deciding.submit_plan(plan, version=plan.version, by=None), by=None)


def set_the_trap(moment: str) -> None:
    from django.core.files.storage import FileSystemStorage  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.programme.plan_models import Plan  # noqa: PLC0415
    from nhipcau.programme.plans import issuing  # noqa: PLC0415
    from nhipcau.programme.register_models import OutgoingDocument  # noqa: PLC0415

    if moment == "before the number":
        OutgoingDocument.save = die
    if moment == "before the commit":
        decides = type(Plan.objects.all())
        decides.decide = after(decides.decide)
    if moment == "after the commit":
        issuing.files_of = die
    if moment == "between the two files":
        FileSystemStorage.save = after(FileSystemStorage.save)


def without_waiting() -> None:
    """Files of a few bytes in place of documents that take seconds to lay out and to measure."""
    from nhipcau.programme.plans import issuing  # noqa: PLC0415 -- Django is set up only now

    issuing.made = lambda paper, form: f"{form} {paper.number_line}".encode()
    issuing.measured = lambda content, paper, form: []


def issue(plan: Any) -> Any:
    from django.utils import timezone  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.programme.plans.content import usual_signing  # noqa: PLC0415
    from nhipcau.programme.plans.issuing import issue_plan  # noqa: PLC0415

    return issue_plan(plan, usual_signing(plan.unit), day=timezone.localdate(), by=None)


def what_stands() -> dict[str, Any]:
    """Numbers given, issues, files, and whatever `nhipcau check` finds wrong."""
    from nhipcau.audit.queries import fault_of_the_trail  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.programme.plan_models import Plan, PlanFile, PlanIssue  # noqa: PLC0415
    from nhipcau.programme.plans.integrity import faults  # noqa: PLC0415
    from nhipcau.programme.register_models import OutgoingDocument  # noqa: PLC0415

    return {
        "state": Plan.objects.get().state,
        "numbers": sorted(OutgoingDocument.objects.values_list("written", flat=True)),
        "issues": PlanIssue.objects.count(),
        "files": sorted(PlanFile.objects.values_list("form", flat=True)),
        "wrong": [*faults(), *filter(None, [fault_of_the_trail()])],
    }


def in_a_child(work: Any) -> None:
    """Do it in a child, which must die of its own hand."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(1)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
        sys.exit(f"The child ended with {status}.")


def main() -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- Django is set up only now
    from django.test import override_settings  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from nhipcau.programme.plan_models import Plan  # noqa: PLC0415
    from nhipcau.programme.register.services import take_number  # noqa: PLC0415

    without_waiting()
    prepare()
    connection.close()
    database, found = Path(connection.settings_dict["NAME"]), {}
    for number, moment in enumerate(MOMENTS):
        connection.settings_dict["NAME"] = str(database.with_name(f"{number}.sqlite3"))
        shutil.copy(database, connection.settings_dict["NAME"])

        def work(moment: str = moment) -> None:
            set_the_trap(moment)
            issue(Plan.objects.get())
            die()

        with override_settings(MEDIA_ROOT=database.with_name(f"media-{number}")):
            in_a_child(work)
            killed = what_stands()
            unit = issue(Plan.objects.get()).plan.unit
            take_number(unit, "KH", timezone.localdate(), subject="Việc khác", key="next", by=None)
            found[moment] = [killed, what_stands()]
        connection.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
