"""The outlet "portal": what is published stands on the public site, what is withdrawn does not."""

from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom.models import Delivery
from nhipcau.newsroom.outlets import register_outlet
from nhipcau.portal.queries import OUTLET
from nhipcau.portal.services import refresh_story


def carry(delivery: Delivery) -> None:
    """Show the edition as it stands now, or no more: the database decides, so twice and late do no harm."""
    refresh_story(str(delivery.translation_key), delivery.language)


def register() -> None:
    """Make the outlet known."""
    register_outlet(OUTLET, _("portal"), deliver=carry, withdraw=carry)
