"""The exemptions as the page prints them: sets, grounds, provisions, and what is no ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldenthread.core.months import day_words
from goldenthread.statute.exemptions import exemptions_file, grounds
from goldenthread.statute.rulebook import rulebook
from tests.spec.definitions import table


def sets() -> str:
    """Who may rely on each set, for which limits."""
    return table(
        ("Set", "Who may rely on it", "For the limits", "Absence of at least", "Authority", "Evidence"),
        (
            (
                name, one["who"], ", ".join(_of_set(name)),
                f"{one['absence_days']} days" if "absence_days" in one else "-", one["citation"], one["evidence"],
            )
            for name, one in exemptions_file()["sets"].items()
        ),
    )  # fmt: skip


def _of_set(name: str) -> list[str]:
    """The rules whose limits a set can disapply: of a rule with several dates, the dates."""
    parts = {rule.part_of for rule in rulebook().values()}
    return [
        rule.id for rule in rulebook().values() if rule.exemptions == name and rule.id not in parts
    ]


def grounds_by_set() -> str:
    """The grounds, with the letter of each in the provision of a set."""
    by_set: Mapping[str, Any] = exemptions_file()["sets"]
    return table(
        ("Ground", *by_set),
        (
            (one["words"], *(_limb(of_set["grounds"].get(name)) for of_set in by_set.values()))
            for name, one in grounds().items()
            if "never" not in one and "from" not in one
        ),
    )


def _limb(letter: str | None) -> str:
    return f"({letter})" if letter else "-"


def provisions() -> str:
    """In which provision the grounds of a limit stand."""
    found: dict[str, list[str]] = {}
    for name, provision in exemptions_file()["provisions"].items():
        limits = _of_set(name) if name in exemptions_file()["sets"] else [name]
        law = "SI 2015/62" if rulebook()[limits[0]].topic == "detained" else "SEND Regulations 2014"
        found.setdefault(f"{law}, {provision}", []).extend(limits)
    return table(
        ("Provision", "For the limits"),
        ((name, ", ".join(limits)) for name, limits in found.items()),
    )


def never_grounds() -> str:
    """What is no ground, and why; and what was one for a time."""
    return table(
        ("What is claimed", "Why it is not available", "Authority", "Evidence"),
        (
            (one["words"], _why_not(one), one["citation"], one["evidence"])
            for one in (*grounds().values(), exemptions_file()["blanket"])
            if "citation" in one
        ),
    )


def _why_not(ground: Mapping[str, Any]) -> str:
    if "never" in ground:
        return str(ground["never"])
    return f"Expired. Only a limit that ended from {day_words(ground['from'])} to {day_words(ground['to'])} had it."


def closure() -> str:
    """What a closure has to be."""
    terms = exemptions_file()["closure"]
    return (
        f"A closure counts when it lasted {terms['least_days']} days or more, from the first day closed to the day of "
        f"opening again, and when advice was asked for in its window: from {terms['window_days']} days before it "
        f"closed to {terms['window_days']} days before it opened again, both days inside."
    )
