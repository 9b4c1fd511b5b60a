"""What follows when Wagtail deletes, moves or takes off a story by a way that does not pass `StoryPage.save`."""

from typing import Any

from django.db.models.signals import pre_delete
from django.utils.translation import gettext
from wagtail.signals import copy_for_translation_done, page_unpublished, pre_page_move

from nhipcau.newsroom.editions import remember_basis
from nhipcau.newsroom.enums import DeliveryAction
from nhipcau.newsroom.exceptions import StaysError
from nhipcau.newsroom.models import Delivery, StoryPage


def withdraw_before_deletion(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Deleting a live story takes it off its outlets. Django sends this within the deletion's transaction."""
    if instance.live and _is_out(instance):
        Delivery.objects.announce(instance, DeliveryAction.WITHDRAW, is_going=True)


def withdraw_after_unpublishing(sender: type[StoryPage], instance: StoryPage, **kwargs: Any) -> None:
    """Wagtail's own commands may unpublish the bare page row, past `StoryPage.save`."""
    if _is_out(instance):
        Delivery.objects.announce(instance, DeliveryAction.WITHDRAW)


def _is_out(story: StoryPage) -> bool:
    """Whether the last that outlets were told is to show it; Django may announce one deletion twice."""
    told = Delivery.objects.filter(translation_key=story.translation_key, language=story.locale.language_code)
    last = told.order_by("-pk").first()
    return last is not None and last.action == DeliveryAction.DELIVER


def refuse_move(sender: type[StoryPage], **kwargs: Any) -> None:
    """A story's language is its place."""
    raise StaysError(gettext("A story stays among the stories of its language."))


def remember_source(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """A new edition remembers the words it was made from."""
    if isinstance(target_obj, StoryPage):
        remember_basis(target_obj, source=source_obj)


def connect() -> None:
    """Called once, when the app is ready."""
    pre_delete.connect(withdraw_before_deletion, sender=StoryPage, dispatch_uid="newsroom.withdraw_before_deletion")
    page_unpublished.connect(withdraw_after_unpublishing, sender=StoryPage, dispatch_uid="newsroom.withdraw_after")
    pre_page_move.connect(refuse_move, sender=StoryPage, dispatch_uid="newsroom.refuse_move")
    copy_for_translation_done.connect(remember_source, dispatch_uid="newsroom.remember_source")
