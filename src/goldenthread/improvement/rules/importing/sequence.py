"""Gaps in codes and numbers: 1a, 1c; 2.1, 2.3; milestones 1, 2, 4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

_CODE = re.compile(r"(?P<stem>.*?)(?P<last>\d{1,3}|[A-Za-z])")


def code_gaps(codes: Sequence[str | None]) -> Iterator[tuple[str, str, str]]:
    """(before, after, missing) for each code left out between neighbours of one family."""
    for before, after in pairwise(codes):
        first, second = _CODE.fullmatch(before or ""), _CODE.fullmatch(after or "")
        if not first or not second or first["stem"] != second["stem"]:
            continue
        low, high = _value(first["last"]), _value(second["last"])
        if first["last"].isdigit() != second["last"].isdigit() or not 1 < high - low < 10:
            continue
        missing = [_like(second["last"], value) for value in range(low + 1, high)]
        stem = first["stem"]
        yield before or "", after or "", ", ".join(f"{stem}{m}" for m in missing)


def number_gaps(
    numbers: Sequence[str | None], others: Sequence[str | None]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Place and neighbours where a number is left out, `others` filling gaps; from 1 on."""
    used = {int(n) for n in others if n and n.isdigit()}
    before = 0
    for place, number in enumerate(numbers):
        if number is None or not number.isdigit():
            continue
        here = int(number)
        if here > before + 1 and not set(range(before + 1, here)) <= used:
            yield place, (str(before) if before else "the start", number)
        before = max(before, here)


def _value(last: str) -> int:
    return int(last) if last.isdigit() else ord(last.lower())


def _like(model: str, value: int) -> str:
    if model.isdigit():
        return str(value)
    return chr(value).upper() if model.isupper() else chr(value)
