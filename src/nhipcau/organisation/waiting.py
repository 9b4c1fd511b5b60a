"""What waits for a person: one line of the home page "Việc hôm nay"."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what waits, where to do it, whether it is late, and whether it happens right now."""

    text: str
    action: str
    url: str
    is_late: bool = False
    is_under_way: bool = False
