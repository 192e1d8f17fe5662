"""What stands beside each box about worries, and which requests a person reads first: data/request_help.yaml. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "request_help.yaml"
NONE, SAID, WORDS = "", "said", "words"


@cache
def help_rules() -> dict[str, Any]:
    """The file as it is."""
    return load_rules(FILE)


def flag_of(worry: str, texts: Iterable[str]) -> str:
    """Whether somebody has to read it for safety: they said so, or its words may tell of it. Never a judgement."""
    if worry.strip():
        return SAID
    return WORDS if any(_pattern().search(_plain(text)) for text in texts) else NONE


@cache
def _pattern() -> re.Pattern[str]:
    listed = (re.escape(words).replace(r"\*", "[a-z]*") for words in help_rules()["words"])
    return re.compile(r"\b(?:" + "|".join(listed).replace(r"\ ", r"\s+") + r")\b")


def _plain(text: str) -> str:
    return re.sub(r"[-‐‑–]", " ", text.lower())
