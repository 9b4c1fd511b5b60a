"""What a reading gives: one frozen `OfficialDocument`, every value with its place and its doubt.

Places are spans of characters, half open, in `OfficialDocument.text`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from nhipcau.officialdocs.enums import (
    AssignmentRole,
    Capacity,
    DateForm,
    DateRole,
    Doubt,
    Frequency,
    Origin,
    Problem,
    ProvisionKind,
    Relation,
    SecrecyLevel,
)
from nhipcau.officialdocs.extraction.extracted import Extracted
from nhipcau.officialdocs.span import Span as Span  # noqa: PLC0414 -- the model as others know it has it, too

T = TypeVar("T")
# Within a class that has a field `date`, that name means the field.
Day = date


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """One value of the header or foot, as printed; `value` None when absent or not to be read.

    `proposal` is what stands there in all likelihood where the print is damaged; it never takes the place of `value`.
    """

    value: T | None = None
    span: Span | None = None
    confidence: float = 0.0
    doubt: Doubt | None = None
    proposal: T | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """The arrival stamp: which office took the document in, under which number, on which day."""

    by: str | None
    number: str | None
    date: date | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What header and foot say about the document."""

    parent_body: Reading[str] = Reading()
    issuing_body: Reading[str] = Reading()
    kind: Reading[str] = Reading()
    number: Reading[str] = Reading()
    place: Reading[str] = Reading()
    date: Reading[Day] = Reading()
    subject: Reading[str] = Reading()
    signer: Reading[str] = Reading()
    signer_position: Reading[str] = Reading()
    signing_authority: Reading[str] = Reading()
    secrecy: Reading[str] = Reading()
    urgency: Reading[str] = Reading()
    received: Reading[Received] = Reading()


@dataclass(frozen=True, slots=True)
class Issuer:
    """One of those who issue the document, alone or together."""

    name: str
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs; `capacity` in the order of the print ("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG": tl, kt)."""

    name: str | None
    position: str | None
    authority: str | None
    capacity: tuple[Capacity, ...]
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex, or a regulation issued with a decision: its place, and its part of the document's outline."""

    mark: str | None
    title: str | None
    span: Span
    provision: int
    outline: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """One item under "Nơi nhận"."""

    text: str
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """One structural part of the body. `parent` is an index into the document's provisions.

    `printed` is the mark as it stands in the text where `mark` was mended ("Š" for "5"), else None.
    """

    kind: ProvisionKind
    mark: str | None
    depth: int
    title: str | None
    text: str
    span: Span
    heading_span: Span
    parent: int | None
    in_outline: bool
    level: int | None
    confidence: float
    doubt: Doubt | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A provision that the outline counts: part, chapter, section, article, numbered point, annex."""

    level: int
    mark: str
    title: str | None
    begins: str | None
    provision: int
    span: Span
    confidence: float
    doubt: Doubt | None = None
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its number, its words, and the sign in the running text that leads to it (`anchor`).

    `provision` is the footnote's own place among the provisions, `anchored_in` the provision that holds the sign.
    """

    mark: str | None
    text: str
    anchor: Span | None
    span: Span
    provision: int
    anchored_in: int | None
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that this one names, at its first mention."""

    kind: str
    number: str | None
    date: date | None
    issuing_body: str | None
    text: str
    relation: Relation
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class DateItem:
    """A day or a range of days. `start` and `end` are None for a day that no calendar has."""

    text: str
    start: date | None
    end: date | None
    role: DateRole
    what: str | None
    years: int | None
    computed_years: int | None
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class FurtherDate:
    """A time whose year is a conclusion ("ngày 20/11", "rằm tháng Giêng"), or a relative one, which has no days."""

    text: str
    form: DateForm
    start: date | None
    end: date | None
    role: DateRole
    years: int | None
    what: str | None
    provision: int | None
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class RecurringDeadline:
    """A periodic duty with a stated frequency."""

    text: str
    day: int | None
    month: int | None
    every: tuple[Frequency, ...]
    what: str
    reporter: str | None
    addressee: str | None
    provision: int | None
    span: Span
    confidence: float
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work that the document gives to a unit."""

    unit: str
    role: AssignmentRole
    task: str
    task_begins: str
    deadline: str | None
    deadline_date: date | None
    cooperating_units: tuple[str, ...]
    provision: int | None
    span: Span
    unit_span: Span
    confidence: float
    doubt: Doubt | None = None
    origin: Origin = Origin.TEXT
    requested: bool = False
    product: str | None = None


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A stamp Mật, Tối mật or Tuyệt mật."""

    level: SecrecyLevel
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the document as a whole, with its place where it has one."""

    code: Problem
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One document, read. `source` is the file that the text was taken from, with its pages; None for plain text."""

    text: str
    metadata: Metadata = Metadata()
    recipients: tuple[Recipient, ...] = ()
    provisions: tuple[Provision, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    citations: tuple[Citation, ...] = ()
    dates: tuple[DateItem, ...] = ()
    further_dates: tuple[FurtherDate, ...] = ()
    recurring_deadlines: tuple[RecurringDeadline, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    problems: tuple[Finding, ...] = ()
    secrecy_mark: SecrecyMark | None = None
    source: Extracted | None = None
    footnotes: tuple[Footnote, ...] = ()
    issuers: tuple[Issuer, ...] = ()
    signers: tuple[Signer, ...] = ()
    annexes: tuple[Annex, ...] = ()
