"""Run as a process of its own: clears a story and kills itself at the moment named, as a power cut would.

python -m tests.newsroom.clear_and_die before-deliveries | before-commit | after-commit | never
"""

import os
import signal
import sys
from typing import Any

import django


def die(*args: Any, **kwargs: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def set_trap(moment: str) -> None:
    from nhipcau.jobs import services as jobs  # noqa: PLC0415 -- Django stands only now
    from nhipcau.newsroom.models import deliveries  # noqa: PLC0415

    match moment:
        case "before-deliveries":
            deliveries.DeliveryQuerySet.announce = die
        case "before-commit":
            deliveries.queue = die  # the row is written, the transaction still open
        case "after-commit":
            jobs._enqueue = die


def main(moment: str) -> None:
    django.setup()
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django stands only now

    from nhipcau.newsroom.models import StoryIndexPage, StoryPage  # noqa: PLC0415 -- Django stands only now
    from nhipcau.newsroom.services import clear_story, submit_story  # noqa: PLC0415 -- Django stands only now
    from nhipcau.organisation.models import Unit, User  # noqa: PLC0415 -- Django stands only now

    def person(role: str) -> User:
        user = User.objects.create_user(username=role)
        user.groups.add(Group.objects.get(name=role))
        return user

    editor, approver = person("editor"), person("approver")
    story = StoryPage(
        title="Thác",
        lead="Một dòng nước.",
        body=[("paragraph", "<p>Nước đổ.</p>")],
        information_kind="image",
        topic="visit",
        providing_unit=Unit.objects.create(name="Báo", kind="press", tier="province"),
        contains_no_secret=True,
        live=False,
        owner=editor,
    )
    StoryIndexPage.objects.get(locale__language_code="vi").add_child(instance=story)
    story.save_revision(user=editor)
    submission = submit_story(StoryPage.objects.get(pk=story.pk), by=editor)
    set_trap(moment)
    clear_story(submission, by=approver)


if __name__ == "__main__":
    main(sys.argv[1])
