"""Deriving anew: for a new day, which alone can change what follows, and for a changed fact of the child."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from goldenthread.access.audit import record
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.duties.closing_days import counts_by_terms
from goldenthread.duties.deriving import council_of, rewrite
from goldenthread.duties.models import Case

SCHEDULER = Scope(None, "Scheduler", (), Origin(channel="scheduler"))
# Some second of work: nobody who records something waits longer for a row that is held here.
BATCH = 50
_DERIVED = ("child_setting", "stage", "stage_since", "derived_for", "failed_for")
log = logging.getLogger(__name__)


def stale(today: date) -> QuerySet[Case]:
    """The open cases whose duties do not stand as at today, those of the oldest day first.

    One that could not be derived today is tried again tomorrow, so that it holds nothing up.
    """
    before = Q(derived_for=None) | Q(derived_for__lt=today)
    untried = Q(failed_for=None) | Q(failed_for__lt=today)
    return Case.objects.filter(before, untried, closed_on=None).order_by("derived_for", "pk")


@transaction.atomic
def derive_of_child(scope: Scope, person_id: int) -> None:
    """Derive anew the open case of a child of whom a fact has changed by which dates are reckoned."""
    held = Case.objects.filter(person=person_id, closed_on=None).select_for_update(of=("self",))
    for case in held.select_related("person"):
        rewrite(case)
        case.save(update_fields=_DERIVED)
        record(scope, "case.derived", case, fields=("derived_for",))


@transaction.atomic
def mark_for_terms(scope: Scope, area_id: int) -> None:
    """Have the open cases of an area derived anew, a batch at a time, where its council counts by school terms."""
    if not counts_by_terms(council_of(area_id)):
        return
    count = Case.objects.filter(area=area_id, closed_on=None).update(derived_for=None)
    record(scope, "case.marked", area_id=area_id, fields=("derived_for",), count=count)


@transaction.atomic
def refresh_some(*, scope: Scope = SCHEDULER, limit: int = BATCH) -> int:
    """Derive anew some cases that were derived before today; how many, 0 once none is left.

    What is derived is written with the day for which it holds: a process that is killed leaves the batch as it was,
    and whoever comes next begins with it. The version stays: nobody's form is refused because of a night.
    """
    today = clock.today()
    held = stale(today).select_for_update(of=("self",), skip_locked=True)
    cases = list(held.select_related("person")[:limit])
    for case in cases:
        _refresh(case, today)
    if cases:
        record(scope, "case.derived", fields=("derived_for",), ids=[case.pk for case in cases])
    return len(cases)


def _refresh(case: Case, today: date) -> None:
    """One of them. What cannot be derived keeps its rows and their day, and is told in the log and on the record; the
    others do not wait for it.
    """
    try:
        with transaction.atomic():
            rewrite(case)
    except Exception:  # whatever the engine cannot read of one case
        log.exception("the duties of %s could not be derived", case.reference)
        case.failed_for = today
    case.save(update_fields=_DERIVED)
