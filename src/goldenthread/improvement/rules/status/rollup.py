"""The status of a parent (priority, section, plan) from those of its children."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from goldenthread.core.months import day_words
from goldenthread.improvement.rules.status.facts import Override, Problem, Shown
from goldenthread.improvement.rules.status.lateness import only_waiting, only_waiting_words
from goldenthread.improvement.rules.status.names import Flag, Status, When
from goldenthread.improvement.rules.status.problems import problem
from goldenthread.improvement.rules.status.scheme import Scheme, load_scheme, rollup_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


RECURRING_ONLY = "Recurring commitments only: nothing dated to report on."


def rollup(
    children: Sequence[Shown],
    signed_off: bool = False,
    override: Override | None = None,
    scheme: Scheme | None = None,
) -> Shown:
    """The parent's status. `signed_off`: the parent itself, as `check_parent_sign_off` let through.

    The order of the children does not matter. The flags of children stay with the children, so that
    nothing is counted twice; the sentences say how many there are.
    """
    scheme = scheme or load_scheme()
    counts = Counter(child.status for child in children)
    holds = _conditions(counts, len(children), signed_off)
    rule = next(rule for rule in scheme.rollup if holds[rule.when])
    flags = set(rule.outcome.flags)
    because = [_tally(children, counts, scheme)] if children else []
    because.append(rule.says)
    if signed_off and rule.outcome.status is not Status.BLUE:
        flags.add(Flag.SIGN_OFF_NOT_COUNTED)
        because.append("Its sign-off does not count while anything below it is not Blue.")
    key = rollup_key(rule.when)
    derived = Shown(rule.outcome.status, _ordered(flags), tuple(because), rule=key)
    return derived if override is None else _overridden(derived, override, scheme)


def recurring_only(shown: Shown) -> Shown:
    """The same status of a part that holds recurring commitments and nothing dated, told as that."""
    said = next(rule.says for rule in load_scheme().rollup if rule.when is When.NO_CHILDREN)
    because = tuple(RECURRING_ONLY if words == said else words for words in shown.because)
    return replace(shown, because=because)


def check_override(status: Status, reason: str, derived: Status) -> list[Problem]:
    """Why a status may not be set by hand where the rule gives `derived`; empty if it may."""
    found = []
    if status is Status.BLUE:
        found.append(problem("override_to_blue"))
    elif status is derived:
        found.append(problem("override_same", given=load_scheme().statuses[derived].word))
    if not reason.strip():
        found.append(problem("override_reason_missing"))
    return found


def status_counts(shown: Iterable[Shown]) -> dict[str, int]:
    """How many stand at each status, keyed by its value; the five add up to the whole.

    `new_date_needed` and `awaiting_sign_off` are counted apart: each says how many of those same
    items carry the flag, so they must not be added to the five. All new_date_needed are Red, unless
    a parent's status was set by hand.
    """
    counts: dict[str, int] = {status.value: 0 for status in Status}
    counts |= {Flag.NEW_DATE_NEEDED.value: 0, Flag.AWAITING_SIGN_OFF.value: 0}
    for item in shown:
        counts[item.status.value] += 1
        for flag in (Flag.NEW_DATE_NEEDED, Flag.AWAITING_SIGN_OFF):
            counts[flag.value] += flag in item.flags
    return counts


def _conditions(counts: Counter[Status], total: int, signed_off: bool) -> dict[When, bool]:
    all_blue = total > 0 and counts[Status.BLUE] == total
    return {
        When.NO_CHILDREN: total == 0,
        When.ANY_RED: counts[Status.RED] > 0,
        When.ANY_AMBER: counts[Status.AMBER] > 0,
        When.ALL_BLUE_SIGNED_OFF: all_blue and signed_off,
        When.ALL_BLUE: all_blue,
        When.ALL_GREY: counts[Status.GREY] == total,
        When.OTHERWISE: True,
    }


def _tally(children: Sequence[Shown], counts: Counter[Status], scheme: Scheme) -> str:
    """`Of 7: 2 Red (1 needs a new date), 5 Green.`, the most worrying first."""
    parts = []
    for status in sorted(counts, key=scheme.concern, reverse=True):
        part = f"{counts[status]} {scheme.statuses[status].word}"
        needing = sum(
            child.status is status and Flag.NEW_DATE_NEEDED in child.flags for child in children
        )
        if needing:
            waiting = only_waiting_words(
                only_waiting(child for child in children if child.status is status)
            )
            part += f" ({needing} {'needs' if needing == 1 else 'need'} a new date"
            part += f"; {waiting})" if waiting else ")"
        parts.append(part)
    return f"Of {len(children)}: {', '.join(parts)}."


def _overridden(derived: Shown, override: Override, scheme: Scheme) -> Shown:
    """The status set by hand, with the rule's own kept beside it."""
    flags = {*derived.flags, Flag.OVERRIDDEN}
    word, rule_word = (scheme.statuses[status].word for status in (override.status, derived.status))
    said = [
        f"Set to {word} by hand on {day_words(override.on)}: {override.reason.strip()}",
        f"The rule gives {rule_word}.",
    ]
    if override.derived_then is not None and override.derived_then is not derived.status:
        flags.add(Flag.OVERRIDE_OUT_OF_DATE)
        then = scheme.statuses[override.derived_then].word
        said.append(f"When it was set by hand, the rule gave {then}.")
    because = (*said, *derived.because)
    return Shown(override.status, _ordered(flags), because, derived.status, derived.rule)


def _ordered(flags: set[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in Flag if flag in flags)
