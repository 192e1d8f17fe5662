"""The schools, nurseries and colleges of an area, by the phase that they serve."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.demo.filling.children.numbers import began_phase
from goldenthread.demo.filling.children.telling import Stay
from goldenthread.demo.filling.children.words import told
from goldenthread.demo.sizes import share
from goldenthread.organisations.models import LocalArea, Organisation

_FROM_16 = 12


@dataclass(frozen=True)
class Places:
    """Keys of organisations by phase; `special` beside the phases of children.yaml."""

    by_phase: dict[str, list[int]]

    def stay(self, year: int, today: date, chance: random.Random, *, planned: bool) -> Stay:
        """Where a child of that year learns. Without a plan (`planned`), in an ordinary setting."""
        phase = phase_of_year(year)
        began = began_phase(year, int(told()["phases"][phase]["first"]), today)
        if planned and chance.random() < share("elsewhere"):
            kinds = told()["elsewhere"]["from_16" if year >= _FROM_16 else "school_age"]
            return Stay(sen_setting=chance.choice(kinds), starts_on=began, year_group=year)
        special = planned and year >= 0 and chance.random() < share("special_school")
        at = self.by_phase.get("special" if special else phase) or self.by_phase["primary"]
        return Stay(chance.choice(at), starts_on=began, year_group=year, phase=phase)


def places_of(area: LocalArea) -> Places:
    """Those that serve the area."""
    rows = Organisation.objects.serving(area.pk).filter(kind=Organisation.Kind.SCHOOL)
    return Places(sorted_by_phase(rows.order_by("pk").values_list("pk", "name")))


def sorted_by_phase(named: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """Keys by what their names tell; a name that tells nothing is left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, name in named:
        if phase := next(
            (phase for word, phase in told()["names_of_phases"] if word in name), None
        ):
            found[phase].append(key)
    return dict(found)


def phase_of_year(year: int) -> str:
    """The phase of a national curriculum year; before the first and after the last the nearest."""
    phases: dict[str, Any] = told()["phases"]
    fitting = [name for name, one in phases.items() if year <= one["last"]]
    return fitting[0] if fitting else list(phases)[-1]
