"""Writes a letter from its template: the paragraphs that this reader may have, with the facts put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goldenthread.core.months import day_words
from goldenthread.documents.rules.letters.book import (
    NAMED,
    WAYS,
    LetterKind,
    Paragraph,
    fact_book,
    letter_kind,
)
from goldenthread.documents.rules.letters.shapes import Audience, Draft, FactKind, Reader, Required


def compose(kind: str, facts: Mapping[str, str], audience: Audience) -> Draft:
    """The letter for one reader. A fact that is not given leaves its label in braces, which no letter may keep.

    ValueError for a letter or a fact that there is not, a day not written as `2027-01-22`, and a letter that this
    reader never gets.
    """
    letter = letter_kind(kind)
    if audience.reader not in letter.headlines:
        raise ValueError(f"{kind} is no letter for this reader: {audience.reader}")
    known = as_written(facts)
    written = (_written(one, known, audience) for one in letter.paragraphs)
    return Draft(
        kind,
        letter.headlines[audience.reader],
        "\n\n".join(text for text in written if text),
        required_of(letter, facts, audience.reader),
        letter.version,
    )


def required_of(
    letter: LetterKind, facts: Mapping[str, str], reader: Reader
) -> tuple[Required, ...]:
    """What has to be in this letter to this reader with these facts."""
    return tuple(
        one.required
        for one in letter.wanted
        if reader in one.readers and fits(facts, one.given, one.absent)
    )


def fits(
    facts: Mapping[str, str], given: Mapping[str, str | None], absent: tuple[str, ...]
) -> bool:
    """Whether each fact of `given` is there, with its value where it has one, and none of `absent`."""
    return not any(facts.get(code, "").strip() for code in absent) and all(
        facts.get(code, "").strip() and value in (None, facts[code].strip())
        for code, value in given.items()
    )


def as_written(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts that say something, as they stand in a letter: days in words."""
    book = fact_book()
    if unknown := set(facts) - set(book):
        raise ValueError(f"no letter names {', '.join(sorted(unknown))}")
    found = {code: text.strip() for code, text in facts.items() if text.strip()}
    return {code: _in_words(book[code].kind, text) for code, text in found.items()}


def _in_words(kind: FactKind, text: str) -> str:
    return day_words(date.fromisoformat(text)) if kind is FactKind.DAY else text


def _written(paragraph: Paragraph, facts: Mapping[str, str], audience: Audience) -> str:
    words = paragraph.words.get(audience.reader)
    if words is None or not fits(facts, paragraph.given, paragraph.absent):
        return ""
    if not _may_have(paragraph, audience):
        return ""
    if paragraph.list_of:
        lines = _fact(paragraph.list_of, facts).splitlines()
        return "\n".join(f"- {line.strip()}" for line in lines if line.strip())
    if paragraph.contact:
        return "\n".join(_ways(paragraph.contact, facts))
    filled = NAMED.sub(lambda found: _fact(found[1], facts), words)
    # A fact that opens a sentence may be written small: "the school".
    return filled[0].upper() + filled[1:]


def _may_have(paragraph: Paragraph, audience: Audience) -> bool:
    """Whether this reader may learn what the paragraph tells, or needs it in place of what is kept from them."""
    told = {"place": audience.place, "others": audience.others}
    if (paragraph.place and not told["place"]) or (paragraph.others and not told["others"]):
        return False
    return not paragraph.kept or not all(told[one] for one in paragraph.kept)


def _ways(whose: str, facts: Mapping[str, str]) -> Iterator[str]:
    """Each way of reaching them that is known; where none is, the first one is asked for."""
    codes = {f"{whose}_{way}": word for way, word in WAYS.items()}
    known = [code for code in codes if code in facts] or [f"{whose}_telephone"]
    yield from (f"- {codes[code]}: {_fact(code, facts)}" for code in known)


def _fact(code: str, facts: Mapping[str, str]) -> str:
    return facts.get(code) or f"{{{fact_book()[code].label}}}"
