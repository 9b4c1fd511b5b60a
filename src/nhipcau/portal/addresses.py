"""Where everything stands on the public site. A path begins with a slash; a page's path also ends with one."""

from nhipcau.newsroom.rules import public_path

ROOT = "/"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
ASSETS = "/assets/"
PICTURES = "/pictures/"
# Names that change whenever their content does, so that a browser may keep them for ever.
CONTENT_ADDRESSED = (ASSETS, PICTURES)


def home(language: str) -> str:
    return f"/{language}/"


def story(language: str, slug: str) -> str:
    """A story's own address: without its topic or date, so that it outlives both. The newsroom decides it."""
    return public_path(language, slug)


def topic(language: str, code: str, page: int = 1) -> str:
    first = f"/{language}/topics/{code}/"
    return first if page == 1 else f"{first}page-{page}/"


def about(language: str, name: str) -> str:
    return f"/{language}/about/{name}/"


def feed(language: str) -> str:
    return f"/{language}/atom.xml"


def not_found(language: str) -> str:
    return f"/{language}/404.html"


def file_of(path: str) -> str:
    """The file, relative to the site's folder, that answers a path: "/vi/" → "vi/index.html"."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")
