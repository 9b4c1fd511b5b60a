"""Languages in their own words."""

from django.conf import settings


def own_name(code: str) -> str:
    """What speakers of a language call it; the code itself when it is none of the portal's."""
    return str(dict(settings.LANGUAGES).get(code, code))
