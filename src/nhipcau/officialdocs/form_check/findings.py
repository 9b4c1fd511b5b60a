"""Comparing what was measured with what the rules ask for."""

from collections.abc import Iterator
from dataclasses import dataclass

from nhipcau.officialdocs.form_check.measured import Measured, NumberMeasure, PageMeasure, PartMeasure, expected_texts
from nhipcau.officialdocs.writing import OfficialPaper, form_of
from nhipcau.officialdocs.writing.paper_forms import PaperForm, PartForm

# Letters are measured this exact, in points.
SIZE_TOLERANCE = 0.3
Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    `subject` is "paper", "margin", "font", "page_number" or a part of the document; `aspect` what of it; `wanted` and
    `found` are for people: a number, two numbers with a dash, or a code such as "left". `page` is where, 0: everywhere.
    """

    subject: str
    aspect: str
    wanted: str
    found: str
    is_right: bool
    page: int = 0


def findings(measured: Measured, paper: OfficialPaper) -> list[Finding]:
    """Everything that was looked at, in the order of the page: what is right and what is not."""
    form = form_of(paper.style)
    return [
        *_of_pages(measured, form),
        *_of_fonts(measured, form),
        *_of_numbers(measured, form),
        *(one for name in expected_texts(paper) for one in _of_part(name, measured.parts.get(name), form.parts[name])),
    ]


def _of_pages(measured: Measured, form: PaperForm) -> Iterator[Finding]:
    for page in measured.pages:
        size = sorted((page.width, page.height))
        is_right = all(abs(one - wanted) <= 1 for one, wanted in zip(size, sorted(form.paper), strict=True))
        wanted = f"{number(form.paper[0])} × {number(form.paper[1])}"
        found = f"{number(page.width)} × {number(page.height)}"
        yield Finding("paper", "measures", wanted, found, is_right, page.first_page)
        yield from _of_margins(page, measured, form)


def _of_margins(page: PageMeasure, measured: Measured, form: PaperForm) -> Iterator[Finding]:
    for side, length in form.margins.items():
        if side not in page.margins:
            continue
        found = page.margins[side]
        is_right = found >= length.least - measured.tolerance
        if side not in page.ends:
            is_right = is_right and found <= length.most + measured.tolerance
        yield Finding("margin", side, span(length.least, length.most), number(found), is_right, page.first_page)


def _of_fonts(measured: Measured, form: PaperForm) -> Iterator[Finding]:
    allowed = {form.font, *(form.fonts_of_same_measures if measured.may_wear_other_fonts else ())}
    # Fonts of other scripts stand in only where the first has no letters of theirs.
    found = ", ".join(sorted(measured.fonts)) or "-"
    yield Finding("font", "name", form.font, found, bool(measured.fonts) and measured.fonts <= allowed)


def _of_numbers(measured: Measured, form: PaperForm) -> Iterator[Finding]:
    for one in measured.numbers:
        yield Finding("page_number", "first", "absent", "there" if one.on_first else "absent", not one.on_first)
        if one.on_later is None:
            continue
        yield Finding("page_number", "later", "there", "there" if one.on_later else "absent", one.on_later)
        if one.on_later:
            yield from _of_place(one, form)


def _of_place(one: NumberMeasure, form: PaperForm) -> Iterator[Finding]:
    is_centred = one.is_centred is True
    yield Finding("page_number", "place", "centre", "centre" if is_centred else "elsewhere", is_centred)
    length = form.page_number_from_top
    from_top = one.from_top if one.from_top is not None else -1
    is_right = length.least - 0.5 <= from_top <= length.most + 0.5
    yield Finding("page_number", "from_top", span(length.least, length.most), number(from_top), is_right)
    yield _size("page_number", one.sizes, form.page_number)


def _of_part(name: str, part: PartMeasure | None, wanted: PartForm) -> Iterator[Finding]:
    is_there = part is not None and part.is_there
    yield Finding(name, "presence", "there", "there" if is_there else "absent", is_there)
    if part is None or not is_there:
        return
    yield _size(name, part.sizes, wanted)
    if wanted.place:
        yield Finding(name, "place", wanted.place, part.place or "elsewhere", part.place == wanted.place)
    for aspect, found, right in (
        ("bold", part.bold, wanted.bold),
        ("italic", part.italic, wanted.italic),
        ("capitals", part.capitals, True if wanted.capitals else None),
        ("underlined", part.underlined, True if wanted.underlined else None),
    ):
        if right is not None and found is not None:
            yield Finding(name, aspect, _yes(right), _yes(found), found is right)


def _size(name: str, sizes: frozenset[float], wanted: PartForm) -> Finding:
    least, most = wanted.sizes
    is_right = bool(sizes) and min(sizes) >= least - SIZE_TOLERANCE and max(sizes) <= most + SIZE_TOLERANCE
    found = "; ".join(number(size) for size in sorted(sizes)) or "-"
    return Finding(name, "size", span(least, most), found, is_right)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def number(value: float) -> str:
    """A number as Vietnamese write it, one place behind the comma where there is something: 20 and 19,8."""
    text = f"{value:.1f}"
    return text.removesuffix(".0").replace(".", ",")


def span(least: float, most: float) -> str:
    """The range that is right: 20-25; one number where both are the same."""
    return number(least) if least == most else f"{number(least)}-{number(most)}"
