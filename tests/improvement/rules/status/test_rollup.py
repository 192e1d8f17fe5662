from __future__ import annotations

from datetime import date

import pytest

from goldenthread.improvement.rules.status import (
    Flag,
    Override,
    Shown,
    Status,
    check_override,
    rollup,
    status_counts,
)

LATE = Shown(Status.RED, (Flag.NEW_DATE_NEEDED,))
RED, AMBER, GREEN, BLUE, GREY = (
    Shown(status) for status in (Status.RED, Status.AMBER, Status.GREEN, Status.BLUE, Status.GREY)
)
ON = date(2025, 9, 3)


def test_it_says_how_many_stand_where() -> None:
    assert rollup([GREEN, LATE, GREEN, AMBER, RED]).because == (
        "Of 5: 2 Red (1 needs a new date), 1 Amber, 2 Green.",
        "One Red makes the whole Red.",
    )
    assert rollup([LATE, LATE]).because[0] == "Of 2: 2 Red (2 need a new date)."


def test_flags_of_children_stay_with_the_children() -> None:
    assert rollup([LATE]).flags == ()


def test_an_override_shows_its_reason_and_the_rules_own_status() -> None:
    override = Override(Status.AMBER, "The one Red is a small part.", "manager", ON)
    shown = rollup([LATE, GREEN], override=override)
    assert (shown.status, shown.derived) == (Status.AMBER, Status.RED)
    assert shown.flags == (Flag.OVERRIDDEN,)
    assert shown.because == (
        "Set to Amber by hand on 3 September 2025: The one Red is a small part.",
        "The rule gives Red.",
        "Of 2: 1 Red (1 needs a new date), 1 Green.",
        "One Red makes the whole Red.",
    )


def test_an_override_says_when_things_have_changed_since() -> None:
    override = Override(Status.AMBER, "A small part.", "manager", ON, derived_then=Status.GREEN)
    shown = rollup([RED], override=override)
    assert shown.flags == (Flag.OVERRIDDEN, Flag.OVERRIDE_OUT_OF_DATE)
    assert "When it was set by hand, the rule gave Green." in shown.because
    assert Flag.OVERRIDE_OUT_OF_DATE not in rollup([GREEN], override=override).flags


def test_an_override_does_not_hide_that_a_sign_off_is_awaited() -> None:
    override = Override(Status.AMBER, "One outcome is in doubt.", "manager", ON)
    assert rollup([BLUE], override=override).flags == (Flag.AWAITING_SIGN_OFF, Flag.OVERRIDDEN)


@pytest.mark.parametrize(("status", "reason"), [(Status.AMBER, " "), (Status.BLUE, "It is done.")])
def test_an_override_without_reason_or_to_blue_cannot_exist(status: Status, reason: str) -> None:
    with pytest.raises(ValueError, match=r"reason|Blue"):
        Override(status, reason, "manager", ON)


@pytest.mark.parametrize(
    ("status", "reason", "expected"),
    [
        (Status.AMBER, "A small part.", []),
        (Status.AMBER, "", ["override_reason_missing"]),
        (Status.BLUE, "It is done.", ["override_to_blue"]),
        (Status.BLUE, "", ["override_to_blue", "override_reason_missing"]),
        (Status.RED, "A small part.", ["override_same"]),
    ],
)
def test_check_override(status: Status, reason: str, expected: list[str]) -> None:
    assert [p.code for p in check_override(status, reason, Status.RED)] == expected


def test_counts_keep_the_new_dates_and_sign_offs_apart() -> None:
    waiting = Shown(Status.GREEN, (Flag.AWAITING_SIGN_OFF,))
    late_and_waiting = Shown(Status.RED, (Flag.NEW_DATE_NEEDED, Flag.AWAITING_SIGN_OFF))
    assert status_counts([GREY, BLUE, waiting, AMBER, RED, LATE, late_and_waiting]) == {
        "grey": 1,
        "blue": 1,
        "green": 1,
        "amber": 1,
        "red": 3,
        "new_date_needed": 2,
        "awaiting_sign_off": 2,
    }


def test_counts_of_nothing_are_noughts() -> None:
    assert set(status_counts([]).values()) == {0}
