from __future__ import annotations

from goldenthread.core.months import Month
from goldenthread.reports.rules.drafting import Happening, Standing, draft

MAY = Month(2026, 5)


def standing(ref: str, due: Month | None, **changed: object) -> Standing:
    given = {
        "milestone": "Letters rewritten.", "done": False, "off_track": False,
        "label": "Green, on target", "first_due": due, "forecast": None, "reason": "",
    } | changed  # fmt: skip
    return Standing(ref=ref, due=due, **given)  # type: ignore[arg-type]


def test_what_happened_is_said_once_for_each_milestone() -> None:
    happened = [
        Happening("1a.1", "Letters read.", True, "Blue", "All 31 read.", "Calls fell."),
        Happening("1a.2", "Letters sent", True, "", "", ""),
    ]
    assert draft(happened, [], MAY).done == (
        "1a.1 Letters read: reported Blue and signed off. All 31 read. Calls fell.\n"
        "1a.2 Letters sent: signed off."
    )


def test_what_comes_next_is_the_next_three_months_and_never_what_is_done_or_past() -> None:
    rows = [
        standing("1a.1", Month(2026, 4)),
        standing("1a.2", Month(2026, 5), done=True),
        standing("1a.3", Month(2026, 8)),
        standing("1a.4", Month(2026, 6)),
        standing("1a.5", Month(2026, 9)),
        standing("1a.6", None),
    ]
    assert draft([], rows, MAY).next_steps.splitlines() == [
        "1a.4 Letters rewritten: due June 2026.",
        "1a.3 Letters rewritten: due August 2026.",
    ]


def test_two_items_come_next_even_if_they_lie_far_ahead() -> None:
    rows = [standing(f"1a.{n}", Month(2027, n)) for n in (1, 2, 3)]
    assert len(draft([], rows, MAY).next_steps.splitlines()) == 2


def test_exceptions_say_both_dates_and_why() -> None:
    red = standing(
        "1a.1", Month(2026, 9), off_track=True, label="Red, new date given",
        first_due=Month(2026, 3), reason="The panel met late.",
    )  # fmt: skip
    amber = standing(
        "1a.2", Month(2026, 6), off_track=True, label="Amber, delayed", forecast=Month(2026, 7)
    )
    assert draft([], [red, amber], MAY).exceptions.splitlines() == [
        "1a.1 Letters rewritten: Red, new date given. First due March 2026. New date September 2026. "
        "The panel met late.",
        "1a.2 Letters rewritten: Amber, delayed. First due June 2026. Now expected July 2026.",
    ]


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    found = draft([], [], MAY)
    assert (found.done, found.next_steps, found.exceptions) == ("", "", "")
