"""Reading whole numbers that come with a request."""

from __future__ import annotations

# What a database column of 64 bits holds whatever the digits are; Python itself refuses to read 4,301 of them.
MOST_DIGITS = 18


def whole_number(text: str) -> int | None:
    """The number that `text` is, from nought on; None for anything else, and for more than 18 digits."""
    if len(text) > MOST_DIGITS or not (text.isascii() and text.isdecimal()):
        return None
    return int(text)
