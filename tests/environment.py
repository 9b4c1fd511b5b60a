"""The environment of the tests: a plugin, since pytest-django reads settings before any conftest."""

import os
import tempfile

from nhipcau.web.messages import compile_catalogues

# Each process of the tests, xdist's workers too, gets a data folder of its own.
os.environ["NHIPCAU_DATA"] = tempfile.mkdtemp(prefix="nhipcau-test-")
os.environ["NHIPCAU_SECRET_KEY"] = "only-for-tests"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the tests

# Django keeps the catalogues that it finds when it is set up, so they are compiled before. xdist starts workers later.
if "PYTEST_XDIST_WORKER" not in os.environ:
    compile_catalogues()
