"""What somebody typed on a public page, made fit to be kept: nothing unseen, nothing that turns text around. Pure."""

from __future__ import annotations

import re

from goldenthread.people.rules.postcodes import compact, shown

# C0 and C1 but for tab and line end, marks of direction that reorder what is read, and what is no character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LONGEST_POSTCODE = 8


def plain(text: str) -> str:
    """The text without what nobody sees, with one form of line end."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The same in one line."""
    return " ".join(plain(text).split())


def postcode(text: str) -> str:
    """A postcode as it is written; one that is none as it was typed: it must not keep anybody from asking."""
    found = compact(text)
    return shown(found) if found else one_line(text).upper()[:_LONGEST_POSTCODE]
