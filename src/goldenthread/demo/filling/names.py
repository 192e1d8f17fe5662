"""Invented names, in an order that the seed decides."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from typing import Any

from goldenthread.demo.sizes import load_words


def chance_of(seed: int, what: str) -> random.Random:
    """A source of chance of its own for each thing, so that one more of one thing changes no other."""
    return random.Random(f"{seed}:{what}")  # noqa: S311 - invented content, no secret


class Names:
    """Gives out names of one database; no name of an area or an organisation twice.

    `taken` are those that are there already.
    """

    def __init__(self, chance: random.Random, taken: set[str]) -> None:
        self._words: dict[str, Any] = load_words("names")
        self._chance, self._taken = chance, taken

    def place(self) -> str:
        """A place; the same may come again."""
        return f"{self._one('beginnings')}{self._one('endings')}"

    def area(self) -> str:
        return self._fresh(self._words["areas"])

    def organisation(self, kind: str, area: str = "") -> str:
        """A name of a `kind`: a key of names.yaml, one pattern or several."""
        patterns = self._words[kind]
        return self._fresh([patterns] if isinstance(patterns, str) else patterns, area)

    def person(self) -> str:
        return f"{self._one('first_names')} {self._one('surnames')}"

    def _one(self, of: str) -> str:
        return str(self._chance.choice(self._words[of]))

    def _fresh(self, patterns: Sequence[str], area: str = "") -> str:
        """A name that nobody has; a direction before the place where it has run out."""
        while True:
            pattern, a, b = self._chance.choice(patterns), self.place(), self.place()
            for direction in self._words["directions"]:
                name = pattern.format(a=f"{direction}{a}", b=b, area=area)
                if name not in self._taken and a != b:
                    self._taken.add(name)
                    return name


def slug_of(name: str) -> str:
    """A name as it stands in an address: small letters, figures and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain.replace("'", "")).split())
