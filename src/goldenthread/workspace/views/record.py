"""The page of a child's record."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record_read
from goldenthread.access.break_glass.pages import shows_opened, used
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.queries.persons import get_person
from goldenthread.workspace.presenters.record import record_context
from goldenthread.workspace.queries.record import record_page


@shows_opened
def record(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Everything about one child that the reader may see, as a story.

    A record that was merged into another leads to that one.
    """
    person = get_person(request.scope, person_id)
    if person.merged_into_id is not None:
        return redirect("workspace:record", person.merged_into_id)
    today = clock.today()
    page = record_page(request.scope, person, today)
    opening = used(request.scope, person, area_id=person.area_id)
    record_read(request.scope, person)
    context = {**record_context(request.scope, page, today), "opening": opening}
    return render(request, "workspace/record.html", context)
