"""What a letter is made of: who reads it, what it must hold, what it came out as, what is missing from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Who is written to: each has its own wording of a letter."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    BODY = "body"


@dataclass(frozen=True)
class Audience:
    """One reader and what they may learn; `people.rules.recipients` is the judge. What is not known is refused.

    `place`: where the child lives or learns. `others`: that other grown-ups of the family have the letter, and who.
    """

    reader: Reader
    place: bool = False
    others: bool = False


class FactKind(StrEnum):
    """How a fact is written. A `DAY` is given as `2027-01-22` and reads as 22 January 2027."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    NUMBER = "telephone"
    EMAIL = "email"
    WEB = "web"


class FactOf(StrEnum):
    """Whose fact it is, and so who gives it: the council's letterhead, the case, or the copy of one recipient."""

    LETTERHEAD = "letterhead"
    CASE = "case"
    COPY = "copy"


@dataclass(frozen=True)
class Fact:
    """Something that a letter names. `label` says on a screen what is asked for; `example` is invented."""

    code: str
    label: str
    kind: FactKind
    of: FactOf
    example: str


@dataclass(frozen=True)
class Required:
    """What has to be in a letter, in plain words, on what authority (`kind`: LAW or PRACTICE; `evidence`: V, S, M)."""

    code: str
    words: str
    kind: str
    citation: str
    evidence: str


@dataclass(frozen=True)
class Draft:
    """A letter before anybody changed it. `body_text` is in marked paragraphs (see `marked`).

    `title` names nobody, so that it may stand in lists and in the properties of a file. `version` is the template's.
    """

    kind: str
    title: str
    body_text: str
    required: tuple[Required, ...]
    version: str


@dataclass(frozen=True)
class Missing:
    """Why a letter may not go yet: what is not there, or what is wrong, on what authority, and how to mend it."""

    code: str
    words: str
    citation: str
    fix: str


@dataclass(frozen=True)
class Warned:
    """What a person should look at before the letter goes. It stops nothing."""

    code: str
    words: str
    quote: str
