"""The status scheme: data/status_scheme.yaml, read once, checked whole, typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from goldenthread.improvement.rules.status.entries import (
    Outcome,
    ProblemText,
    RollupRule,
    StatusEntry,
    Words,
)
from goldenthread.improvement.rules.status.names import (
    Direction,
    DueState,
    Flag,
    Measure,
    Need,
    Record,
    Status,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from enum import StrEnum

    Name = TypeVar("Name", bound=StrEnum)

DATA = Path(__file__).parent.parent / "data" / "status_scheme.yaml"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of the status scheme. Every table is complete: each key of its enum is there."""

    version: int
    title: str
    kind: str
    source: str
    decided_here: str
    in_force_from: date
    in_force_to: date | None
    reviewer: str | None
    reviewed_on: date | None
    next_review: date
    statuses: Mapping[Status, StatusEntry]
    flags: Mapping[Flag, Words]
    directions: Mapping[Direction, Words]
    records: Mapping[Record, str]
    dates: Mapping[DueState, str]
    shown: Mapping[tuple[Record, DueState], Outcome]
    needs: Mapping[Need, str]
    transitions: Mapping[tuple[Record, Status], frozenset[Need]]
    offers: Mapping[tuple[DueState, Status], frozenset[Need]]
    sent_back: Mapping[Record, Status]
    rollup: tuple[RollupRule, ...]
    measures: Mapping[Measure, Words]
    problems: Mapping[str, ProblemText]

    def concern(self, status: Status) -> int:
        """1 (least: Blue) to 5 (most: Red)."""
        return self.statuses[status].concern

    def rule_name(self, rule: str) -> str:
        """The name of the rule that `Shown.rule` gives. KeyError for a rule that the scheme lacks."""
        names = {rollup_key(one.when): one.name for one in self.rollup}
        if rule in names:
            return names[rule]
        record, due = rule.split("-")
        return f"{self.records[Record(record)]}; {self.dates[DueState(due)].lower()}"


def shown_key(record: Record, due: DueState) -> str:
    """The key of the rule that gives a milestone's status, as its place on the page of definitions has it."""
    return f"{record}-{due}"


def rollup_key(when: When) -> str:
    """The key of the rule that gives a parent's status."""
    return f"whole-{when}"


@cache
def load_scheme(path: Path = DATA) -> Scheme:
    """The scheme in `path`. ValueError where it is not whole, which is a defect of the file."""
    return build_scheme(yaml.safe_load(path.read_text(encoding="utf-8")))


def build_scheme(data: dict[str, Any]) -> Scheme:
    """A checked Scheme from the parsed YAML. ValueError names the table that is not whole."""
    shown = {
        (record, due): _outcome(entry)
        for record, row in _whole(Record, data["shown"], "shown").items()
        for due, entry in _whole(DueState, row, f"shown.{record}").items()
    }
    transitions = {
        (record, status): frozenset(Need(need) for need in needs)
        for record, row in _whole(Record, data["transitions"], "transitions").items()
        for status, needs in _whole(Status, row, f"transitions.{record}").items()
    }
    offers = {
        (due, status): frozenset(Need(need) for need in needs)
        for due, row in _whole(DueState, data["offers"], "offers").items()
        for status, needs in _whole(Status, row, f"offers.{due}").items()
    }
    return Scheme(
        version=int(data["version"]),
        title=data["title"],
        kind=data["kind"],
        source=data["source"].strip(),
        decided_here=data["decided_here"].strip(),
        in_force_from=data["in_force_from"],
        in_force_to=data["in_force_to"],
        reviewer=data["reviewer"],
        reviewed_on=data["reviewed_on"],
        next_review=data["next_review"],
        statuses=_statuses(data["statuses"]),
        flags={
            name: Words(**entry) for name, entry in _whole(Flag, data["flags"], "flags").items()
        },
        directions={
            name: Words(**entry)
            for name, entry in _whole(Direction, data["directions"], "directions").items()
        },
        records=_whole(Record, data["records"], "records"),
        dates=_whole(DueState, data["dates"], "dates"),
        shown=shown,
        needs=_whole(Need, data["needs"], "needs"),
        transitions=transitions,
        offers=offers,
        sent_back=_sent_back(data["sent_back"]),
        rollup=_rollup(data["rollup"]),
        measures={
            name: Words(**entry)
            for name, entry in _whole(Measure, data["measures"], "measures").items()
        },
        problems={code: ProblemText(**entry) for code, entry in data["problems"].items()},
    )


def _whole(names: type[Name], table: Mapping[str, Any], where: str) -> dict[Name, Any]:
    """The table keyed by the enum, in the enum's order; each name exactly once."""
    if set(table) != {name.value for name in names}:
        raise ValueError(
            f"{where} needs exactly these entries: {', '.join(names)}; has {', '.join(table)}"
        )
    return {name: table[name.value] for name in names}


def _statuses(table: Mapping[str, Any]) -> dict[Status, StatusEntry]:
    entries = {
        status: StatusEntry(
            status=status,
            order=order,
            word=entry["word"],
            symbol=entry["symbol"],
            concern=int(entry["concern"]),
            meaning=entry["meaning"],
            takes=frozenset(Need(need) for need in entry["takes"]),
        )
        for order, (status, entry) in enumerate(_whole(Status, table, "statuses").items(), start=1)
    }
    # Two statuses with one symbol would leave only the colour to tell them apart in a small space.
    for values in ({e.symbol for e in entries.values()}, {e.concern for e in entries.values()}):
        if len(values) != len(entries):
            raise ValueError("statuses: every status needs its own symbol and its own concern")
    return entries


def _sent_back(table: Mapping[str, str]) -> dict[Record, Status]:
    if set(table) != {Record.BLUE_CLAIMED.value} or Status.BLUE.value in table.values():
        raise ValueError("sent_back takes blue_claimed to another status than Blue")
    return {Record(record): Status(status) for record, status in table.items()}


def _outcome(entry: Sequence[str]) -> Outcome:
    status, *flags = entry
    chosen = {Flag(flag) for flag in flags}
    return Outcome(Status(status), tuple(flag for flag in Flag if flag in chosen))


def _rollup(rows: Sequence[Mapping[str, Any]]) -> tuple[RollupRule, ...]:
    if any(set(row) != {"when", "name", "shown", "says"} for row in rows):
        raise ValueError("rollup: each rule needs when, name, shown, says")
    rules = tuple(
        RollupRule(When(row["when"]), row["name"], _outcome(row["shown"]), row["says"])
        for row in rows
    )
    if {rule.when for rule in rules} != set(When) or rules[-1].when is not When.OTHERWISE:
        raise ValueError("rollup needs each condition once and 'otherwise' last")
    return rules
