"""Asks as people type them: one to a line, with the code of the priority in front where there is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_BULLET = re.compile(r"^(?:[-*•–]|\d{1,2}[.)])\s+")
_CODED = re.compile(r"^(?P<code>[^\s:]{1,20})\s*:\s*(?P<text>\S.*)$")


@dataclass(frozen=True)
class Ask:
    """One ask. `code` is that of the priority it concerns, or empty for the plan as a whole."""

    code: str
    text: str

    @property
    def line(self) -> str:
        """As it is typed."""
        return f"{self.code}: {self.text}" if self.code else self.text

    @property
    def key(self) -> str:
        """Sixteen letters that stand for it in an address."""
        return hashlib.sha256(self.line.encode()).hexdigest()[:16]

    def same_as(self, other: Ask) -> bool:
        """Whether both ask the same, whatever their capitals, spaces and last mark, and where one lacks the code."""
        codes = {self.code.casefold(), other.code.casefold()} - {""}
        return len(codes) < 2 and _folded(self.text) == _folded(other.text)


def parse_asks(text: str, codes: Collection[str]) -> list[Ask]:
    """The asks of `text`. `1b: Agree ...` concerns priority 1b if `codes` has it, in any case of letters."""
    by_key = {code.casefold(): code for code in codes}
    found = []
    for line in text.splitlines():
        words = _BULLET.sub("", line.strip())
        if not words:
            continue
        coded = _CODED.match(words)
        code = by_key.get(coded["code"].casefold(), "") if coded else ""
        found.append(Ask(code, coded["text"] if coded and code else words))
    return found


def without(asks: Iterable[Ask], there: Collection[Ask]) -> list[Ask]:
    """Those of `asks` that are not among `there`, each once."""
    found: list[Ask] = []
    for ask in asks:
        if not any(ask.same_as(one) for one in (*there, *found)):
            found.append(ask)
    return found


def as_lines(asks: Iterable[Ask]) -> str:
    """The asks as text to edit."""
    return "\n".join(ask.line for ask in asks)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
