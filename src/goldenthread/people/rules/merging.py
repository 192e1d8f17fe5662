"""What the record says of a child's identity when two records are made one. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from goldenthread.people.rules.identity import STORED, Identity

Value = str | date | None
# What goes with another field: the day of free meals; what a UPN makes needless, or makes a former one.
_FOLLOWING = ("upn_unknown", "former_upn", "free_meals_as_at")
CHOSEN = tuple(name for name in STORED if name not in _FOLLOWING)
"""The fields of which a person says which record is right, where both say something else."""


def conflicts(kept: Identity, gone: Identity) -> tuple[str, ...]:
    """The fields in which both say something, and not the same."""
    return tuple(
        name for name in CHOSEN
        if getattr(kept, name) and getattr(gone, name) and getattr(kept, name) != getattr(gone, name)
    )  # fmt: skip


def made_one(kept: Identity, gone: Identity, from_gone: Collection[str]) -> dict[str, Value]:
    """What the record says of each stored field: what was chosen, and else what one of the two knows.

    A UPN that was not chosen is kept as the former one, where there is room for it.
    """
    found: dict[str, Value] = {}
    for name in CHOSEN:
        source = gone if name in from_gone or not getattr(kept, name) else kept
        found[name] = getattr(source, name)
        if name == "free_meals":
            found["free_meals_as_at"] = source.free_meals_as_at
    numbered = found["upn"] or found["uln"]
    found["upn_unknown"] = "" if numbered else kept.upn_unknown or gone.upn_unknown
    numbers = (kept.former_upn, gone.former_upn, kept.upn, gone.upn)
    found["former_upn"] = next((one for one in numbers if one and one != found["upn"]), "")
    return found
