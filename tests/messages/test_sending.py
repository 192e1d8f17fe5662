"""Sending all copies or none, once; what follows in the same transaction; and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest

from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages import sending
from goldenthread.messages.actions import letters
from goldenthread.messages.actions.letters import Words
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.received import letters_for
from goldenthread.people.models import Address
from tests.messages.makers import DAY, KIND, Stage, a_draft, a_stage, copies, sent_by
from tests.people.families import make_protection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.fixed(DAY):
        yield


@pytest.fixture
def stage() -> Stage:
    return a_stage()


@pytest.fixture
def followed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, date, str]]:
    found: list[tuple[int, date, str]] = []

    def follow(*, scope, letter, day, confirmed) -> None:
        found.append((letter.pk, day, confirmed))

    monkeypatch.setattr(sending, "_when_sent", {KIND: follow})
    return found


def change(
    stage: Stage, letter: Letter, one: Copy, words: str, version: int | None = None
) -> Letter:
    told = {one.pk: Words(one.title, words)}
    known = letter.version if version is None else version
    return letters.change_words(scope=stage.scope, letter_id=letter.pk, version=known, words=told)


def test_it_freezes_each_copy_with_its_day_of_service(stage: Stage, followed: list[object]) -> None:
    letter = sent_by(stage, a_draft(stage))
    assert letter.state == "sent"
    for one in letter.copies.all():
        assert one.deemed_served_on == date(2026, 11, 24)
        assert "second working day" in one.served_because
        assert one.intact
    Copy.objects.filter(letter=letter).update(words="Something else")
    assert not letter.copies.all()[0].intact
    assert followed == [(letter.pk, DAY, "")]


def test_sending_twice_is_once(stage: Stage, followed: list[object]) -> None:
    letter, key = a_draft(stage), uuid4()
    first = sent_by(stage, letter, sent_key=key)
    again = sent_by(stage, letter, sent_key=key)
    assert (again.version, len(followed)) == (first.version, 1)
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter, sent_key=uuid4())
    assert problem.value.code == "letter_closed"


def test_what_follows_fails_and_nothing_is_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, scope, letter, day, confirmed) -> None:
        raise UserError("doubtful", "That day is odd.")

    monkeypatch.setattr(sending, "_when_sent", {KIND: refuse})
    letter = a_draft(stage)
    with pytest.raises(UserError, match="odd"):
        sent_by(stage, letter)
    letter.refresh_from_db()
    assert letter.state == "draft"
    assert not Copy.objects.exclude(sent_on=None).exists()


def test_a_part_of_the_copies_is_never_sent(stage: Stage) -> None:
    letter = a_draft(stage)
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter, sent={letter.copies.all()[0].pk: ("post_first", DAY)})
    assert problem.value.code == "copies_differ"


@pytest.mark.parametrize("day", [DAY + timedelta(days=1), DAY - timedelta(days=1)])
def test_a_day_ahead_or_before_it_was_written_is_refused(stage: Stage, day: date) -> None:
    letter = a_draft(stage)
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter, sent={one.pk: ("by_hand", day) for one in letter.copies.all()})
    assert problem.value.code == "not_that_day"


def test_nothing_goes_while_something_required_is_missing(stage: Stage) -> None:
    letter = a_draft(stage)
    one = copies(letter)["Kim Fell"]
    letter = change(stage, letter, one, one.words.replace("14 December 2026", "soon"))
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter)
    assert (problem.value.code, problem.value.where) == ("required_missing", f"copy-{one.pk}")
    with pytest.raises(UserError):
        letters.mark_ready(scope=stage.scope, letter_id=letter.pk, version=letter.version)


def test_words_that_tell_too_much_are_not_kept(stage: Stage) -> None:
    make_protection(stage.child, "address", stage.staff.post)
    letter = a_draft(stage)
    one = copies(letter)["Kim Ashby"]
    with pytest.raises(UserError) as problem:
        change(stage, letter, one, f"{one.words}\n\nRobin is at zy1 4qb.")
    assert problem.value.code == "tells_too_much"
    assert "4qb" not in str(problem.value).lower()


def test_two_people_on_one_letter(stage: Stage) -> None:
    letter = a_draft(stage)
    one = copies(letter)["Kim Fell"]
    change(stage, letter, one, f"{one.words}\n\nP.S.")
    with pytest.raises(UserError) as problem:
        change(stage, letter, one, f"{one.words}\n\nMine.", version=1)
    assert problem.value.code == "changed_meanwhile"
    assert change(stage, letter, one, f"{one.words}\n\nP.S.", version=1).version == 2


def test_a_change_for_all_leaves_to_each_its_own(stage: Stage) -> None:
    letter = a_draft(stage)
    one = copies(letter)["Kim Fell"]
    told = Words(one.title, one.words.replace("You can reach me here:", "Ring me:"))
    letters.change_in_all(
        scope=stage.scope, letter_id=letter.pk, version=letter.version, copy_id=one.pk, told=told
    )
    other = copies(letter)["Kim Ashby"].words
    assert "Ring me:" in other
    assert "Dear Kim Ashby" in other


def test_who_may_be_told_no_more_gets_nothing_that_was_drafted(stage: Stage) -> None:
    letter = a_draft(stage)
    stage.father.restriction, stage.father.basis = "no_contact", "Order of 19 November 2026"
    stage.father.save()
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter)
    assert problem.value.code in ("may_not_be_told", "tells_too_much")


def test_an_address_that_changed_is_taken_anew(stage: Stage) -> None:
    letter = a_draft(stage)
    Address.objects.filter(person=stage.child).update(lines="9 New Road")
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter)
    assert problem.value.code == "address_changed"
    letter = letters.take_addresses_anew(
        scope=stage.scope, letter_id=letter.pk, version=letter.version
    )
    assert sent_by(stage, letter).state == "sent"


def test_what_is_held_goes_by_no_printed_address(stage: Stage) -> None:
    make_protection(stage.child, "address", stage.staff.post)
    letter = a_draft(stage)
    with pytest.raises(UserError) as problem:
        sent_by(stage, letter)
    assert problem.value.code == "address_protected"
    assert all(one.held for one in letter.copies.all())
    ways = {one.pk: ("held", DAY) for one in letter.copies.all()}
    assert sent_by(stage, letter, sent=ways).state == "sent"


def test_what_came_back_stands_until_it_is_dealt_with_and_the_first_stays(stage: Stage) -> None:
    letter = sent_by(stage, a_draft(stage))
    first = copies(letter)["Kim Fell"]
    told = {"scope": stage.scope, "letter_id": letter.pk, "copy_id": first.pk}
    letter = letters.record_returned(version=letter.version, on=DAY, why="Gone away", **told)
    first.refresh_from_db()
    assert first.stands_back
    Address.objects.filter(person=stage.child).update(lines="9 New Road")
    again = letters.send_again(version=letter.version, method="by_hand", day=DAY, **told)
    assert letters.send_again(version=letter.version, method="by_hand", day=DAY, **told) == again
    first.refresh_from_db()
    assert (first.settled_how, first.intact) == ("Sent again", True)
    assert first.address.startswith("4 Quarry Bank")
    assert again.address.startswith("9 New Road")


def test_the_family_page_shows_what_somebody_got_until_they_may_be_told_no_more(
    stage: Stage,
) -> None:
    sent_by(stage, a_draft(stage))
    father = stage.father.carer_id
    assert [one.kind for one in letters_for(stage.child, father, DAY)] == [KIND]
    assert letters_for(stage.child, None, DAY) == ()
    stage.father.restriction, stage.father.basis = "no_information", "Order of 19 November 2026"
    stage.father.save()
    assert letters_for(stage.child, father, DAY) == ()
