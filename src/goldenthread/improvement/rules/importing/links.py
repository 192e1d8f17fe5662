"""The action that a milestone's printed number or text names."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDED = re.compile(
    r"\(\s*(?:see\s+)?actions?\s+([A-Za-z0-9]{1,3}(?:\.[A-Za-z0-9]{1,2})*)\s*\)", re.IGNORECASE
)
_OPENING = re.compile(
    r"\[?action\s+([A-Za-z0-9]{1,3}(?:\.[A-Za-z0-9]{1,2})*)\]?\s*[:–—-]", re.IGNORECASE
)
_BRACKET = re.compile(r"[\(\[]([A-Z])[\)\]]\s*[.;]?$")
_LETTER_NUMBER = re.compile(r"([A-Z])[.\-]?(\d{1,2})", re.IGNORECASE)
_CODED = re.compile(
    r"(?:\d{1,2}[a-z]?|\d{1,2}\.\d{1,2}|P\d{1,2})[.\-]?([A-Z])[.\-]?(\d{1,2})", re.IGNORECASE
)


def printed_link(number: str | None, text: str, known: Collection[str]) -> str | None:
    """The letter of the action that is named, or None. `known` are the letters in lower case.

    A number such as `M3` names no action M unless there is one; the words "(Action M)" do.
    """
    for pattern in (_WORDED, _OPENING):
        found = pattern.search(text) if pattern is _WORDED else pattern.match(text)
        if found:
            return found[1]
    bracket = _BRACKET.search(text)
    if bracket and bracket[1].lower() in known:
        return bracket[1]
    for pattern in (_LETTER_NUMBER, _CODED):
        found = pattern.fullmatch(number or "")
        if found and found[1].lower() in known:
            return found[1]
    # 1.1.2 is the second milestone of an action printed as 1.1.
    if number and "." in number and number.rpartition(".")[0].lower() in known:
        return number.rpartition(".")[0]
    return None
