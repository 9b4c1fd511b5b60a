"""Who wants to know that a course was held: apps above register, this app tells.

`handler(course)` is called within the transaction that says that a course was held, again whenever its attendance or
its facts change afterwards, and when it turns out that it was not held after all. So it may be called as often as one
likes, looks at `course.state`, and does no harm twice.
"""

from collections.abc import Callable

from nhipcau.organisation.training.models import Course

Handler = Callable[[Course], None]
_handlers: list[Handler] = []


def register(handler: Handler) -> None:
    """Have `handler` called; registering twice does no harm."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell(course: Course) -> None:
    """Tell everybody who registered."""
    for handler in _handlers:
        handler(course)
