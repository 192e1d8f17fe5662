"""In which regulation a ground of exemption stands, as a letter names it. Pure."""

from __future__ import annotations

_NAMES = {
    "SEND Regulations 2014": "Special Educational Needs and Disability Regulations 2014",
    "SI 2015/62": "Special Educational Needs and Disability (Detained Persons) Regulations 2015",
}


def regulation_words(provision: str, citation: str) -> str:
    """`reg 5(4)(a)` in full; `citation` says of which Regulations. What is not known is named as it is cited."""
    where = f"regulation {provision.removeprefix('reg ')}"
    named = next((full for short, full in _NAMES.items() if citation.startswith(short)), "")
    return f"{where} of the {named}" if named else f"{where} ({citation})"
