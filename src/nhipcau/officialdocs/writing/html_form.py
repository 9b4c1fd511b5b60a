"""An official document as HTML for print: the same measures as the DOCX, so that a PDF of it looks the same."""

from functools import cache
from html import escape

from nhipcau.officialdocs.writing.docx_form import LEFT_OF_HEADER
from nhipcau.officialdocs.writing.paper_forms import PaperForm, PartForm, form_of
from nhipcau.officialdocs.writing.parts import (
    Annex,
    Block,
    Bullet,
    Heading,
    OfficialPaper,
    Paragraph,
    Style,
    Table,
    date_line,
)

FONTS = '"Times New Roman", "Liberation Serif", serif'
FURTHER_SCRIPTS = '"Times New Roman", "Liberation Serif", "Noto Serif CJK SC", "Noto Sans Arabic", serif'


@cache
def css_of(style: Style) -> str:
    """The style sheet of a form; each part has a class of its name."""
    form = form_of(style)
    margins = " ".join(f"{form.margins[side].written}mm" for side in ("top", "right", "bottom", "left"))
    width, height = form.paper
    number = (
        f"@top-center {{ content: counter(page); font: {form.page_number.size}pt/1 {FONTS};"
        f" vertical-align: top; padding-top: {form.page_number_from_top.written}mm; }}"
    )
    parts = "\n".join(f".{name} {{ {_look(part)} }}" for name, part in form.parts.items())
    return f"""
@page {{ size: {width}mm {height}mm; margin: {margins}; {number} }}
@page wide {{ size: {height}mm {width}mm; }}
@page :first {{ @top-center {{ content: none; }} }}
@page :nth(1 of annex), :nth(1 of wide) {{ counter-reset: page 1; @top-center {{ content: none; }} }}
body {{ margin: 0; color: #000; overflow-wrap: anywhere; font: {form.parts["body"].size}pt/1.3 {FURTHER_SCRIPTS}; }}
p {{ margin: 0; }}
{parts}
.head {{ display: table; width: 100%; table-layout: fixed; text-align: center; }}
.head > div {{ display: table-cell; vertical-align: top; }}
.head .column {{ width: {round(100 * LEFT_OF_HEADER / form.text_width, 1)}%; }}
.title {{ white-space: nowrap; }}
.rule {{ border-top: 0.75pt solid #000; margin: 1pt auto 6pt; }}
h1 {{ text-align: center; margin: 18pt 0 6pt; font-weight: normal; font-size: inherit; }}
h1 span {{ display: block; }}
.addressee {{ text-align: center; margin: 6pt 0; }}
h2, h3 {{ font-size: inherit; margin: 6pt 0 0; text-indent: 12.7mm; break-after: avoid; }}
p.text {{ margin: 6pt 0 0; text-indent: 12.7mm; text-align: justify; }}
table {{ border-collapse: collapse; width: 100%; margin: 6pt 0 12pt; font-size: {form.parts["table"].size}pt; }}
caption {{ font-weight: bold; margin: 12pt 0 4pt; }}
th, td {{ border: 0.75pt solid #000; padding: 2pt 4pt; text-align: left; font-weight: normal; overflow-wrap: anywhere;
  vertical-align: top; }}
thead th {{ font-weight: bold; text-align: center; }}
td.figure {{ text-align: right; }}
tr {{ break-inside: avoid; }}
.foot {{ display: table; width: 100%; table-layout: fixed; margin-top: 12pt; }}
.foot {{ break-inside: avoid; break-before: avoid; }}
.foot > div {{ display: table-cell; vertical-align: top; }}
.signing {{ text-align: center; }}
.signer {{ margin-top: 70pt; }}
.attached {{ break-before: page; page: annex; }}
.attached.across {{ page: wide; }}
.attached > p.annex, .attached > p.annex_note, .attached h2.annex_title {{ text-align: center; text-indent: 0; }}
"""


def _look(part: PartForm) -> str:
    weight = "" if part.bold is None else f" font-weight: {'bold' if part.bold else 'normal'};"
    slant = "" if part.italic is None else f" font-style: {'italic' if part.italic else 'normal'};"
    line = " text-decoration: underline;" if part.underlined else ""
    return f"font-size: {part.size}pt;{weight}{slant}{line}"


