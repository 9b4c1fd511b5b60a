"""How fast public pages are rendered and answered. One line per figure: `figure NAME VALUE UNIT floor X ok|short`.

Pages are the sample's stories, over and over. Answers are counted in one process without a network: through the WSGI layer, and beside it
through the barest WSGI application (a page from a dictionary), whose speed is the yardstick that makes machines comparable.
Each figure is the median of several runs.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from nhipcau.portal import whole_site  # noqa: E402
from nhipcau.portal.published import PublishedSite  # noqa: E402
from nhipcau.portal.site_files import SiteFiles  # noqa: E402
from tests.portal.sample_site import SITE, sample_stories, summaries  # noqa: E402

RUNS = 5
PAGES = 1000
REQUESTS = 20_000
FLOORS = {
    "stories_rendered": 400.0,
    "answers": 5_000.0,
    "answers_to_bare_dict": 0.05,
    "one_publication": 10.0,
}


def main() -> int:
    """Print the figures; 1 when one falls short."""
    stories = sample_stories()
    figures = {
        "stories_rendered": ("pages/s", median(lambda: rendering_speed(stories))),
        **answering_figures(stories),
        "one_publication": ("sites/s", median(lambda: publication_speed(stories))),
    }
    short = False
    for name, (unit, value) in figures.items():
        is_short = value < FLOORS[name]
        short |= is_short
        print(f"figure {name} {value:.4g} {unit} floor {FLOORS[name]:g} {'short' if is_short else 'ok'}")
    return int(short)


def median(measure: Callable[[], float]) -> float:
    """Of several runs, after one that warms up."""
    measure()
    return statistics.median(measure() for _ in range(RUNS))


def rendering_speed(stories: Any) -> float:
    """Story pages per second, each different, with their related stories."""
    many = [replace(stories[n % len(stories)], uid=str(n), path=f"/vi/bai-{n}/") for n in range(PAGES)]
    begin = time.perf_counter()
    for _ in whole_site.story_pages(SITE, many, many):
        pass
    return PAGES / (time.perf_counter() - begin)


def publication_speed(stories: Any) -> float:
    """How often per second every page that is not a story's is rendered: what each publication costs besides its own."""
    begin = time.perf_counter()
    for _ in whole_site.shared_pages(SITE, stories):
        pass
    return 1 / (time.perf_counter() - begin)


def answering_figures(stories: Any) -> dict[str, tuple[str, float]]:
    """Answers per second of the WSGI layer, and their ratio to the bare dictionary."""
    with tempfile.TemporaryDirectory() as folder:
        site = SiteFiles(Path(folder))
        pages = dict(whole_site.story_pages(SITE, stories, summaries(stories)))
        with site.writing():
            site.put("stories", pages)
        answers = median(lambda: answering_speed(PublishedSite(_never, Path(folder), ("/workspace/",)), list(pages)))
    bare = median(lambda: answering_speed(_bare(pages), list(pages)))
    return {"answers": ("requests/s", answers), "answers_to_bare_dict": ("ratio", answers / bare)}


def answering_speed(application: Any, paths: list[str]) -> float:
    """Requests per second in one thread."""
    environs = [{"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": "gzip"} for path in paths]
    begin = time.perf_counter()
    for number in range(REQUESTS):
        b"".join(application(environs[number % len(environs)], _start_response))
    return REQUESTS / (time.perf_counter() - begin)


def _bare(pages: dict[str, bytes]) -> Any:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [pages[environ["PATH_INFO"]]]

    return application


def _start_response(status: str, headers: list[tuple[str, str]]) -> None:
    if status != "200 OK":
        raise AssertionError(status)


def _never(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise AssertionError("Django was asked")


if __name__ == "__main__":
    sys.exit(main())
