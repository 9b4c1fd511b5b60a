"""Stories in language editions, pictures with their rights, clearances, and deliveries to outlets."""

from nhipcau.newsroom.models.clearances import Clearance
from nhipcau.newsroom.models.clearing import ClearanceTask, ClearanceTaskState
from nhipcau.newsroom.models.deliveries import Delivery
from nhipcau.newsroom.models.editions import EditionBasis
from nhipcau.newsroom.models.pictures import RightsImage, RightsRendition
from nhipcau.newsroom.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "Clearance",
    "ClearanceTask",
    "ClearanceTaskState",
    "Delivery",
    "EditionBasis",
    "RightsImage",
    "RightsRendition",
    "StoryIndexPage",
    "StoryPage",
]
