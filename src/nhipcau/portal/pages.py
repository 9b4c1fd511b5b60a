"""What the public site shows, as plain data: no database, no Django, safe to render in any process.

Texts are plain and are escaped when they are rendered, except where the type is `Markup`: that is HTML which
`safe_html` has let through.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from markupsafe import Markup

from nhipcau.portal.languages import DEFAULT_LANGUAGE

PLAIN_WIDTH = 960


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One size of a picture: its public path, width and height in pixels, and media type."""

    path: str
    width: int
    height: int
    media_type: str


@dataclass(frozen=True, slots=True)
class PictureData:
    """A picture in its sizes, with what a reader must be told about it."""

    files: tuple[PictureFile, ...]
    alt: str
    caption: str = ""
    credit: str = ""
    rights_holder: str = ""
    licence: str = ""

    @property
    def plain(self) -> PictureFile:
        """The file for a program that knows nothing newer than JPEG: the largest of those up to `PLAIN_WIDTH`."""
        jpegs = sorted((file for file in self.files if file.media_type == "image/jpeg"), key=lambda file: file.width)
        small = [file for file in jpegs if file.width <= PLAIN_WIDTH]
        return small[-1] if small else (jpegs or list(self.files))[0]

    @property
    def largest(self) -> PictureFile:
        """The widest JPEG, for previews and structured data."""
        return max(self.files, key=lambda file: (file.media_type == "image/jpeg", file.width))

    def srcset(self, media_type: str) -> str:
        """The sizes of one media type as HTML's `srcset`; empty when there are none."""
        files = sorted((file for file in self.files if file.media_type == media_type), key=lambda file: file.width)
        return ", ".join(f"{file.path} {file.width}w" for file in files)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rich text of one or more paragraphs or lists."""

    html: Markup
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, and whose they are."""

    text: str
    by: str = ""
    kind: str = field(default="quote", init=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    items: tuple[str, ...]
    kind: str = field(default="list", init=False)


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number that matters, what it counts, and where and when it comes from."""

    value: str
    label: str
    source: str = ""
    kind: str = field(default="figure_value", init=False)


Block = Paragraph | Heading | Quote | ItemList | FigureValue


@dataclass(frozen=True, slots=True)
class SourceData:
    title: str
    publisher: str = ""
    url: str = ""
    published_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeData:
    """When a published story was published anew, and which of its parts (`CHANGED_PARTS`) differed."""

    changed_at: datetime
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """The same story in another language."""

    language: str
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class OccasionData:
    """A day or days in the province's calendar. `name` is in `language`."""

    name: str
    starts_on: date
    ends_on: date
    years: int | None = None
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary:
    """As much of a language edition as a list of stories shows. `uid` is the same in all editions of one story."""

    uid: str
    language: str
    path: str
    topic: str
    title: str
    lead: str
    publisher: str
    published_at: datetime
    updated_at: datetime
    reading_minutes: int = 1
    picture: PictureData | None = None
    figures: tuple[FigureValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryData(StorySummary):
    """A language edition with everything that its page shows.

    `is_stale` says that the source edition, `source_language`, has moved on since this one was made from it.
    """

    body: tuple[Block, ...]
    information_kind: str
    sources: tuple[SourceData, ...] = ()
    changes: tuple[ChangeData, ...] = ()
    other_editions: tuple[OtherEdition, ...] = ()
    occasion: OccasionData | None = None
    is_stale: bool = False
    is_draft: bool = False
    source_language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteData:
    """What every page shows of the province. `base_address` has no slash at its end."""

    province: str
    base_address: str
    languages: tuple[str, ...]
    publisher: str
    contact_email: str = ""
    occasions: tuple[OccasionData, ...] = ()

    def absolute(self, path: str) -> str:
        return self.base_address + path
