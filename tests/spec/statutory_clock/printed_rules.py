"""The rulebook as the page prints it: for each topic the duties, then their times and authorities."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.months import day_words
from goldenthread.core.rulesfile import load_rules
from goldenthread.statute import rulebook as rulebook_module
from goldenthread.statute.rulebook import Rule, rulebook
from tests.spec.definitions import table

DATA = Path(rulebook_module.__file__).parent / "data"
NOBODY = "nobody yet"
# A rule that is no law says so in its own row.
KINDS = {
    "LAW": "LAW",
    "GUIDANCE": "GUIDANCE, never a legal date",
    "PRACTICE": "PRACTICE, never a legal date",
}
OWNERS = {
    "local_authority": "the council",
    "old_authority": "the old council",
    "new_authority": "the new council",
    "home_authority": "the home council",
    "setting": "the school or college",
    "arranger": "whoever arranges the review",
    "health_body": "the health body",
    "co_operating_body": "the co-operating body",
    "adviser": "the adviser",
    "recommended_body": "the body addressed",
    "mediation_adviser": "the mediation adviser",
    "family": "the family",
    "nobody": "nobody",
}


def topics() -> dict[str, list[Rule]]:
    """The rules by topic, in the order of the rulebook."""
    found: dict[str, list[Rule]] = {}
    for rule in rulebook().values():
        found.setdefault(rule.topic, []).append(rule)
    return found


@cache
def head(topic: str) -> dict[str, Any]:
    """The head of a topic's file."""
    return load_rules(DATA / "rules" / f"{topic}.yaml")


def checked(facts: dict[str, Any]) -> str:
    """Who has reviewed a file, as it says itself."""
    if facts["reviewer"] is None:
        return NOBODY
    return f"{facts['reviewer']}, {facts['reviewed_on']}"


def duties(rules: list[Rule]) -> str:
    """What must be done, by whom, and when it is done."""
    return table(
        ("Rule", "Kind", "What must be done", "Who owes it", "Done when"),
        (
            (
                one.id,
                KINDS[one.kind],
                f"**{one.name}.** {one.duty}",
                OWNERS[one.owner],
                one.satisfied,
            )
            for one in rules
        ),
    )


def times(rules: list[Rule]) -> str:
    """When it must be done, and on what authority. Columns in which nothing would stand are left out."""
    columns = {
        "Rule": [one.id for one in rules],
        "Runs from": [one.trigger for one in rules],
        "Limit": [one.limit or "none" for one in rules],
        "Counting": [", ".join(one.counting) for one in rules],
        "Exemptions": [one.exemptions or "" for one in rules],
        "Authority": [one.citation for one in rules],
        "Evidence": [one.evidence for one in rules],
        "In force": ["" if _same_day(rules) else _in_force(one) for one in rules],
    }
    columns = {name: cells for name, cells in columns.items() if any(cells)}
    return table(
        tuple(columns),
        ([cell or "-" for cell in line] for line in zip(*columns.values(), strict=True)),
    )


def _in_force(rule: Rule) -> str:
    since = f"from {day_words(rule.in_force_from)}"
    return f"{since} to {day_words(rule.in_force_to)}" if rule.in_force_to else since


def source(topic: str) -> str:
    """Where the rules of a topic come from, since when they are in force, and who has checked them."""
    facts = head(topic)
    lines = [f"- Source: {facts['source']}", f"- Checked by: {checked(facts)}"]
    if (day := _same_day(topics()[topic])) is not None:
        lines.append(f"- In force from {day}, with no end")
    return "\n".join(lines)


def _same_day(rules: list[Rule]) -> str | None:
    """The day from which all of some rules are in force, where it is one and none of them ends."""
    days = {(one.in_force_from, one.in_force_to) for one in rules}
    (first, end) = next(iter(days))
    return day_words(first) if len(days) == 1 and end is None else None
