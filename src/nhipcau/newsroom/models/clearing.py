"""The step of the workflow at which a second person clears a story."""

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState

from nhipcau.newsroom.exceptions import DecidedError, MayNotClearError, NotReadyError
from nhipcau.newsroom.models.clearances import Clearance
from nhipcau.newsroom.permissions import CLEAR
from nhipcau.newsroom.rules import fingerprint, may_clear, what_forbids
from nhipcau.newsroom.story_facts import facts_of


class ClearanceTaskState(TaskState):
    """One submission of one text, waiting for its second person."""

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Wagtail copies task states when a text is changed after its approval; ours never counts for another text.
    exclude_fields_in_copy = ["submitted_by"]

    class Meta:
        verbose_name = _("submission for clearance")
        verbose_name_plural = _("submissions for clearance")
        default_permissions = ()

    @property
    def authors(self) -> tuple[int | None, int | None, int | None]:
        """Who last changed the text, who asked for clearance first, who submitted this text."""
        return self.revision.user_id, self.workflow_state.requested_by_id, self.submitted_by_id

    def may_be_cleared_by(self, user: Any) -> bool:
        """Ask the one rule."""
        return may_clear(user.pk, holds_the_right=user.is_active and user.has_perm(CLEAR), authors=self.authors)

    @transaction.atomic
    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Clear the text: put on record who vouches for it; Wagtail's workflow then publishes it.

        Raises:
            MayNotClearError: the person has no right to clear, or is an author.
            NotReadyError: something is missing.
            DecidedError: somebody decided a moment ago, or a newer text exists.
        """
        self._check_open()
        if user is None or not self.may_be_cleared_by(user):
            raise MayNotClearError(gettext("Only a second person with the right to clear may clear this story."))
        page = self.revision.as_object()
        refuse_unready(page)
        Clearance.objects.create(
            story=page,
            story_title=page.title,
            language=page.locale.language_code,
            revision_id=self.revision_id,
            fingerprint=fingerprint(page.serializable_data()),
            author_id=self.revision.user_id,
            submitted_by_id=self.submitted_by_id or self.workflow_state.requested_by_id,
            cleared_by=user,
            remarks=comment,
        )
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Give the text back with remarks.

        Raises:
            MayNotClearError: the person may not decide about this text.
            DecidedError: somebody decided a moment ago.
        """
        self._check_open()
        if user is None or not self.may_be_cleared_by(user):
            raise MayNotClearError(gettext("Only a second person with the right to clear may return this story."))
        return super().reject(user=user, update=update, comment=comment)

    def _check_open(self) -> None:
        """Of two decisions at once one counts; and what is decided is the text that was submitted."""
        now = TaskState.objects.select_for_update().get(pk=self.pk)
        page = Page.objects.filter(pk=self.workflow_state.object_id, latest_revision_id=self.revision_id)
        if now.status != TaskState.STATUS_IN_PROGRESS or not page.exists():
            raise DecidedError(gettext("This story has been decided or changed in the meantime. Open it again to see."))


class ClearanceTask(Task):
    """Clearance of a story by a second person, secrecy check included."""

    task_state_class = ClearanceTaskState

    class Meta:
        verbose_name = _("clearance by a second person")
        verbose_name_plural = _("clearances by a second person")
        default_permissions = ()

    @classmethod
    def get_description(cls) -> Any:
        return _("A person with the right to clear, and never an author, clears the story or returns it")

    def start(self, workflow_state: Any, user: Any = None) -> Any:
        """Take a submission in.

        Raises:
            NotReadyError: something is missing.
        """
        refuse_unready(workflow_state.content_object.get_latest_revision().as_object())
        state = super().start(workflow_state, user=user)
        state.submitted_by = user
        state.save(update_fields=["submitted_by"])
        return state

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        # What waits for clearance does not change under the eyes of the one who clears; it can be returned.
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        state = obj.current_workflow_task_state
        if not isinstance(state, ClearanceTaskState) or not state.may_be_cleared_by(user):
            return []
        return [
            ("reject", _("Return with remarks"), True),
            ("approve", _("Clear for publication"), False),
            ("approve", _("Clear with a remark"), True),
        ]

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return bool(user.has_perm(CLEAR))

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not user.has_perm(CLEAR):
            return waiting.none()
        return waiting.exclude(revision__user=user).exclude(workflow_state__requested_by=user)


def refuse_unready(page: Any) -> None:
    """Stop a story on its way to clearance when something is missing.

    Raises:
        NotReadyError: with what is missing.
    """
    issues = what_forbids(facts_of(page))
    if issues:
        raise NotReadyError(gettext("The story is not complete yet."), issues)
