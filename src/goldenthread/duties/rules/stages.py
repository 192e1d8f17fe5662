"""Where a case stands, from its events: the stages and the moves between them stand in data/stages.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "stages.yaml"
FIRST, MOVED_AWAY, CLOSED = "nothing_yet", "moved_away", "closed"


class Happened(Protocol):
    """What a stage needs to know of an event."""

    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, and the day on which the case came to it; None where nothing has happened."""

    code: str
    since: date | None

    @property
    def words(self) -> str:
        """As a page shows it."""
        return stage_words(self.code)


@lru_cache(maxsize=1)
def stages_file() -> dict[str, Any]:
    """`stages`, `moves`, `due_soon_days`, `unwitnessed`, `unwitnessed_days`, `periods`, `going_on`."""
    return load_rules(FILE)


def stage_words(code: str) -> str:
    """What a stage is called; one that the file does not know is said as it stands."""
    found: dict[str, Any] = stages_file()["stages"]
    return str(found[code]["words"]) if code in found else code


def stage_of(events: Iterable[Happened], today: date, *, elsewhere: bool = False) -> Stage:
    """Where these events have brought a case by today; what is only planned for later has brought it nowhere.

    Events of one day count in the order in which they are given. `elsewhere`: another council is responsible now.
    """
    past = sorted((one for one in events if one.on <= today), key=lambda one: one.on)
    on_day = {(one.kind, one.on) for one in past}
    stage = Stage(FIRST, None)
    # An act and the refusal that comes with it are of one day: whichever was written first, the refusal counts last.
    past.sort(key=lambda one: (one.on, one.kind in _companions()))
    for event in past:
        for move in stages_file()["moves"]:
            if _leads(move, event, stage.code, on_day):
                stage = Stage(move["to"], event.on)
                break
    return Stage(MOVED_AWAY, stage.since) if elsewhere else stage


@lru_cache(maxsize=1)
def _companions() -> frozenset[str]:
    """Kinds of event that mean something only beside another of the same day."""
    return frozenset(
        kind for move in stages_file()["moves"] if "with" in move for kind in move["by"]
    )


def _leads(
    move: Mapping[str, Any], event: Happened, stage: str, on_day: set[tuple[str, date]]
) -> bool:
    return (
        event.kind in move["by"]
        and stage in move.get("from", (stage,))
        and ("with" not in move or (move["with"], event.on) in on_day)
        and all(event.details.get(name) in may for name, may in move.get("when", {}).items())
    )
