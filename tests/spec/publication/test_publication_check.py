"""The publication check against the labelled set: what it finds, what it misses, and that it gets no worse."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from goldenthread.core.rounding import Share
from goldenthread.core.rulesfile import load_rules
from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication import Block, Kind, book, check
from tests.conftest import ROOT
from tests.spec.definitions import check_definition, table

FOLDER = ROOT / "tests" / "data" / "publication"
# The sets of labelled sentences: the first, written after the first rules and worked with since; and two halves of a later
# one, written before the rules of 2026-11-22. Only the open half was looked at while those were made.
SETS = {"first": FOLDER, "open": FOLDER / "open", "held_out": FOLDER / "held_out"}
# Hits that are right, and sentences found, of a hundred: what was measured when the rules were made. Raise, never lower.
LEAST = {
    "first": {
        Kind.NAME: ("98.1", "98.1"),
        Kind.INITIAL: ("100.0", "100.0"),
        Kind.CONTACT: ("100.0", "100.0"),
        Kind.SMALL_NUMBER: ("97.1", "100.0"),
        Kind.RARE_COMBINATION: ("100.0", "95.8"),
        Kind.SPECIAL_CATEGORY: ("100.0", "100.0"),
    },
    "open": dict.fromkeys(Kind, ("100.0", "100.0")),
    "held_out": {
        Kind.NAME: ("100.0", "100.0"),
        Kind.INITIAL: ("88.9", "100.0"),
        Kind.CONTACT: ("91.7", "100.0"),
        Kind.SMALL_NUMBER: ("100.0", "90.9"),
        Kind.RARE_COMBINATION: ("100.0", "75.0"),
        Kind.SPECIAL_CATEGORY: ("100.0", "93.3"),
    },
}
# What the rules before (2026-11-21) found in the same sentences: right of found, and found of those that hold it.
BEFORE = {
    "first": {
        Kind.NAME: (43, 50, 52), Kind.INITIAL: (25, 25, 27), Kind.CONTACT: (23, 23, 24),
        Kind.SMALL_NUMBER: (31, 32, 34), Kind.RARE_COMBINATION: (21, 21, 24), Kind.SPECIAL_CATEGORY: (0, 0, 5),
    },
    "open": {
        Kind.NAME: (7, 12, 21), Kind.INITIAL: (2, 2, 7), Kind.CONTACT: (3, 3, 11),
        Kind.SMALL_NUMBER: (5, 6, 12), Kind.RARE_COMBINATION: (3, 3, 6), Kind.SPECIAL_CATEGORY: (0, 0, 13),
    },
    "held_out": {
        Kind.NAME: (6, 8, 20), Kind.INITIAL: (2, 3, 8), Kind.CONTACT: (7, 8, 11),
        Kind.SMALL_NUMBER: (4, 4, 11), Kind.RARE_COMBINATION: (5, 5, 8), Kind.SPECIAL_CATEGORY: (0, 0, 15),
    },
}  # fmt: skip


@dataclass
class Measured:
    """Counts of labelled sentences, by kind."""

    right: Counter[Kind] = field(default_factory=Counter)
    wrong: Counter[Kind] = field(default_factory=Counter)
    missed: Counter[Kind] = field(default_factory=Counter)
    misses: list[tuple[Kind, str]] = field(default_factory=list)
    alarms: list[tuple[Kind, str]] = field(default_factory=list)

    def precision(self, kind: Kind) -> Share:
        return Share(self.right[kind], self.right[kind] + self.wrong[kind])

    def recall(self, kind: Kind) -> Share:
        return Share(self.right[kind], self.right[kind] + self.missed[kind])


@cache
def examples(name: str) -> list[dict[str, Any]]:
    return [row for path in sorted(SETS[name].glob("*.yaml")) for row in load_rules(path)]


@cache
def measured(name: str) -> Measured:
    found = Measured()
    for row in examples(name):
        hits = {one.kind for one in check([Block("", row["text"])], known=row.get("known", ()))}
        wanted = {Kind(name) for name in row["finds"]}
        found.right.update(hits & wanted)
        found.wrong.update(hits - wanted)
        found.missed.update(wanted - hits)
        found.misses += [(kind, row["text"]) for kind in sorted(wanted - hits)]
        found.alarms += [(kind, row["text"]) for kind in sorted(hits - wanted)]
    return found


def test_the_sets_are_large_enough_and_half_of_them_near_misses() -> None:
    texts = {name: [row["text"] for row in examples(name)] for name in SETS}
    every = [text for found in texts.values() for text in found]
    assert len(every) == len(set(every))
    assert len(texts["first"]) >= 240
    assert len(texts["held_out"]) >= len(texts["open"]) >= 100
    for name, found in texts.items():
        assert sum(not row["finds"] for row in examples(name)) * 2 >= len(found)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("name", list(SETS))
def test_it_gets_no_worse(name: str, kind: Kind) -> None:
    found = measured(name)
    least = tuple(map(Decimal, LEAST[name][kind]))
    now = (found.precision(kind).percentage, found.recall(kind).percentage)
    assert all(
        value is not None and value >= floor for value, floor in zip(now, least, strict=True)
    ), now


def _scores(name: str) -> str:
    found, kinds = measured(name), book().kinds
    rows = []
    for kind in Kind:
        right, hits, held = BEFORE[name][kind]
        before = (Share(right, hits).words if hits else "nothing found", Share(right, held).words)
        rows.append(
            (kinds[kind]["word"], found.precision(kind).words, found.recall(kind).words, *before)
        )
    return table(["Kind", "Precision", "Recall", "Precision before", "Recall before"], rows)


def _listed(rows: list[tuple[Kind, str]]) -> str:
    kinds = book().kinds
    return "\n".join(f"- {kinds[kind]['word']}: “{text}”" for kind, text in rows) or "None."


def _counted(name: str) -> str:
    near = sum(not row["finds"] for row in examples(name))
    return f"{len(examples(name))} invented sentences, {near} of them near misses in which nothing should be found."


def test_the_definition_that_is_published() -> None:
    rules = book()
    missed = {name: _listed(measured(name).misses) for name in SETS}
    alarms = {name: _listed(measured(name).alarms) for name in SETS}
    check_definition(
        "publication-check.md",
        [
            "# The publication check",
            f"Version of the rules: {rules.version}. Kind: PRACTICE. Written by tests/spec/publication.",
            "Before anything becomes public, its words and tables are read by rules (publication.yaml) with their lists "
            "(publication_words.yaml, publication_names.yaml, publication_special.yaml). Each thing found is shown to a "
            "named person, who changes the text or says why it may stand. The check decides nothing. How clearance works, "
            "and what was not chosen: [ADR 0017](../adr/0017-publication-check.md).",
            "## What it looks for",
            table(
                ["Kind", "Why it matters"],
                [(rules.kinds[kind]["word"], rules.kinds[kind]["why"]) for kind in Kind],
            ),
            "## How well",
            "Precision: of the sentences in which it found this kind, how many hold it. Recall: of those that hold it, in "
            "how many it found it. “Before” are the rules of 2026-11-21 with the same sentences. A test fails when a "
            "figure falls.",
            "Read the held-out half, and not as a promise. Its sentences were written before these rules and neither scored nor "
            "looked at until they stood; but the same hand wrote them and then the lists of names, verbs and phrases, within "
            "an hour, and so shares its words with them (“Safety Valve”, “Thandiwe”). There are few of each kind. Expect to "
            "miss more in real papers, with names and turns that nobody here thought of.",
            "A second sight, on five papers that councils have published (24,000 words; not kept here): of what it called "
            "names, 24 of 28 are people, and of the rules before 23 of 79. What both missed there nobody has counted.",
            f"### Held out: {_counted('held_out')}",
            _scores("held_out"),
            "One label was corrected before scoring: an initial with a surname is one thing, found as an initial. Two rules "
            "were changed after it for real papers: “1 of them only waits for sign-off” counted no child, and “their intern "
            "Nick, who” was missed. No figure moved, and nothing was changed for what is listed here.",
            "Missed:",
            missed["held_out"],
            "Found where nothing is:",
            alarms["held_out"],
            f"### Open: {_counted('open')}",
            "Written on the same day as the held-out half, split from it by a hash, and looked at while the rules were made: "
            "so all of it is found, which says little.",
            _scores("open"),
            "Missed:",
            missed["open"],
            "Found where nothing is:",
            alarms["open"],
            f"### First: {_counted('first')}",
            "Written after the first rules, which missed what stands under “before”. Its misses were read when the rules of "
            "2026-11-22 were made: these figures are the kinder ones. Five sentences were given the new kind, health "
            "and other special categories, by its definition before it was run on them.",
            _scores("first"),
            "Missed:",
            missed["first"],
            "Found where nothing is:",
            alarms["first"],
            "## Health and other special categories",
            "Found where it is said of one person: a post (“the Chair’s illness”), a relative (“Dad is in prison”), he or she "
            "(“her bereavement”), or one child of whom the text speaks as known (“the boy with cystic fibrosis”). Not where "
            "anybody is meant (“a child with epilepsy”, “if a pupil is ill”), and not in names of services (“the epilepsy "
            "nurse”).",
            "## Small numbers",
            f"A count of children or families below {gate().below} is found in digits and in words, as a share (also "
            "where the rest of the base is small) and in cells of tables. Of tables it also names the cells from which a "
            "small one could be worked out. Counts of milestones, schools or posts are none. “The twins” and “a handful of "
            "families” are small numbers in other words.",
            "## What it cannot see",
            "\n".join(
                f"- {line}"
                for line in (
                    "A person who is described and not named: “the lad at the coastal nursery with the feeding tube”.",
                    "A given name that is on no list and stands alone, away from words such as “told” or “agreed with”; in small letters "
                    "or in capitals one of which no part is on the list; and names in a script without capitals, such as Arabic, "
                    "Bengali or Chinese.",
                    "Illness and the like told over two sentences, or without a word of the list: “the Chair has not been well”.",
                    "A person called by one word that is also the name of the area or of an organisation here, standing alone.",
                    "What two sentences, two tables or two papers tell together, and what was published before.",
                    "What people of the place know: which school has one deaf pupil, whose taxi was in the paper.",
                    "Addresses without a number, and case numbers of courts other than the SEND Tribunal.",
                    "Pictures, handwriting, and files that the paper points to.",
                    "Languages other than English.",
                    "Whether consent was given to what is quoted.",
                )
            ),
            "So a clearance is given for having read the paper, not for having answered the list.",
        ],
    )
