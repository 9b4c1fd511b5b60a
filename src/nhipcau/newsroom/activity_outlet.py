"""The outlet "activity": what is published counts as done, in the programme and in its unit's report."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.newsroom.models import Delivery
from nhipcau.newsroom.outlets import register_outlet
from nhipcau.programme.enums import ActivityKind
from nhipcau.programme.recording import record_activity, withdraw_activity

NAME = "activity"


def source_of(delivery: Delivery) -> str:
    """One activity per language edition, however often it is published."""
    return f"story:{delivery.translation_key}:{delivery.language}"


def deliver(delivery: Delivery) -> None:
    """Record the activity, or bring its title and ties up to date. It happened when the edition first went out."""
    story = delivery.story
    if story is None or story.first_published_at is None:
        return  # gone in the meantime: its withdrawal is on the way
    record_activity(
        source=source_of(delivery),
        unit=story.providing_unit,
        kind=ActivityKind.STORY,
        title=story.title,
        happened_on=timezone.localdate(story.first_published_at),
        task=story.task,
        occasion=story.occasion,
        language=delivery.language,
        evidence_url=story.public_path,
        by=delivery.created_by,
    )


def withdraw(delivery: Delivery) -> None:
    """Say on the activity that its evidence is gone since that day."""
    withdraw_activity(source=source_of(delivery), on=timezone.localdate(delivery.created_at))


def register() -> None:
    """Make the outlet known."""
    register_outlet(NAME, _("activities of the programme"), deliver=deliver, withdraw=withdraw)
