"""Reads and checks data/criteria.yaml, and puts its sentences together."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from goldenthread.core.plausible import ANY, doubt
from goldenthread.improvement.rules.criteria.names import Comparator, Course, CriterionState
from goldenthread.improvement.rules.status.facts import Problem

if TYPE_CHECKING:
    from datetime import date
    from enum import StrEnum

DATA = Path(__file__).parent.parent / "data" / "criteria.yaml"


@cache
def criteria_rules() -> dict[str, Any]:
    """The parsed and checked data/criteria.yaml."""
    rules: dict[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    check_rules(rules)
    return rules


def check_rules(rules: dict[str, Any]) -> None:
    """ValueError where a table lacks, invents or misorders an entry, or an entry has other keys."""
    tables: tuple[tuple[str, type[StrEnum], set[str]], ...] = (
        ("states", CriterionState, {"word", "meaning"}),
        ("comparators", Comparator, {"word", "change", "needs_target", "phrase"}),
        ("courses", Course, {"word", "meaning"}),
    )
    if list(rules["due_words"]) != ["met_so_far", "not_met_so_far", "to_be_judged"]:
        raise ValueError("criteria.yaml: due_words needs met_so_far, not_met_so_far, to_be_judged")
    for table, names, keys in tables:
        if list(rules[table]) != list(names):
            raise ValueError(f"criteria.yaml: {table} needs {', '.join(names)} in this order")
        for name, entry in rules[table].items():
            if set(entry) != keys:
                raise ValueError(f"criteria.yaml: {table}.{name} needs {', '.join(sorted(keys))}")


def implausible(day: date | None, today: date, subject: str, field: str) -> list[Problem]:
    """What to ask of a day whose year is most likely a slip; empty where there is nothing to ask."""
    found = doubt(day.year, ANY, anchor=today.year, subject=subject) if day else None
    return [Problem("implausible_year", field, found.question, found.fix)] if found else []


def problem(code: str, **values: object) -> Problem:
    """The problem `code` with its places filled. KeyError for a code or place that the file lacks."""
    rules = criteria_rules()
    tables = ("problems", "target_problems", "measurement_problems")
    text = next(rules[table][code] for table in tables if code in rules[table])
    return Problem(
        code, text["field"], text["message"].format(**values), text["fix"].format(**values)
    )
