"""The questions of a request: what is asked of whom, what must be answered, and where each answer is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from goldenthread.assessments.models import Request
from goldenthread.assessments.rules.notes import notes
from goldenthread.assessments.rules.pages import (
    after,
    before,
    missing,
    page_of,
    pages_for,
    steps_of,
)
from goldenthread.assessments.rules.routes import VOICES, routes, voice_of
from goldenthread.assessments.rules.safety import NONE, SAID, WORDS, flag_of, help_rules
from goldenthread.assessments.rules.typed import one_line, plain, postcode
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute import timeline

QUESTIONS = [
    (voice, one) for voice in VOICES for page in pages_for(voice) for one in page.questions
]
WHOLE = {
    "asker_name": "Ann", "asker_relation": "mother", "responsibility": "yes", "asker_phone": "01539",
    "child_forenames": "Bo", "child_surname": "Tarn", "child_born": date(2015, 3, 27),
}  # fmt: skip


def test_every_answer_has_a_home_that_is_long_enough() -> None:
    columns = {field.name: field for field in Request._meta.get_fields()}
    for _, one in QUESTIONS:
        if one.answer:
            assert one.name not in columns
            continue
        room = getattr(columns[one.name], "max_length", None)
        # A postcode is cut to its column; what is typed may have blanks.
        assert one.type in ("postcode", "email", "day") or room is None or _longest(one) <= room


def _longest(one: object) -> int:
    choices = getattr(one, "choices", ())
    return max(len(code) for code, _ in choices) if choices else int(getattr(one, "longest", 0))


def test_no_question_is_without_words_for_anybody() -> None:
    assert all(one.label for _, one in QUESTIONS)
    assert all(page.heading for voice in VOICES for page in pages_for(voice))


def test_routes_are_those_of_the_statute_and_of_the_law_on_who_may_ask() -> None:
    known = load_rules(Path(timeline.__file__).parent / "data" / "vocabulary.yaml")
    assert {one.by for one in routes().values()} <= set(known["details"]["by"]["values"])
    askers = {"parent", "young_person", "school", "post16_institution", "person_in_charge"}
    assert {one.by for one in routes().values() if one.request} == askers


@pytest.mark.parametrize("route", list(routes()))
def test_pages_follow_one_another_there_and_back(route: str) -> None:
    steps = steps_of(route)
    assert (steps[0], steps[-2:]) == ("who", ("files", "check"))
    assert [after(route, one) for one in steps[:-1]] == list(steps[1:])
    assert [before(route, one) for one in steps[1:]] == list(steps[:-1])
    assert after(route, "nowhere") == "check"


def test_who_asks_how_to_reach_them_and_who_the_child_is_and_nothing_more() -> None:
    assert missing("parent", WHOLE) == []
    assert [one.page for one in missing("", {})] == ["who"]
    for name in ("asker_name", "child_forenames", "child_surname", "child_born"):
        assert len(missing("parent", {**WHOLE, name: ""})) == 1
    assert [one.page for one in missing("parent", {**WHOLE, "asker_phone": ""})] == ["reach"]


def test_a_young_person_is_asked_about_themselves_once() -> None:
    assert page_of("young_person", "you") is None
    assert page_of("young_person", "family") is None
    page = page_of("young_person", "child")
    assert page is not None
    assert page.heading == "About you"
    assert voice_of("nobody") == "other"


def test_a_worry_that_is_said_or_may_be_meant_goes_first() -> None:
    assert flag_of("He is hurt at home", []) == SAID
    assert flag_of(" ", ["He self-harms", ""]) == WORDS
    assert flag_of("", ["She wants\n to die"]) == WORDS
    assert flag_of("", ["He likes his class and reads well."]) == NONE
    assert flag_of("", ["Skilled with numbers, overburdened at times"]) == NONE


def test_whom_to_ring_is_a_number_that_can_be_rung() -> None:
    for one in help_rules()["numbers"]:
        assert one["number"].replace(" ", "").isdecimal()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1bc", "abc"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\u202eevil\u2066", "evil"),
        ("\tX ", "X"),
    ],
)
def test_nothing_unseen_is_kept(typed: str, kept: str) -> None:
    assert plain(typed) == kept


def test_one_line_stays_one_line_and_a_postcode_never_stops_anybody() -> None:
    assert one_line("Ann\r\nBcc: x@example.org") == "Ann Bcc: x@example.org"
    assert postcode("la5 0aa") == "LA5 0AA"
    assert postcode("no fixed address") == "NO FIXED"


def test_age_is_told_and_stops_nobody() -> None:
    day = date(2026, 11, 22)
    assert notes("parent", None, day) == []
    assert notes("parent", date(2015, 3, 27), day) == []
    assert "You can still send this" in notes("young_person", date(2012, 3, 27), day)[0]
    assert "right to ask is then their own" in notes("parent", date(2008, 3, 27), day)[0]
    assert notes("young_person", date(2008, 3, 27), day) == []
    assert "under 25" in notes("school", date(2001, 11, 22), day)[0]
