"""SIGKILL at write stages of requests and tasks: nothing acknowledged is lost, nothing is half there.

Fifty kills on each database, by `make test-long`; four of them in every run of the tests.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills import harness
from tests.kills.flows import FLOWS
from tests.kills.harness import Ground

# How many kills each flow gets, spread over its stages from the first to the last.
KILLS = dict(zip(FLOWS, (7, 14, 7, 6, 6, 3, 7), strict=True))
ALWAYS = [
    ("report on a milestone", 0.5), ("report on a milestone", 0.8),
    ("making of an export by a worker", 0.4), ("making of an export by a worker", 0.8),
]  # fmt: skip
LONG = [(flow, place / (number - 1)) for flow, number in KILLS.items() for place in range(number)]


@pytest.fixture(scope="session")
def killing_ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("kills")
    url = os.environ.get("DATABASE_URL")
    if not url:
        with harness.ground(folder, None) as made:
            yield made
        return
    with (
        harness.database_beside(url, f"kills_{os.getpid()}") as own,
        harness.ground(folder, own) as made,
    ):
        yield made


@pytest.mark.parametrize(("flow", "share"), ALWAYS)
def test_a_kill_neither_loses_nor_halves(killing_ground: Ground, flow: str, share: float) -> None:
    killing_ground.kill(flow, share)


def test_there_are_fifty_on_each_database() -> None:
    assert len(LONG) == 50


@pytest.mark.long
@pytest.mark.parametrize(("flow", "share"), LONG)
def test_kills(killing_ground: Ground, flow: str, share: float) -> None:
    found = killing_ground.kill(flow, share)
    if results := os.environ.get("KILL_RESULTS"):
        with Path(results).open("a", encoding="utf-8") as out:
            out.write(json.dumps(found) + "\n")
