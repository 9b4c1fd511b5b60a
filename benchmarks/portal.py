"""How fast public pages are rendered and answered. One line per figure: `figure NAME VALUE UNIT floor X ok|short`.

Pages are the sample's stories, over and over. Answers are counted in one thread without a network: what the WSGI layer
itself costs, before any server. Each figure is the median of several runs.
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

from tests.portal.sample_site import SITE, sample_stories, summaries  # noqa: E402

from nhipcau.portal import whole_site  # noqa: E402
from nhipcau.portal.published import PublishedSite  # noqa: E402
from nhipcau.portal.site_files import SiteFiles  # noqa: E402

RUNS = 5
PAGES = 1000
REQUESTS = 20_000
FLOORS = {
    "stories_rendered": 400.0,
    "answers": 5_000.0,
    "slowest_answers": 500.0,
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
        # Of times, less is better.
        is_short = value > FLOORS[name] if unit.startswith("us") else value < FLOORS[name]
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
    """How often per second every page that is not a story's is rendered: what a publication costs besides its own."""
    begin = time.perf_counter()
    for _ in whole_site.shared_pages(SITE, stories):
        pass
    return 1 / (time.perf_counter() - begin)


def answering_figures(stories: Any) -> dict[str, tuple[str, float]]:
    """Answers per second of the WSGI layer, and how many microseconds 99 of 100 stay below."""
    with tempfile.TemporaryDirectory() as folder:
        site = SiteFiles(Path(folder))
        pages = dict(whole_site.story_pages(SITE, stories, summaries(stories)))
        with site.writing():
            site.put("stories", pages)
        application = PublishedSite(_never, Path(folder), ("/workspace/",))
        answering_times(application, list(pages))
        runs = [sorted(answering_times(application, list(pages))) for _ in range(RUNS)]
    speed = statistics.median(len(run) / sum(run) for run in runs)
    slowest = statistics.median(run[int(len(run) * 0.99)] for run in runs)
    return {"answers": ("requests/s", speed), "slowest_answers": ("us_p99", slowest * 1e6)}


def answering_times(application: Any, paths: list[str]) -> list[float]:
    """Seconds that each of many requests took, one after the other."""
    environs = [{"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": "gzip"} for path in paths]
    times = []
    for number in range(REQUESTS):
        begin = time.perf_counter()
        b"".join(application(environs[number % len(environs)], _start_response))
        times.append(time.perf_counter() - begin)
    return times


def _start_response(status: str, headers: list[tuple[str, str]]) -> None:
    if status != "200 OK":
        raise AssertionError(status)


def _never(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    raise AssertionError("Django was asked")


if __name__ == "__main__":
    sys.exit(main())
