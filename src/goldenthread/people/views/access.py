"""Who has access to a child's record."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.permissions import KIND, can_edit, need_whole
from goldenthread.people.queries.access import access_of, emergencies_of, readings_of
from goldenthread.people.queries.persons import get_person
from goldenthread.people.queries.protections import protections_of


def access(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Roles and organisations that can read the record; for those who may change it, also who read it and when."""
    person = get_person(request.scope, person_id)
    need_whole(request.scope, person)
    today = clock.today()
    may_edit = can_edit(request.scope, person)
    context = {
        "person": person,
        "rows": access_of(request.scope, person, today),
        "emergencies": emergencies_of(person),
        "protections": protections_of(request.scope, person, today),
        "page": readings_of(request.scope, person, request.GET) if may_edit else None,
        "kind": KIND,
        "may_audit": request.scope.has("audit.view", person.area_id),
    }
    record(request.scope, "person.access_read", person)
    return render(request, "people/access.html", context)
