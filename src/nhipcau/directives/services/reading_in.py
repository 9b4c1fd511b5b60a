"""From a file that was taken in to a directive under review. May run twice, or be killed: one directive comes out."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nhipcau.directives import rules, sentences
from nhipcau.directives.enums import ItemKind
from nhipcau.directives.errors import SecretDocumentError
from nhipcau.directives.models import Directive, DirectiveImport, DirectivePage, Provision, ReadItem, SearchableCopy
from nhipcau.directives.page_words import pack
from nhipcau.directives.services.door import fingerprints, known_directive
from nhipcau.directives.services.erasing import refuse
from nhipcau.directives.services.learning import known_words
from nhipcau.directives.services.looking import readers_context
from nhipcau.directives.services.matching import match_items
from nhipcau.directives.services.scanning import make_copy, read_scanned
from nhipcau.jobs.enums import WorkState
from nhipcau.jobs.services import CancelledError, GivesUpError, show_progress
from nhipcau.officialdocs import Extracted, NotReadable, OfficialDocument, SecrecyLevel, extract, read, to_json
from nhipcau.officialdocs.enums import DateForm
from nhipcau.officialdocs.ocr_doubts import with_ocr_doubts

STEPS = 3
ITEM_LISTS = {
    ItemKind.ASSIGNMENT: "assignments",
    ItemKind.RECURRING_DEADLINE: "recurring_deadlines",
    ItemKind.CITATION: "citations",
}
FORMS_OF_DAYS = frozenset({DateForm.DAY_WITHOUT_YEAR, DateForm.LUNAR})
COLUMN_LENGTHS: dict[str, int | None] = {
    field.name: getattr(field, "max_length", None)
    for field in Directive._meta.get_fields()
    if field.name in rules.METADATA_FIELDS
}
PLACE_KEYS = frozenset({"span", "confidence", "doubt"})


def read_import(taken: DirectiveImport) -> None:
    """Read a file that was taken in; the doer of `DirectiveImport`.

    Raises:
        GivesUpError: trying again cannot help.
    """
    if taken.directive_id is not None:
        return
    if not taken.content:
        raise GivesUpError(_("The file is no longer here; please import it again."))
    if taken.is_scan:
        extracted = read_scanned(taken)
    else:
        show_progress(taken, 1, STEPS)
        extracted = _extract(taken)
    document = with_ocr_doubts(replace(read(extracted.text, known_words()), source=extracted))
    _refuse_when_secret(taken, document)
    copy = make_copy(taken, extracted) if taken.is_scan else b""
    if not taken.is_scan:
        show_progress(taken, 2, STEPS)
    with transaction.atomic():
        _store(taken, document, extracted, copy)
    if not taken.is_scan:
        show_progress(taken, STEPS, STEPS)


def _extract(taken: DirectiveImport) -> Extracted:
    data = bytes(taken.content)
    try:
        return extract(data, readers_context())
    except NotReadable as reason:
        raise GivesUpError(sentences.kept_unread(reason.code)) from None


def _refuse_when_secret(taken: DirectiveImport, document: OfficialDocument) -> None:
    """The door has looked for a mark already; should the whole reading find one that it missed, the file goes."""
    level = document.secrecy_mark.level if document.secrecy_mark else None
    if level is None and document.metadata.secrecy.value:
        level = SecrecyLevel(document.metadata.secrecy.value.casefold())
    if level is None:
        return
    refuse(taken, level)
    raise GivesUpError(str(SecretDocumentError(level)))


def _store(taken: DirectiveImport, document: OfficialDocument, extracted: Extracted, copy: bytes) -> None:
    """Write the directive with all that was read, and drop the import's own copy of the file; all or nothing."""
    current = DirectiveImport.objects.select_for_update().get(pk=taken.pk)
    if current.directive_id is not None:
        return
    if current.state == WorkState.CANCELLED:
        raise CancelledError
    if current.is_scan:
        current.text_sha256 = fingerprints(b"", document.text)[1]
    known = known_directive(current.sha256, current.text_sha256)
    directive = known or _make_directive(current, document)
    if known is None:
        _keep_pages(directive, extracted, copy)
    DirectiveImport.objects.filter(pk=current.pk).update(
        directive=directive, was_known=known is not None, content=b"", text_sha256=current.text_sha256
    )
    current.scanned_pages.all().delete()


def _keep_pages(directive: Directive, extracted: Extracted, copy: bytes) -> None:
    """Keep what the file was and where its words stand, and the searchable copy of a scan."""
    directive.format = extracted.format.value
    directive.notes = [note.value for note in extracted.notes]
    directive.save(update_fields=["format", "notes"])
    DirectivePage.objects.bulk_create(
        [
            DirectivePage(
                directive=directive,
                number=page.number,
                width=page.width,
                height=page.height,
                span_start=page.span.start,
                span_end=page.span.end,
                words=pack(page.words),
            )
            for page in extracted.pages
        ],
        batch_size=50,
    )
    if copy:
        SearchableCopy.objects.create(directive=directive, pdf=copy)


