"""Reads data/letters: facts, what is required and how it is found, and the templates. What does not fit, fails."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.documents.rules.letters.shapes import Fact, FactKind, FactOf, Reader, Required

DATA = Path(__file__).parent.parent / "data" / "letters"
NAMED = re.compile(r"\{([a-z_]+)\}")
# Ways of reaching somebody, in the order in which they are written, with the word before each.
WAYS = MappingProxyType({"telephone": "Telephone", "email": "E-mail", "website": "Website"})
_NOT_LETTERS = {"facts", "required", "shared"}
_TELLS = {"if", "unless", "place", "others", "kept", "readers"}
_WRITES = {"any", *Reader, "list", "contact"}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a template: its words for each reader who has any, and when it is written.

    `place` and `others`: it tells a place, or another grown-up. `kept`: it stands in for what this reader may not
    learn, and is written only where one of these is kept from them.
    """

    words: Mapping[Reader, str]
    given: Mapping[str, str | None]
    absent: tuple[str, ...]
    place: bool
    others: bool
    kept: tuple[str, ...] = ()
    list_of: str = ""
    contact: str = ""


@dataclass(frozen=True)
class Wanted:
    """Something required of a letter: of which readers, and where a fact is given, or has that value, or is absent."""

    required: Required
    found: tuple[Mapping[str, Any], ...]
    readers: frozenset[Reader]
    given: Mapping[str, str | None]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterKind:
    """One template. `headlines` are its titles; a reader without one does not get this letter."""

    code: str
    name: str
    purpose: str
    kind: str
    source: str
    version: str
    reviewer: str
    headlines: Mapping[Reader, str]
    paragraphs: tuple[Paragraph, ...]
    wanted: tuple[Wanted, ...]
    topics: tuple[str, ...]
    warn: tuple[str, ...]
    order: int

    @property
    def readers(self) -> tuple[Reader, ...]:
        """Who gets this letter."""
        return tuple(self.headlines)

    @property
    def facts(self) -> tuple[str, ...]:
        """The codes of all facts that its words or its conditions name, each once."""
        named = (code for one in self.paragraphs for code in _facts_of(one))
        return tuple(dict.fromkeys(named))


@cache
def fact_book() -> Mapping[str, Fact]:
    """Every fact by code, in the order of the file."""
    found = load_rules(DATA / "facts.yaml")["facts"]
    return MappingProxyType(
        {
            code: Fact(code, row["label"], FactKind(row["kind"]), FactOf(row["of"]), str(row["example"]))
            for code, row in found.items()
        }
    )  # fmt: skip


def letterhead_facts() -> tuple[Fact, ...]:
    """What a council's letterhead holds."""
    return tuple(one for one in fact_book().values() if one.of is FactOf.LETTERHEAD)


@cache
def required_rules() -> Mapping[str, Any]:
    """The file of what is required and how it is found."""
    return MappingProxyType(load_rules(DATA / "required.yaml"))


@cache
def letter_kinds() -> Mapping[str, LetterKind]:
    """Every letter by code, in its order. ValueError for a template that does not fit its facts or requirements."""
    shared = load_rules(DATA / "shared.yaml")["shared"]
    files = {one.stem: load_rules(one) for one in DATA.glob("*.yaml")}
    made = [_letter(code, data, shared) for code, data in files.items() if code not in _NOT_LETTERS]
    return MappingProxyType({one.code: one for one in sorted(made, key=lambda one: one.order)})


def letter_kind(code: str) -> LetterKind:
    """One of them. ValueError for a code that there is not."""
    found = letter_kinds().get(code)
    if found is None:
        raise ValueError(f"there is no letter {code!r}; there are {', '.join(letter_kinds())}")
    return found


def _letter(code: str, data: Mapping[str, Any], shared: Mapping[str, Any]) -> LetterKind:
    letter = data["letter"]
    headlines = {Reader(reader): words for reader, words in letter["headline"].items()}
    rows = list(_rows(letter["paragraphs"], shared))
    made = LetterKind(
        code, letter["name"], letter["purpose"].strip(), data["kind"], data["source"].strip(), str(data["version"]),
        data["reviewer"] or "", headlines, tuple(_paragraph(code, row, tuple(headlines)) for row in rows),
        tuple(_wanted(row, tuple(headlines)) for row in letter["required"]), tuple(letter["topics"]),
        tuple(letter.get("warn", ())), letter["order"],
    )  # fmt: skip
    if unknown := set(made.facts) - set(fact_book()):
        raise ValueError(f"{code} names facts that there are not: {', '.join(sorted(unknown))}")
    if unknown := set(made.topics) - set(required_rules()["topics"]):
        raise ValueError(f"{code} names topics that there are not: {', '.join(sorted(unknown))}")
    return made


def _rows(rows: list[dict[str, Any]], shared: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The paragraphs of a template, with those that it shares put in."""
    for row in rows:
        if "use" in row:
            unless = row.get("unless", [])
            yield from (
                {**one, "unless": [*one.get("unless", ()), *unless]} for one in shared[row["use"]]
            )
        else:
            yield row


def _paragraph(code: str, row: Mapping[str, Any], readers: tuple[Reader, ...]) -> Paragraph:
    if unknown := set(row) - _TELLS - _WRITES:
        raise ValueError(f"{code}: a paragraph knows no {', '.join(sorted(unknown))}")
    of = [Reader(one) for one in row.get("readers", readers)]
    fixed = "list" in row or "contact" in row
    words = {one: "" if fixed else row.get(one, row.get("any", "")).strip() for one in of}
    return Paragraph(
        {reader: text for reader, text in words.items() if text or fixed}, _given(row),
        tuple(row.get("unless", ())), row.get("place", False), row.get("others", False),
        tuple(row.get("kept", ())), row.get("list", ""), row.get("contact", ""),
    )  # fmt: skip


def _given(row: Mapping[str, Any]) -> Mapping[str, str | None]:
    """Facts that have to be given, each with the value it must have, or None for any."""
    found = row.get("if", ())
    return dict(found) if isinstance(found, dict) else dict.fromkeys(found)


def _wanted(row: Mapping[str, Any], readers: tuple[Reader, ...]) -> Wanted:
    found = required_rules()["contents"][row["code"]]
    required = Required(
        row["code"], found["words"], found["kind"], found["citation"], found["evidence"]
    )
    return Wanted(
        required, tuple(found["found"]), frozenset(map(Reader, row.get("readers", readers))), _given(row),
        tuple(row.get("unless", ())),
    )  # fmt: skip


def _facts_of(paragraph: Paragraph) -> Iterator[str]:
    for words in paragraph.words.values():
        yield from NAMED.findall(words)
    yield from paragraph.given
    yield from paragraph.absent
    if paragraph.list_of:
        yield paragraph.list_of
    if paragraph.contact:
        yield from (code for way in WAYS if (code := f"{paragraph.contact}_{way}") in fact_book())
