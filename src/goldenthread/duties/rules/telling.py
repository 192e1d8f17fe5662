"""Of which duties the ledger can tell that they are late: what nothing recorded could meet is never called overdue."""

from __future__ import annotations

from functools import lru_cache

from goldenthread.statute.rulebook import rulebook

FAMILY = "family"


def can_be_late(rule: str, owner: str) -> bool:
    """Whether a day that has gone by means that something was not done.

    Not where no act of the vocabulary meets the rule, as sending papers out before a meeting: nobody can tell. Not of
    what a family may do, as to appeal: a time that it lets pass is no failing.
    """
    return owner != FAMILY and rule not in _met_by_nothing()


def is_limb(rule: str) -> bool:
    """Whether it is one of two counts of which a whole takes the later, and so no duty of its own."""
    return rule in _limbs()


@lru_cache(maxsize=1)
def _met_by_nothing() -> frozenset[str]:
    """Rules that end in no act that can be recorded. A whole that is met by one tells for its limbs."""
    return frozenset(
        rule.id
        for rule in rulebook().values()
        if rule.clock is not None and not rule.clock.met_by and rule.id not in _limbs()
    )


@lru_cache(maxsize=1)
def _limbs() -> frozenset[str]:
    found = (rule.clock for rule in rulebook().values() if rule.clock is not None)
    return frozenset(limb for clock in found for limb in clock.count.get("later_of", ()))
