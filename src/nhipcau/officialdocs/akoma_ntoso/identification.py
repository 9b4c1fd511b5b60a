"""The metadata of a file: the document as work, expression (Vietnamese) and manifestation (XML), and who is who."""

from dataclasses import dataclass
from datetime import date

from lxml import etree

from nhipcau.officialdocs.akoma_ntoso.hierarchy import citation_uri
from nhipcau.officialdocs.akoma_ntoso.names import COUNTRY, LANGUAGE, slug, work_uri
from nhipcau.officialdocs.akoma_ntoso.writing import add
from nhipcau.officialdocs.document import OfficialDocument
from nhipcau.officialdocs.enums import Problem, Relation

# The schema wants a date where the document has none; the name of the date says so.
NO_DATE = date(1, 1, 1)
_SOURCE = "#nhipcau"
_NOT_READ = "không đọc được"


@dataclass(frozen=True, slots=True)
class Component:
    """One of the documents in a file: the main one, or an annex."""

    name: str
    subtype: str | None


def write_meta(
    root: etree._Element, document: OfficialDocument, component: Component, *, prefix: str, made_on: date | None
) -> None:
    """Identification and references. Ids of references carry `prefix`, so that they are unique in the file."""
    metadata = document.metadata
    work = work_uri(metadata.kind.value, metadata.number.value, metadata.date.value, metadata.subject.value)
    meta = add(root, "meta")
    identification = add(meta, "identification", source=_SOURCE)
    signed = _day(metadata.date.value, "signing")
    _write_work(identification, document, component, work, signed)
    language = "und" if any(problem.code is Problem.NOT_VIETNAMESE for problem in document.problems) else LANGUAGE
    expression = f"{work}/{language}@"
    element = add(identification, "FRBRExpression")
    _core(element, f"{expression}/!{component.name}", expression, signed, "#issuer")
    add(element, "FRBRauthoritative", value="false")
    add(element, "FRBRlanguage", language=language)
    element = add(identification, "FRBRManifestation")
    made = _day(made_on, "conversion") if made_on else signed
    _core(element, f"{expression}/!{component.name}.xml", f"{expression}.xml", made, _SOURCE)
    add(element, "FRBRformat", value="application/akn+xml")
    if not prefix:
        _write_references(meta, document)


def _day(day: date | None, name: str) -> tuple[str, str]:
    return (day.isoformat(), name) if day else (NO_DATE.isoformat(), "unknown")


def _core(element: etree._Element, this: str, uri: str, day: tuple[str, str], author: str) -> None:
    add(element, "FRBRthis", value=this)
    add(element, "FRBRuri", value=uri)
    add(element, "FRBRdate", date=day[0], name=day[1])
    add(element, "FRBRauthor", href=author)


def _write_work(
    identification: etree._Element, document: OfficialDocument, component: Component, uri: str, day: tuple[str, str]
) -> None:
    metadata = document.metadata
    element = add(identification, "FRBRWork")
    add(element, "FRBRthis", value=f"{uri}/!{component.name}")
    add(element, "FRBRuri", value=uri)
    if metadata.subject.value:
        add(element, "FRBRalias", value=metadata.subject.value, name="title")
    add(element, "FRBRdate", date=day[0], name=day[1])
    add(element, "FRBRauthor", href="#issuer")
    add(element, "FRBRcountry", value=COUNTRY)
    if component.subtype:
        add(element, "FRBRsubtype", value=component.subtype)
    if metadata.number.value:
        add(element, "FRBRnumber", value=metadata.number.value)


def _write_references(meta: etree._Element, document: OfficialDocument) -> None:
    """What the document changes; who issued and signed it, on whose behalf and as what; and what wrote the file."""
    metadata = document.metadata
    references = add(meta, "references", source=_SOURCE)
    changed = [c for c in document.citations if c.relation in (Relation.AMENDS, Relation.REPLACES)]
    for number, citation in enumerate(changed, start=1):
        add(references, "activeRef", eId=f"changed_{number}", href=citation_uri(citation), showAs=citation.text)
    issuer = metadata.issuing_body.value or metadata.parent_body.value
    people = (
        ("TLCOrganization", "nhipcau", "organization", "Nhịp Cầu", "nhipcau"),
        ("TLCOrganization", "issuer", "organization", issuer or _NOT_READ, None),
        ("TLCOrganization", "signingFor", "organization", metadata.signing_authority.value, None),
        ("TLCRole", "signerPosition", "role", metadata.signer_position.value, None),
        ("TLCPerson", "signer", "person", metadata.signer.value, None),
    )
    for tag, own, sort, name, named in people:
        if name:
            href = f"/akn/ontology/{sort}/{COUNTRY}/{named or slug(name) or 'khong-ro'}"
            add(references, tag, eId=own, href=href, showAs=name)
