"""Who of a family may be told what about a child. Every letter, notice and page for families asks here. Pure.

A caller hands over all `Tie`s of one child (queries.family gives them), the day, and who holds the rights
(queries.rights.family_rights), and asks:

- `letters_to`: to whom a letter about the child goes;
- `may_be_told`: whether one carer may learn anything at all, by letter, page, telephone or notice;
- `may_know_place`: whether they may learn where the child lives or learns: every address, setting and contact point
  in what is written to them, and beside that nothing that `protection.protected` names, which is shown to nobody;
- `may_be_named_to`: whether what is written to one carer may name another;
- `may_get_codes`: whether a one-time code may go to a contact point.

A restriction is obeyed from the moment it is written down until somebody takes it away, whatever days stand beside it,
and wins over all else: over parental responsibility, over `gets_letters`, over a consent, over standing in for a young
person. Where a carer has two ties on one day, the stricter one counts. What is not known is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.people.rules.rights import FamilyRights

DATA = Path(__file__).parent / "data" / "restrictions.yaml"


@dataclass(frozen=True)
class Tie:
    """What a grown-up is to the child from one day to another; both days count, None is no limit.

    `carer` is the carer's key, `restriction` a code of the list `restriction`.
    """

    carer: int
    restriction: str = "none"
    gets_letters: bool = True
    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is so on that day."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or self.ends_on >= day)


@dataclass(frozen=True)
class Recipients:
    """To whom a letter about the child goes: the young person themselves, and carers by key, in the order given."""

    young_person: bool
    carers: tuple[int, ...]


@cache
def restriction_rules() -> dict[str, Any]:
    """The rule file in force."""
    return load_rules(DATA)


def letters_to(ties: Iterable[Tie], day: date, rights: FamilyRights) -> Recipients:
    """To whom a letter about the child goes on that day.

    To each carer who may be told and gets letters. Where the rights are the young person's own, to the young person,
    and to those of these carers who stand in for them or of whom the young person said that they may be told.
    """
    known = tuple(ties)
    carers = dict.fromkeys(
        tie.carer
        for tie in known
        if tie.holds(day) and tie.gets_letters and may_be_told(tie.carer, known, day, rights)
    )
    return Recipients(rights.young_person, tuple(carers))


def may_be_told(carer: int, ties: Iterable[Tie], day: date, rights: FamilyRights) -> bool:
    """Whether this carer may learn anything about the child on that day."""
    held = [tie for tie in ties if tie.carer == carer and tie.holds(day)]
    if not held or not all(_leaves(tie, "told") for tie in held):
        return False
    return rights.parents_told or carer in rights.representatives


def may_know_place(carer: int, ties: Iterable[Tie], day: date, rights: FamilyRights) -> bool:
    """Whether this carer may learn where the child lives or learns, and how the family is reached."""
    known = tuple(ties)
    held = [tie for tie in known if tie.carer == carer and tie.holds(day)]
    return may_be_told(carer, known, day, rights) and all(_leaves(tie, "place") for tie in held)


def may_be_named_to(
    other: int, reader: int, ties: Iterable[Tie], day: date, rights: FamilyRights
) -> bool:
    """Whether what is written to `reader` may name the carer `other`.

    Nobody who may be told nothing is named to anybody else, nor is anybody named to them; and nothing of another
    carer is told to somebody who may not learn where the child lives.
    """
    known = tuple(ties)
    if other == reader:
        return may_be_told(reader, known, day, rights)
    return may_know_place(reader, known, day, rights) and may_be_told(other, known, day, rights)


def may_get_codes(
    carer: int | None, verified: bool, ties: Iterable[Tie], day: date, rights: FamilyRights
) -> bool:
    """Whether a code that opens something of the child's may go to a contact point of this carer.

    None is the young person's own contact point. Only what staff verified gets one, and only of those who may be told.
    """
    if not verified:
        return False
    return rights.young_person if carer is None else may_be_told(carer, ties, day, rights)


def silenced(tie: Tie) -> bool:
    """Whether the restriction of this tie leaves the carer nothing at all."""
    return not _leaves(tie, "told")


def keeps_place(tie: Tie) -> bool:
    """Whether the restriction of this tie keeps from the carer where the child lives or learns."""
    return not _leaves(tie, "place")


def _leaves(tie: Tie, what: str) -> bool:
    """Whether the restriction leaves the carer that; an unknown restriction leaves nothing."""
    left = restriction_rules()["restrictions"].get(tie.restriction)
    return left is not None and left[what] is True
