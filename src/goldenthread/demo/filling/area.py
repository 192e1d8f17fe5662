"""Everything that a size adds to one area."""

from __future__ import annotations

from datetime import date

from goldenthread.demo.filling.councils import Council
from goldenthread.demo.filling.entries import fill_entries
from goldenthread.demo.filling.library import fill_evidence
from goldenthread.demo.filling.names import Names, chance_of
from goldenthread.demo.filling.people import fill_people
from goldenthread.demo.filling.plans import fill_plan
from goldenthread.demo.sizes import Volume


def fill_council(
    council: Council, volume: Volume, taken: set[str], *, seed: int, password: str, today: date
) -> int:
    """Organisations, posts, people, a plan, a register and evidence; returns how many rows that took.

    `taken` are the names of organisations there are; those given out join them.
    """
    chance = chance_of(seed, council.area.slug)
    names = Names(chance, taken)
    cast = fill_people(
        council.area, council.bodies, volume, names, chance, password=password, today=today
    )
    made = fill_plan(cast, chance, today)
    fill_entries(cast, made, volume, names, chance, today)
    fill_evidence(cast, made, volume, names, chance, today)
    return cast.rows + made.rows
