"""How pages write dates, months and numbers. Pure functions; `config.jinja` makes them filters."""

from __future__ import annotations

import re
from datetime import date, datetime

from markupsafe import Markup, escape

from goldenthread.core.clock import LONDON
from goldenthread.core.months import Month, day_words
from goldenthread.ui.tables import stacked, tables_stacked

_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n){2,}")
_LINE_END = re.compile(r"\r\n|\r|\n")


def date_long(value: date | datetime | None) -> str:
    """`28 May 2025`, in English time when given a moment; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return day_words(value)


def datetime_long(value: datetime | None) -> str:
    """`28 May 2025 at 2:05pm`, English time; nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    clock = {(0, 0): "midnight", (12, 0): "midday"}.get(
        (local.hour, local.minute),
        f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}",
    )
    return f"{date_long(local)} at {clock}"


def month_label(value: Month | date | None) -> str:
    """`July 2025` for a month or any day in it; nothing for None."""
    if value is None:
        return ""
    return value.label if isinstance(value, Month) else Month.of(value).label


def thousands(value: int | float | None) -> str:
    """`12,500`; nothing for None."""
    return "" if value is None else f"{value:,}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 milestone`, `80 milestones`; give `many` for words that do not take an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def paragraphs(text: str | None) -> Markup:
    """Typed text as paragraphs and line breaks, escaped."""
    blocks = [block for block in _BLANK_LINES.split((text or "").strip()) if block.strip()]
    return Markup("\n").join(
        Markup('<p class="govuk-body">{}</p>').format(
            Markup("<br>").join(escape(line) for line in _LINE_END.split(block))
        )
        for block in blocks
    )


FILTERS = {
    "date_long": date_long,
    "datetime_long": datetime_long,
    "month_label": month_label,
    "thousands": thousands,
    "plural": plural,
    "paragraphs": paragraphs,
    "stacked": stacked,
    "tables_stacked": tables_stacked,
}
