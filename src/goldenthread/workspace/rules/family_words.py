"""The words of the family page, from data/family_words.yaml: to a carer or to the young person. Pure.

Nothing that would tell where a child lives or learns is given to somebody who may not know it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goldenthread.core.rulesfile import load_rules

FILE = Path(__file__).parent / "data" / "family_words.yaml"
DONE, NOW, AHEAD, STOPPED = "done", "now", "ahead", "over"


@dataclass(frozen=True)
class Voice:
    """To whom the page speaks, and whether they may know where the child lives and learns."""

    young: bool
    knows_place: bool

    def of(self, said: dict[str, Any]) -> str:
        """The words for this reader; empty for what would tell a place that they may not know."""
        if said.get("place") and not self.knows_place:
            return ""
        return str(said["young" if self.young else "parent"])


@dataclass(frozen=True)
class Step:
    """A step of the path from request to plan: its words, how it stands as a code, and the same in words."""

    code: str
    words: str
    state: str
    state_words: str


@dataclass(frozen=True)
class Way:
    """Where a case stands, in a sentence, and the path with its steps; no steps where the path says nothing."""

    words: str
    steps: tuple[Step, ...]


@cache
def family_words() -> dict[str, Any]:
    """The file in force."""
    return load_rules(FILE)


def event_words(kind: str, voice: Voice) -> str:
    """What happened; empty for what the page leaves out for this reader."""
    said = family_words()["events"].get(kind)
    return voice.of(said) if said is not None else ""


def duty_words(rule: str, owner: str, voice: Voice) -> str:
    """What is still to be done; empty for what the page leaves out for this reader."""
    words = family_words()
    if owner in words["owners_of_a_move"] and not voice.knows_place:
        return ""
    said = words["rules"].get(rule)
    return voice.of(said) if said is not None else ""


def owner_words(owner: str) -> str:
    """Who owes it, at the head of a sentence; empty for the family itself."""
    return str(family_words()["owners"].get(owner, ""))


def ground_words(ground: str, voice: Voice) -> str:
    """Why the law lets a step be late."""
    grounds = family_words()["grounds"]
    tells = ground == "absence_from_area" and not voice.knows_place
    return str(grounds["other" if tells or ground not in grounds else ground])


def path_of(stage: str, voice: Voice) -> Way:
    """Where the case stands, and the path. Where the stage would tell too much, only that the work goes on."""
    words = family_words()
    said = words["stages"].get(stage)
    if said is None or not voice.of(said):
        return Way(voice.of(words["kept_from"]), ())
    return Way(voice.of(said), _steps(said))


def notice_words(stage: str, *, knows_place: bool) -> str:
    """The stage in the words of a mail, which name nobody."""
    words = family_words()
    said = words["stages"].get(stage)
    hidden = said is None or (said.get("place") and not knows_place)
    return str((words["kept_from"] if hidden else said)["notice"])


def topics(voice: Voice) -> list[tuple[str, str]]:
    """What somebody can write to us about: code and words, in order."""
    return [(code, voice.of(said)) for code, said in family_words()["topics"].items()]


def topic_words(topic: str, voice: Voice) -> str:
    """One of them; what the file no longer has is said as it stands."""
    said = family_words()["topics"].get(topic)
    return voice.of(said) if said is not None else topic


def _steps(said: dict[str, Any]) -> tuple[Step, ...]:
    words = family_words()
    order = list(words["path"])
    if "past" not in said:
        return ()
    done = order.index(said["past"])
    found = []
    for place, code in enumerate(order):
        if place <= done:
            state = DONE
        elif code == said.get("at"):
            state = NOW
        else:
            state = STOPPED if said.get("over") else AHEAD
        found.append(Step(code, words["path"][code], state, words["path_states"][state]))
    return tuple(found)
