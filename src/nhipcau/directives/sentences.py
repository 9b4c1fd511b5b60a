"""Codes of the reader, in the words of an officer: what is doubtful and what to do about it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nhipcau.directives import rules
from nhipcau.directives.versions import Change
from nhipcau.officialdocs import Doubt, Frequency, NotReadableCode, Problem, Relation
from nhipcau.officialdocs.decoding import BROKE_DOWN
from nhipcau.officialdocs.enums import AssignmentRole, DateRole

Sentence = str | Promise

DOUBTS: dict[str, Sentence] = {
    Doubt.MISSING: _("Not found in the document; please fill it in if the original has it."),
    Doubt.NUMBER_PATTERN: _("The number does not look like the number of an official document; please compare."),
    Doubt.NUMBER_BLANK: _("The place of the number is blank in the text; please fill it in from the original."),
    Doubt.IMPOSSIBLE_DATE: _("No calendar has this day; please compare with the original."),
    Doubt.DATE_BLANK: _("Day or month is blank in the text; please fill it in from the original."),
    Doubt.YEAR_INFERRED: _("The text does not give the year; it was taken from the context."),
    Doubt.YEARS_DISAGREE: _("The number of years in the text does not agree with the two dates."),
    Doubt.OCR_SUSPECT: _("The text looks damaged here, perhaps by scanning; please compare."),
    Doubt.KIND_UNKNOWN: _("The kind of document is not one of the known ones; please choose it."),
    Doubt.KIND_INFERRED: _("The kind of document is not written out; it was taken from the number or the layout."),
    Doubt.MARK_REPAIRED: _("The numbering was damaged and has been mended; please compare."),
    Doubt.OUT_OF_SEQUENCE: _("The number is out of sequence; a part may be missing or misread."),
    Doubt.NAME_OPEN: _("The name may go on beyond what was read; please compare."),
    Doubt.UNIT_INHERITED: _("The unit is not named in the sentence itself; it was taken from the heading above."),
    Doubt.UNIT_UNUSUAL: _("This does not look like the name of a unit; please compare."),
    Doubt.TWO_COLUMNS: _("The text may come from two columns side by side; please compare."),
    Doubt.NO_ANCHOR: _("The number that leads to this footnote was not found in the text; please compare."),
    rules.UNIT_UNKNOWN: _("No unit of that name is known yet; please choose or create one."),
    rules.UNIT_GUESSED: _("The unit's name is written differently here; please check that this unit is meant."),
    rules.UNSURE: _("The reader is not sure of this; please compare."),
}

PROBLEMS: dict[str, Sentence] = {
    Problem.NO_HEADER: _(
        "No header was found: issuing body, number and date have to be filled in by hand if the original has them."
    ),
    Problem.TWO_DOCUMENTS: _(
        "This file seems to hold two documents. If so, set this one aside, split the file and import each part."
    ),
    Problem.NOT_VIETNAMESE: _(
        "This document does not seem to be in Vietnamese, so little of it could be read. "
        "It can be accepted only after you confirm that it is meant."
    ),
    Problem.EMPTY: _("No text was found in this document."),
    Problem.EMPTY_BODY: _("Only header or foot was found; there is no body to take tasks from."),
    Problem.DAMAGED_TEXT: _("Parts of the text look damaged, perhaps by scanning; please compare with the original."),
    Problem.IMPOSSIBLE_DATE: _("The document names a day that no calendar has; it is among the doubtful dates."),
    Problem.SECRET: _("The document bears a secrecy mark."),
}
# A person has to say that it is meant before such a document becomes a programme.
TO_BE_CONFIRMED = (Problem.NOT_VIETNAMESE, Problem.EMPTY)

NOT_READABLE: dict[str, Sentence] = {
    NotReadableCode.EMPTY: _("The file is empty, so there is nothing to read; please choose another file."),
    NotReadableCode.TOO_LARGE: _("The file is larger than 20 MB; please choose the text of one document only."),
    NotReadableCode.NOT_TEXT: _(
        "The characters of this file could not be recognised; please save it as plain text in UTF-8 and try again."
    ),
    NotReadableCode.BINARY: _(
        "Files of this kind are not read; please choose the document as PDF, DOCX, plain text, JPEG, PNG or TIFF."
    ),
    NotReadableCode.ENCRYPTED: _(
        "This file is locked with a password; please open it, save it without the password and choose that copy."
    ),
    NotReadableCode.DAMAGED: _(
        "This file is damaged or was not copied to its end; please take it anew from where it came from."
    ),
    NotReadableCode.UNPACKS_TOO_LARGE: _(
        "This file unpacks to far more than any document has, so it was not opened; please ask the sender for another."
    ),
    NotReadableCode.DANGEROUS: _(
        "This file tries to read other files or addresses when it is opened, so it was not opened; "
        "please ask the sender for another."
    ),
    NotReadableCode.MACROS: _(
        "This file carries macros, so it was not opened; please save it as .docx without macros and choose that copy."
    ),
    NotReadableCode.SPREADSHEET: _(
        "This is a table sheet (Excel); please save the part that is a document as DOCX or PDF and choose that file."
    ),
    NotReadableCode.PRESENTATION: _("This is a presentation; please choose the document itself, as DOCX or PDF."),
    NotReadableCode.ARCHIVE: _("This is an archive of files; please unpack it and choose one document."),
    NotReadableCode.NO_PAGES: _("This file has no pages, so there is nothing to read; please choose another file."),
    NotReadableCode.TOO_MANY_PAGES: _(
        "This file has more than 1,000 pages; please split it and choose the part that holds the document."
    ),
    NotReadableCode.NEEDS_LIBREOFFICE: _(
        "DOC, RTF and ODT are read with LibreOffice, which is not on this machine; please save the file as DOCX "
        "or PDF, or ask the administrator to install the Debian package libreoffice-writer-nogui."
    ),
    NotReadableCode.TOO_SLOW: _(
        "Reading this file took too long and was given up; please save it as DOCX or PDF and try again."
    ),
    NotReadableCode.TOO_MUCH_MEMORY: _(
        "Reading this file took more memory than any document needs and was given up; please save it anew as DOCX or "
        "PDF, or ask the sender for another."
    ),
    NotReadableCode.CRASHED: _(
        "The program that reads files broke down over this file; it may be damaged, or made to do harm. Please save it "
        "anew as DOCX or PDF, or ask the sender for another."
    ),
    NotReadableCode.NEEDS_TESSERACT: _(
        "Scans are read with Tesseract, which is not on this machine; please choose a file with text, or ask the "
        "administrator to install the Debian package tesseract-ocr-vie."
    ),
    NotReadableCode.PICTURE_TOO_LARGE: _(
        "This picture has far more points than a page of a document, so it was not opened; please scan at 200 to 300 "
        "dots an inch."
    ),
    NotReadableCode.PICTURE_FORMAT: _(
        "Pictures of this kind are not read; please save it as JPEG, PNG, TIFF or PDF and choose that file."
    ),
    NotReadableCode.NO_WORDS: _(
        "No print was found in this file, so there is nothing to read; "
        "please choose the scan or photograph of a document."
    ),
}
NOTHING_KEPT = _("Nothing of it was kept, because it could not be seen whether it bears a secrecy mark.")
KEPT = _("The original is kept.")
METADATA_LABELS: dict[str, Sentence] = {
    "parent_body": _("parent body"),
    "issuing_body": _("issuing body"),
    "kind": _("kind"),
    "number": _("number and symbol"),
    "place": _("place"),
    "date": _("date"),
    "subject": _("subject"),
    "signer": _("signer"),
    "signer_position": _("position of the signer"),
    "signing_authority": _("authority of the signer"),
    "urgency": _("urgency"),
    "received": _("arrival stamp"),
}

ASSIGNMENT_ROLES: dict[str, Sentence] = {
    AssignmentRole.LEAD: _("leads"),
    AssignmentRole.COOPERATE: _("cooperates"),
    AssignmentRole.IMPLEMENT: _("implements"),
    AssignmentRole.ADVISE: _("advises"),
}
DATE_ROLES: dict[str, Sentence] = {
    DateRole.SIGNING: _("day of signing"),
    DateRole.ANNIVERSARY: _("anniversary"),
    DateRole.PERIOD: _("period"),
    DateRole.EVENT: _("event"),
    DateRole.DEADLINE: _("deadline"),
}
FREQUENCIES: dict[str, Sentence] = {
    Frequency.DAY: _("every day"),
    Frequency.WEEK: _("every week"),
    Frequency.MONTH: _("every month"),
    Frequency.QUARTER: _("every quarter"),
    Frequency.HALF_YEAR: _("every half-year"),
    Frequency.YEAR: _("every year"),
}
RELATIONS: dict[str, Sentence] = {
    Relation.IMPLEMENTS: _("implements it"),
    Relation.BASED_ON: _("based on it"),
    Relation.AMENDS: _("amends it"),
    Relation.REPLACES: _("replaces it"),
    Relation.REFERS: _("refers to it"),
}
# The same in one word, for either end.
RELATION_NAMES: dict[str, Sentence] = {
    Relation.BASED_ON: pgettext_lazy("relation of documents", "Based on"),
    Relation.IMPLEMENTS: pgettext_lazy("relation of documents", "Implements"),
    Relation.AMENDS: pgettext_lazy("relation of documents", "Amends"),
    Relation.REPLACES: pgettext_lazy("relation of documents", "Replaces"),
    Relation.REFERS: pgettext_lazy("relation of documents", "Refers to"),
}

CHANGES: dict[str, Sentence] = {
    Change.SAME: _("the same"),
    Change.CHANGED: _("changed"),
    Change.MOVED: _("moved"),
    Change.MOVED_AND_CHANGED: _("moved and changed"),
    Change.ADDED: _("new"),
    Change.REMOVED: _("removed"),
}


def not_readable(code: str) -> str:
    """Why a file is turned down, and the mend, for the person who handed it in."""
    return str(NOT_READABLE[code])


def not_taken(code: str) -> str:
    """The same where the file was turned away at the door; of one that broke its reader, that nothing was kept."""
    return f"{not_readable(code)} {NOTHING_KEPT}" if code in BROKE_DOWN else not_readable(code)


def kept_unread(code: str) -> str:
    """The same where the file stays for a person to look into."""
    return f"{not_readable(code)} {KEPT}"
