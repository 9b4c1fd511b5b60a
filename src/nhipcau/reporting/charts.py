"""Charts as SVG, drawn from plain values: they scale, print, and need no script. The page has the table beside each.

Colours are those of the page (`currentColor` and custom properties); no chart tells anything by colour alone.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nhipcau.reporting.labels import number_words

Number = int | float


@dataclass(frozen=True, slots=True)
class Small:
    """One small chart of many: a name and a value for each of the same years."""

    name: str
    values: Sequence[Number | None]


def bars(values: Sequence[Number | None], labels: Sequence[str], *, highest: Number, title: str) -> SafeString:
    """Upright bars with their numbers; a gap where nothing is on record. `highest` gives many charts one scale."""
    width, height, room = 28, 64, 14
    top = max(highest, 1)
    parts = []
    for number, (value, label) in enumerate(zip(values, labels, strict=True)):
        x = number * width
        if value is not None:
            tall = max(1, round(height * value / top)) if value else 0
            parts.append(
                format_html(
                    '<rect x="{}" y="{}" width="18" height="{}" rx="2"/><text x="{}" y="{}">{}</text>',
                    x + 5, room + height - tall, tall, x + 14, room + height - tall - 3, number_words(value),
                )
            )  # fmt: skip
        parts.append(
            format_html('<text class="nc-chart__label" x="{}" y="{}">{}</text>', x + 14, room + height + 12, label)
        )
    return format_html(
        '<svg class="nc-chart" role="img" viewBox="0 0 {} {}" aria-label="{}">{}</svg>',
        max(1, len(values)) * width, room + height + 18, title, format_html_join("", "{}", ((part,) for part in parts)),
    )  # fmt: skip


def heat_map(year: int, counts: Mapping[date, int], *, title: str, weekdays: Sequence[str]) -> SafeString:
    """A year day by day: weeks from left to right, Monday above. Five steps of ink; more dots for more, too."""
    cell, left, top = 13, 26, 18
    first = date(year, 1, 1)
    start = first - timedelta(days=first.weekday())
    steps = _steps(counts.values())
    parts = []
    day = first
    while day.year == year:
        week, row = (day - start).days // 7, day.weekday()
        step = sum(counts.get(day, 0) >= least for least in steps) if counts.get(day) else 0
        parts.append(
            format_html(
                '<rect class="nc-heat nc-heat--{}" x="{}" y="{}" width="11" height="11" rx="2">'
                "<title>{}: {}</title></rect>",
                step, left + week * cell, top + row * cell, f"{day:%d/%m/%Y}", counts.get(day, 0),
            )
        )  # fmt: skip
        day += timedelta(days=1)
    for month in range(1, 13):
        week = (date(year, month, 1) - start).days // 7
        parts.append(
            format_html('<text class="nc-chart__label" x="{}" y="12">{}</text>', left + week * cell + 6, month)
        )
    for row in (0, 2, 4):
        parts.append(
            format_html('<text class="nc-chart__label" x="10" y="{}">{}</text>', top + row * cell + 9, weekdays[row])
        )
    return format_html(
        '<svg class="nc-chart nc-chart--wide" role="img" viewBox="0 0 {} {}" aria-label="{}">{}</svg>',
        left + 54 * cell, top + 7 * cell + 4, title, format_html_join("", "{}", ((part,) for part in parts)),
    )  # fmt: skip


def _steps(values: object) -> list[int]:
    """From which count on a day is a step darker: quarters of the days on which anything happened."""
    seen = sorted(value for value in values if value)  # type: ignore[attr-defined]
    if not seen:
        return [1]
    return [1, *(seen[len(seen) * quarter // 4] for quarter in (1, 2, 3))]


def progress(value: Number, wanted: Number, *, title: str) -> SafeString:
    """A bar towards a mark: how far one has come, and where one wanted to be."""
    longest = max(value, wanted, 1)
    done, mark = round(300 * value / longest), round(300 * wanted / longest)
    return format_html(
        '<svg class="nc-chart nc-chart--bar" role="img" viewBox="0 0 304 20" aria-label="{}">'
        '<rect class="nc-chart__ground" x="0" y="5" width="300" height="10" rx="3"/>'
        '<rect x="0" y="5" width="{}" height="10" rx="3"/><line x1="{}" x2="{}" y1="0" y2="20"/></svg>',
        title, done, mark, mark,
    )  # fmt: skip


def month_names() -> Sequence[str]:
    """1 to 12, for heads of tables."""
    return [str(month) for month in range(1, 13)]


def counts_by_month(counts: Mapping[date, int], year: int) -> list[int]:
    """The table behind the heat map: how many in each month."""
    return [
        sum(counts.get(date(year, month, day), 0) for day in range(1, calendar.monthrange(year, month)[1] + 1))
        for month in range(1, 13)
    ]
