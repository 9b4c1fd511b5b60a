"""Who may do what with a story, over and above Wagtail's page permissions."""

from typing import Any

from wagtail.models import PagePermissionTester

CLEAR = "newsroom.clear_storypage"
DELIVERIES = "newsroom.change_delivery"


class StoryPermissions(PagePermissionTester):
    """Nobody publishes a story by hand, superusers included: publication follows from clearance alone."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        """Taking a story off the portal is for those who clear."""
        return bool(self.page.live and self.user.is_active and self.user.has_perm(CLEAR))

    def can_unschedule(self) -> bool:
        return bool(self.user.is_active and self.user.has_perm(CLEAR))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if self.page.live and not self.user.has_perm(CLEAR):
            return False
        return bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_set_view_restrictions(self) -> bool:
        # The public site is plain files: a restriction could not be kept.
        return False

    def can_move(self) -> bool:
        # A story's language is its place.
        return False

    def can_move_to(self, destination: Any) -> bool:
        return False

    def can_copy(self) -> bool:
        # Copies and aliases would be a second way onto the portal; editions are made by their own button.
        return False

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return False


class StoryIndexPermissions(PagePermissionTester):
    """Below an index nothing is created and published in one go; the index itself stays."""

    def can_publish_subpage(self) -> bool:
        return False

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False
