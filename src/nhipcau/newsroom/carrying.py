"""Carrying deliveries to their outlets: what comes late never overwrites what is newer."""

from nhipcau.jobs.services import GivesUpError
from nhipcau.newsroom.enums import DeliveryAction
from nhipcau.newsroom.models import Delivery
from nhipcau.newsroom.outlets import outlet


def carry_out(delivery: Delivery) -> None:
    """Do what a delivery asks unless a newer one about the same edition and outlet stands; may run twice.

    A worker may have stopped for breath in the middle while a newer delivery went through. Whoever was overtaken
    therefore does the newest one again: what stands at the end is always the newest.

    Raises:
        GivesUpError: the outlet is not installed any more.
    """
    newest = _newest(delivery)
    if newest == delivery:
        _act(delivery)
        newest = _newest(delivery)
        if newest != delivery:
            _act(newest)
    elif delivery.attempts > 1:  # an earlier try was cut off and may have written late
        _act(newest)


def _newest(delivery: Delivery) -> Delivery:
    return Delivery.objects.of_same_edition(delivery).order_by("-pk")[0]


def _act(delivery: Delivery) -> None:
    try:
        channel = outlet(delivery.outlet)
    except KeyError:
        raise GivesUpError(f"The outlet {delivery.outlet} is not installed.") from None
    act = channel.deliver if delivery.action == DeliveryAction.DELIVER else channel.withdraw
    act(delivery)
