"""Entries come in, and leave again when a consent is withdrawn."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.audit.services import record
from nhipcau.organisation.models import Unit
from nhipcau.programme.prize_models import (
    ConsentStatement,
    EntryAuthor,
    EntryState,
    PrizeCall,
    PrizeCategory,
    PrizeEntry,
)
from nhipcau.programme.prizes import rules
from nhipcau.programme.prizes.names import names_in
from nhipcau.programme.prizes.queries import clock, newest_statement, phase_of
from nhipcau.programme.prizes.services import locked, title_key, trace_name
from nhipcau.programme.prizes.works import Work, WorkError, blind, work_fault
from nhipcau.vietnamese import fold_key

STANDING = (EntryState.RECEIVED, EntryState.ADMITTED)
Author = tuple[str, str]
"""Name and pen name."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent in."""

    category: PrizeCategory
    title: str
    language: str
    authors: Sequence[Author]
    unit: Unit | None = None
    contact: str = ""
    published_in: str = ""
    published_on: date | None = None
    link: str = ""
    blind_link: str = ""
    file: tuple[str, bytes] | None = None


def send(call: PrizeCall, sent: Sent, *, statement: ConsentStatement | None, by: Any) -> PrizeEntry:
    """Take in an entry, by the clock of this server. `statement` is what the sender agreed to; None when not.

    Raises:
        ValidationError: it comes too early or too late, lacks the consent, was not published in the period, is in the
            contest already, or shows its authors to the jury. Nothing is kept then.
    """
    refuse_out_of_time(call)
    work = _checked_work(sent)
    try:
        with transaction.atomic():
            call = locked(call)
            refuse_out_of_time(call)
            faults = _faults(call, sent, work, statement)
            if faults:
                raise ValidationError(faults)
            return _kept(call, sent, work, statement, by=by)
    except IntegrityError as error:
        raise ValidationError(_already()) from error


def _already() -> str:
    return _("This work is in the contest already; a work takes part once, in one category.")


def refuse_out_of_time(call: PrizeCall) -> None:
    """Say clearly that the window is not open.

    Raises:
        ValidationError: it is not open.
    """
    now = timezone.now()
    values = {"opens": clock(call.opens_at), "closes": clock(call.closes_at), "now": clock(now)}
    phase = phase_of(call, now)
    if phase == rules.OPEN:
        return
    if phase in (rules.DRAFT, rules.ANNOUNCED):
        raise ValidationError(_("Entries are taken from %(opens)s on; it is %(now)s now.") % values)
    raise ValidationError(
        _("Entries were taken until %(closes)s. It is %(now)s by the clock of the system, so this one comes too late.")
        % values
    )


def _names(sent: Sent) -> list[str]:
    return [name for author in sent.authors for name in author if name]


def _checked_work(sent: Sent) -> Work | None:
    """The file as the jury gets it."""
    if sent.file is None:
        return None
    name, content = sent.file
    try:
        return blind(content, _names(sent))
    except WorkError as error:
        raise ValidationError({"file": work_fault(error, name[-100:])}) from error


def _faults(call: PrizeCall, sent: Sent, work: Work | None, statement: ConsentStatement | None) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}

    def add(field: str, text: str) -> None:
        faults.setdefault(field, []).append(text)

    newest = newest_statement(call)
    if statement is None:
        add("consents", _("Without the authors' consent the entry cannot take part."))
    elif newest is None or statement.pk != newest.pk:
        add("consents", _("The text of the consent was changed meanwhile; please read it once more and agree again."))
    if sent.category.call_id != call.pk:
        add("category", _("This call has no such category."))
    if sent.language not in call.language_list:
        add("language", _("Works of this call are in: %(languages)s.") % {"languages": call.languages})
    if not sent.authors:
        add("authors", _("Please name at least one author."))
    elif len(sent.authors) > rules.MOST_AUTHORS:
        add("authors", _("At most %(most)d authors; please name the group instead.") % {"most": rules.MOST_AUTHORS})
    if sent.unit is None and not sent.contact:
        add("contact", _("An author who sends without a unit says how to be reached."))
    for text in period_faults(call, sent.published_on):
        add("published_on", text)
    if work is None and not sent.blind_link:
        add("file", _("Please choose a file for the jury, or give an address at which it sees no names."))
    if sent.blind_link and names_in(sent.blind_link, _names(sent)):
        add("blind_link", _("This address itself tells the author's name; please give another one."))
    if sent.blind_link and link_key(sent.blind_link) == link_key(sent.link):
        add("blind_link", _("Where it was published the authors are named; the jury needs another address, or a file."))
    if is_in_contest(call, sent, work):
        add("title", _already())
    return faults


