"""What changed in a plan since a day."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse

from goldenthread.access.audit import record_list_read
from goldenthread.access.break_glass.pages import shows_opened
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.improvement.forms import (
    SinceForm,
)
from goldenthread.improvement.presenters import render_plan
from goldenthread.improvement.queries import history, plans

PAGE_SIZE = 50
DAY_PARTS = ("day", "month", "year")


@shows_opened
def changes(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """What was reported, signed off and moved since a day."""
    found = plans.get_plan(request.scope, plan_id)
    since = clock.today() - timedelta(days=30)
    form = SinceForm(request.GET if "since-day" in request.GET else None, initial={"since": since})
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"]
    what = request.GET.get("what", "all")
    what = what if what in history.CHANGES else "all"
    page = history.changes_since(found, since, what=what, params=request.GET, size=PAGE_SIZE)
    record_list_read(
        request.scope, "milestone", [row.milestone_id for row in page.rows], ["since"],
        area_id=found.area_id,
    )  # fmt: skip
    chosen = {f"since-{part}": request.GET.get(f"since-{part}", "") for part in DAY_PARTS}
    kept = chosen if form.is_bound else {}
    context = {
        "plan": found,
        "form": form,
        "since": since,
        "today": clock.today(),
        "page": page,
        "what": what,
        "whats": history.CHANGES,
        "counts": history.changes_counted(found, since),
        "judgements": history.judgements_since(found, since) if what == "all" else [],
        "leads_changes": history.leads_changed_since(found, since) if what == "all" else [],
        "links": {key: f"?{urlencode({**kept, 'what': key})}" for key in history.CHANGES},
    }
    return render_plan(request, "improvement/changes.html", context)
