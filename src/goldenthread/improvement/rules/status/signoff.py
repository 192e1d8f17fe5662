"""Signing off: by somebody who neither leads the work nor reported it complete."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.facts import (
    Actor,
    MilestoneFacts,
    Problem,
    Shown,
    SignOff,
)
from goldenthread.improvement.rules.status.names import Record, Status
from goldenthread.improvement.rules.status.problems import problem
from goldenthread.improvement.rules.status.scheme import load_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def check_sign_off(facts: MilestoneFacts, signer: Actor, on: date) -> list[Problem]:
    """Why `signer` may not sign the milestone off on the day `on`; empty where they may."""
    if facts.reported is not Status.BLUE:
        return [problem("not_reported_complete")]
    if facts.completed_on is None:
        return [problem("claim_without_date")]
    if facts.signed_off is not None and sign_off_fault(facts, on) is None:
        return [problem("already_signed_off", signed_on=day_words(facts.signed_off.on))]
    found = _dependence(signer, facts.owners, facts.reported_by)
    if on < facts.completed_on:
        completed = day_words(facts.completed_on)
        found.append(
            problem("signed_off_before_completion", given=day_words(on), completed_on=completed)
        )
    return found


def apply_sign_off(facts: MilestoneFacts, signer: Actor, on: date) -> MilestoneFacts:
    """The facts after a sign-off that `check_sign_off` lets through, with the day's owners."""
    return replace(facts, signed_off=SignOff(signer, on, facts.owners))


def check_send_back(facts: MilestoneFacts, signer: Actor, reason: str, on: date) -> list[Problem]:
    """Why `signer` may not send the milestone back to its lead on the day; empty where they may."""
    if facts.reported is not Status.BLUE:
        return [problem("not_reported_complete")]
    if facts.signed_off is not None and sign_off_fault(facts, on) is None:
        return [problem("already_signed_off", signed_on=day_words(facts.signed_off.on))]
    found = _dependence(signer, facts.owners, facts.reported_by)
    return found if reason.strip() else [*found, problem("send_back_reason_missing")]


def apply_send_back(facts: MilestoneFacts, on: date) -> MilestoneFacts:
    """The facts after work that was reported complete was sent back: not complete, and not signed off."""
    status = load_scheme().sent_back[Record.BLUE_CLAIMED]
    return replace(facts, reported=status, completed_on=None, signed_off=None, sent_back_on=on)


def check_parent_sign_off(
    children: Sequence[Shown], signer: Actor, owners: frozenset[str]
) -> list[Problem]:
    """Why `signer` may not sign off the whole (a priority, a section); empty where they may."""
    if not children:
        return [problem("nothing_to_sign_off")]
    found = _dependence(signer, owners, None)
    if not_blue := sum(child.status is not Status.BLUE for child in children):
        found.append(problem("children_not_signed_off", open=not_blue, total=len(children)))
    return found


def sign_off_fault(facts: MilestoneFacts, as_at: date) -> str | None:
    """Why the sign-off on record does not count on the day `as_at`, as a sentence.

    None where it counts and where there is no sign-off at all.
    """
    signed = facts.signed_off
    if signed is None:
        return None
    day = day_words(signed.on)
    if facts.reported is not Status.BLUE:
        return f"The sign-off of {day} does not count, because the last report is not Blue."
    if signed.on > as_at:
        return f"The sign-off of {day} does not count yet."
    if facts.completed_on is None or facts.completed_on > signed.on:
        return f"The sign-off of {day} does not count, because it has no earlier day of completion."
    owners = facts.owners if signed.owners is None else signed.owners
    if _dependence(signed.by, owners, facts.reported_by):
        return (
            f"The sign-off of {day} does not count, because its signer leads or reported the work."
        )
    return None


def _dependence(signer: Actor, owners: frozenset[str], reporter: Actor | None) -> list[Problem]:
    """Owning and reporting, looked for in every post the signer holds."""
    posts = signer.posts
    found = [problem("signer_owns_item")] if posts & owners else []
    if reporter is not None:
        same_person = signer.person is not None and signer.person == reporter.person
        if same_person or reporter.post in posts:
            found.append(problem("signer_reported_it"))
    return found
