"""Run as a process of its own: in children that it makes, activates a scenario or ticks a step, each on a copy of the
database of its own, and lets each kill itself at another moment, as a power cut would.

python -m tests.listening.act_and_die DATABASE    makes DATABASE.ACTION.MOMENT for each of them
"""

import os
import shutil
import signal
import sys
import uuid
from typing import Any

import django

ACTIONS = ("activate", "tick")
MOMENTS = ("before-log", "before-commit", "after-commit")


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def prepare() -> tuple[Any, Any]:
    """A scenario with one role and one step, and its officer."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.listening import models  # noqa: PLC0415
    from nhipcau.organisation.models import Unit, User  # noqa: PLC0415

    officer = User.objects.create_user(username="officer", email="officer@example.test")
    officer.groups.add(Group.objects.get(name="programme_officer"))
    unit = Unit.objects.create(name="Ban", kind="party_body", tier="province")
    kind = models.KindOfEvent.objects.all()[0]
    scenario = models.Scenario.objects.create(title="Mưa lũ", kind=kind, unit=unit, review_by="2027-01-01")
    models.Level.objects.create(scenario=scenario, number=1, name="Theo dõi", decides="Trưởng nhóm")
    role = models.ScenarioRole.objects.create(scenario=scenario, name="Trưởng nhóm")
    models.RolePerson.objects.create(role=role, user=officer)
    models.Step.objects.create(scenario=scenario, offset=0, title="Họp", role="Trưởng nhóm")
    return scenario, officer


def set_the_trap(moment: str) -> None:
    from nhipcau.audit.models import AuditEntry  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.listening.models import LogLine  # noqa: PLC0415

    if moment == "before-log":
        LogLine.save = die
    if moment == "before-commit":
        # The trail is written behind the line; the transaction is still open then.
        kept = AuditEntry.save

        def save_and_die(self: Any, *args: Any, **kwargs: Any) -> None:
            kept(self, *args, **kwargs)
            if self.action == "live log written":
                die()

        AuditEntry.save = save_and_die


def act(action: str, moment: str) -> None:
    from nhipcau.listening.services import activation, steps  # noqa: PLC0415 -- Django is set up only now

    scenario, officer = prepare()
    if action == "activate":
        set_the_trap(moment)
    event = activation.activate(scenario, key=uuid.uuid4(), level=1, is_drill=False, decided_by="", by=officer)
    if action == "tick":
        set_the_trap(moment)
        steps.finish_step(event.steps.get(), note="đã họp", by=officer)
    die()


def main(database: str) -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- Django is set up only now

    for action in ACTIONS:
        for moment in MOMENTS:
            shutil.copy(database, f"{database}.{action}.{moment}")
            child = os.fork()
            if child == 0:
                connection.settings_dict["NAME"] = f"{database}.{action}.{moment}"
                act(action, moment)
                os._exit(1)  # it should have died
            _pid, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
                sys.exit(f"{action}, {moment}: the child ended with {status}.")


if __name__ == "__main__":
    main(sys.argv[1])
