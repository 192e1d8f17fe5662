"""Who is asked and told follows from where the child learns and from whose the rights are."""

from __future__ import annotations

import pytest

from goldenthread.assessments.rules.telling import (
    FAMILY,
    SETTING,
    asked_by,
    checked_way,
    telling_rules,
    to_tell,
)
from goldenthread.core.errors import UserError
from goldenthread.statute.reading import vocabulary

ALWAYS = ["family", "health", "social_care"]


@pytest.mark.parametrize(
    ("setting", "who"),
    [
        (
            "nursery",
            "Who leads on special educational needs at the nursery or early years provider",
        ),
        ("primary", "The head teacher of the school"),
        ("secondary", "The head teacher of the school"),
        ("college", "The principal of the college"),
    ],
)
def test_the_setting_is_told_through_whom_the_regulation_names(setting: str, who: str) -> None:
    found = to_tell(setting, young_person=setting == "college")
    assert [one.code for one in found.parties] == [*ALWAYS, SETTING]
    told = found.of(SETTING)
    assert told is not None
    assert (told.words, told.rule) == (who, "REQ-4")
    assert found.no_setting == ""


def test_in_youth_accommodation_the_youth_offending_team_is_told_too() -> None:
    found = to_tell("youth_accommodation", young_person=False)
    assert [one.code for one in found.parties] == [*ALWAYS, SETTING, "youth_offending"]


@pytest.mark.parametrize("setting", ["educated_otherwise", "not_in_education", ""])
def test_without_a_setting_it_is_said_why_nobody_is_told_there(setting: str) -> None:
    found = to_tell(setting, young_person=False)
    assert [one.code for one in found.parties] == ALWAYS
    assert found.no_setting != ""


def test_whose_the_rights_are_is_who_is_consulted() -> None:
    parent, own = (to_tell("secondary", young_person=young).of(FAMILY) for young in (False, True))
    assert parent is not None
    assert own is not None
    assert (parent.words, own.words) == ("The parents", "The young person")
    assert (parent.rule, parent.letter) == ("REQ-3", "request_acknowledged")


def test_every_setting_of_the_statute_is_known_to_the_rules() -> None:
    said = telling_rules()
    known = set(said["parties"][SETTING]["at"]) | set(said["no_setting"])
    assert set(vocabulary()["child_settings"]) <= known


def test_whoever_asked_has_words_that_name_nobody() -> None:
    assert (asked_by("school"), asked_by("health_body")) == ("the school", "a health professional")
    assert asked_by("") == "somebody who knows the child"


def test_a_way_that_is_none_is_refused() -> None:
    assert checked_way("telephone") == "telephone"
    with pytest.raises(UserError, match="not in the list"):
        checked_way("pigeon")
