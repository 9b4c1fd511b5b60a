"""A program of somebody else, as `mypy --strict` sees it; nobody runs it."""

from datetime import date

from nhipcau.officialdocs import (
    AssignmentRole,
    Doubt,
    NotReadable,
    OfficialDocument,
    Relation,
    Span,
    json_schema,
    read,
    read_bytes,
    to_akoma_ntoso,
    to_json,
)


def work_of(unit: str, document: OfficialDocument) -> list[tuple[str, date | None]]:
    """What a unit leads, and until when."""
    return [
        (assignment.task, assignment.deadline_date)
        for assignment in document.assignments
        if assignment.unit == unit and assignment.role is AssignmentRole.LEAD
    ]


def facts(data: bytes) -> dict[str, str | date | Span | Doubt | None]:
    """Typed values of the header."""
    try:
        metadata = read_bytes(data).metadata
    except NotReadable as refusal:
        return {"why": refusal.code.value}
    signed: date | None = metadata.date.value
    number: str | None = metadata.number.value
    return {"signed": signed, "number": number, "place": metadata.number.span, "doubt": metadata.number.doubt}


def forms(text: str) -> tuple[str, object, object]:
    """Other forms of a reading."""
    document = read(text)
    replaced = [citation.number for citation in document.citations if citation.relation is Relation.REPLACES]
    return to_akoma_ntoso(document), to_json(document), (replaced, json_schema())


def mistakes(document: OfficialDocument) -> None:
    """What the types forbid; were it allowed, the ignoring would be reported as needless."""
    document.text = "other"  # type: ignore[misc]
    number: str = document.metadata.number.value  # type: ignore[assignment]
    read(b"bytes")  # type: ignore[arg-type]
    print(number)
