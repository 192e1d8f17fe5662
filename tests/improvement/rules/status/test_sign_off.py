from __future__ import annotations

from datetime import date

from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Shown,
    Status,
    apply_sign_off,
    check_parent_sign_off,
    check_sign_off,
)

ON = date(2025, 7, 10)
CLAIM = MilestoneFacts(
    reported=Status.BLUE,
    completed_on=date(2025, 7, 1),
    owners=frozenset({"lead"}),
    reported_by=Actor("lead", "L"),
)
BLUE, GREEN = Shown(Status.BLUE), Shown(Status.GREEN)


def test_the_days_owners_go_with_the_sign_off() -> None:
    signed = apply_sign_off(CLAIM, Actor("board"), ON).signed_off
    assert signed is not None
    assert signed.owners == frozenset({"lead"})


def test_signing_off_twice_is_refused() -> None:
    facts = apply_sign_off(CLAIM, Actor("board"), ON)
    assert [p.code for p in check_sign_off(facts, Actor("chair"), ON)] == ["already_signed_off"]


def test_a_sign_off_that_does_not_count_may_be_replaced() -> None:
    facts = apply_sign_off(CLAIM, Actor("lead"), ON)
    assert check_sign_off(facts, Actor("board"), ON) == []


def test_owner_and_reporter_are_both_named() -> None:
    codes = [problem.code for problem in check_sign_off(CLAIM, Actor("lead", "L"), ON)]
    assert codes == ["signer_owns_item", "signer_reported_it"]


def test_two_unknown_persons_are_not_taken_for_one() -> None:
    facts = MilestoneFacts(
        reported=Status.BLUE, completed_on=date(2025, 7, 1), reported_by=Actor("officer")
    )
    assert check_sign_off(facts, Actor("board"), ON) == []


def test_sign_off_of_a_whole() -> None:
    owners = frozenset({"lead"})
    board = Actor("board")
    assert check_parent_sign_off([BLUE, BLUE], board, owners) == []
    assert [p.code for p in check_parent_sign_off([], board, owners)] == ["nothing_to_sign_off"]
    (problem,) = check_parent_sign_off([BLUE, GREEN, GREEN], board, owners)
    assert problem.code == "children_not_signed_off"
    assert problem.message == "2 of the 3 items below it are not Blue."
    codes = [p.code for p in check_parent_sign_off([BLUE], Actor("lead"), owners)]
    assert codes == ["signer_owns_item"]
