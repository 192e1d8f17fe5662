"""Letters from their templates: what each reader gets, what is kept from them, and what is left to fill."""

from __future__ import annotations

import re

import pytest

from goldenthread.documents.rules.letters import (
    Audience,
    LetterKind,
    Reader,
    compose,
    fact_book,
    letter_kinds,
    missing,
    warnings,
)
from goldenthread.documents.rules.reading_age import reading_age
from tests.documents.rules.letters.given import ALL, FACTS, FAMILIES, REFUSAL, facts_for, written

# Families read these with ease before they are eleven; the law's own titles are left out.
OLDEST = 11
TITLES = (
    "First-tier Tribunal (Special Educational Needs and Disability)", "education, health and care needs assessment",
    "education, health and care plan", "Local Government and Social Care Ombudsman", "disagreement resolution service",
    FACTS["ground_regulation"],
)  # fmt: skip
NAMES = [FACTS[code] for code in FACTS if code.endswith(("_name", "_email", "_website", "_post"))]


@pytest.mark.parametrize(("kind", "reader"), ALL)
@pytest.mark.parametrize("knows", [True, False])
def test_a_letter_as_it_is_composed_may_go(kind: LetterKind, reader: Reader, knows: bool) -> None:
    facts = facts_for(kind)
    draft = compose(kind.code, facts, Audience(reader, knows, knows))
    assert missing(kind.code, draft.body_text, facts, reader) == []
    assert warnings(kind.code, draft.body_text, facts) == []
    assert "{" not in draft.body_text
    assert FACTS["child_name"] not in draft.title, (
        "titles stand in lists and in the properties of files"
    )


@pytest.mark.parametrize(("kind", "reader"), ALL)
def test_an_empty_letter_lacks_all_that_is_required(kind: LetterKind, reader: Reader) -> None:
    facts = facts_for(kind)
    required = {one.code for one in compose(kind.code, facts, Audience(reader)).required}
    assert {one.code for one in missing(kind.code, "", facts, reader)} == required
    assert required


@pytest.mark.parametrize(("kind", "reader"), ALL)
def test_without_facts_every_gap_is_named_and_keeps_the_letter(
    kind: LetterKind, reader: Reader
) -> None:
    draft = compose(kind.code, {"outcome": "assess"}, Audience(reader, True, True))
    gaps = {
        one.words for one in missing(kind.code, draft.body_text, {}, reader) if one.code == "gap"
    }
    labels = {one.label for one in fact_book().values()}
    assert gaps
    assert all(re.search(r"\{(.+)\}", words)[1] in labels for words in gaps)  # type: ignore[index]


@pytest.mark.parametrize(("kind", "reader"), FAMILIES)
@pytest.mark.parametrize("knows", [True, False])
def test_families_can_read_it(kind: LetterKind, reader: Reader, knows: bool) -> None:
    body = compose(kind.code, facts_for(kind), Audience(reader, knows, knows)).body_text
    lines = [line.lstrip("#- ") for line in body.splitlines() if line]
    age = reading_age(lines, [*TITLES, *NAMES])
    assert 5 < age < OLDEST, f"{age:.1f}"


@pytest.mark.parametrize("kind", list(letter_kinds()))
def test_a_young_person_is_written_to_and_not_about(kind: str) -> None:
    if Reader.YOUNG_PERSON in letter_kinds()[kind].readers:
        body = written(kind, Reader.YOUNG_PERSON, next_step="", reasons="They are well.").body_text
        assert len(re.findall(r"\bRobin\b", body)) == body.count(FACTS["child_name"]) == 1
        assert "your child" not in body


@pytest.mark.parametrize(("kind", "reader"), FAMILIES)
def test_neither_place_nor_other_grown_ups_are_told_to_those_who_may_not_know(
    kind: LetterKind, reader: Reader
) -> None:
    facts = {
        **facts_for(kind),
        **dict.fromkeys(("requested_by_reader", "asked_of", "needed", "evidence_seen"), ""),
    }
    for asked in ({}, {"requested_by": ""}):
        shown = compose(kind.code, {**facts, **asked}, Audience(reader)).body_text
        for told in ("setting_name", "requested_by", "attention_by", "withdrawn_by", "also_to"):
            assert FACTS[told] not in shown, told


def test_who_may_know_is_told_who_asked_and_who_else_has_the_letter() -> None:
    shown = written("request_acknowledged", requested_by_reader="").body_text
    assert "Fell View School asked us" in shown
    assert "We have sent the same letter to Sam Ashdown." in shown
    facts = {**FACTS, "requested_by_reader": ""}
    one_only = compose("request_acknowledged", facts, Audience(Reader.PARENT, place=True))
    assert "Fell View School asked us" not in one_only.body_text
    assert "We were asked for" in one_only.body_text


def test_a_day_reads_as_people_write_it_and_a_list_has_an_item_for_each_line() -> None:
    body = written(REFUSAL).body_text
    assert "You can appeal until 9 February 2027, or later" in body
    assert "- Your letter of 2 November 2026\n- The report of the school" in body
    assert "- Telephone: 01632 960 300\n- E-mail: advice@bridge.example" in body


def test_what_a_notice_tells_a_body_is_who_the_child_is_and_when_the_council_decides() -> None:
    body = written("request_notice", Reader.BODY).body_text
    own = {"child_name", "child_known_as", "greeting", "council_name", "outcome"}
    own |= {code for code in FACTS if code.startswith("writer")}
    told = [text for code, text in FACTS.items() if code not in own and len(text) > 4]
    assert not [text for text in told if text in body]


def test_it_says_that_a_moved_last_day_moved() -> None:
    assert "until the day above" in written(REFUSAL).body_text
    assert "until the day above" not in written(REFUSAL, appeal_rolled="").body_text


@pytest.mark.parametrize(
    ("kind", "facts", "reader"),
    [
        ("no_such_letter", {}, Reader.PARENT),
        (REFUSAL, {"no_such_fact": "x"}, Reader.PARENT),
        (REFUSAL, {"appeal_by": "9 February 2027"}, Reader.PARENT),
        ("request_notice", {}, Reader.PARENT),
    ],
)
def test_what_does_not_fit_is_refused(kind: str, facts: dict[str, str], reader: Reader) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of a letter, a fact, a day and a reader alike
        compose(kind, facts, Audience(reader))
