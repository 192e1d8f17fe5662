"""How a council counts, its own targets, and how far its open cases are derived by them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.deriving import council_of
from goldenthread.duties.models import Case, CouncilClock
from goldenthread.duties.rules.clocks import Convention, conventions
from goldenthread.duties.rules.words import rule_name
from goldenthread.organisations.models import LocalArea


@dataclass(frozen=True, slots=True)
class Target:
    """A target of the council's own: so many days after the clock of a rule starts."""

    rule: str
    name: str
    days: int
    label: str


@dataclass(frozen=True, slots=True)
class CouncilCounts:
    """How the council of an area counts. `left` of its `total` open cases are still to be derived anew."""

    area: LocalArea
    version: int
    conventions: list[Convention]
    targets: list[Target]
    left: int
    total: int


def area_to_set(scope: Scope, area_id: int) -> LocalArea:
    """The area; Http404 for one in which the scope holds no post. One query."""
    found = LocalArea.objects.visible_to(scope).filter(pk=area_id).first()
    if found is None:
        raise Http404("There is no such area.")
    return found


def council_counts(area: LocalArea) -> CouncilCounts:
    """How its council counts. Two queries; the caller has the area from above and has checked the right."""
    council = council_of(area.pk) or CouncilClock(area=area)
    stale = Q(derived_for=None) | Q(derived_for__lt=clock.today())
    cases = Case.objects.filter(area=area, closed_on=None)
    counted = cases.aggregate(left=Count("pk", filter=stale), total=Count("pk"))
    return CouncilCounts(
        area, council.version, conventions(council.settings),
        [Target(row["rule"], rule_name(row["rule"]), row["days"], row["label"]) for row in council.targets],
        counted["left"], counted["total"],
    )  # fmt: skip
