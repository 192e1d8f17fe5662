"""How a council may count and what targets it may set itself: the choices, and what is refused. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.rulebook import rulebook
from goldenthread.statute.settings import Settings, setting_words, settings_file

MOST_DAYS, LONGEST_LABEL = 3660, 80


@dataclass(frozen=True, slots=True)
class Answer:
    """One value of a convention: its code, what it says, who holds it, whether it is the default."""

    value: str
    words: str
    who: str
    default: bool


@dataclass(frozen=True, slots=True)
class Convention:
    """A contested question, its authority with the mark of evidence, its answers, and the one that is in force."""

    name: str
    question: str
    citation: str
    evidence: str
    answers: tuple[Answer, ...]
    chosen: Answer


def conventions(settings: Mapping[str, object]) -> list[Convention]:
    """All nine, in the order of the file. `settings`: what differs from the default, as `CouncilClock` keeps it."""
    return [convention(name, settings) for name in settings_file()]


def convention(name: str, settings: Mapping[str, object]) -> Convention:
    """One of them."""
    said = setting_words(name)
    default = getattr(Settings(), name)
    answers = tuple(
        Answer(value, one["words"], one["who"], value == default)
        for value, one in said["values"].items()
    )
    in_force = getattr(Settings().with_values(settings), name)
    chosen = next(one for one in answers if one.value == in_force)
    return Convention(name, said["question"], said["citation"], said["evidence"], answers, chosen)


def differing(given: Mapping[str, object]) -> dict[str, str]:
    """What of the answers differs from the default, strictly read. UserError for a name or a value that is unknown."""
    read, default = asdict(Settings().with_values(given)), asdict(Settings())
    return {name: value for name, value in read.items() if value != default[name]}


def timed_rules() -> list[tuple[str, str]]:
    """The rules that a clock runs for, so that a target can be set: id and name, by the name."""
    timed = [(one.id, one.name) for one in rulebook().values() if one.clock is not None]
    return sorted(timed, key=lambda pair: pair[1])


def target_added(
    targets: Sequence[Mapping[str, Any]], rule: str, days: int, label: str
) -> list[dict[str, Any]]:
    """The targets with one more, by rule. UserError names the field: a rule has one target, and each has a label."""
    if rule not in dict(timed_rules()):
        raise UserError("no_such_rule", "No clock runs for this.", "rule", "Choose from the list.")
    if any(row["rule"] == rule for row in targets):
        raise UserError(
            "target_there", "There is a target for this duty already.", "rule",
            "Remove it first, if it is to be another one.",
        )  # fmt: skip
    if not 0 <= days <= MOST_DAYS:
        raise UserError("bad_days", f"Enter a whole number of days up to {MOST_DAYS}.", "days")
    said = label.strip()
    if not 0 < len(said) <= LONGEST_LABEL:
        raise UserError(
            "label_missing", f"Say what the target is called, in {LONGEST_LABEL} characters or fewer.", "label"
        )  # fmt: skip
    more = [*map(dict, targets), {"rule": rule, "days": days, "label": said}]
    return sorted(more, key=lambda row: str(row["rule"]))