def period_faults(call: PrizeCall, day: date | None) -> list[str]:
    """What is wrong with the day on which a work was published."""
    first, last = call.published_from, call.published_until
    if day is None:
        return [_("Please say when the work was published; this call asks for it.")] if first or last else []
    if day > timezone.localdate():
        return [_("This day has not come yet.")]
    if rules.is_in_period(day, first, last):
        return []
    values = {"first": f"{first:%d/%m/%Y}" if first else "…", "last": f"{last:%d/%m/%Y}" if last else "…"}
    return [_("The call takes works published from %(first)s to %(last)s.") % values]


def is_in_contest(call: PrizeCall, sent: Sent, work: Work | None) -> bool:
    """Whether the work takes part already: the same file, the same address, or the same title by one of its authors."""
    standing = PrizeEntry.objects.filter(call=call, state__in=STANDING)
    if work and standing.filter(sha256=work.sha256).exists():
        return True
    key = link_key(sent.link)
    if key and standing.filter(link_key=key).exists():
        return True
    same_title = standing.filter(title_key=title_key(sent.title)).values("pk")
    names = {fold_key(name) for name in EntryAuthor.objects.filter(entry__in=same_title).values_list("name", flat=True)}
    return bool(names & {fold_key(name) for name, _pen_name in sent.authors})


def link_key(link: str) -> str:
    """By what addresses are compared: neither scheme nor "www." nor a slash or a mark of a place at the end counts."""
    parts = urlsplit(link.strip())
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"[:500]


def _kept(call: PrizeCall, sent: Sent, work: Work | None, statement: ConsentStatement | None, *, by: Any) -> PrizeEntry:
    entry = PrizeEntry(
        call=call,
        category=sent.category,
        code=_new_code(call),
        unit=sent.unit,
        title=sent.title,
        title_key=title_key(sent.title),
        language=sent.language,
        published_in=sent.published_in,
        published_on=sent.published_on,
        link=sent.link,
        link_key=link_key(sent.link),
        blind_link=sent.blind_link,
        contact=sent.contact,
        statement=statement,
        consented_at=timezone.now(),
        added_by=by,
    )
    place = ""
    if work is not None:
        # A name by chance: whoever has the file cannot find its place, whoever knows the place learns nothing.
        place = default_storage.save(f"prizes/{uuid.uuid4().hex}.{work.extension}", ContentFile(work.content))
        entry.file = place
        entry.file_name = (sent.file or ("", b""))[0].replace("\x00", "")[-255:]
        entry.content_type, entry.size, entry.sha256 = work.content_type, len(work.content), work.sha256
    try:
        entry.save()
    except IntegrityError:
        if place:
            default_storage.delete(place)
        raise
    EntryAuthor.objects.bulk_create(
        EntryAuthor(entry=entry, name=name, pen_name=pen_name, order=order)
        for order, (name, pen_name) in enumerate(sent.authors)
    )
    record("entry received", entry, by=by, name=trace_name(entry), consent_version=entry.statement.version)
    return entry


def _new_code(call: PrizeCall) -> str:
    """Five digits by chance, so that a code tells neither who came first nor who came from where."""
    taken = set(PrizeEntry.objects.filter(call=call).values_list("code", flat=True))
    while True:
        code = f"{secrets.randbelow(90_000) + 10_000}"
        if code not in taken:
            return code


@transaction.atomic
def withdraw(entry: PrizeEntry, *, because: str, by: Any) -> PrizeEntry:
    """An entry leaves the contest because its consent is withdrawn, before scoring is closed.

    Its code, category and days stay, with the reason; authors, title, addresses, file and scores are deleted for good.
    Twice does no harm.

    Raises:
        ValidationError: scoring is closed.
    """
    call = locked(entry.call)
    entry = PrizeEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.state == EntryState.WITHDRAWN:
        return entry
    if call.scoring_closed_at is not None:
        raise ValidationError(_("Scoring is closed; an entry can be withdrawn only before that."))
    place = entry.file.name if entry.file else ""
    entry.authors.all().delete()
    entry.sheets.all().delete()
    for field in (
        "title", "title_key", "published_in", "link", "link_key", "blind_link", "contact", "file_name", "file",
        "content_type", "sha256",
    ):  # fmt: skip
        setattr(entry, field, "")
    entry.published_on, entry.size = None, None
    entry.state, entry.withdrawn_at, entry.withdrawn_because = EntryState.WITHDRAWN, timezone.now(), because.strip()
    entry.save()
    record("entry withdrawn", entry, by=by, name=trace_name(entry), consent_version=entry.statement.version)
    if place:
        transaction.on_commit(lambda: default_storage.delete(place))
    return entry
