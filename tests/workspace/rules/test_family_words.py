"""The words of the family page: whole, plain, and silent about a place to somebody who may not know it."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.documents.rules.reading_age import reading_age
from goldenthread.duties.rules.stages import stages_file
from goldenthread.duties.rules.words import OWNERS
from goldenthread.messages.rules.families import family_rules
from goldenthread.statute.exemptions import grounds
from goldenthread.statute.reading import vocabulary
from goldenthread.statute.rulebook import rulebook
from goldenthread.workspace.rules.family_words import (
    Voice,
    duty_words,
    event_words,
    family_words,
    ground_words,
    notice_words,
    path_of,
    topics,
)

VOICES = [Voice(young, place) for young, place in product((False, True), repeat=2)]
KINDS, STAGES = list(vocabulary()["events"]), list(stages_file()["stages"])
UNDER = 11
# Terms of the law that have no plainer name.
TERMS = ("Ombudsman", "tribunal")


def test_every_kind_of_event_and_every_stage_is_said_or_left_out_for_a_reason() -> None:
    words = family_words()
    assert set(words["events"]) | set(words["unsaid"]) == set(KINDS)
    assert not set(words["events"]) & set(words["unsaid"])
    assert all(words["unsaid"].values())
    assert set(words["stages"]) == set(STAGES)
    assert set(words["rules"]) <= set(rulebook())
    assert set(words["owners"]) | {"family"} == set(OWNERS)
    assert set(words["topics"]) == set(family_rules()["topics"])
    assert set(words["grounds"]) - {"other"} <= set(grounds())


@pytest.mark.parametrize("voice", VOICES[1::2], ids=["parent", "young"])
def test_it_reads_under_eleven(voice: Voice) -> None:
    words = family_words()
    parts: dict[str, list[str]] = {
        "events": [event_words(kind, voice) for kind in words["events"]],
        "stages": [path_of(stage, voice).words for stage in STAGES],
        "steps": list(words["path"].values()),
        "rules": [f"We must {duty_words(rule, 'x', voice)}." for rule in words["rules"]],
        "grounds": [ground_words(ground, voice) for ground in words["grounds"]],
        "topics": [said for _, said in topics(voice)],
        "notices": [notice_words(stage, knows_place=True) for stage in STAGES],
    }
    ages = {name: reading_age(said, TERMS) for name, said in parts.items()}
    assert max(ages.values()) < UNDER, ages


@pytest.mark.parametrize("young", [False, True])
def test_a_young_person_is_never_a_child_of_the_reader(young: bool) -> None:
    voice = Voice(young, True)
    said = [event_words(kind, voice) for kind in KINDS]
    said += [duty_words(rule, "x", voice) for rule in family_words()["rules"]]
    assert any("your child" in one for one in said) is not young


@given(
    kind=st.sampled_from(KINDS), stage=st.sampled_from(STAGES), owner=st.sampled_from(list(OWNERS)),
    rule=st.sampled_from(list(rulebook())), young=st.booleans(), ground=st.sampled_from(list(grounds())),
)  # fmt: skip
def test_whoever_may_not_know_the_place_reads_nothing_that_tells_it(**drawn: Any) -> None:
    kept, told = Voice(drawn["young"], False), Voice(drawn["young"], True)
    words = family_words()
    assert not event_words(drawn["kind"], kept) or not words["events"][drawn["kind"]].get("place")
    assert not duty_words(drawn["rule"], drawn["owner"], kept) or (
        drawn["owner"] not in words["owners_of_a_move"]
        and not words["rules"][drawn["rule"]].get("place")
    )
    if words["stages"][drawn["stage"]].get("place"):
        assert path_of(drawn["stage"], kept).words != path_of(drawn["stage"], told).words
        assert path_of(drawn["stage"], kept).steps == ()
        assert notice_words(drawn["stage"], knows_place=False) == words["kept_from"]["notice"]
    assert "away" not in ground_words(drawn["ground"], kept)


@pytest.mark.parametrize(
    ("stage", "states"),
    [
        ("request", "done now ahead ahead ahead"),
        ("assessment", "done done now ahead ahead"),
        ("drafting", "done done done now ahead"),
        ("plan", "done done done done done"),
        ("not_assessed", "done done over over over"),
        ("no_plan", "done done done over over"),
        ("nothing_yet", ""),
    ],
)
def test_the_path_says_where_we_are(stage: str, states: str) -> None:
    way = path_of(stage, VOICES[1])
    assert " ".join(step.state for step in way.steps) == states
    assert all(step.state_words for step in way.steps)
