"""An official document as HTML for print: the same measures as the DOCX, so that a PDF of it looks the same."""

from html import escape

from nhipcau.officialdocs.writing.docx_form import MARGINS
from nhipcau.officialdocs.writing.parts import Block, Bullet, Heading, OfficialPaper, Paragraph, Style, Table, date_line

CSS = f"""
@page {{ size: A4; margin: {MARGINS["top"]}mm {MARGINS["right"]}mm {MARGINS["bottom"]}mm {MARGINS["left"]}mm;
  @top-center {{ content: counter(page); font: 14pt "Times New Roman", "Liberation Serif", serif; }} }}
@page :first {{ @top-center {{ content: none; }} }}
body {{ margin: 0; color: #000;
  font: 14pt/1.3 "Times New Roman", "Liberation Serif", "Noto Serif CJK SC", "Noto Sans Arabic", serif; }}
.head {{ display: table; width: 100%; table-layout: fixed; text-align: center; }}
.head > div {{ display: table-cell; vertical-align: top; }}
.head p, .foot p {{ margin: 0; }}
.head .left {{ width: 41%; font-size: 13pt; }}
.state {{ font-size: 13pt; font-weight: bold; white-space: nowrap; }}
.motto {{ font-weight: bold; }}
.party {{ font-size: 15pt; font-weight: bold; white-space: nowrap; }}
.rule {{ border-top: 0.75pt solid #000; margin: 1pt auto 6pt; }}
.day {{ font-style: italic; }}
h1 {{ font-size: 14pt; text-align: center; margin: 18pt 0 6pt; }}
h1 span {{ display: block; }}
.to {{ text-align: center; }}
h2, h3 {{ font-size: 14pt; margin: 6pt 0 0; text-indent: 12.7mm; break-after: avoid; }}
p.text {{ margin: 6pt 0 0; text-indent: 12.7mm; text-align: justify; }}
table {{ border-collapse: collapse; width: 100%; margin: 6pt 0 12pt; font-size: 12pt; }}
caption {{ font-weight: bold; margin: 12pt 0 4pt; }}
th, td {{ border: 0.75pt solid #000; padding: 2pt 4pt; text-align: left; font-weight: normal; }}
thead th {{ font-weight: bold; text-align: center; }}
td.number {{ text-align: right; }}
tr {{ break-inside: avoid; }}
.foot {{ display: table; width: 100%; table-layout: fixed; margin-top: 12pt; break-inside: avoid; }}
.foot > div {{ display: table-cell; vertical-align: top; }}
.recipients {{ font-size: 11pt; }}
.recipients b {{ font-size: 12pt; }}
.signer {{ text-align: center; font-weight: bold; }}
.signer .name {{ margin-top: 70pt; }}
"""


def as_html(paper: OfficialPaper) -> str:
    """The whole page, styles within; nothing in it is fetched from elsewhere."""
    body = "\n".join(_block(block) for block in paper.body)
    return (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        f"<title>{escape(paper.kind)} {escape(paper.subject)}</title><style>{CSS}</style></head><body>{_header(paper)}"
        f"<h1><span>{escape(paper.kind.upper())}</span><span>{escape(paper.subject)}</span></h1>"
        f"{_to(paper)}{body}{_foot(paper)}</body></html>"
    )


def _to(paper: OfficialPaper) -> str:
    return f'<p class="to">Kính gửi: {escape(paper.addressee)}</p>' if paper.addressee else ""


def _header(paper: OfficialPaper) -> str:
    parent = f"<p>{escape(paper.parent.upper())}</p>" if paper.parent else ""
    issuer = f"<p><b>{escape(paper.issuer.upper())}</b></p>"
    if paper.style is Style.STATE:
        left = f'{parent}{issuer}<div class="rule" style="width: 22mm"></div>'
        right = (
            '<p class="state">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p class="motto">Độc lập - Tự do - Hạnh phúc</p>'
            '<div class="rule" style="width: 55mm"></div>'
        )
    else:
        left = f"{parent}{issuer}<p>*</p>"
        right = '<p class="party">ĐẢNG CỘNG SẢN VIỆT NAM</p><div class="rule" style="width: 62mm"></div>'
    return (
        f'<div class="head"><div class="left">{left}<p>{escape(paper.number_line)}</p></div>'
        f'<div>{right}<p class="day">{escape(date_line(paper.place, paper.day))}</p></div></div>'
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
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.head)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="number">{escape(text)}</td>' if number in table.numeric else f"<td>{escape(text)}</td>"
            for number, text in enumerate(row)
        )
        + "</tr>"
        for row in table.rows
    )
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _foot(paper: OfficialPaper) -> str:
    recipients = "".join(
        f"<p>- {escape(one)}{'.' if number == len(paper.recipients) else ';'}</p>"
        for number, one in enumerate(paper.recipients, start=1)
    )
    left = f"<p><b><i>Nơi nhận:</i></b></p>{recipients}" if paper.recipients else ""
    right = "".join(f"<p>{escape(text.upper())}</p>" for text in (paper.authority, paper.signer_title) if text)
    name = f'<p class="name">{escape(paper.signer)}</p>' if paper.signer else ""
    return f'<div class="foot"><div class="recipients">{left}</div><div class="signer">{right}{name}</div></div>'
