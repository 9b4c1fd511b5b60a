"""The one door by which documents come in, from the workspace and from the command line alike."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives import sentences
from nhipcau.directives.enums import FileFormat
from nhipcau.directives.errors import NotTakenError, SecretDocumentError
from nhipcau.directives.models import Directive, DirectiveImport, Refusal
from nhipcau.directives.services.looking import Look, look_at
from nhipcau.directives.services.scanning import keep_page
from nhipcau.jobs import services as jobs
from nhipcau.jobs.enums import WorkState
from nhipcau.officialdocs import NotReadable

LONGEST_FILE_NAME = 255


def take_in(data: bytes, *, file_name: str, by: Any, door: str) -> DirectiveImport:
    """Take a file in and queue its reading; a file that is in the library already comes back as such (`was_known`).

    One over which the reader broke down is kept as an import that failed, if its first pages could be looked at.

    Raises:
        SecretDocumentError: it bears a secrecy mark. Only the refusal is kept: who, when, which mark, at which door.
        NotTakenError: it cannot be read; nothing is kept.
    """
    taken = _open_import(data, file_name=file_name, by=by, door=door)
    if taken.state == WorkState.WAITING:
        jobs.queue(taken)
    return taken


def import_now(data: bytes, *, file_name: str, by: Any, door: str) -> DirectiveImport:
    """Take a file in and read it at once. The import that comes back has its directive.

    Raises:
        SecretDocumentError, NotTakenError: as `take_in`; also when the reading fails.
    """
    taken = _open_import(data, file_name=file_name, by=by, door=door)
    if taken.state == WorkState.WAITING:
        jobs.do(taken._meta.label, taken.pk)
        taken.refresh_from_db()
    if taken.directive is None:
        raise NotTakenError(taken.failure or _("The document could not be read."))
    return taken


def fingerprints(data: bytes, text: str) -> tuple[str, str]:
    """Of the bytes and of the normalised text, so that a CRLF or NFD copy is known as the same document.

    Without a text there is no fingerprint of it.
    """
    return hashlib.sha256(data).hexdigest(), hashlib.sha256(text.rstrip().encode()).hexdigest() if text else ""


def known_directive(sha256: str, text_sha256: str) -> Directive | None:
    """The directive that has these bytes or this text."""
    same = Q(sha256=sha256) | Q(text_sha256=text_sha256) if text_sha256 else Q(sha256=sha256)
    return Directive.objects.filter(same).order_by("pk").first()


def _open_import(data: bytes, *, file_name: str, by: Any, door: str) -> DirectiveImport:
    # The order is the promise: until the secrecy mark has been looked for, nothing is written anywhere.
    look = _look_without_secrets(data, by=by, door=door)
    # What a scan says is known only when all of it is read.
    text = "" if look.scanned or look.extracted is None else look.extracted.text
    sha256, text_sha256 = fingerprints(data, text)
    known = known_directive(sha256, text_sha256)
    state = WorkState.DONE if known else WorkState.FAILED if look.problem else WorkState.WAITING
    with transaction.atomic():
        taken = DirectiveImport.objects.create(
            file_name=_tidy_name(file_name),
            sha256=sha256,
            text_sha256=text_sha256,
            content=b"" if known else data,
            format=FileFormat.SCAN if look.scanned else FileFormat(look.format.value),
            door=door,
            created_by=by,
            directive=known,
            was_known=known is not None,
            state=state,
            failure=sentences.kept_unread(look.problem) if look.problem and not known else "",
            progress_total=0 if known else len(look.scanned),
            progress_done=0 if known else len(look.read),
            finished_at=None if state == WorkState.WAITING else timezone.now(),
        )
        for page in () if known else look.read:
            keep_page(taken, page)
    return taken


def _look_without_secrets(data: bytes, *, by: Any, door: str) -> Look:
    try:
        look = look_at(data)
    except NotReadable as reason:
        raise NotTakenError(sentences.not_taken(reason.code)) from None
    if look.mark is not None:
        Refusal.objects.create(user=by, level=look.mark.level.value, door=door)
        raise SecretDocumentError(look.mark.level)
    return look


def _tidy_name(file_name: str) -> str:
    """The last part of the name without control characters; the end with its extension survives a cut."""
    name = "".join(
        character for character in file_name.replace("\\", "/").rsplit("/", 1)[-1] if character.isprintable()
    )
    return name.strip()[-LONGEST_FILE_NAME:] or "?"
