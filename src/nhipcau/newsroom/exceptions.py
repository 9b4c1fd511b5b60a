"""Refusals of the newsroom. All are denials of permission, so the workspace answers them with a clear message.

NewsroomRefusal
├── NotClearedError     somebody tries to publish what no second person has cleared
├── MayNotClearError    the person may not clear this text: no right, or one of its authors
├── NotReadyError       something is missing; `issues` says what
├── DecidedError        somebody else decided a moment ago, or the text has changed since
└── StaysError          a story cannot be moved, copied live or made an alias
"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied

from nhipcau.newsroom.rules import Issue


class NewsroomRefusal(PermissionDenied):
    """Something that the newsroom does not do."""


class NotClearedError(NewsroomRefusal):
    """The text has not been cleared by a second person."""


class MayNotClearError(NewsroomRefusal):
    """The person may not clear this text."""


class NotReadyError(NewsroomRefusal):
    """Something is missing."""

    def __init__(self, message: str, issues: Sequence[Issue]) -> None:
        super().__init__(message)
        self.issues = tuple(issues)


class DecidedError(NewsroomRefusal):
    """There is nothing to decide any more."""


class StaysError(NewsroomRefusal):
    """A story stays where it is."""
