"""Where a letter to somebody of the family goes. Pure.

Where it is protected where the child lives, nobody who lives there has an address in this room, nor has the child:
their copy is held, and a post that may see the address writes the envelope. An own address of theirs does not change
that: it may be the place that they fled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why there is no envelope."""

    NO_HOME = "no_home"
    TWO_HOMES = "two_homes"
    NO_OWN = "no_own"


@dataclass(frozen=True)
class Homes:
    """Where the child lives on a day, each as it stands on an envelope, empty where there is none.

    `letters`: an address only for letters. `protected`: where the child lives is protected on this record, or on that
    of a brother or sister who lives there too.
    """

    home: str = ""
    second: str = ""
    letters: str = ""
    protected: bool = False


@dataclass(frozen=True)
class Envelope:
    """An address, or `held`: protected, and written by a named post. Neither where there is a `problem`."""

    address: str = ""
    held: bool = False
    problem: Problem | None = None


def to_young_person(homes: Homes) -> Envelope:
    """The envelope of the young person's own copy: the address for letters, else the home."""
    if homes.protected:
        return Envelope(held=True)
    address = homes.letters or homes.home
    return Envelope(address) if address else Envelope(problem=Problem.NO_HOME)


def to_carer(own: str, homes: Homes, *, lives_with: bool, withheld: bool) -> Envelope:
    """The envelope of a carer's copy.

    `own` is where they get post, if that is on record; `withheld` says that it holds something protected. Whoever
    lives with the child gets it there, unless there are two homes, of which nobody can tell which is theirs.
    """
    if withheld or (homes.protected and lives_with):
        return Envelope(held=True)
    if own:
        return Envelope(own)
    if not lives_with:
        return Envelope(problem=Problem.NO_OWN)
    if homes.letters:
        return Envelope(homes.letters)
    if homes.second:
        return Envelope(problem=Problem.TWO_HOMES)
    return Envelope(homes.home) if homes.home else Envelope(problem=Problem.NO_HOME)
