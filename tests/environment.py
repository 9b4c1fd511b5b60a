"""The environment of the tests: a plugin, since pytest-django reads settings before any conftest."""

import os
import tempfile

import pytest

from nhipcau.web.messages import compile_catalogues

# Each process of the tests, xdist's workers too, gets a data folder of its own.
os.environ["NHIPCAU_DATA"] = tempfile.mkdtemp(prefix="nhipcau-test-")
os.environ["NHIPCAU_SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests

# Django keeps the catalogues that it finds when it is set up, so they are compiled before. xdist starts workers later.
if "PYTEST_XDIST_WORKER" not in os.environ:
    compile_catalogues()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database-only` leaves out what a second database engine cannot change."""
    parser.addoption("--database-only", action="store_true", help="run only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep tests that use the database, the running system's among them; pages look the same on every engine."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
    items[:] = kept


def uses_database(item: pytest.Item) -> bool:
    """Tell whether a test asks a database, in this process or in one that it starts."""
    fixtures = set(getattr(item, "fixturenames", ()))
    module = getattr(item, "module", None)
    if hasattr(module, "RunningSystem"):  # the whole thread once; processes start and die alike on every engine
        return "thread" in module.__name__
    if hasattr(module, "environment_with_database"):  # it kills processes that work on a SQLite file, here and there
        return False
    return item.get_closest_marker("browser") is None and (
        item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db", "live_server"} & fixtures)
    )
