"""What the lists of tasks, occasions and activities share."""

from nhipcau.organisation.listing import VIEW, FoundByWordsIndexView, short_day

__all__ = ["VIEW", "FoundByWordsIndexView", "short_day"]
