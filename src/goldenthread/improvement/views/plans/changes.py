"""What changed in a plan since a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
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
    form, since = chosen_since(request.GET)
    what = chosen_change(request.GET)
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
        "kept": urlencode({**kept, "what": what}),
        "links": {key: f"?{urlencode({**kept, 'what': key})}" for key in history.CHANGES},
    }
    return render_plan(request, "improvement/changes.html", context)


def chosen_since(params: Mapping[str, str]) -> tuple[SinceForm, date]:
    """The form and the day that it says: thirty days ago where it says none."""
    since = clock.today() - timedelta(days=30)
    form = SinceForm(params if "since-day" in params else None, initial={"since": since})
    return form, form.cleaned_data["since"] if form.is_bound and form.is_valid() else since


def chosen_change(params: Mapping[str, str]) -> str:
    """What the list of changes is narrowed to."""
    what = params.get("what", "all")
    return what if what in history.CHANGES else "all"
