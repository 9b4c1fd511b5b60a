"""The server's entry: published pages from their files, everything else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402 -- settings stand only now

from nhipcau.portal.published import PublishedSite  # noqa: E402

# Only these begin an address that Django answers; every other one belongs to the published site.
DJANGO_PREFIXES = ("/workspace/", "/accounts/", "/sign-in/", "/static/", "/media/")
application = PublishedSite(_django, settings.PUBLISHED_SITE, DJANGO_PREFIXES)
