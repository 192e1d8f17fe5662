"""The word lists, leads, and what makes a number a target."""

from __future__ import annotations

import pytest
import yaml

from goldenthread.exchange.reading import Part
from goldenthread.improvement.rules.importing.leads import split_leads
from goldenthread.improvement.rules.importing.sectiontext import has_target
from goldenthread.improvement.rules.importing.vocabulary import (
    VocabularyError,
    parse_vocabulary,
    vocabulary,
)
from tests.improvement.rules.importing.reading import codes, read, table

WORDS = vocabulary()


def source() -> dict[str, object]:
    from importlib import resources

    path = resources.files("goldenthread.improvement.rules") / "data" / "plan_import.yaml"
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"columns": None},
        {"columns": {"action": ["task"], "lead": ["Tasks"]}},
        {"labels": {"actions": "task"}},
        {"title_words": []},
        {"ongoing": [1]},
        {"months": []},
        {"quarters": {1: 13}},
    ],
)
def test_words_that_are_not_in_order_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(VocabularyError):
        parse_vocabulary(yaml.safe_dump(source() | change))


def test_a_month_name_may_not_name_two_months() -> None:
    data = source()
    months = data["months"]
    assert isinstance(months, list)
    months[0]["usual"].append("may")
    with pytest.raises(VocabularyError, match="may"):
        parse_vocabulary(yaml.safe_dump(data))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Assistant Director for Quality, Resources & Transformation", 1),
        ("SEND Partnership & Improvement Manager", 1),
        ("Head of Care – SEND & Complexities (ICB)", 1),
        ("Head of Inclusion and Skills", 1),
        ("Head of Inclusion and Head of Skills", 2),
        ("Head of Inclusion, Head of Skills and DCO", 3),
        ("Head of Inclusion; Head of Skills", 2),
        ("Head of Inclusion / DSCO", 2),
        ("Head of Inclusion/Designated Clinical Officer", 2),
        ("Early Help Service and Youth Justice Service", 2),
        ("Health and Wellbeing Board", 1),
        ("DCO & DSCO", 2),
        ("Head of Education/Inclusion", 1),
    ],
)
def test_leads_are_taken_apart_only_between_posts(text: str, expected: int) -> None:
    assert len(split_leads([Part("text", None, text, 1)], WORDS)) == expected


def test_each_paragraph_or_line_is_a_lead() -> None:
    parts = [Part("paragraph", None, "Ann’s team", 3), Part("text", None, "Forum", 4)]
    assert split_leads(parts, WORDS) == [("Ann’s team", 3), ("Forum", 4)]


def test_two_kinds_of_apostrophe_are_one_lead() -> None:
    plan = read(
        table("Action|Lead|Milestones", "A. Do|Head of Children's Care|1. Jul 2025: Done",
              "B. Do more|Head of Children’s Care|2. Aug 2025: Done again")
    )  # fmt: skip
    assert plan.priorities[0].leads == ("Head of Children's Care",)
    assert codes(plan).count("mixed_apostrophes") == 2


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Waits fall by 20%", True),
        ("At least 60% agree", True),
        ("No more than 12 weeks", True),
        ("Plans within 20 weeks", True),
        ("≥ 80 visits", True),
        ("90 per cent of plans", True),
        ("EHC plan 20-week timescales", False),
        ("The community aged 0 to 25 agrees", False),
        ("More families join", False),
    ],
)
def test_targets(text: str, target: bool) -> None:
    assert has_target(text) is target
