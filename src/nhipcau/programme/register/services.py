"""What happens in a register: a number is given, a number is cancelled, a book is opened.

A number is given within the transaction of what it is given for: both stand or neither. The book's row is held until
the commit, so that two who ask at once get two numbers, one after the other.
"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from nhipcau.audit.services import record
from nhipcau.drafts.rules import clean_text
from nhipcau.officialdocs.writing import symbol_of, written_number
from nhipcau.organisation.models import Unit
from nhipcau.organisation.paper_style import short_form_in_numbers, style_of
from nhipcau.programme.register import exceptions, rules
from nhipcau.programme.register_models import OutgoingDocument, RegisterBook


@transaction.atomic
def take_number(
    unit: Unit,
    kind: str,
    day: date,
    *,
    subject: str,
    key: str,
    by: Any,
    short_form: str = "",
    signer: str = "",
    recipients: str = "",
    note: str = "",
) -> OutgoingDocument:
    """Give a document the next number of the unit's book. Asked again with the same `key`, it gets the same one.

    Raises:
        DayOfNumberError: the day is before that of the newest number, or still to come.
        NoShortFormError: the unit has no short form, and none is given.
        ValidationError: subject or signer say nothing or too much.
    """
    if known := OutgoingDocument.objects.filter(key=key).first():
        return known
    short = short_form or short_form_in_numbers(unit)
    if not short:
        raise exceptions.NoShortFormError
    book = _held(book_of(unit, kind, day))
    # Whoever waited for the book may have waited for oneself.
    if known := OutgoingDocument.objects.filter(key=key).first():
        return known
    newest = book.documents.order_by("-number").values_list("issued_on", flat=True).first()
    if fault := rules.day_fault(day, newest=newest, today=timezone.localdate()):
        raise exceptions.DayOfNumberError(fault, newest)
    number = book.last_number + 1
    entry = OutgoingDocument(
        book=book,
        number=number,
        written=written_number(style_of(unit), number, symbol_of(style_of(unit), kind, short)),
        issued_on=day,
        subject=clean_text(subject),
        signer=clean_text(signer),
        recipients=clean_text(recipients),
        note=clean_text(note),
        key=key,
        registered_by=by,
    )
    entry.clean_fields(exclude=["book", "registered_by", "folded", "cancelled_at", "cancelled_by"])
    entry.save()
    RegisterBook.objects.filter(pk=book.pk).update(last_number=number)
    record("number given", entry, by=by, number=entry.written, day=day.isoformat())
    return entry


def book_of(unit: Unit, kind: str, day: date) -> RegisterBook:
    """The book in which a document of a day is entered; that of the calendar year is opened when there is none."""
    covering = RegisterBook.objects.filter(unit=unit, kind=kind, first_day__lte=day, last_day__gte=day)
    if found := covering.order_by("-first_day").first():
        return found
    first = date(day.year, 1, 1)
    try:
        with transaction.atomic():
            return RegisterBook.objects.create(
                unit=unit, kind=kind, first_day=first, last_day=_until_the_next(unit, kind, day)
            )
    except IntegrityError:  # somebody else opened it a moment earlier
        return RegisterBook.objects.get(unit=unit, kind=kind, first_day=first)


def _until_the_next(unit: Unit, kind: str, day: date) -> date:
    """The end of the year, or the day before a book that begins within it."""
    later = RegisterBook.objects.filter(unit=unit, kind=kind, first_day__gt=day, first_day__year=day.year)
    following = later.order_by("first_day").first()
    return date.fromordinal(following.first_day.toordinal() - 1) if following else date(day.year, 12, 31)


def _held(book: RegisterBook) -> RegisterBook:
    """The book as it stands, held against others until the transaction ends."""
    return RegisterBook.objects.select_for_update().get(pk=book.pk)


@transaction.atomic
def open_book(
    unit: Unit, kind: str, *, first_day: date, last_day: date, given_before: int = 0, by: Any
) -> RegisterBook:
    """Open a book: for a year that began on paper, or for a committee's term.

    Raises:
        BookBegunError: another book of the unit and kind has some of these days.
        ValidationError: the days are the wrong way round.
    """
    # One at a time for a unit: the days of two books must not meet.
    Unit.objects.select_for_update().get(pk=unit.pk)
    meeting = RegisterBook.objects.filter(unit=unit, kind=kind, first_day__lte=last_day, last_day__gte=first_day)
    if meeting.exists():
        raise exceptions.BookBegunError
    book = RegisterBook(
        unit=unit, kind=kind, first_day=first_day, last_day=last_day, given_before=given_before,
        last_number=given_before,
    )  # fmt: skip
    book.full_clean(exclude=["unit"])
    book.save()
    record("register book opened", book, by=by, kind=kind, given_before=given_before)
    return book


@transaction.atomic
def cancel(entry: OutgoingDocument, reason: str, *, by: Any) -> OutgoingDocument:
    """Cancel a number: its line stays, with the reason, and nobody gets the number again.

    Raises:
        NoReasonError: the reason says nothing.
        CancelledBeforeError: it is cancelled already.
        BelongsToPlanError: it is the number of an issued plan.
    """
    text = " ".join(clean_text(reason).split())[: rules.LONGEST_REASON]
    if not text:
        raise exceptions.NoReasonError
    if hasattr(entry, "plan_issue"):
        raise exceptions.BelongsToPlanError
    changed = OutgoingDocument.objects.filter(pk=entry.pk, cancelled_at=None).update(
        cancelled_at=timezone.now(), cancelled_by=by, cancelled_reason=text
    )
    if not changed:
        raise exceptions.CancelledBeforeError
    entry.refresh_from_db()
    record("number cancelled", entry, by=by, reason=text)
    return entry
