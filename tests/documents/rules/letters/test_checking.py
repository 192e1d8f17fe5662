"""The check of final words: what is found however it is written, and what keeps a letter from going."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.core.months import day_words
from goldenthread.documents.rules.letters import (
    Audience,
    LetterKind,
    Reader,
    compose,
    missing,
    warnings,
)
from goldenthread.documents.rules.letters.days import days_in
from goldenthread.documents.rules.letters.view import View
from tests.documents.rules.letters.given import ALL, FACTS, REFUSAL, facts_for, written

OWED = {
    "appeal_by", "mediation_by", "decided_on", "decision_due", "no_plan_due", "plan_due", "legal_day",
    "child_born", "withdrawn_on", "statement_day",
}  # fmt: skip
LAST = (
    "You can appeal until 9 February 2027, or later if your mediation certificate gives you longer."
)


def refusal(old: str, new: str) -> str:
    body = written(REFUSAL).body_text
    assert old in body
    return body.replace(old, new)


def codes(words: str, kind: str = REFUSAL, reader: Reader = Reader.PARENT) -> set[str]:
    return {one.code for one in missing(kind, words, FACTS, reader)}


def warned(words: str, kind: str = REFUSAL, avoid: tuple[str, ...] = ()) -> set[str]:
    return {one.code for one in warnings(kind, words, FACTS, avoid)}


@pytest.mark.parametrize(
    "said",
    [
        "You must send your appeal by Tuesday 9th Feb 2027.",
        "Your appeal must be in by 09/02/2027 at the latest.",
        "The last\nday to appeal is\n9\nFebruary 2027.",
        "9 February 2027 is the last day to appeal.",
        "You can appeal until 9 Feb ’27.",
        "YOU MUST APPEAL BY 9 FEBRUARY 2027.",
        "You have two months to appeal: that is 9 February 2027.",
    ],
)
def test_the_last_day_is_found_however_it_is_written(said: str) -> None:
    assert codes(refusal(LAST, said)) == set()


@pytest.mark.parametrize(
    "said",
    [
        "You must appeal soon.",
        "The last day to appeal is 9 February.",
        "The last day to appeal is 9 February 2028.",
        "The last day to appeal is 2 September 2027.",
        "The last day to appeal is {the last day}.",
        "We sent you a letter about an appeal on 9 February 2027.",
    ],
)
def test_no_other_day_and_no_gap_stands_for_the_last_day(said: str) -> None:
    assert "appeal_time_limit" in codes(refusal(LAST, said))


def test_the_days_are_those_of_the_day_on_which_it_goes() -> None:
    late = {"sent_on": "2026-12-11", "appeal_by": "2027-02-11", "mediation_by": "2027-02-11"}
    found = missing(REFUSAL, written(REFUSAL).body_text, {**FACTS, **late})
    assert {"appeal_time_limit", "mediation_time_limit", "other_day"} <= {one.code for one in found}


def test_a_day_that_is_not_known_yet_is_asked_for() -> None:
    found = missing(REFUSAL, written(REFUSAL).body_text, {**FACTS, "appeal_by": ""})
    assert any("not known yet" in one.fix for one in found)


RIGHTS = {
    "If you do not agree": "appeal_right",
    "This is your own right": "own_right",
    "You can appeal until": "appeal_time_limit",
    "You have the right to ask for mediation": "mediation_tell_council",
    "Before you can appeal": "mediation_time_limit",
    "Robin has made good": "reasons",
    "On 7 December 2026": "decision_not_to_assess",
    "- Telephone: 01632 960 300": "mediation_contact",
    "- Telephone: 01632 960 400": "disagreement_resolution",
    "- Telephone: 01632 960 200": "information_advice_support",
}


@pytest.mark.parametrize("start", list(RIGHTS))
def test_a_paragraph_that_carries_a_right_is_missed(start: str) -> None:
    whole = written(REFUSAL, Reader.YOUNG_PERSON).body_text.split("\n\n")
    kept = [one for one in whole if not one.startswith(start)]
    assert len(kept) == len(whole) - 1
    assert RIGHTS[start] in codes("\n\n".join(kept), reader=Reader.YOUNG_PERSON)


@pytest.mark.parametrize(("kind", "reader"), ALL)
def test_no_day_that_counts_can_be_another(kind: LetterKind, reader: Reader) -> None:
    facts = {**facts_for(kind), "appeal_by": "2027-02-10"}
    body = compose(kind.code, facts, Audience(reader, True, True)).body_text
    for code in OWED & set(kind.facts):
        told = day_words(date.fromisoformat(facts[code]))
        if told not in body:
            continue  # it is told to another reader
        wrong = body.replace(told, day_words(date.fromisoformat(facts[code]) + timedelta(days=1)))
        assert missing(kind.code, wrong, facts, reader), code


def test_a_second_last_day_beside_the_right_one_is_found() -> None:
    added = f"{LAST} If you ring us first, you can appeal until 16 February 2027."
    assert codes(refusal(LAST, added)) == {"other_day"}


def test_each_council_writes_it_in_its_own_words() -> None:
    before = "Before you can appeal, you must contact a mediation adviser."
    other = (
        "No appeal can be made until you hold a mediation certificate, which an adviser gives you."
    )
    assert codes(refusal(before, other)) == set()
    right = "you have the right to appeal against it"
    assert codes(refusal(right, "you’re entitled to appeal")) == set()


def test_another_number_is_not_the_service() -> None:
    body = written(REFUSAL, mediation_email="", mediation_website="").body_text
    facts = {**FACTS, "mediation_email": "", "mediation_website": ""}
    assert missing(REFUSAL, body.replace("01632 960 300", "+44 1632 960300"), facts) == []
    wrong = body.replace("01632 960 300", "01632 960 301")
    assert {one.code for one in missing(REFUSAL, wrong, facts)} == {"mediation_contact"}
    assert "unknown_contact" in {one.code for one in warnings(REFUSAL, wrong, facts)}


def test_reasons_are_more_than_the_template_says_by_itself() -> None:
    assert codes(refusal(FACTS["reasons"], "It is not needed.")) == {"reasons"}
    assert codes(refusal(FACTS["reasons"], "")) == {"reasons"}


def test_a_young_person_is_told_of_their_own_right_and_a_parent_is_not_asked_for_it() -> None:
    parents = written(REFUSAL).body_text
    assert codes(parents, reader=Reader.YOUNG_PERSON) == {"own_right", "capacity_note"}
    assert codes(parents) == set()


@pytest.mark.parametrize(
    "said", ["We paused the clock.", "The case is on hold.", "The clock stops for the summer."]
)
def test_an_exemption_is_never_called_a_pause(said: str) -> None:
    body = written("exemption_relied_on").body_text
    assert codes(f"{body}\n\n{said}", "exemption_relied_on") == {"says_paused"}
    assert codes(f"{body}\n\nNothing is paused by this.", "exemption_relied_on") == set()
    assert "paused" in warned(f"{written(REFUSAL).body_text}\n\n{said}")


def test_an_agreed_statement_is_not_reworded_and_no_other_cause_is_given() -> None:
    body = written("delay").body_text
    assert codes(body.replace("too few educational", "not enough"), "delay") == {"agreed_statement"}
    without = {**FACTS, "statement": "", "statement_day": ""}
    bare = written("delay", statement="", statement_day="").body_text
    assert missing("delay", bare, without) == []
    assert "psychologists" not in bare
    added = f"{body}\n\nThis happened because of the holidays."
    assert codes(added, "delay") == set()
    assert warned(added, "delay") == {"other_cause"}


def test_a_right_taken_back_and_a_name_that_should_not_stand_there_are_shown_and_stop_nothing() -> (
    None
):
    added = f"{written(REFUSAL).body_text}\n\nYou cannot appeal. Kit Pike is in the same class."
    assert codes(added) == set()
    assert warned(added, avoid=("Kit Pike", "Will")) == {"taken_back", "named"}


def test_a_notice_with_more_than_it_needs_is_shown() -> None:
    facts = dict(FACTS)
    body = written("request_notice", Reader.BODY).body_text
    added = f"{body}\n\nRobin has a diagnosis of epilepsy."
    assert {one.code for one in warnings("request_notice", added, facts)} == {"more_than_needed"}


def test_the_copy_to_a_body_says_the_decision_that_was_made() -> None:
    facts = {**FACTS, "outcome": "not_assess"}
    refused = written("decision_copy", Reader.BODY, outcome="not_assess").body_text
    agreed = written("decision_copy", Reader.BODY, outcome="assess").body_text
    assert missing("decision_copy", refused, facts, Reader.BODY) == []
    found = missing("decision_copy", agreed, facts, Reader.BODY)
    assert {one.code for one in found} == {"copy_not_assess"}
    assert "reasons" not in {one.code for one in found}, "the reasons are the family's"


def test_every_entry_says_what_it_wants_on_what_authority_and_how_to_mend_it() -> None:
    for one in missing(REFUSAL, "", FACTS):
        assert one.words
        assert one.citation
        assert one.fix.endswith(".")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by 9 February 2027.", date(2027, 2, 9)),
        ("the 9th of February, 2027", date(2027, 2, 9)),
        ("Sept. 30, 2026", date(2026, 9, 30)),
        ("30 sept 2026", date(2026, 9, 30)),
        ("9.2.27", date(2027, 2, 9)),
        ("2027-02-09", date(2027, 2, 9)),
        ("31 February 2027", None),
        ("9 February", None),
        ("Robin may need 9 hours", ...),
        ("ratio 1/2, room 12-3-4567", ...),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: object) -> None:
    found = days_in(text)
    assert [one.day for one in found] == ([] if day is ... else [day])


def test_a_weekday_that_does_not_fit_is_shown() -> None:
    assert warned(refusal(LAST, "The last day to appeal is Monday 9 February 2027.")) == {"weekday"}


def test_another_day_of_sending_than_the_one_counted_from_is_shown() -> None:
    words = refusal("to you, 9 December 2026,", "to you,") + "\n\nWe sent it on 8 December 2026."
    assert warned(words) == {"sent_day"}


def test_sentences_are_told_apart_and_lines_that_were_broken_are_joined() -> None:
    view = View("# Why\n\nRing Dr. Moss, e.g.\non Monday. Or write!\n\n- One\n- Two. Three")
    assert [one.text for one in view.sentences] == [
        "Why", "Ring Dr. Moss, e.g. on Monday.", "Or write!", "One", "Two.", "Three",
    ]  # fmt: skip


def test_a_reader_who_never_gets_the_letter_has_nothing_required() -> None:
    assert missing("request_notice", "Anything.", FACTS, Reader.PARENT) == []
    with pytest.raises(ValueError, match="there is no letter"):
        missing("no_such_letter", "Anything.", FACTS)
