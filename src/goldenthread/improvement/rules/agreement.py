"""What a version of a plan must say of itself before it can be agreed: its name and its date."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.core.rulesfile import load_rules
from goldenthread.improvement.rules.status.facts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DATA = Path(__file__).parent / "data" / "agreement.yaml"


@cache
def agreement_rules() -> dict[str, Any]:
    """The rules in force."""
    return load_rules(DATA)


def version_key(name: str) -> str:
    """What two names of versions are compared by: capitals and spaces make no difference."""
    return " ".join(name.split()).casefold()


def check_version(name: str, taken: Iterable[str]) -> list[Problem]:
    """Why a version of a plan may not be called so; `taken` are the names of its other versions. May be empty."""
    key = version_key(name)
    if key and key in {version_key(one) for one in taken}:
        return [_problem("version_taken", name=" ".join(name.split()))]
    return []


def check_agreed_head(version: str, dated: date | None, taken: Iterable[str]) -> list[Problem]:
    """What an agreed version lacks, in the order in which it is asked for; empty where it lacks nothing."""
    found = check_version(version, taken)
    if not version_key(version):
        found.append(_problem("version_missing"))
    if dated is None:
        found.append(_problem("dated_missing"))
    return found


def _problem(code: str, **values: str) -> Problem:
    words = agreement_rules()["problems"][code]
    return Problem(code, words["field"], words["message"].format(**values), words["fix"])
