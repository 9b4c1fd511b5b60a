"""Run as a process of its own: two children at the same moment tick one step, then activate one scenario.

python -m tests.listening.act_at_once    prints how each child ended, and leaves the database to be looked at
"""

import os
import uuid
from collections.abc import Callable

import django

from tests.listening.act_and_die import prepare

DONE, TOLD = 0, 3


def at_once(*acts: Callable[[], object]) -> list[int]:
    """Fork a child for each, let them begin together; returns how each ended: done, or told that another was first."""
    from nhipcau.listening.exceptions import RefusedError  # noqa: PLC0415 -- Django is set up only now

    gate, opener = os.pipe()
    children = []
    for act in acts:
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.read(gate, 1)  # returns when the parent closes the other end
            try:
                act()
            except RefusedError:
                os._exit(TOLD)
            os._exit(DONE)
        children.append(child)
    os.close(opener)
    return sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


def in_child(act: Callable[[], object]) -> None:
    """The parent never has a connection of its own: two processes must not share one."""
    assert at_once(act) == [DONE]


def tick(username: str) -> None:
    from nhipcau.listening.models import LiveStep  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.listening.services.steps import finish_step  # noqa: PLC0415
    from nhipcau.organisation.models import User  # noqa: PLC0415

    finish_step(LiveStep.objects.get(), by=User.objects.get(username=username))


def activate(*, is_drill: bool, key: uuid.UUID | None = None) -> None:
    from nhipcau.listening.models import Scenario  # noqa: PLC0415 -- Django is set up only now
    from nhipcau.listening.services import activation  # noqa: PLC0415
    from nhipcau.organisation.models import User  # noqa: PLC0415

    activation.activate(
        Scenario.objects.get(),
        key=key or uuid.uuid4(),
        level=1,
        is_drill=is_drill,
        decided_by="",
        by=User.objects.get(username="officer"),
    )


def set_up() -> None:
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.organisation.models import User  # noqa: PLC0415

    prepare()
    second = User.objects.create_user(username="second")
    second.groups.add(Group.objects.get(name="approver"))
    activate(is_drill=False)


def main() -> None:
    django.setup()
    in_child(set_up)
    key = uuid.uuid4()
    print("tick", at_once(lambda: tick("officer"), lambda: tick("second")))
    print("double click", at_once(*[lambda: activate(is_drill=True, key=key)] * 2))


if __name__ == "__main__":
    main()
