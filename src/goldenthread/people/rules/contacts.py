"""Numbers and addresses by which somebody is reached: what they look like, and how they are kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

EXPECTED: Mapping[str, str] = MappingProxyType(
    {
        "mobile": "a UK mobile number such as 07700 900123, or one that begins with + and a country code",
        "phone": "a number of 10 to 15 figures such as 01539 000123, or one that begins with + and a country code",
        "email": "an address such as name@example.com",
    }
)
LONGEST = 200
_BETWEEN = re.compile(r"[\s().-]+")
_NUMBER = {
    "mobile": re.compile(r"07\d{9}|\+(?!440)[1-9]\d{8,14}"),
    "phone": re.compile(r"0\d{9,10}|\+(?!440)[1-9]\d{8,14}"),
}
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")


def tidy(kind: str, value: str) -> str | None:
    """How it is kept: numbers without blanks and brackets, a mail's domain in small letters. None: it is none.

    KeyError for a kind that is not in EXPECTED.
    """
    text = value.strip()
    if kind in _NUMBER:
        number = _BETWEEN.sub("", text)
        return number if _NUMBER[kind].fullmatch(number) else None
    EXPECTED[kind]
    if len(text) > LONGEST or not _EMAIL.fullmatch(text):
        return None
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"
