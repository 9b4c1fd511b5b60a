"""From a file that was taken in to a directive under review. May run twice, or be killed: one directive comes out."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from nhipcau.directives import rules
from nhipcau.directives.enums import ItemKind
from nhipcau.directives.errors import SecretDocumentError
from nhipcau.directives.models import Directive, DirectiveImport, Provision, ReadItem, Refusal
from nhipcau.directives.services.door import known_directive
from nhipcau.directives.services.matching import match_items
from nhipcau.jobs.services import GivesUpError, show_progress
from nhipcau.officialdocs import OfficialDocument, SecrecyLevel, decode, read, to_json

STEPS = 3
ITEM_LISTS = {
    ItemKind.ASSIGNMENT: "assignments",
    ItemKind.DATE: "dates",
    ItemKind.RECURRING_DEADLINE: "recurring_deadlines",
    ItemKind.CITATION: "citations",
}
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
    show_progress(taken, 1, STEPS)
    document = read(decode(bytes(taken.content)))
    _refuse_when_secret(taken, document)
    show_progress(taken, 2, STEPS)
    with transaction.atomic():
        _store(taken, document)
    show_progress(taken, STEPS, STEPS)


def _refuse_when_secret(taken: DirectiveImport, document: OfficialDocument) -> None:
    """The door has looked for a mark already; should the whole reading find one that it missed, the file goes."""
    level = document.secrecy_mark.level if document.secrecy_mark else None
    if level is None and document.metadata.secrecy.value:
        level = SecrecyLevel(document.metadata.secrecy.value.casefold())
    if level is None:
        return
    Refusal.objects.create(user=taken.created_by, level=level.value, door=taken.door)
    DirectiveImport.objects.filter(pk=taken.pk).update(content=b"", sha256="", text_sha256="", file_name="?")
    raise GivesUpError(str(SecretDocumentError(level)))


def _store(taken: DirectiveImport, document: OfficialDocument) -> None:
    """Write the directive with all that was read, and drop the import's own copy of the file; all or nothing."""
    current = DirectiveImport.objects.select_for_update().get(pk=taken.pk)
    if current.directive_id is not None:
        return
    known = known_directive(current.sha256, current.text_sha256)
    directive = known or _make_directive(current, document)
    DirectiveImport.objects.filter(pk=current.pk).update(directive=directive, was_known=known is not None, content=b"")


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
