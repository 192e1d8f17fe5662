"""What may not stand in a copy, and where it stands all the same. Pure.

A copy names nobody of whom its reader may learn nothing, and no place or number that is protected, or that its reader
may not know. Words are compared without regard to case, accents, punctuation and spacing, so that a postcode or a
telephone number is found however it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FEWEST = 3
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")
_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr")


class What(StrEnum):
    """What a piece of text would tell."""

    ADDRESS = "address"
    SETTING = "setting"
    CONTACT = "contact"
    CARER = "carer"


TELLS = {
    What.ADDRESS: "where the child lives",
    What.SETTING: "where the child learns",
    What.CONTACT: "how somebody of the family is reached",
    What.CARER: "something of a person who may not be named to this reader",
}


@dataclass(frozen=True)
class Withheld:
    """A piece of text that may not stand in a copy, and what it would tell. The text itself is never shown."""

    text: str
    what: What


def address_texts(lines: str, postcode: str) -> tuple[str, ...]:
    """The pieces by which an address is told: its first line, each line with a number, its postcode. No towns."""
    parts = [line.strip() for line in lines.splitlines() if line.strip()]
    told = [line for place, line in enumerate(parts) if place == 0 or re.search(r"\d", line)]
    return tuple(dict.fromkeys(text for text in (*told, postcode) if text))


def contact_texts(value: str) -> tuple[str, ...]:
    """The pieces by which a number or an e-mail address is told; a number also as it is rung from abroad."""
    digits = re.sub(r"\D", "", value)
    abroad = (f"44{digits[1:]}",) if "@" not in value and digits.startswith("0") else ()
    return (value, *abroad)


def name_texts(title: str, forename: str, surname: str) -> tuple[str, ...]:
    """The pieces by which a grown-up calls themselves: first and last name, and title and last name.

    A last name alone is mostly the child's own; a first name alone is mostly somebody else's.
    """
    first, *_ = forename.split() or [""]
    found = (f"{forename} {surname}", f"{first} {surname}", f"{title} {surname}" if title else "")
    return tuple(dict.fromkeys(text for text in found if text.strip()))


def any_name_texts(title: str, forename: str, surname: str) -> tuple[str, ...]:
    """The same, and with each title that somebody might give them."""
    return (
        *name_texts(title, forename, surname),
        *(f"{common} {surname}" for common in _TITLES if common != title),
    )


def without(withheld: Iterable[Withheld], allowed: Iterable[str]) -> tuple[Withheld, ...]:
    """What is withheld, but for names that the child or the reader bears too."""
    borne = {_plain(text) for text in allowed}
    return tuple(one for one in withheld if _plain(one.text) not in borne)


def told_by(words: str, withheld: Iterable[Withheld]) -> tuple[What, ...]:
    """What these words tell that they may not, each once, in the order of `What`."""
    spaced, packed = f" {_plain(words)} ", _packed(words)
    found = {one.what for one in withheld if _stands(one, spaced, packed)}
    return tuple(what for what in What if what in found)


def left_out(words: str, withheld: Iterable[Withheld]) -> str:
    """The words without each sentence that tells what it may not; a paragraph that is then empty goes too."""
    known = tuple(withheld)
    if not told_by(words, known):
        return words
    kept = (_paragraph(one, known) for one in _PARAGRAPHS.split(words))
    text = "\n\n".join(one for one in kept if one.strip())
    # What stands across two sentences, such as an address on several lines, is in no sentence alone.
    return text if not told_by(text, known) else _narrowed(text, known)


def _paragraph(text: str, withheld: tuple[Withheld, ...]) -> str:
    lines = (
        " ".join(one for one in _SENTENCES.split(line) if not told_by(one, withheld))
        for line in text.splitlines()
    )
    kept = "\n".join(line for line in lines if line.strip())
    return kept if not told_by(kept, withheld) else ""


def _narrowed(text: str, withheld: tuple[Withheld, ...]) -> str:
    """Paragraphs in order, without each that together with those before it would tell what it may not."""
    kept: list[str] = []
    for one in _PARAGRAPHS.split(text):
        if not told_by("\n\n".join([*kept, one]), withheld):
            kept.append(one)
    return "\n\n".join(kept)


def _stands(one: Withheld, spaced: str, packed: str) -> bool:
    plain = _plain(one.text)
    if len(plain) < _FEWEST:
        return False
    if f" {plain} " in spaced:
        return True
    # A postcode, a number or an e-mail address may be written with other gaps; a street or a name is in words.
    packed_too = one.what is What.CONTACT or _POSTCODE.fullmatch(_packed(plain)) is not None
    return packed_too and _packed(plain) in packed


def _plain(text: str) -> str:
    """Lower case, without accents, punctuation as single spaces, apostrophes as nothing."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’‘`")
    return " ".join(re.sub(r"[^0-9a-z@]+", " ", letters).split())


def _packed(text: str) -> str:
    return _plain(text).replace(" ", "")
