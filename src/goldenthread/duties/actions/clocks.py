"""Setting how a council counts where the law leaves it open, and its own targets; its open cases are derived anew."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.duties.models import Case, CouncilClock
from goldenthread.duties.rules.clocks import differing, target_added

SET = "clock.set"


@transaction.atomic
def set_conventions(
    *, scope: Scope, area_id: int, version: int, answers: Mapping[str, str]
) -> CouncilClock:
    """Set the council's answers to the contested questions. UserError where none of them is another."""
    council = _locked(scope, area_id, version)
    before, after = council.settings, differing(answers)
    changed = sorted(name for name in before | after if before.get(name) != after.get(name))
    if not changed:
        raise UserError("nothing_changed", "The council counts like this already.")
    council.settings = after
    return _save(scope, council, changed)


@transaction.atomic
def add_target(
    *, scope: Scope, area_id: int, version: int, rule: str, days: int, label: str
) -> CouncilClock:
    """Set the council a target of its own for a rule: so many days after its clock starts. Never a legal date."""
    council = _locked(scope, area_id, version)
    council.targets = target_added(council.targets, rule, days, label)
    return _save(scope, council, ["targets"])


@transaction.atomic
def remove_target(*, scope: Scope, area_id: int, version: int, rule: str) -> CouncilClock:
    """Give up the council's own target for a rule."""
    council = _locked(scope, area_id, version)
    left = [row for row in council.targets if row["rule"] != rule]
    if len(left) == len(council.targets):
        raise UserError("no_such_target", "There is no target for this duty.")
    council.targets = left
    return _save(scope, council, ["targets"])


def _locked(scope: Scope, area_id: int, version: int) -> CouncilClock:
    """The council's row, made where there is none yet and locked. UserError where it has changed since."""
    scope.need(SET, area_id)
    council, _ = CouncilClock.objects.select_for_update().get_or_create(area_id=area_id)
    if council.version != version:
        raise changed_meanwhile(
            scope, council, "how the council counts",
            fix="Check how it stands now, then send yours again.",
        )  # fmt: skip
    return council


def _save(scope: Scope, council: CouncilClock, changed: list[str]) -> CouncilClock:
    """Write it, and mark the area's open cases as not derived yet: the scheduler takes them up, batch by batch.

    Whoever records something in a case meanwhile either was before this, and the case is marked, or waits for it and
    derives by the new reading.
    """
    council.version += 1
    council.save()
    Case.objects.filter(area=council.area_id, closed_on=None).update(derived_for=None)
    record(scope, "councilclock.changed", council, area_id=council.area_id, fields=changed)
    return council