def as_html(paper: OfficialPaper) -> str:
    """The whole page, styles within; nothing in it is fetched from elsewhere."""
    form = form_of(paper.style)
    body = "\n".join(_block(block) for block in paper.body)
    annexes = "".join(_annex(annex, paper, form) for annex in paper.annexes)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        f"<title>{escape(paper.kind)} {escape(paper.subject)}</title><style>{css_of(paper.style)}</style></head><body>"
        f"{_header(paper, form)}{_title(paper)}{body}{_foot(paper, form)}{annexes}</body></html>"
    )


def _title(paper: OfficialPaper) -> str:
    rule = '<div class="rule" style="width: 40mm"></div>' if paper.style is Style.STATE else ""
    dashes = '<p class="subject" style="text-align: center">-----</p>' if paper.style is Style.PARTY else ""
    to = f'<p class="addressee">Kính gửi: {escape(paper.addressee)}</p>' if paper.addressee else ""
    return (
        f'<h1><span class="kind">{escape(paper.kind.upper())}</span>'
        f'<span class="subject" dir="auto">{escape(paper.subject)}</span></h1>{rule}{dashes}{to}'
    )


def _line(text: str, part: str, form: PaperForm) -> str:
    shown = text.upper() if form.parts[part].capitals else text
    return f'<p class="{part}">{escape(shown)}</p>'


def _header(paper: OfficialPaper, form: PaperForm) -> str:
    parent = _line(paper.parent, "parent", form) if paper.parent else ""
    left = f"{parent}{_line(paper.issuer, 'issuer', form)}"
    right = _line(form.parts["title"].text, "title", form)
    if paper.style is Style.STATE:
        left += '<div class="rule" style="width: 22mm"></div>'
        right += f'{_line(form.parts["motto"].text, "motto", form)}<div class="rule" style="width: 55mm"></div>'
    else:
        left += _line(form.parts["star"].text, "star", form)
        right += '<div class="rule" style="width: 62mm"></div>'
    return (
        f'<div class="head"><div class="column">{left}{_line(paper.number_line, "number", form)}</div>'
        f"<div>{right}{_line(date_line(paper.place, paper.day), 'day', form)}</div></div>"
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            tag = f"h{min(block.level + 1, 3)}"
            return f'<{tag} dir="auto">{escape(block.text)}</{tag}>'
        case Paragraph():
            return f'<p class="text" dir="auto">{escape(block.text)}</p>'
        case Bullet():
            return f'<p class="text" dir="auto">- {escape(block.text)}</p>'
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    shares = list(table.widths) or [1.0] * len(table.head)
    columns = "".join(f'<col style="width: {100 * share / sum(shares):.2f}%">' for share in shares)
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.head)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="figure">{escape(text)}</td>' if number in table.numeric else f"<td>{escape(text)}</td>"
            for number, text in enumerate(row)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<table style="table-layout: fixed">{caption}<colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _foot(paper: OfficialPaper, form: PaperForm) -> str:
    recipients = "".join(
        f'<p class="recipients">- {escape(one)}{"." if number == len(paper.recipients) else ";"}</p>'
        for number, one in enumerate(paper.recipients, start=1)
    )
    label = _line(form.parts["recipients_label"].text, "recipients_label", form) if paper.recipients else ""
    weight = "" if paper.authority else ' style="font-weight: bold"'
    title = form.parts["signer_title"]
    lines = _line(paper.authority, "authority", form) if paper.authority else ""
    if paper.signer_title:
        shown = escape(paper.signer_title.upper() if title.capitals else paper.signer_title)
        lines += f'<p class="signer_title"{weight if title.bold is None else ""}>{shown}</p>'
    name = _line(paper.signer, "signer", form) if paper.signer else ""
    return f'<div class="foot"><div>{label}{recipients}</div><div class="signing">{lines}{name}</div></div>'


def _annex(annex: Annex, paper: OfficialPaper, form: PaperForm) -> str:
    across = " across" if annex.wide else ""
    title = annex.title.upper() if form.parts["annex_title"].capitals else annex.title
    body = "\n".join(_block(block) for block in annex.body)
    return (
        f'<div class="attached{across}"><p class="annex">{escape(annex.label)}</p>'
        f'<h2 class="annex_title" dir="auto">{escape(title)}</h2><p class="annex_note">{escape(paper.annex_note)}</p>'
        f'<div class="rule" style="width: 40mm"></div>{body}</div>'
    )
