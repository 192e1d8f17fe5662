from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.models import Claim, EvidenceItem
from goldenthread.improvement.rules.evidence import (
    DATA,
    build,
    check_evidence,
    check_review,
    evidence_rules,
    is_address,
    is_stale,
    strength_order,
)
from goldenthread.improvement.rules.self_evaluation import (
    DATA as CLAIMS,
)
from goldenthread.improvement.rules.self_evaluation import (
    Shows,
    Standing,
    claim_standing,
    self_evaluation_rules,
)
from goldenthread.improvement.rules.self_evaluation import build as build_claims
from goldenthread.improvement.rules.status import Actor

days = st.dates(date(2015, 1, 1), date(2040, 1, 1))
types = st.sampled_from(sorted(evidence_rules().types))
evidence = st.lists(
    st.builds(
        Shows, types, st.sampled_from(sorted(evidence_rules().strengths)), days, st.booleans()
    ),
    max_size=5,
)


def test_codes_fit_their_columns() -> None:
    rules = evidence_rules()
    for name, codes in (("type", rules.types), ("strength", rules.strengths)):
        longest = EvidenceItem._meta.get_field(name).max_length
        assert longest is not None
        assert all(len(code) <= longest for code in codes)
    longest = Claim._meta.get_field("strand").max_length
    assert longest is not None
    assert all(len(code) <= longest for code in self_evaluation_rules().strands)


def test_strengths_go_from_activity_to_outcome() -> None:
    order = sorted(evidence_rules().strengths, key=strength_order)
    assert order == ["activity", "output", "experience", "outcome"]


def test_there_are_five_strands_for_children_and_seven_for_leaders() -> None:
    groups = [one.group for one in self_evaluation_rules().strands.values()]
    assert (groups.count("Children and young people"), groups.count("Leaders")) == (5, 7)
    assert self_evaluation_rules().head["strands_checked"] is False


@given(days, types, days, st.integers(0, 900))
def test_what_is_out_of_date_stays_so(dated: date, code: str, on: date, later: int) -> None:
    if is_stale(dated, code, on):
        assert is_stale(dated, code, on + timedelta(days=later))


@given(days, types)
def test_evidence_is_in_date_for_its_months_and_not_much_longer(dated: date, code: str) -> None:
    months = evidence_rules().types[code].stale_after_months
    assert not is_stale(dated, code, dated + timedelta(days=28 * months))
    assert is_stale(dated, code, dated + timedelta(days=31 * months + 4))


@given(evidence, days)
def test_evidence_that_is_not_accepted_never_helps(given: list[Shows], on: date) -> None:
    accepted = [one for one in given if one.accepted]
    whole = claim_standing(given, on, is_strength=True)
    only = claim_standing(accepted, on, is_strength=True)
    if accepted:
        assert whole == only
    else:
        assert whole.look_again


@given(evidence, days, st.booleans())
def test_a_claim_is_in_date_exactly_when_something_accepted_is(
    given: list[Shows], on: date, is_strength: bool
) -> None:
    found = claim_standing(given, on, is_strength=is_strength)
    helps = any(one.accepted and not is_stale(one.dated, one.type, on) for one in given)
    assert (found.standing is Standing.IN_DATE) == helps == (not found.look_again)
    assert not (found.no_difference and not is_strength)


@given(
    st.sets(st.integers(1, 6), min_size=1), st.integers(1, 4),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 4)), max_size=3),
)  # fmt: skip
def test_a_reviewer_never_wrote_it_in_person_or_post(
    held: set[int], person: int, written: list[tuple[int, int]]
) -> None:
    first, *others = sorted(held)
    reviewer = Actor(str(first), str(person), frozenset(map(str, others)))
    writers = [Actor(str(post), str(who)) for post, who in written]
    own = any(who == person or post in held for post, who in written)
    assert bool(check_review(writers, reviewer, True, "")) == own


@pytest.mark.parametrize(
    ("kept_at", "address", "refused"),
    [
        ("https://fellmoor.example/audit?x=1", True, False),
        ("HTTP://fellmoor.example", True, False),
        ("https://[broken", True, True),
        ("https:fellmoor.example", True, True),
        ("http://fellmoor.example/two words", True, True),
        ("javascript:alert(1)", False, False),
        ("S:\\SEND\\Evidence", False, False),
        ("Minutes: item 4", False, False),
    ],
)
def test_an_address_names_a_place_and_anything_else_is_words(
    kept_at: str, address: bool, refused: bool
) -> None:
    assert is_address(kept_at) is address
    assert bool(check_evidence(date(2026, 1, 1), kept_at, date(2026, 1, 1))) is refused


def broken(path: str, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(load_rules(DATA))
    *keys, last = path.split(".")
    part = data
    for key in keys:
        part = part[key]
    part[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("stale_after_months", 0),
        ("types.data.stale_after_months", 1.5),
        ("types.data.colour", "red"),
        ("strengths.output.makes_not", "x"),
        ("problems.own_post.why", "x"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused(path: str, value: Any) -> None:
    with pytest.raises(ValueError, match=r"evidence\.yaml"):
        build(broken(path, value))


def test_a_file_of_the_self_evaluation_that_is_not_in_order_is_refused() -> None:
    twice, unknown, turned = (copy.deepcopy(load_rules(CLAIMS)) for _ in range(3))
    twice["groups"]["leaders"]["strands"]["included"] = "Again"
    unknown["difference_from"] = "hearsay"
    turned["standings"] = dict(reversed(turned["standings"].items()))
    for data in (twice, unknown, turned):
        with pytest.raises(ValueError, match=r"self_evaluation\.yaml"):
            build_claims(data)
