"""Postcodes as people type them, and as a directory keeps them. Pure."""

from __future__ import annotations

import re

# One or two letters, a digit, perhaps a digit or a letter; then a digit and two letters, never C, I, K, M, O or V.
_FORM = re.compile(r"([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPRSTUVWXY]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_DROPPED = re.compile(r"[\s.\-]+")
EXPECTED = "a postcode such as LA5 0AA"


def compact(typed: str) -> str | None:
    """The postcode in capitals without its space, `LA50AA`; None where it has not the form of one."""
    text = _DROPPED.sub("", typed).upper()
    return text if _FORM.fullmatch(text) else None


def shown(postcode: str) -> str:
    """A compact postcode with its space: `LA50AA` -> `LA5 0AA`."""
    return f"{postcode[:-3]} {postcode[-3:]}" if len(postcode) > 4 else postcode
