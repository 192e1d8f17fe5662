"""Of which duties the ledger can tell that they are late: what nothing recorded could meet is never called overdue."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from goldenthread.duties.rules.stages import stages_file
from goldenthread.duties.rules.words import COUNCIL
from goldenthread.statute.rulebook import rulebook

FAMILY = "family"


def can_be_late(rule: str, owner: str) -> bool:
    """Whether a day that has gone by means that something was not done.

    Not where no act of the vocabulary meets the rule, as sending papers out before a meeting: nobody can tell
    (data/stages.yaml). Not of what a family may do, as to appeal: a time that it lets pass is no failing.
    """
    return owner != FAMILY and rule not in unwitnessed() | periods()


@lru_cache(maxsize=1)
def unwitnessed() -> frozenset[str]:
    """The rules of which nothing that is recorded can show whether they were kept."""
    return frozenset(stages_file()["unwitnessed"])


@lru_cache(maxsize=1)
def periods() -> frozenset[str]:
    """The rules by which the family is given time to answer: their last day is no deadline of the council's."""
    return frozenset(stages_file()["periods"])


@lru_cache(maxsize=1)
def going_on() -> frozenset[str]:
    """The rules by which something goes on for a time, and nothing has to be done."""
    return frozenset(stages_file()["going_on"])


def is_listed(rule: str, owner: str, last_day: date | None, today: date) -> bool:
    """Whether a pending duty stands on worklists: it has a day, is no limb of another, no right of the family's.

    One that cannot be told whether it was done stays for some days after its last one, so that somebody looks; what
    the council itself owes by law stays until the case goes on or closes: silence does not do it.
    """
    if last_day is None or owner == FAMILY or is_limb(rule) or rule in periods():
        return False
    late = timedelta(days=stages_file()["unwitnessed_days"])
    return rule not in unwitnessed() or last_day >= today - late or _of_council_by_law(rule, owner)


def _of_council_by_law(rule: str, owner: str) -> bool:
    """Something to be done, that is: a look back only says what may be refused."""
    known = rulebook().get(rule)
    if owner not in COUNCIL or known is None or known.clock is None:
        return False
    return known.kind == "LAW" and known.clock.by != "look_back"


def is_limb(rule: str) -> bool:
    """Whether it is one of two counts of which a whole takes the later, and so no duty of its own."""
    return rule in _limbs()


@lru_cache(maxsize=1)
def _limbs() -> frozenset[str]:
    found = (rule.clock for rule in rulebook().values() if rule.clock is not None)
    return frozenset(limb for clock in found for limb in clock.count.get("later_of", ()))
