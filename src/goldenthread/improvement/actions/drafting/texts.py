"""Typed texts as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.improvement.draft_kinds import Kind
from goldenthread.improvement.rules.importing.limits import LIMITS

_WORDS = {"as_printed": "name"}


def short(text: str, name: str, column: str) -> str:
    """A text of one line within the limit that imports keep as well. UserError for a longer one."""
    limit = LIMITS[name]
    text = " ".join(text.split())
    if not limit.fits(text):
        raise UserError(
            "text_too_long", f"The {limit.what} is too long.", column,
            f"Use at most {limit.longest} characters"
            + (", counting “&” as “and”." if limit.compared else "."),
        )  # fmt: skip
    return text


def cleaned(kind: Kind, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, its texts tidied. UserError for a text that is missing or too long."""
    kept = {column: _tidy(kind, column, value) for column, value in typed.items()}
    for column in kind.needed:
        if not kept.get(column):
            words = _WORDS.get(column, column)
            raise UserError(
                "text_missing", f"The {words} of the {kind.words} is missing.", column,
                "Enter it, or cancel.",
            )  # fmt: skip
    return kept


def _tidy(kind: Kind, column: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    name = kind.limits.get(column)
    return short(value, name, column) if name else value.strip()
