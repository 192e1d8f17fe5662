"""How much each size of the demonstration holds, worked out from data/sizes.yaml. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.source import DATA

SMALL = "small"


@dataclass(frozen=True)
class Size:
    """One size: `ehc_plans` of each filled council, or of all of them where several are."""

    name: str
    ehc_plans: int
    councils: int
    filled: int
    words: str


@dataclass(frozen=True)
class Volume:
    """How many of each thing a council with so many EHC plans has."""

    ehc_plans: int

    def __getitem__(self, thing: str) -> int:
        """How many of `thing`, a name under `one_for`: rounded down, and never below its least."""
        ratio = load_sizes()["one_for"][thing]
        most = self.ehc_plans // int(ratio["ehc_plans"])
        return max(int(ratio["least"]), most)


@cache
def load_sizes() -> dict[str, Any]:
    """What sizes.yaml says."""
    return load_rules(DATA / "sizes.yaml")


@cache
def load_words(name: str) -> dict[str, Any]:
    """What one of the files of invented words says: names, cast, large-plan."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def sizes() -> dict[str, Size]:
    """Every size by its name, from the smallest."""
    return {name: Size(name=name, **row) for name, row in load_sizes()["sizes"].items()}


def default_seed() -> int:
    """The seed where nobody gives one."""
    return int(load_sizes()["seed"])


def share(thing: str) -> float:
    """A share between 0 and 1."""
    return float(load_sizes()["shares"][thing]["per_cent"]) / 100


def volumes(size: Size, seed: int) -> list[Volume]:
    """One for each council that is filled. Several share the plans out unevenly, to the last one."""
    if size.filled <= 1:
        return [Volume(size.ehc_plans)] * size.filled
    chance = random.Random(f"{seed}:volumes")  # noqa: S311 - invented figures, no secret
    times = float(load_sizes()["spread"]["times"])
    weights = [times ** chance.random() for _ in range(size.filled)]
    shares = [int(size.ehc_plans * weight / sum(weights)) for weight in weights]
    shares[0] += size.ehc_plans - sum(shares)
    return [Volume(one) for one in shares]


def boards(councils: int) -> list[int]:
    """How many councils each integrated care board serves, until all are served."""
    pattern: list[int] = load_sizes()["councils_of_a_board"]
    found: list[int] = []
    while sum(found) < councils:
        found.append(min(pattern[len(found) % len(pattern)], councils - sum(found)))
    return found
