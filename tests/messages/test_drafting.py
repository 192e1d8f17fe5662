"""Who gets a copy, in which envelope and in which words; and what keeps a letter from being written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import uuid4

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.messages.actions.letters import To
from goldenthread.messages.models import CouncilLetterhead, Letter
from goldenthread.people.models import SettingStay
from tests import factories
from tests.messages.makers import DAY, FACTS, a_draft, a_stage, copies, set_letterhead
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(DAY):
        yield


def test_each_carer_gets_a_copy_of_their_own() -> None:
    stage = a_stage()
    SettingStay.objects.create(person=stage.child, name="Haven Primary", phase="primary")
    letter = a_draft(stage, facts=FACTS | {"needed": "The report of Haven Primary\nWhat you see"})
    found = copies(letter)
    assert set(found) == {"Kim Fell", "Kim Ashby"}
    assert found["Kim Fell"].address == "4 Quarry Bank\nHaven\nZY1 4QB"
    assert found["Kim Ashby"].address == "19 Tannery Row\nOverbeck"
    assert "Dear Kim Ashby" in found["Kim Ashby"].words
    assert "Haven Primary" in found["Kim Ashby"].words
    newest = AuditEntry.objects.get(action="letter.drafted")
    assert "Haven" not in str(newest.fields)


@pytest.mark.parametrize("restriction", ["no_contact", "no_information"])
def test_a_restricted_carer_gets_none_and_is_named_in_none(restriction: str) -> None:
    stage = a_stage(restriction=restriction)
    letter = a_draft(
        stage, facts=FACTS | {"needed": "A word with Kim Ashby. And a report.\nA visit"}
    )
    assert set(copies(letter)) == {"Kim Fell"}
    words = copies(letter)["Kim Fell"].words
    assert "Ashby" not in words
    assert "And a report." in words


def test_a_carer_who_may_not_know_the_place_gets_words_without_it() -> None:
    stage = a_stage(restriction="no_address")
    SettingStay.objects.create(person=stage.child, name="Haven Primary", phase="primary")
    letter = a_draft(
        stage, facts=FACTS | {"needed": "The report of Haven Primary\nA visit to 4 Quarry Bank"}
    )
    found = copies(letter)
    assert "Haven Primary" in found["Kim Fell"].words
    for told in ("Haven", "Quarry", "Fell\n", "Kim Fell"):
        assert told not in found["Kim Ashby"].words


def test_a_refuge_stands_in_no_row_of_a_letter() -> None:
    stage = a_stage()
    make_protection(stage.child, "address", stage.staff.post)
    letter = a_draft(stage, facts=FACTS | {"needed": "A visit to 4 Quarry Bank\nA report"})
    mother = copies(letter)["Kim Fell"]
    assert (mother.address, mother.held) == ("", True)
    assert "Quarry" not in "".join(one.words + one.address for one in letter.copies.all())


def test_a_young_person_gets_the_letter_and_carers_only_as_the_rules_say() -> None:
    stage = a_stage()
    stage.child.born = date(2008, 5, 4)
    stage.child.save()
    letter = a_draft(stage)
    (own,) = letter.copies.all()
    assert (own.to, own.name) == ("young_person", "Robin Fell")
    assert "about you" in own.words


@pytest.mark.parametrize(("code", "change"), [
    ("nobody_to_write_to", lambda stage: stage.child.carerlink_set.update(gets_letters=False)),
    ("no_address", lambda stage: stage.child.address_set.all().delete()),
    ("no_letterhead", lambda stage: CouncilLetterhead.objects.all().delete()),
    ("letterhead_gaps", lambda stage: set_letterhead(stage.area, ias_name="")),
])  # fmt: skip
def test_what_keeps_a_letter_from_being_written_says_how_to_put_it_right(code, change) -> None:
    stage = a_stage()
    change(stage)
    with pytest.raises(UserError) as problem:
        a_draft(stage)
    assert problem.value.code == code
    assert problem.value.fix
    assert not Letter.objects.exists()


def test_drafting_twice_is_one_letter_and_other_words_another() -> None:
    stage, key = a_stage(), uuid4()
    first = a_draft(stage, sent_key=key)
    assert a_draft(stage, sent_key=key) == first
    assert a_draft(stage, sent_key=key, facts=FACTS | {"needed": "Other"}) != first


def test_who_is_named_as_a_recipient_is_judged_all_the_same() -> None:
    stage = a_stage(restriction="no_contact")
    with pytest.raises(UserError, match="gets no letters"):
        a_draft(stage, to=[To(carer_id=stage.father.carer_id)])
    letter = a_draft(stage, to=[To(name="The nurse", address="1 Clinic Road")])
    assert [one.to for one in letter.copies.all()] == ["body"]


def test_only_those_who_write_letters_draft_them() -> None:
    stage = a_stage()
    other = factories.make_person(stage.area, "advice_giver")
    with pytest.raises((NotAllowed, UserError)):
        a_draft(stage, scope=other.scope, post_id=other.post.pk)
    with pytest.raises(NotAllowed):
        a_draft(stage, post_id=other.post.pk)


def test_words_on_a_delay_that_nobody_agreed_are_refused() -> None:
    stage = a_stage()
    with pytest.raises(UserError, match="no statement that is in force"):
        a_draft(
            stage,
            kind="delay",
            facts={"step": "x", "legal_day": "2026-11-01", "statement": "We are busy."},
        )
