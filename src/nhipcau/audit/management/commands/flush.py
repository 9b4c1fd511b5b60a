"""Django's `flush` for a database that guards its audit trail: it empties every table, the trail with them.

It asks first, as Django's own does. Tests that commit for real use it to begin with an empty database.
"""

from typing import Any

from django.core.management.commands import flush

from nhipcau.audit.guard import lifted


class Command(flush.Command):
    """Empties the database with the guard lifted for that moment."""

    def handle(self, **options: Any) -> None:
        with lifted(options["database"]):
            super().handle(**options)
