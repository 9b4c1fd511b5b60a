"""The one door by which documents come in, from the workspace and from the command line alike."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.directives import sentences
from nhipcau.directives.errors import NotTakenError, SecretDocumentError
from nhipcau.directives.models import Directive, DirectiveImport, Refusal
from nhipcau.jobs import services as jobs
from nhipcau.jobs.enums import WorkState
from nhipcau.officialdocs import NotReadable, decode, find_secrecy_mark

LONGEST_FILE_NAME = 255


def take_in(data: bytes, *, file_name: str, by: Any, door: str) -> DirectiveImport:
    """Take a file in and queue its reading; a file that is in the library already comes back as such (`was_known`).

    Raises:
        SecretDocumentError: it bears a secrecy mark. Only the refusal is kept: who, when, which mark, at which door.
        NotTakenError: it is no text that can be read; nothing is kept.
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
    """Of the bytes and of the normalised text, so that a CRLF or NFD copy is known as the same document."""
    return hashlib.sha256(data).hexdigest(), hashlib.sha256(text.rstrip().encode()).hexdigest()


def known_directive(sha256: str, text_sha256: str) -> Directive | None:
    """The directive that has these bytes or this text."""
    return Directive.objects.filter(Q(sha256=sha256) | Q(text_sha256=text_sha256)).order_by("pk").first()


def _open_import(data: bytes, *, file_name: str, by: Any, door: str) -> DirectiveImport:
    # The order is the promise: until the secrecy mark has been looked for, nothing is written anywhere.
    sha256, text_sha256 = fingerprints(data, _text_without_secrets(data, by=by, door=door))
    known = known_directive(sha256, text_sha256)
    with transaction.atomic():
        return DirectiveImport.objects.create(
            file_name=_tidy_name(file_name),
            sha256=sha256,
            text_sha256=text_sha256,
            content=b"" if known else data,
            door=door,
            created_by=by,
            directive=known,
            was_known=known is not None,
            state=WorkState.DONE if known else WorkState.WAITING,
            finished_at=timezone.now() if known else None,
        )


def _text_without_secrets(data: bytes, *, by: Any, door: str) -> str:
    try:
        text = decode(data)
    except NotReadable as reason:
        raise NotTakenError(sentences.not_readable(reason.code, data)) from None
    mark = find_secrecy_mark(text)
    if mark is not None:
        Refusal.objects.create(user=by, level=mark.level.value, door=door)
        raise SecretDocumentError(mark.level)
    return text


def _tidy_name(file_name: str) -> str:
    """The last part of the name without control characters; the end with its extension survives a cut."""
    name = "".join(
        character for character in file_name.replace("\\", "/").rsplit("/", 1)[-1] if character.isprintable()
    )
    return name.strip()[-LONGEST_FILE_NAME:] or "?"
