"""What all tests share: a data folder of their own, no outside network, tasks done at once."""

import os
import socket
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pytest_django.plugin import blocking_manager_key

MIGRATED_ROWS = pytest.StashKey[str]()
TRANSACTIONAL = {"live_server", "transactional_db"}


def is_transactional(item: pytest.Item) -> bool:
    """Tell whether a test commits for real, so that all tables are emptied after it."""
    marker = item.get_closest_marker("django_db")
    return bool(TRANSACTIONAL & set(getattr(item, "fixturenames", ()))) or bool(
        marker and marker.kwargs.get("transaction")
    )


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Real passwords are slow to hash by design, and nearly every test makes a person."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up by pytest-django

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Files of few tests that start whole systems: begun first, no worker is left alone with one at the end.
LONG_FILES = ("test_run.py", "test_command_line.py", "test_in_the_browser.py", "test_killed_server.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Django bring back what migrations made (roles, first pages) for tests that commit for real."""
    items.sort(key=lambda item: item.path.name not in LONG_FILES)
    for item in items:
        if is_transactional(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Generator[None, None, None]:
    """Let the test database begin as a copy of the one that `tools/run_tests_here.sh` migrated for all workers."""
    from django.db import connection  # noqa: PLC0415 -- Django is set up by pytest-django

    migrated = os.environ.get("NHIPCAU_MIGRATED_DATABASE")
    if not migrated:
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        yield
    else:
        create, copies = connection.creation._create_test_db, []

        def create_as_copy(*args: Any, **options: Any) -> str:
            name: str = create(*args, **options)
            copy = sqlite3.connect(name, uri=True)
            with closing(sqlite3.connect(migrated)) as source:
                source.backup(copy)
            # A database in memory lives as long as somebody holds it.
            copies.append(copy)
            return name

        connection.creation._create_test_db = create_as_copy
        yield
        for copy in copies:
            copy.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, request: pytest.FixtureRequest) -> None:
    """Keep what migrations made: under Playwright's loop Django has another connection, which does not know it."""
    from django.db import connection  # noqa: PLC0415 -- Django is set up by pytest-django

    # pytest-django keeps the rows only for a run that holds such a test.
    if hasattr(connection, "_test_serialized_contents"):
        request.config.stash[MIGRATED_ROWS] = connection._test_serialized_contents


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """Bring it back for the next test too: it may be of the other kind, or in the next run of a reused database."""
    if not is_transactional(item) or MIGRATED_ROWS not in item.config.stash:
        yield
        return
    from django.apps import apps  # noqa: PLC0415 -- Django is set up by pytest-django
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.core.management.color import no_style  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    rows = item.config.stash[MIGRATED_ROWS]
    # Seeing this, Django empties the tables without making content types anew.
    connection._test_serialized_contents = rows  # type: ignore[attr-defined]
    yield
    if nextitem is None and not item.config.getvalue("reuse_db"):
        return  # the database is gone already
    with item.config.stash[blocking_manager_key].unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        connection.creation.deserialize_db_from_string(rows)
        # A page that was still open may have asked the server while the tables were empty: it made content types anew.
        ContentType.objects.clear_cache()
        # The rows came with their keys; PostgreSQL has to be told to count on from there.
        statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True))
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


LOOPBACK = {"127.0.0.1", "::1", "localhost"}
REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def only_loopback(self: socket.socket, address: object) -> None:
        if (
            self.family in (socket.AF_INET, socket.AF_INET6)
            and isinstance(address, tuple)
            and address[0] not in LOOPBACK
        ):
            raise AssertionError(f"A test tried to reach {address}.")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_loopback)


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real documents with labels. Missing is a failure in CI and a skip elsewhere."""
    folder = REPOSITORY.parent / "shared" / "data" / "official-documents"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"The real documents are missing: {folder}")
        pytest.skip("the real documents are not beside this checkout")
    return folder


@pytest.fixture
def samples() -> Path:
    """The folder of the invented province."""
    return REPOSITORY / "samples"


@pytest.fixture
def work_at_once(settings: object) -> None:
    """Do background work in the moment it is queued. Without it, work stays in the queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # type: ignore[attr-defined]


@pytest.fixture
def person(db: None) -> Callable[..., Any]:
    """Make a person with a role and, if wanted, a post: `person(Role.EDITOR, unit)`."""
    from django.contrib.auth.models import Group  # noqa: PLC0415 -- Django is set up by pytest-django

    from nhipcau.organisation.models import Post, User  # noqa: PLC0415

    def make(role: Any, unit: Any = None, *, username: str = "") -> Any:
        user = User.objects.create_user(
            username=username or f"{role}-{User.objects.count()}",
            password="mot-mat-khau-dai",
            last_name="Lò",
            first_name="Thử",
        )
        user.groups.add(Group.objects.get(name=role.value))
        if unit is not None:
            Post.objects.create(user=user, unit=unit)
        return user

    return make
