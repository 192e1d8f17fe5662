"""The rules of law, guidance and practice as data: one record a rule, from data/rules/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from goldenthread.core.rulesfile import load_rules

_FOLDER = Path(__file__).parent / "data" / "rules"
_PROPOSALS = Path(__file__).parent / "data" / "proposals.yaml"
# In the order in which a case runs.
_TOPICS = (
    "request", "advice", "decision", "plan", "detained", "annual_review", "phase_transfer", "reassessment", "moving",
    "ceasing", "mediation", "appeals", "tribunal", "personal_budget", "health", "social_care", "complaints",
    "local_offer", "young_person",
)  # fmt: skip
KINDS = ("LAW", "GUIDANCE", "PRACTICE")
# What a part of a rule does not take over from the rule.
_OWN = ("name", "clock", "part_of")
_OF_FILE = ("in_force_from", "in_force_to", "reviewer", "reviewed_on", "source")


@dataclass(frozen=True, slots=True)
class Clock:
    """What starts a date, how it is counted, what meets it. `by` names a derivation that is more than a count.

    `count` maps one convention to its number, as {"weeks": 6}; empty where the act is due at once, as directed, or
    where the law fixes no day. `when`: the details that a starting event must have. `until`: what begins the next
    round, whose acts meet nothing of this one; without it, the next event that starts the same clock.
    """

    starts: tuple[str, ...]
    count: Mapping[str, Any]
    met_by: tuple[str, ...] = ()
    by: str = ""
    when: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    until: tuple[str, ...] = ()
    at_once: bool = False
    pairs_one: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule: who must do what, by when, after what, on which authority. `kind`: LAW, GUIDANCE or PRACTICE."""

    id: str
    name: str
    duty: str
    owner: str
    trigger: str
    limit: str
    satisfied: str
    kind: str
    counting: tuple[str, ...]
    exemptions: str | None
    citation: str
    evidence: str
    in_force_from: date
    in_force_to: date | None
    source: str
    reviewer: str | None = None
    reviewed_on: date | None = None
    part_of: str | None = None
    notice: tuple[str, ...] = ()
    late: Mapping[str, bool] = field(default_factory=dict)
    clock: Clock | None = None
    topic: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it governs what begins on a day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@lru_cache(maxsize=1)
def rulebook() -> Mapping[str, Rule]:
    """Every rule and every part of one by its id, in the order of the topics and of the rules in their files.

    ValueError for a rule that is incomplete or stands twice: the files are ours.
    """
    found: dict[str, Rule] = {}
    for path in (_FOLDER / f"{topic}.yaml" for topic in _TOPICS):
        head = load_rules(path)
        defaults = {name: head[name] for name in _OF_FILE}
        for name, given in head["rules"].items():
            if name in found:
                raise ValueError(f"{name} stands in two files: {path.name}")
            parent = head["rules"].get(given.get("part_of"), {})
            inherited = {key: value for key, value in parent.items() if key not in _OWN}
            found[name] = _rule(name, path.stem, defaults | inherited | given)
    return MappingProxyType(found)


def _rule(name: str, topic: str, given: Mapping[str, Any]) -> Rule:
    known = {one.name for one in fields(Rule)}
    if unknown := set(given) - known:
        raise ValueError(f"{name}: unknown fields {sorted(unknown)}")
    facts = dict(given, id=name, topic=topic)
    facts["counting"] = tuple(facts.get("counting") or ())
    facts["notice"] = tuple(facts.get("notice") or ())
    facts["evidence"] = str(facts.get("evidence"))
    facts["clock"] = _clock(name, given["clock"]) if given.get("clock") else None
    if facts.get("kind") not in KINDS:
        raise ValueError(f"{name}: kind {facts.get('kind')!r} is none of {KINDS}")
    try:
        return Rule(**facts)
    except TypeError as problem:
        raise ValueError(f"{name}: {problem}") from None


def _clock(name: str, given: Mapping[str, Any]) -> Clock:
    known = {"starts", "count", "met_by", "by", "when", "pairs", "until"}
    if unknown := set(given) - known:
        raise ValueError(f"{name}: unknown fields of the clock {sorted(unknown)}")
    count = given["count"]
    return Clock(
        starts=tuple(given["starts"]),
        count=MappingProxyType(count if isinstance(count, dict) else {}),
        met_by=tuple(given.get("met_by") or ()),
        by=given.get("by") or "",
        when={
            key: tuple(value) if isinstance(value, list) else (value,)
            for key, value in (given.get("when") or {}).items()
        },
        until=tuple(given.get("until") or ()),
        at_once=count == "at_once",
        pairs_one=given.get("pairs") == "one",
    )


@lru_cache(maxsize=1)
def proposals() -> Mapping[str, Mapping[str, Any]]:
    """What governments have proposed and no Parliament has made law, by name. Nothing here derives a duty."""
    found: dict[str, Mapping[str, Any]] = load_rules(_PROPOSALS)["proposals"]
    return MappingProxyType(found)
