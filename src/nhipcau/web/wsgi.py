"""The server's entry: published pages from their files, everything else from Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nhipcau.web.settings")
application = get_wsgi_application()
