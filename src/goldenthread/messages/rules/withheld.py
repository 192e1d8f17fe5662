"""What may not stand in a copy, and where it stands all the same. Pure.

A copy names nobody of whom its reader may learn nothing, and no place or number that is protected, or that its reader
may not know. Words are compared without regard to case, accents, punctuation and spacing, so that a postcode or a
telephone number is found however it is written; streets also shortened, names also with initials.
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
_NUMBERED = re.compile(r"\d+\s?[A-Za-z]?\s+([^\d,]*[^\d,\s])")
_HOUSE_LETTER = re.compile(r"(?<= )(\d+) ?[a-z](?= )")
_INITIALS = re.compile(r"(?<= )[a-z] ")
_SHORT = {
    "street": "st", "road": "rd", "avenue": "ave", "av": "ave", "lane": "ln", "close": "cl", "drive": "dr",
    "court": "ct", "crescent": "cres", "place": "pl", "square": "sq", "terrace": "terr", "gardens": "gdns",
}  # fmt: skip
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
    numbered = [found.group() for line in told for found in _NUMBERED.finditer(line)]
    return tuple(dict.fromkeys(text for text in (*told, *numbered, postcode) if text))


def street_names(withheld: Iterable[Withheld]) -> tuple[str, ...]:
    """The streets of what is withheld, without their numbers: they may be told, and somebody should look."""
    places = (one.text for one in withheld if one.what is What.ADDRESS)
    found = (street.group(1) for text in places for street in _NUMBERED.finditer(text))
    return tuple(dict.fromkeys(name for name in found if " " in name))


def contact_texts(value: str) -> tuple[str, ...]:
    """The pieces by which a number or an e-mail address is told; a number also as it is rung from abroad."""
    digits = re.sub(r"\D", "", value)
    abroad = (f"44{digits[1:]}",) if "@" not in value and digits.startswith("0") else ()
    return (value, *abroad)


def name_texts(title: str, forename: str, surname: str) -> tuple[str, ...]:
    """The pieces by which a grown-up calls themselves: first and last name, either first or with an initial, and title
    and last name.

    A last name alone is mostly the child's own; a first name alone is mostly somebody else's.
    """
    first, *_ = forename.split() or [""]
    if not first or not surname:
        return tuple(text for text in (f"{title} {forename}{surname}".strip(),) if text)
    found = (
        f"{forename} {surname}", f"{first} {surname}", f"{title} {surname}" if title else "",
        f"{surname} {forename}", f"{surname} {first}", f"{first[0]} {surname}", f"{surname} {first[0]}",
    )  # fmt: skip
    return tuple(dict.fromkeys(text for text in found if text.strip()))


def any_name_texts(title: str, forename: str, surname: str) -> tuple[str, ...]:
    """The same, and with each title that somebody might give them."""
    return (
        *name_texts(title, forename, surname),
        *(f"{common} {surname}" for common in _TITLES if surname and common != title),
    )


def without(withheld: Iterable[Withheld], allowed: Iterable[str]) -> tuple[Withheld, ...]:
    """What is withheld, but for names that the child or the reader bears too."""
    borne = {_plain(text) for text in allowed}
    return tuple(one for one in withheld if _plain(one.text) not in borne)


def told_by(words: str, withheld: Iterable[Withheld]) -> tuple[What, ...]:
    """What these words tell that they may not, each once, in the order of `What`."""
    return _told(_plain(words), _sought(withheld))


def left_out(words: str, withheld: Iterable[Withheld]) -> str:
    """The words without each sentence that tells what it may not; a paragraph that is then empty goes too."""
    known = _sought(withheld)
    if not _told(_plain(words), known):
        return words
    kept = (_paragraph(one, known) for one in _PARAGRAPHS.split(words))
    text = "\n\n".join(one for one in kept if one.strip())
    # What stands across two sentences, such as an address on several lines, is in no sentence alone.
    return text if not _told(_plain(text), known) else _narrowed(text, known)


@dataclass(frozen=True)
class _Sought:
    """A piece that is withheld, made plain once. `packed` where it may be written with other gaps, else empty."""

    what: What
    plain: str
    packed: str


def _sought(withheld: Iterable[Withheld]) -> tuple[_Sought, ...]:
    pieces = {(one.what, _plain(one.text)) for one in withheld}
    return tuple(
        _Sought(what, _street(plain) if what is What.ADDRESS else plain, _gapless(what, plain))
        for what, plain in pieces if len(plain) >= _FEWEST
    )  # fmt: skip


def _gapless(what: What, plain: str) -> str:
    """A postcode, a number or an e-mail address may be written with other gaps; a street or a name is in words."""
    packed = plain.replace(" ", "")
    return packed if what is What.CONTACT or _POSTCODE.fullmatch(packed) else ""


def _told(plain: str, sought: tuple[_Sought, ...]) -> tuple[What, ...]:
    spaced, packed, street = f" {plain} ", plain.replace(" ", ""), f" {_street(plain)} "
    named = _INITIALS.sub("", spaced)
    found = set()
    for one in sought:
        text = f" {one.plain} "
        if one.what is What.CARER:
            stands = any(
                piece in way for piece in (text, f" {one.plain}s ") for way in (spaced, named)
            )
        else:
            stands = text in (street if one.what is What.ADDRESS else spaced)
        if stands or (one.packed and one.packed in packed):
            found.add(one.what)
    return tuple(what for what in What if what in found)


def _paragraph(text: str, sought: tuple[_Sought, ...]) -> str:
    lines = (
        " ".join(one for one in _SENTENCES.split(line) if not _told(_plain(one), sought))
        for line in text.splitlines()
    )
    kept = "\n".join(line for line in lines if line.strip())
    return kept if not _told(_plain(kept), sought) else ""


def _narrowed(text: str, sought: tuple[_Sought, ...]) -> str:
    """Paragraphs in order, without each that together with those before it would tell what it may not.

    Of those before it only the last words are compared: as many as what is sought has letters.
    """
    longest = 2 * max(len(one.plain) for one in sought)
    kept: list[str] = []
    before: list[str] = []
    for one in _PARAGRAPHS.split(text):
        words = [*before, *_plain(one).split()]
        if not _told(" ".join(words), sought):
            kept.append(one)
            before = words[-longest:]
    found = "\n\n".join(kept)
    return found if not _told(_plain(found), sought) else ""


def _street(plain: str) -> str:
    """Streets shortened, house numbers without their letter."""
    short = " ".join(_SHORT.get(word, word) for word in plain.split())
    return _HOUSE_LETTER.sub(r"\1", f" {short} ").strip()


def _plain(text: str) -> str:
    """Lower case, without accents, punctuation as single spaces, apostrophes as nothing."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c) and c not in "'’‘`")
    return " ".join(re.sub(r"[^0-9a-z@]+", " ", letters).split())
