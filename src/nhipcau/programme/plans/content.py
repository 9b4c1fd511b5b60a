"""A plan as plain values, as it is submitted and kept, and the document that these become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings

from nhipcau.officialdocs.writing import (
    Annex,
    Block,
    Heading,
    OfficialPaper,
    Style,
    Table,
    symbol_of,
)
from nhipcau.organisation.enums import Tier
from nhipcau.organisation.models import Unit
from nhipcau.organisation.office_words import in_office_language
from nhipcau.organisation.paper_style import kept_line, short_form_in_numbers, style_of
from nhipcau.programme.enums import BudgetSource
from nhipcau.programme.plan_models import Plan, PlanSection
from nhipcau.programme.plans import rules
from nhipcau.programme.plans.drafting import Source, lines_of, plain_line
from nhipcau.vietnamese import number_words, to_roman

SCHEMA = "nhipcau.plan/1"
KIND, KIND_IN_NUMBERS = "Kế hoạch", "KH"


def content_of(plan: Plan, sections: Sequence[PlanSection], source: Source) -> dict[str, Any]:
    """Everything that a plan says, in the language of the office."""
    unit = plan.unit
    amended = getattr(plan.amends, "issue", None) if plan.amends else None
    with in_office_language():
        return {
            "schema": SCHEMA,
            "kind": plan.kind,
            "years": [plan.first_year, plan.last_year],
            "amendment": plan.amendment,
            "amends": amended.entry.written if amended else "",
            "amends_day": amended.entry.issued_on.isoformat() if amended else "",
            "subject": plan.subject,
            "unit": {"id": unit.pk, "name": unit.name},
            "style": style_of(unit).value,
            "parent": unit.parent.name if unit.parent else "",
            "sections": [
                {
                    "key": section.key,
                    "level": section.level,
                    "heading": section.heading,
                    "content": section.content,
                    "body": section.body,
                }
                for section in sections
            ],
            "tasks": [plain_line(line) for line in lines_of(source)],
        }


@dataclass(frozen=True, slots=True)
class Signing:
    """What the unit adds when it issues a plan: place, who signs how, who gets it, the short form in the number."""

    place: str
    signer_title: str
    signer: str
    authority: str = ""
    recipients: tuple[str, ...] = ()
    short_form: str = ""


def usual_signing(unit: Unit) -> Signing:
    """What a unit signs with that has issued nothing yet."""
    above = [f"{unit.parent.name} (để báo cáo)"] if unit.parent else []
    return Signing(
        place=place_of(unit),
        signer_title="Thủ trưởng đơn vị",
        signer="",
        recipients=(*above, "Các đơn vị liên quan (để thực hiện)", kept_line(style_of(unit))),
        short_form=short_form_in_numbers(unit),
    )


def place_of(unit: Unit) -> str:
    """Where the unit's documents are given: the commune for its own bodies, the province for everybody else."""
    return rules.commune_name(unit.name) if unit.tier == Tier.COMMUNE else settings.PROVINCE_NAME


def paper_of(
    content: Mapping[str, Any], signing: Signing, *, number: str = "", day: date | None = None
) -> OfficialPaper:
    """The document that a plan becomes; without a number it is a draft with dots where the register will write.

    `number` is the bare number as it is written ("07").
    """
    style = Style(content["style"])
    body = [block for section in _numbered(content["sections"]) for block in section]
    return OfficialPaper(
        style=style,
        parent=content["parent"],
        issuer=content["unit"]["name"],
        symbol=symbol_of(style, KIND_IN_NUMBERS, signing.short_form or "…"),
        number=number,
        kind=KIND,
        subject=subject_of(content),
        place=signing.place,
        day=day,
        body=rules.ended(body) if style is Style.STATE else body,
        recipients=signing.recipients,
        authority=signing.authority,
        signer_title=signing.signer_title,
        signer=signing.signer,
        annexes=[_annex(content)] if content["tasks"] else [],
    )


def subject_of(content: Mapping[str, Any]) -> str:
    """What the document is on; an amendment names what it amends."""
    subject = str(content["subject"])
    if not content["amendment"]:
        return subject
    amended = f" số {content['amends']}" if content["amends"] else ""
    return f"Sửa đổi, bổ sung (lần thứ {content['amendment']}) Kế hoạch{amended} về {subject[:1].lower()}{subject[1:]}"


def _numbered(sections: Sequence[Mapping[str, Any]]) -> list[list[Block]]:
    """The sections with their headings counted: parts I, II, III, below the tasks 1, 2, 3. Empty ones are left out."""
    found: list[list[Block]] = []
    part = below = 0
    for place, section in enumerate(sections):
        blocks = rules.blocks_of(section["body"])
        following = sections[place + 1] if place + 1 < len(sections) else None
        heads_others = following is not None and following["level"] > section["level"]
        if not blocks and not heads_others:
            continue
        title: list[Block] = []
        if section["level"] > 1:
            below += 1
            title = [Heading(f"{below}. {section['heading']}", 2)]
        elif section["heading"]:
            part, below = part + 1, 0
            title = [Heading(f"{to_roman(part)}. {section['heading'].upper()}")]
        found.append([*title, *blocks])
    return found


def _annex(content: Mapping[str, Any]) -> Annex:
    """All tasks in one table, grouped as the plan groups them."""
    rows: list[list[str]] = []
    number = 0
    for place, (group, lines) in enumerate(groupby(content["tasks"], key=lambda line: line["group"]), start=1):
        rows.append([to_roman(place), group, "", "", "", "", ""])
        for line in lines:
            number += 1
            rows.append(
                [
                    str(number),
                    line["title"],
                    line["lead"],
                    line["cooperating"],
                    line["product"],
                    line["deadline"],
                    _money(line["money"]),
                ]
            )
    head = ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn", "Kinh phí (đồng), nguồn"]
    table = Table(head, rows, widths=(1, 6, 3, 3, 2.6, 2.2, 3))
    first, last = content["years"]
    return Annex(f"Danh mục nhiệm vụ {rules.years_words(first, last)}", [table], wide=True)


def _money(money: Mapping[str, int]) -> str:
    with in_office_language():
        return "; ".join(
            f"{number_words(money[source])} ({BudgetSource(source).label})"
            for source in BudgetSource.values
            if money.get(source)
        )