def _make_directive(taken: DirectiveImport, document: OfficialDocument) -> Directive:
    reading = to_json(document)
    columns = metadata_columns({name: reading["metadata"][name] for name in rules.METADATA_FIELDS})
    directive = Directive.objects.create(
        sha256=taken.sha256,
        text_sha256=taken.text_sha256,
        file_name=taken.file_name,
        original=bytes(taken.content),
        text=document.text,
        reading=reading,
        imported_by=taken.created_by,
        search_key=rules.search_key(columns, document.text),
        **columns,
    )
    provisions = _make_provisions(directive, reading)
    items = [
        *_metadata_items(reading),
        *(item for kind, name in ITEM_LISTS.items() for item in _list_items(kind, reading[name])),
        *_list_items(ItemKind.DATE, _dates(reading)),
        *_list_items(ItemKind.RECIPIENT, reading["metadata_places"]["recipients"]),
    ]
    for item in items:
        item.directive = directive
        item.set_cited_key()
        index = item.proposal.get("provision") if isinstance(item.proposal, dict) else None
        item.provision = provisions[index] if index is not None else _innermost(provisions, item.span_start)
    match_items(items, on=directive.date or timezone.localdate())
    ReadItem.objects.bulk_create(items)
    log(directive, "directives.import", user=taken.created_by, data={"file": taken.file_name, "door": taken.door})
    return directive


def metadata_columns(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata values as the columns of `Directive` take them; an over-long one is cut, the item keeps it whole."""
    columns: dict[str, Any] = {}
    for name in rules.METADATA_FIELDS:
        value = metadata.get(name)
        if name == "date":
            columns[name] = rules.day_from_iso(value)
        else:
            columns[name] = str(value or "")[: COLUMN_LENGTHS[name]]
    return columns


def _make_provisions(directive: Directive, reading: dict[str, Any]) -> list[Provision]:
    """Every provision in the order of the text. Parents stand before their children, so one pass knows them."""
    rows: list[Provision] = []
    paths: list[str] = []
    for order, provision in enumerate(reading["provisions"]):
        parent = provision["parent"]
        paths.append(_path(paths[parent] if parent is not None else "", provision["mark"]))
        rows.append(
            Provision(
                directive=directive,
                order=order,
                kind=provision["kind"],
                mark=(provision["mark"] or "")[:30],
                path=paths[order][:200],
                title=provision["title"] or "",
                text=provision["text"],
                span_start=provision["span"][0],
                span_end=provision["span"][1],
            )
        )
    Provision.objects.bulk_create(rows)
    for row, provision in zip(rows, reading["provisions"], strict=True):
        if provision["parent"] is not None:
            row.parent = rows[provision["parent"]]
    Provision.objects.bulk_update(rows, ["parent"], batch_size=200)
    return rows


def _path(parent: str, mark: str | None) -> str:
    """ "III" and "1" give "III.1"; a part without a mark of its own (a dash) stands under its parent's place."""
    own = (mark or "").strip(" .)-–+•*")
    return f"{parent}.{own}" if parent and own else own or parent


def _innermost(provisions: list[Provision], start: int | None) -> Provision | None:
    """The smallest provision around a place in the text."""
    if start is None:
        return None
    around = [provision for provision in provisions if provision.span_start <= start < provision.span_end]
    return min(around, key=lambda provision: provision.span_end - provision.span_start, default=None)


def _metadata_items(reading: dict[str, Any]) -> list[ReadItem]:
    names = [*rules.METADATA_FIELDS, *(["received"] if reading["metadata"]["received"] else [])]
    return [
        _item(ItemKind.METADATA, order, reading["metadata"][name] or "", reading["metadata_places"][name], field=name)
        for order, name in enumerate(names)
    ]


def _dates(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """The days of the text, behind them those whose year is a conclusion ("ngày 20/11", "rằm tháng Giêng")."""
    concluded = [one | {"computed_years": None} for one in reading["further_dates"] if one["form"] in FORMS_OF_DAYS]
    return [*reading["dates"], *(one for one in concluded if one["start"])]


def _list_items(kind: ItemKind, readings: list[dict[str, Any]]) -> list[ReadItem]:
    return [
        _item(kind, order, {key: value for key, value in one.items() if key not in PLACE_KEYS}, one)
        for order, one in enumerate(readings)
    ]


def _item(kind: ItemKind, order: int, value: Any, place: dict[str, Any], *, field: str = "") -> ReadItem:
    span = place["span"] or (None, None)
    return ReadItem(
        kind=kind,
        field=field,
        order=order,
        span_start=span[0],
        span_end=span[1],
        confidence=place["confidence"],
        doubt=place["doubt"] or "",
        proposal=value,
        value=value,
    )
