"""Whether an area's council answers for a child, from where the child lives. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.organisations.rules.councils import council_name


class Responsible(StrEnum):
    """What an address says of it."""

    OURS = "ours"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Lives:
    """In whose area a home lies: `council` in words, and the sentence that a record shows of it."""

    responsible: Responsible
    council: str
    sentence: str


def lives(council: str, area_code: str, area_name: str) -> Lives:
    """From the council of a home and the council of the area that keeps the record, both as ONS codes or empty."""
    ours = bool(council) and council == area_code
    name = council_name(council) or (area_name if ours else council)
    if not council:
        sentence = "It is not known in which council's area the child lives."
        return Lives(Responsible.UNKNOWN, "", sentence)
    if ours:
        sentence = f"Lives in the area of {name}: this area's council is responsible."
        return Lives(Responsible.OURS, name, sentence)
    if not area_code:
        note = f"Which council {area_name} has is not on record, so nothing is compared."
        return Lives(Responsible.UNKNOWN, name, f"Lives in the area of {name}. {note}")
    note = "this area's council is not responsible. Ask about a move to another council."
    return Lives(Responsible.ELSEWHERE, name, f"Lives in the area of {name}: {note}")
