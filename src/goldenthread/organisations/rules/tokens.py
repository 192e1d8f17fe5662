"""How long tokens of the API last, what they look like, and how often they may ask. Pure; see data/api_tokens.yaml."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from goldenthread.core.rulesfile import load_rules

DATA = Path(__file__).parent / "data" / "api_tokens.yaml"
# The word by which a token is known wherever it turns up, its mark, and 128 random bits.
PREFIX = "gtapi"
MARK_BYTES = 6
_TOKEN = re.compile(rf"{PREFIX}_([0-9a-f]{{{2 * MARK_BYTES}}})_[\w-]{{22}}", re.ASCII)


@dataclass(frozen=True)
class TokenRules:
    """The rules in force."""

    longest_months: int
    requests_a_minute: int
    refusals_a_minute: int


@cache
def token_rules() -> TokenRules:
    """The rules of api_tokens.yaml."""
    data = load_rules(DATA)
    return TokenRules(data["longest_months"], data["requests_a_minute"], data["refusals_a_minute"])


def written(mark: str, secret: str) -> str:
    """The token as it is handed out."""
    return f"{PREFIX}_{mark}_{secret}"


def mark_of(token: str) -> str:
    """The part of a token that may be shown and says which one it is; empty for whatever is no token."""
    found = _TOKEN.fullmatch(token)
    return found[1] if found else ""


def latest_end(today: date) -> date:
    """The last day that a token made today may have."""
    months = today.year * 12 + today.month - 1 + token_rules().longest_months
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))
