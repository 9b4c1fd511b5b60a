"""The server's entry: published pages from their files at once, the rest from Django, which takes longer to load."""

import os
from collections.abc import Iterable
from threading import Lock, Thread
from typing import Any

from django.conf import settings

from nhipcau.portal.published import Application, PublishedSite, StartResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
# Only these begin an address that Django answers; every other one belongs to the published site.
DJANGO_PREFIXES = ("/workspace/", "/accounts/", "/sign-in/", "/subscribe/", "/static/", "/media/")


class LoadedWhenAsked:
    """Django, loaded once, by the first request for it or by `load` before."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._application: Application | None = None

    def load(self) -> Application:
        """The loaded application; whoever comes while it loads waits for it."""
        with self._lock:
            if self._application is None:
                from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- readers should not wait for it

                self._application = get_wsgi_application()
            return self._application

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        return (self._application or self.load())(environ, start_response)


_django = LoadedWhenAsked()
application = PublishedSite(_django, settings.PUBLISHED_SITE, DJANGO_PREFIXES)
Thread(target=_django.load, name="loads Django", daemon=True).start()
