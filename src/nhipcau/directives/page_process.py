"""Draws one page of a document in a process of its own, so that a page made to harm takes no server with it.

Called as `python -m nhipcau.directives.page_process NUMBER DPI`: the file comes in on standard input, the picture goes
out as WebP. It ends with status 3 when there is no such page and 4 when it cannot be drawn.
"""

import resource
import sys

SECONDS, BYTES = 30, 2 * 1024**3
NO_SUCH_PAGE, NOT_DRAWN = 3, 4


def main(number: int, dpi: int) -> int:
    """Read, draw, write; within bounds of time and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    from nhipcau.officialdocs import NotReadable  # noqa: PLC0415 -- within the bounds
    from nhipcau.officialdocs.extraction.pages import render_page  # noqa: PLC0415

    try:
        picture = render_page(sys.stdin.buffer.read(), number, dpi=dpi)
    except IndexError:
        return NO_SUCH_PAGE
    except (NotReadable, MemoryError, OSError):
        return NOT_DRAWN
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
