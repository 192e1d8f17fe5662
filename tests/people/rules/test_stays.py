from __future__ import annotations

from datetime import date

import pytest

from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.stays import StayFacts, questions, setting_word
from tests.conftest import ROOT

pytestmark = pytest.mark.pure
TODAY, BORN = date(2026, 11, 22), date(2015, 3, 27)
SINCE = date(2024, 9, 1)


def test_every_answer_leads_to_a_word_of_the_engine_or_to_none() -> None:
    words = {setting_word(phase, "") for phase in codes("phase")}
    words |= {setting_word("", code) for code in codes("sen_setting")}
    text = (ROOT / "src/goldenthread/statute/data/vocabulary.yaml").read_text()
    line = next(line for line in text.splitlines() if "youth_accommodation" in line)
    assert words == set(line.strip(" []").split(", ")) | {""}


def test_what_stands_in_the_place_of_a_setting_goes_before_its_kind() -> None:
    assert setting_word("secondary", "EHE") == "educated_otherwise"
    assert setting_word("secondary", "NIEO") == "not_in_education"
    assert setting_word("secondary", "OTH") == "secondary"


def test_what_ended_before_the_child_was_too_old_for_it_is_not_asked_about() -> None:
    born = date(2020, 3, 27)
    assert questions(StayFacts(SINCE, date(2025, 7, 20), 1, sen_setting="EYP"), born, TODAY) == ()
    assert questions(StayFacts(SINCE, None, 1, sen_setting="EYP"), born, TODAY)


def test_an_answer_that_was_put_in_words() -> None:
    stay = StayFacts(SINCE, None, 1, sen_setting="NIEO", sen_setting_other="Awaiting a place")
    assert questions(stay, BORN, TODAY) == ()


def test_a_second_setting_without_a_first_one() -> None:
    stay = StayFacts(SINCE, None, 2, "primary", numbered=True)
    assert [one.id for one in questions(stay, BORN, TODAY, has_first=False)] == ["S2-075"]
    assert questions(stay, BORN, TODAY) == ()
