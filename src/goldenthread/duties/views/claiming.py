"""Claiming an exemption from one limit: tested to the day and shown, then claimed."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.duties.actions.exemptions import claim_exemption
from goldenthread.duties.actions.keeping import RECORD
from goldenthread.duties.closing_days import Published, published_in
from goldenthread.duties.forms.exemptions import ClaimForm
from goldenthread.duties.models import Case
from goldenthread.duties.queries.exemptions import Tested, asked_school_on, duty_to_claim, tested
from goldenthread.duties.queries.ledger import DutyRow
from goldenthread.duties.rules.claiming import (
    grounds_of,
    need_ground,
    need_happened,
    never,
    one_limit,
    refused_of,
)
from goldenthread.duties.views.exemptions import form_page, whole_case
from goldenthread.statute.exemptions import CLOSURES


def claim(request: ScopedRequest, case_id: int, duty: str) -> HttpResponse:
    """Claim an exemption from one limit: the ground is tested to the day, and shown, before it is claimed."""
    case = whole_case(request, case_id)
    request.scope.need(RECORD, case.area_id)
    if case.closed_on is not None:
        raise NotAllowed(f"{case.reference} is closed.", "Reopen it if the child needs it open.")
    row = duty_to_claim(case, duty, clock.today())
    asked, published = asked_school_on(case), _published(case, row)
    form = ClaimForm(
        request.POST or None, offered=grounds_of(row.rule), initial=_known(asked, published)
    )
    found: Tested | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done, found = _claimed(request, case, row, form, asked)
        except UserError as problem:
            form.show_refusal(problem)
        else:
            if done:
                return done
    return form_page(
        request, case, "duties/exemption_claim.html", form,
        row=row, tested=found, published=published, refused=refused_of(row.rule), blanket=never()[-1],
    )  # fmt: skip


def _published(case: Case, row: DutyRow) -> Published | None:
    """The closures in the days of a limit, as published; None where a closure is no ground for it."""
    if not any(one.code in CLOSURES for one in grounds_of(row.rule)):
        return None
    today = clock.today()
    return published_in(case, row.since, row.statutory_due or today, today)


def _known(asked: list[date], published: Published | None) -> dict[str, date]:
    """What need not be typed: the day on which the school was asked, and the one closure that can be meant."""
    if published is None:
        return {}
    days = {"advice_requested_on": asked[0]} if asked else {}
    if len(published.closures) == 1:
        (only,) = published.closures
        days |= {"since": only.first, "until": only.reopens}
    return days


def _claimed(
    request: ScopedRequest, case: Case, row: DutyRow, form: ClaimForm, asked: list[date]
) -> tuple[HttpResponse | None, Tested | None]:
    """Test it, and claim it if it was tested as it stands. UserError with what is wrong."""
    # A form can be sent with more limits than the page asks about: that would be a pause, and is refused as one.
    limits = [row.rule, *request.POST.getlist("limit")]
    claimed = form.claim(one_limit(limits))
    need_happened(claimed, clock.today())
    found = tested(case, claimed, asked)
    need_ground(found.finding, row.rule)
    if not form.was_tested:
        form.show_test()
        return None, found
    made = claim_exemption(scope=request.scope, case_id=case.pk, claimed=form.claimed(limits))
    messages.success(request, f"{made.reference} is claimed. Somebody else decides on it.")
    return redirect("duties:exemption", case.pk, made.pk), None
