"""Run as a process of its own: children send the letters about a task, each on a copy of database and mail of its own,
and kill themselves at another moment; the next worker looks a minute and eleven minutes later. At last four at once.

python -m tests.programme.send_and_die    prints as JSON: of each letter its Message-ID and whether it has the note
"""

import email
import email.policy
import json
import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import django

from tests.programme.issue_and_die import after, die, in_a_child

MOMENTS = ("before it goes", "after it went", "after it was marked")
NOW = datetime(2026, 3, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def prepare() -> None:
    """A task that is due today, and its contact."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up only now

    from nhipcau.organisation.models import Post, Unit, User  # noqa: PLC0415
    from nhipcau.programme.services import create_task  # noqa: PLC0415

    unit = Unit.objects.create(name="Sở Ngoại vụ", kind="department", tier="province")
    contact = User.objects.create_user(username="contact", email="dau.moi@example.test")
    contact.groups.add(Group.objects.get(name="unit_contact"))
    Post.objects.create(user=contact, unit=unit)
    create_task("Biên soạn", year=2026, assignments=[("lead", unit)], deadline=date(2026, 3, 20), by=None)


def set_the_trap(moment: str) -> None:
    from django.core.mail import EmailMessage  # noqa: PLC0415 -- Django is set up only now

    if moment == "before it goes":
        EmailMessage.send = die
    if moment == "after it went":
        EmailMessage.send = after(EmailMessage.send)


def send(later: timedelta = timedelta()) -> None:
    from nhipcau.programme.letters import send_task_letters  # noqa: PLC0415 -- Django is set up only now

    send_task_letters(NOW + later)


def what_went(folder: Path) -> list[list[Any]]:
    """Message-ID and whether it says that it may have come before, of each letter in the order in which they went."""
    texts = [file.read_bytes() for file in sorted(folder.glob("*"), key=lambda file: file.stat().st_mtime_ns)]
    letters = [
        email.message_from_bytes(part.strip(b"\n"), policy=email.policy.default)
        for text in texts
        for part in text.split(b"-" * 79)
        if part.strip()
    ]
    return [[one["Message-ID"], "lần gửi trước" in one.get_content()] for one in letters]


def at_once(number: int) -> None:
    children = []
    for _one in range(number):
        child = os.fork()
        if child == 0:
            send()
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def main() -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- Django is set up only now
    from django.test import override_settings  # noqa: PLC0415

    prepare()
    connection.close()
    database, found = Path(connection.settings_dict["NAME"]), {}
    for number, moment in enumerate((*MOMENTS, "four at once")):
        connection.settings_dict["NAME"] = str(database.with_name(f"{number}.sqlite3"))
        shutil.copy(database, connection.settings_dict["NAME"])
        mail = database.with_name(f"mail-{number}")
        mail.mkdir()

        def work(moment: str = moment) -> None:
            set_the_trap(moment)
            send()
            die()

        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=str(mail)
        ):
            if moment in MOMENTS:
                in_a_child(work)
                for minutes in (1, 11, 30):
                    send(timedelta(minutes=minutes))
            else:
                at_once(4)
        connection.close()
        found[moment] = what_went(mail)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
