"""Words for what the form check looked at, and how a plan stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from nhipcau.officialdocs.form_check import Finding

SUBJECTS = {
    "paper": gettext_lazy("Paper"),
    "margin": gettext_lazy("Margins"),
    "font": gettext_lazy("Font"),
    "page_number": gettext_lazy("Page number"),
    "title": gettext_lazy("National or party title"),
    "motto": gettext_lazy("Motto"),
    "star": gettext_lazy("Asterisk below the issuer"),
    "parent": gettext_lazy("Body above the issuer"),
    "issuer": gettext_lazy("Issuing body"),
    "number": gettext_lazy("Number and symbol"),
    "day": gettext_lazy("Place and date"),
    "kind": gettext_lazy("Kind of document"),
    "subject": gettext_lazy("Subject of the document"),
    "addressee": gettext_lazy("Addressee"),
    "body": gettext_lazy("Text"),
    "table": gettext_lazy("Tables"),
    "recipients_label": gettext_lazy("“Nơi nhận”"),
    "recipients": gettext_lazy("Recipients"),
    "authority": gettext_lazy("Authority of the signer"),
    "signer_title": gettext_lazy("Post of the signer"),
    "signer": gettext_lazy("Name of the signer"),
    "annex": gettext_lazy("“Phụ lục”"),
    "annex_title": gettext_lazy("Title of the annex"),
    "annex_note": gettext_lazy("Note below the title of the annex"),
}
ASPECTS = {
    "measures": pgettext_lazy("form check", "measures (mm)"),
    "top": pgettext_lazy("form check", "above (mm)"),
    "bottom": pgettext_lazy("form check", "below (mm)"),
    "left": pgettext_lazy("form check", "left (mm)"),
    "right": pgettext_lazy("form check", "right (mm)"),
    "name": pgettext_lazy("form check", "name"),
    "first": pgettext_lazy("form check", "on the first page"),
    "later": pgettext_lazy("form check", "on the pages after it"),
    "place": pgettext_lazy("form check", "place"),
    "from_top": pgettext_lazy("form check", "from the upper edge (mm)"),
    "size": pgettext_lazy("form check", "size (pt)"),
    "presence": pgettext_lazy("form check", "presence"),
    "bold": pgettext_lazy("form check", "bold"),
    "italic": pgettext_lazy("form check", "italic"),
    "capitals": pgettext_lazy("form check", "capitals"),
    "underlined": pgettext_lazy("form check", "underlined"),
}
VALUES = {
    "left": pgettext_lazy("form check value", "left"),
    "right": pgettext_lazy("form check value", "right"),
    "centre": pgettext_lazy("form check value", "centred"),
    "elsewhere": pgettext_lazy("form check value", "elsewhere"),
    "there": pgettext_lazy("form check value", "there"),
    "absent": pgettext_lazy("form check value", "absent"),
    "yes": pgettext_lazy("form check value", "yes"),
    "no": pgettext_lazy("form check value", "no"),
}


def value_words(value: str) -> str:
    """What was wanted or found, for people: a code in words, a number as it is."""
    return str(VALUES.get(value, value))


def finding_words(one: Finding) -> str:
    """A finding in one line: "Margins, left (mm): 30-35 is asked for, 25 is found"."""
    values = {
        "subject": SUBJECTS[one.subject],
        "aspect": ASPECTS[one.aspect],
        "wanted": value_words(one.wanted),
        "found": value_words(one.found),
    }
    text = _("%(subject)s, %(aspect)s: %(wanted)s is asked for, %(found)s is found") % values
    return f"{text} ({_('page %(page)d') % {'page': one.page}})" if one.page else text


@dataclass(slots=True)
class FormLine:
    """One line of the shown check: a part of the document, whether it is right, and what of it is not."""

    name: str
    is_right: bool = True
    measured: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def form_lines(findings: Iterable[Finding]) -> list[FormLine]:
    """The findings gathered by what they are about, in their order."""
    lines: dict[str, FormLine] = {}
    for one in findings:
        line = lines.setdefault(one.subject, FormLine(str(SUBJECTS[one.subject])))
        line.is_right = line.is_right and one.is_right
        if not one.is_right:
            line.faults.append(finding_words(one))
        elif one.aspect != "presence":
            told = f"{ASPECTS[one.aspect]}: {value_words(one.found)}"
            if told not in line.measured:
                line.measured.append(told)
    return list(lines.values())
