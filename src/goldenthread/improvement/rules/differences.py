"""What differs between two versions of a plan. Pure: items in, changes out, matched by their thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from goldenthread.core.months import Month


class Kind(StrEnum):
    """What an item is."""

    TITLE = "title"
    SECTION = "section"
    AIM = "aim"
    GOOD = "good"
    CRITERION = "criterion"
    DOCUMENT = "document"
    PRIORITY = "priority"
    ACTION = "action"
    MILESTONE = "milestone"
    RECURRING = "recurring"


class Nature(StrEnum):
    """How an item differs. An item may differ in several ways at once; each is a change of its own."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    REDATED = "redated"
    MOVED = "moved"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one version.

    `key` is the id of its thread, the same in every version. `ref` names it for a reader ("Milestone 1a.3").
    `place` is where it belongs, as keys and printed numbers; `where` says that in words. `leads` are post ids
    with the posts' titles; of a lead that is no post, the key of its name and the name. The date is that of the
    month's last day.
    """

    kind: Kind
    key: int
    ref: str
    text: str
    place: tuple[int | str | None, ...] = ()
    where: str = ""
    due: date | None = None
    leads: tuple[tuple[int | str, str], ...] = ()

    @property
    def due_words(self) -> str:
        return Month.of(self.due).label if self.due else "No date"

    @property
    def lead_words(self) -> str:
        return "; ".join(_lead_words(*lead) for lead in self.leads) or self._unled

    @property
    def _unled(self) -> str:
        return "As its priority" if self.kind is Kind.MILESTONE else "No lead"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `changed` where the other version does not have them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `was` is None where the item was added, `now` where it was removed."""

    nature: Nature
    was: Item | None
    now: Item | None

    @property
    def item(self) -> Item:
        """The item as it now is, or as it was where it is gone."""
        found = self.now or self.was
        if found is None:
            raise ValueError("a change is of something")
        return found

    @property
    def was_words(self) -> str:
        return self._words(self.was)

    @property
    def now_words(self) -> str:
        return self._words(self.now)

    @property
    def marks(self) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
        """The words before and after, in pieces, so that what changed can be marked in each."""
        return word_marks(self.was_words, self.now_words)

    def _words(self, item: Item | None) -> str:
        if item is None:
            return ""
        return {
            Nature.REDATED: item.due_words,
            Nature.MOVED: item.where,
            Nature.LEADS: item.lead_words,
        }.get(self.nature, item.text)


def differences(earlier: Sequence[Item], later: Sequence[Item]) -> list[Change]:
    """Every change from one version to the other: in the later version's order, what is gone at the end."""
    before = {(item.kind, item.key): item for item in earlier}
    after = {(item.kind, item.key) for item in later}
    found: list[Change] = []
    for item in later:
        was = before.get((item.kind, item.key))
        if was is None:
            found.append(Change(Nature.ADDED, None, item))
        else:
            found += [Change(nature, was, item) for nature in _natures(was, item)]
    gone = [item for item in earlier if (item.kind, item.key) not in after]
    return found + [Change(Nature.REMOVED, item, None) for item in gone]


def counts(changes: Sequence[Change]) -> dict[Nature, int]:
    """How many changes there are of each nature, all of them named."""
    counted = Counter(change.nature for change in changes)
    return {nature: counted[nature] for nature in Nature}


def word_marks(was: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces of whole words; joined by spaces, the pieces give the words back."""
    old, new = was.split(), now.split()
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if b > a:
            left.append(Piece(" ".join(old[a:b]), tag != "equal"))
        if d > c:
            right.append(Piece(" ".join(new[c:d]), tag != "equal"))
    return tuple(left), tuple(right)


def _lead_words(post: int | str, title: str) -> str:
    return f"{title} (as printed, no post)" if isinstance(post, str) else title


def _natures(was: Item, now: Item) -> list[Nature]:
    differs = {
        # Spaces and line ends are nobody's words.
        Nature.REWORDED: was.text.split() != now.text.split(),
        Nature.REDATED: was.due != now.due,
        Nature.MOVED: was.place != now.place,
        Nature.LEADS: {post for post, _ in was.leads} != {post for post, _ in now.leads},
    }
    return [nature for nature, is_so in differs.items() if is_so]
