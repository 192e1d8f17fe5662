from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.improvement.rules.differences import (
    Change,
    Item,
    Kind,
    Nature,
    counts,
    differences,
    word_marks,
)

words = st.lists(st.sampled_from("letters families wait board every week".split()), max_size=6)
texts = words.map(" ".join)
items = st.builds(
    Item,
    kind=st.sampled_from([Kind.PRIORITY, Kind.MILESTONE, Kind.ACTION]),
    key=st.integers(1, 6),
    ref=st.just("Milestone 1a.1"),
    text=texts,
    place=st.tuples(st.integers(1, 3), st.sampled_from(["1", "2"])),
    due=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    leads=st.lists(st.sampled_from([(1, "Chair"), (2, "Director")]), unique=True).map(tuple),
)
versions = st.lists(items, max_size=8, unique_by=lambda item: (item.kind, item.key))
ITEM = Item(
    Kind.MILESTONE, 1, "Milestone 1a.1", "Rewrite ten letters", (7, "1"), "Milestone 1a.1",
    date(2026, 3, 31), ((1, "Chair"),),
)  # fmt: skip


def only(changes: list[Change]) -> Change:
    assert len(changes) == 1
    return changes[0]


@given(versions)
def test_a_version_does_not_differ_from_itself(version: list[Item]) -> None:
    assert differences(version, version) == []


@given(versions, versions)
def test_what_one_way_adds_the_other_removes(one: list[Item], other: list[Item]) -> None:
    there, back = differences(one, other), differences(other, one)
    turned = {Nature.ADDED: Nature.REMOVED, Nature.REMOVED: Nature.ADDED}
    assert Counter((c.nature, c.was, c.now) for c in there) == Counter(
        (turned.get(c.nature, c.nature), c.now, c.was) for c in back
    )


@given(versions, versions)
def test_every_item_is_accounted_for(one: list[Item], other: list[Item]) -> None:
    changes = differences(one, other)
    counted = counts(changes)
    same = {(item.kind, item.key) for item in one} & {(item.kind, item.key) for item in other}
    assert counted[Nature.ADDED] == len(other) - len(same)
    assert counted[Nature.REMOVED] == len(one) - len(same)
    assert sum(counted.values()) == len(changes)


@given(texts, texts)
def test_the_marked_pieces_give_the_words_back(was: str, now: str) -> None:
    left, right = word_marks(was, now)
    assert " ".join(piece.text for piece in left) == was
    assert " ".join(piece.text for piece in right) == now
    kept = [[piece.text for piece in side if not piece.changed] for side in (left, right)]
    assert kept[0] == kept[1]


def test_a_reworded_item_marks_the_words_that_differ() -> None:
    change = only(differences([ITEM], [replace(ITEM, text="Rewrite all letters now")]))
    assert change.nature is Nature.REWORDED
    assert (change.was_words, change.now_words) == (
        "Rewrite ten letters",
        "Rewrite all letters now",
    )
    marked = [[piece.text for piece in side if piece.changed] for side in change.marks]
    assert marked == [["ten"], ["all", "now"]]


def test_another_spacing_is_no_other_wording() -> None:
    assert differences([ITEM], [replace(ITEM, text=" Rewrite  ten\nletters")]) == []


def test_dates_places_and_leads_are_changes_of_their_own() -> None:
    moved = replace(
        ITEM, due=None, place=(8, "1"), where="Milestone 2b.1", leads=((2, "Director"),)
    )
    found = {c.nature: (c.was_words, c.now_words) for c in differences([ITEM], [moved])}
    assert found == {
        Nature.REDATED: ("March 2026", "No date"),
        Nature.MOVED: ("Milestone 1a.1", "Milestone 2b.1"),
        Nature.LEADS: ("Chair", "Director"),
    }


def test_a_post_with_another_title_is_the_same_lead() -> None:
    assert differences([ITEM], [replace(ITEM, leads=((1, "Chair of the forum"),))]) == []
