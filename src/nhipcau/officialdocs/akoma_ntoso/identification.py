"""The metadata of a file: the document as work, expression (Vietnamese) and manifestation (XML), and who is who."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from nhipcau.officialdocs.akoma_ntoso.hierarchy import citation_uri
from nhipcau.officialdocs.akoma_ntoso.names import COUNTRY, LANGUAGE, slug, work_uri
from nhipcau.officialdocs.akoma_ntoso.writing import add
from nhipcau.officialdocs.document import Metadata, OfficialDocument, Signer
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
    title: str | None


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
    if component.title:
        add(element, "FRBRalias", value=component.title, name="title")
    add(element, "FRBRdate", date=day[0], name=day[1])
    for issuer in _issuers(document):
        add(element, "FRBRauthor", href=f"#{issuer}")
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
    add(references, "TLCOrganization", eId="nhipcau", href="/akn/ontology/organization/nhipcau", showAs="Nhịp Cầu")
    for own, name in _issuers(document).items():
        _refer(references, "TLCOrganization", own, "organization", name)
    for number, signer in enumerate(signers_of(metadata, document.signers), start=1):
        _refer(references, "TLCOrganization", numbered("signingFor", number), "organization", signer[0])
        _refer(references, "TLCRole", numbered("signerPosition", number), "role", signer[1])
        _refer(references, "TLCPerson", numbered("signer", number), "person", signer[2])


def _refer(references: etree._Element, tag: str, own: str, sort: str, name: str | None) -> None:
    if name:
        href = f"/akn/ontology/{sort}/{COUNTRY}/{slug(name) or 'khong-ro'}"
        add(references, tag, eId=own, href=href, showAs=name)


def _issuers(document: OfficialDocument) -> dict[str, str]:
    """All who issue the document, by their ids; one there always is."""
    metadata = document.metadata
    names = [issuer.name for issuer in document.issuers]
    names = names or [metadata.issuing_body.value or metadata.parent_body.value or _NOT_READ]
    return {numbered("issuer", number): name for number, name in enumerate(names, start=1)}


def numbered(name: str, number: int) -> str:
    """The id of the first, the second … of its kind."""
    return name if number == 1 else f"{name}_{number}"


def signers_of(metadata: Metadata, signers: Sequence[Signer]) -> list[tuple[str | None, str | None, str | None]]:
    """On whose behalf, as what, and who: of all who sign."""
    if signers:
        return [(signer.authority, signer.position, signer.name) for signer in signers]
    return [(metadata.signing_authority.value, metadata.signer_position.value, metadata.signer.value)]
