"""Today: what is late, what comes next, and who has how much."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread.access.audit import record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.assessments.queries.waiting import waiting
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.workspace.presenters.today import cards, worklist_href
from goldenthread.workspace.queries.asides import asides
from goldenthread.workspace.queries.today import late_page, today_page
from goldenthread.workspace.queries.worklist import Asked, may_have, reader_of, wanted_of
from goldenthread.workspace.rules.whose import ALL, CHASE, MINE, choices


def today(request: ScopedRequest) -> HttpResponse:
    """A coordinator's own cases, a school's own duties, or all of an area, by who asks."""
    scope, day = request.scope, clock.today()
    if not may_have(scope):
        raise NotAllowed("Today shows the work on children's cases, which your posts do not read.")
    beside = asides(scope)
    reader = reader_of(scope, has_cases=beside.has_cases)
    offered = choices(reader)
    whose = next(iter(offered))
    with_posts = whose == ALL and reader.reads_all
    page = today_page(scope, wanted_of(scope, reader, Asked(whose)), day, with_posts=with_posts)
    others = None
    if CHASE in offered:
        others = late_page(scope, wanted_of(scope, reader, Asked(CHASE)), day)
    shown = [*page.late, *page.untold, *page.next, *(others.late if others else [])]
    record_list_read(scope, "duty", [row.id for row in shown], ["post"])
    context = {
        "page": page,
        "others": others,
        "posts": page.posts,
        "requests": waiting(scope),
        "not_told": beside.not_told,
        "families": beside.families,
        "whose": whose,
        "heading": offered[whose],
        "own": whose == MINE,
        "cards": cards(page.counts, page.children, whose),
        "untold_href": worklist_href(whose, "untold"),
        "chase": CHASE,
        "today": day,
        "weekday": f"{day:%A}",
    }
    return render(request, "workspace/today.html", context)
