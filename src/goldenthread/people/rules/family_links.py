"""Whether a link to the family page still opens it, and why not. Pure; asked at every request.

Who may be told is for `recipients` alone to say: a link never gives more than a letter would.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules.recipients import Tie, may_get_codes, silenced
from goldenthread.people.rules.rights import FamilyRights

DATA = Path(__file__).parent / "data" / "family_links.yaml"
BY_HAND, REPLACED, RECORD, CONTACT, TIE, RESTRICTION, RIGHTS, GUESSED, OVER = (
    "by_hand", "replaced", "record", "contact", "tie", "restriction", "rights", "guessed", "over",
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """What is known of a link: for which carer it is (None: the young person), and whether what it rests on is there.

    `record`: the child's record stands, in the area where the link was given. `contact`: its codes go to a verified
    address in use. `tied`: the tie by which it was given is still that carer's to this child.
    """

    carer: int | None
    record: bool
    contact: bool
    tied: bool


def ended_because(given: Given, ties: Iterable[Tie], day: date, rights: FamilyRights) -> str:
    """The code that says why it opens nothing on that day; empty while it does."""
    known = tuple(ties)
    if not given.record:
        return RECORD
    if not given.contact:
        return CONTACT
    held = [tie for tie in known if tie.carer == given.carer and tie.holds(day)]
    if given.carer is not None and not (given.tied and held):
        return TIE
    if any(silenced(tie) for tie in held):
        return RESTRICTION
    return "" if may_get_codes(given.carer, given.contact, known, day, rights) else RIGHTS


@cache
def family_link_rules() -> dict[str, Any]:
    """The rule file in force."""
    return load_rules(DATA)


def lasts() -> timedelta:
    """How long a link opens the page at most."""
    return timedelta(days=family_link_rules()["lasts_days"])


def ended_words(code: str) -> str:
    """Why it ended, as staff read it; KeyError for a code that the file does not have."""
    words: str = family_link_rules()["ended"][code]
    return words


def next_try(tries: int) -> timedelta | None:
    """How long to wait after so many tries of a notice that did not go; None: it is given up."""
    rules = family_link_rules()["notices"]
    if tries >= rules["tries"]:
        return None
    return timedelta(minutes=rules["again_after_minutes"] * 2 ** (tries - 1))


def between_notices() -> timedelta:
    """How long at least from one notice by a link to the next."""
    return timedelta(hours=family_link_rules()["notices"]["hours_between"])
