"""What goes into the check and what comes out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is found; its words stand in publication.yaml."""

    NAME = "name"
    INITIAL = "initial"
    CONTACT = "contact"
    SMALL_NUMBER = "small_number"
    RARE_COMBINATION = "rare_combination"
    SPECIAL_CATEGORY = "special_category"


@dataclass(frozen=True)
class Block:
    """A piece of text that is read by itself, such as a paragraph or a cell; `where` says where it stands."""

    where: str
    text: str


@dataclass(frozen=True)
class Counts:
    """A table with counts. `rows` are its cells as printed, each row with its heading first.

    `headings` are those of the columns, the first over the headings of the rows.
    """

    where: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Finding:
    """One place. `start` and `end` count the characters of the block; `sentence` is the one it stands in."""

    kind: Kind
    where: str
    start: int
    end: int
    text: str
    sentence: str
    message: str
    why: str

    @property
    def key(self) -> str:
        """The same for the same thing: a name wherever it stands, anything else in the same sentence."""
        told = self.text if self.kind in _BY_TEXT else f"{self.text}|{self.sentence}"
        folded = " ".join(told.casefold().split())
        return hashlib.sha256(f"{self.kind}|{folded}".encode()).hexdigest()[:16]


_BY_TEXT = {Kind.NAME, Kind.INITIAL, Kind.CONTACT}


@dataclass(frozen=True)
class Question:
    """Findings that are one and the same to a reader, to be answered once."""

    key: str
    kind: Kind
    text: str
    message: str
    why: str
    sentences: tuple[str, ...]
    places: tuple[str, ...]


def questions(findings: Iterable[Finding]) -> list[Question]:
    """The findings by key, in the order in which they first stand."""
    by_key: dict[str, list[Finding]] = {}
    for finding in findings:
        by_key.setdefault(finding.key, []).append(finding)
    return [
        Question(
            key, rows[0].kind, rows[0].text, rows[0].message, rows[0].why,
            tuple(dict.fromkeys(row.sentence for row in rows)),
            tuple(dict.fromkeys(row.where for row in rows)),
        )
        for key, rows in by_key.items()
    ]  # fmt: skip
