"""The whole ledger of a case, and why a duty is due when it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.duties.actions.clocks import SET
from goldenthread.duties.actions.keeping import RECORD
from goldenthread.duties.actions.telling_families import WRITE
from goldenthread.duties.permissions import SETTING, need_whole_case, reads_whole
from goldenthread.duties.queries.cases import get_case
from goldenthread.duties.queries.ledger import duties_of
from goldenthread.duties.queries.why import why_of
from goldenthread.duties.rules.recording import kind_that_meets
from goldenthread.duties.rules.states import RUNNING, UNKNOWN


def case_duties(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Every duty of a case with its dates, how it stands and who owes it."""
    case = get_case(request.scope, case_id)
    rows = duties_of(case)
    whole = reads_whole(request.scope, case)
    if not whole:
        rows = [row for row in rows if row.owner == SETTING]
    record_list_read(
        request.scope, "duty", [row.id for row in rows], ["case"], area_id=case.area_id
    )
    groups = [
        ("To be done", [row for row in rows if row.state.waits]),
        ("What runs or goes on", [row for row in rows if row.state.code == RUNNING]),
        ("Not recorded whether done", [row for row in rows if row.state.code == UNKNOWN]),
        ("Done or ended", [row for row in rows if row.state.over]),
        ("Does not arise", [row for row in rows if not row.state.arises]),
    ]
    may = case.closed_on is None and request.scope.has(RECORD, case.area_id)
    context = {
        "case": case, "whole": whole, "groups": [one for one in groups if one[1]], "today": clock.today(),
        # By the rule of a row that waits: what to record once it is done.
        "record_it": {row.rule: kind_that_meets(row.rule) for row in rows if may and row.state.waits},
    }  # fmt: skip
    return render(request, "duties/ledger.html", context)


def why(request: ScopedRequest, case_id: int, duty: str) -> HttpResponse:
    """The chain of reasons of one duty, and what other readings of the law say of its dates."""
    case = get_case(request.scope, case_id)
    found = why_of(case, duty)
    if found.row.owner != SETTING:
        need_whole_case(request.scope, case)
    record(request.scope, "duty.read", found.row_of_ledger, area_id=case.area_id)
    context = {
        "case": case, "why": found, "may_set": request.scope.has(SET, case.area_id),
        "may_claim": found.may_be_claimed and request.scope.has(RECORD, case.area_id),
        "may_tell": case.closed_on is None and request.scope.has(WRITE, case.area_id),
    }  # fmt: skip
    return render(request, "duties/why.html", context)
