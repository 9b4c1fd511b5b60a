"""Reading Vietnamese official documents of party and state.

>>> from nhipcau.officialdocs import read
>>> document = read("UBND TỈNH A\\nSố: 12/KH-UBND\\nA, ngày 05 tháng 3 năm 2026\\nKẾ HOẠCH\\nTổ chức tuần lễ văn hóa")
>>> document.metadata.number.value
'12/KH-UBND'
"""

from nhipcau.officialdocs.akoma_ntoso import to_akoma_ntoso
from nhipcau.officialdocs.decoding import MAX_BYTES, NotReadable, NotReadableCode, decode
from nhipcau.officialdocs.document import (
    Annex,
    Assignment,
    Citation,
    DateItem,
    Finding,
    Footnote,
    FurtherDate,
    Issuer,
    Metadata,
    OfficialDocument,
    OutlineItem,
    Provision,
    Reading,
    Received,
    Recipient,
    RecurringDeadline,
    SecrecyMark,
    Signer,
    Span,
)
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
from nhipcau.officialdocs.extraction.context import Context
from nhipcau.officialdocs.extraction.door import extract, place_on_pages
from nhipcau.officialdocs.extraction.extracted import Extracted, Format, Note
from nhipcau.officialdocs.extraction.sniffing import sniff
from nhipcau.officialdocs.json_form import SCHEMA, json_schema, to_json
from nhipcau.officialdocs.reading import read, read_bytes, read_extracted, read_file
from nhipcau.officialdocs.secrecy import find_secrecy_mark
from nhipcau.officialdocs.taught import Vocabulary, vocabulary_from_json

__all__ = [
    "MAX_BYTES",
    "SCHEMA",
    "Annex",
    "Assignment",
    "AssignmentRole",
    "Capacity",
    "Citation",
    "Context",
    "DateForm",
    "DateItem",
    "DateRole",
    "Doubt",
    "Extracted",
    "Finding",
    "Footnote",
    "Format",
    "Frequency",
    "FurtherDate",
    "Issuer",
    "Metadata",
    "NotReadable",
    "NotReadableCode",
    "Note",
    "OfficialDocument",
    "Origin",
    "OutlineItem",
    "Problem",
    "Provision",
    "ProvisionKind",
    "Reading",
    "Received",
    "Recipient",
    "RecurringDeadline",
    "Relation",
    "SecrecyLevel",
    "SecrecyMark",
    "Signer",
    "Span",
    "Vocabulary",
    "decode",
    "extract",
    "find_secrecy_mark",
    "json_schema",
    "place_on_pages",
    "read",
    "read_bytes",
    "read_extracted",
    "read_file",
    "sniff",
    "to_akoma_ntoso",
    "to_json",
    "vocabulary_from_json",
]
