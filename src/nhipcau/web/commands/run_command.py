"""`nhipcau run`: everything on one machine as one foreground process tree."""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from nhipcau.web.commands.installation import set_up
from nhipcau.web.errors import CallIsWrongError
from nhipcau.web.supervisor import Supervisor, is_port_free

# Seconds between two things that are loaded while people work already.
BREATH = 0.05


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--host, --port, --sample."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--sample",
        choices=["province", "offices", "none"],
        default="province",
        help="the invented province with its directive and stories; only its offices and people; nothing",
    )


def run(options: argparse.Namespace) -> int:
    """Prepare, start, print the addresses, keep alive until Ctrl-C."""
    if not 0 < options.port < 65536:
        raise CallIsWrongError(f"{options.port} is no port; choose one from 1 to 65535.")
    if not is_port_free(options.host, options.port):
        raise CallIsWrongError(
            f"port {options.port} is taken or not allowed; choose another: make run PORT={options.port % 65535 + 1}"
        )
    address = f"http://{'localhost' if options.host in ('127.0.0.1', '0.0.0.0') else options.host}:{options.port}"  # noqa: S104
    os.environ.setdefault("NHIPCAU_PUBLIC_ADDRESS", address)
    set_up()
    supervisor = Supervisor(children(options.host, options.port), every_tick=look_after)
    supervisor.start()
    try:
        links = [] if options.sample == "none" else offer_sample(only_offices=options.sample == "offices")
        if not supervisor.wait_until_answering(address + "/accounts/login/"):
            return 0 if supervisor.is_stopping else 1
        say_where(address, links)
        if options.sample == "province":
            # A year of reports takes some seconds, and nobody has to wait for it.
            load_year_of_sample(goes_on=lambda: after_a_breath() and not supervisor.is_stopping)
        return supervisor.watch()
    finally:
        supervisor.end()


def children(host: str, port: int) -> dict[str, list[str]]:
    """The commands of the server and of the job worker."""
    python = [sys.executable, "-m"]
    server = [
        *python, "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1",
        "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "--log-level", "warning",
        "--workers-kill-timeout", "4",  # a worker that is still starting does not hear that it should stop
        "nhipcau.web.wsgi:application",
    ]  # fmt: skip
    worker = [
        *python, "django", "db_worker", "--queue-name", "*", "--interval", "0.5", "--no-reload", "--no-startup-delay",
        "-v", "0",
    ]  # fmt: skip
    return {"server": server, "job worker": worker}


def look_after() -> None:
    """What somebody has to see to now and then: stories whose hour has come, work left behind, days that passed."""
    from django.core.management import call_command  # noqa: PLC0415 -- Django is set up by the caller
    from django.db import DatabaseError, close_old_connections  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.jobs.services import sweep  # noqa: PLC0415
    from nhipcau.listening.letters import send_letters  # noqa: PLC0415
    from nhipcau.portal.services import keep_fresh  # noqa: PLC0415
    from nhipcau.programme.coordination.letters import send_review_letters  # noqa: PLC0415
    from nhipcau.programme.letters import send_task_letters  # noqa: PLC0415
    from nhipcau.reporting.reminders import send_reminders  # noqa: PLC0415

    close_old_connections()
    try:
        send_letters()
        call_command("publish_scheduled", verbosity=0)
        sweep()
        keep_fresh()
        send_reminders()
        send_task_letters()
        send_review_letters()
    except (DatabaseError, OSError) as error:
        # The database or the disk may be back at the next look; the server must not fall for it.
        print(f"nhipcau run: {error}", file=sys.stderr)


def sample_folder() -> Path | None:
    """The invented province beside this checkout, when there is one."""
    folder = Path(__file__).resolve().parents[4] / "samples"
    return folder if folder.is_dir() else None


def offer_sample(*, only_offices: bool) -> list[tuple[str, str]]:
    """Load the invented province if nothing is there yet; returns role and one-time link of each sample person."""
    from nhipcau.web import sample  # noqa: PLC0415 -- Django is set up by the caller

    folder = sample_folder()
    if folder is None:
        return []
    sample.load(folder, only_offices=only_offices)
    return sample.sign_in_links(folder)


def after_a_breath() -> bool:
    """A moment in which others get at the database: who signs in right now must not wait until all is loaded."""
    time.sleep(BREATH)
    return True


def load_year_of_sample(*, goes_on: Callable[[], bool]) -> None:
    """Load what the invented province did and reported since."""
    from django.db import DatabaseError  # noqa: PLC0415 -- Django is set up by the caller

    from nhipcau.web import sample  # noqa: PLC0415

    folder = sample_folder()
    try:
        if folder is not None:
            sample.load_year(folder, goes_on=goes_on)
    except (DatabaseError, OSError) as error:
        # What is missing comes with the next start; the server must not fall for it.
        print(f"nhipcau run: {error}", file=sys.stderr)


def say_where(address: str, links: list[tuple[str, str]]) -> None:
    """Print where the portal and the workspace are and how to get in."""
    print(
        f"\nNhịp Cầu is running. Stop it with Ctrl-C.\n\n  Portal     {address}/\n  Workspace  {address}/workspace/\n"
    )
    if links:
        print("One-time sign-in links of the sample province (each works once, for twelve hours):\n")
        width = max(len(who) for who, _token in links)
        for who, token in links:
            print(f"  {who:{width}}  {address}/sign-in/{token}/")
    print(flush=True)
