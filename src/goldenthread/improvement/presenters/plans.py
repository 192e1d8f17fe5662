"""From rows to what a page draws: looks of statuses, the counts bar, the roadmap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.break_glass.pages import used
from goldenthread.access.scope import Scope
from goldenthread.core.months import Month
from goldenthread.improvement.models import MilestoneEvent
from goldenthread.improvement.presenters.criteria import criterion_words
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.vacancies import PostBehind
from goldenthread.improvement.rules.status import (
    Direction,
    Flag,
    Shown,
    Status,
    direction,
    load_scheme,
    only_waiting,
    only_waiting_words,
)
from goldenthread.ui.addresses import address
from goldenthread.ui.charts import Lane, Mark, Roadmap, StatusBar

_NEW_DATE = Flag.NEW_DATE_NEEDED


def look_key(shown: Shown) -> str:
    """The look of a shown status; Red without a new date has a look of its own."""
    if shown.status is Status.RED and _NEW_DATE in shown.flags:
        return _NEW_DATE.value
    return shown.status.value


_WAYS = {
    Direction.IMPROVED: "better",
    Direction.UNCHANGED: "same",
    Direction.WORSENED: "worse",
    Direction.NEW: "",
}


def way_of(event: MilestoneEvent) -> str:
    """Which way a report moved the status since the one before: better, same, worse; empty for the first."""
    before = Status(event.status_before) if event.status_before else None
    return _WAYS[direction(before, Status(event.status))]


def flag_words(shown: Shown) -> list[str]:
    """What a reader must know beside the tag; what the tag says itself is left out."""
    flags = load_scheme().flags
    said = {_NEW_DATE, Flag.NEW_DATE_GIVEN} if shown.status is Status.RED else set()
    return [flags[flag].word for flag in shown.flags if flag not in said]


def render_plan(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page that shows statuses. On that of a plan that is open in an emergency, say so."""
    words = {
        "look_key": look_key,
        "flag_words": flag_words,
        "way_of": way_of,
    }
    context = {**words, **criterion_words(), **opened(request, context), **context}
    return render(request, template, context, status=status)


def opened(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """`opening` for the banner of a page of `context["plan"]`, whose use is recorded; None where by right."""
    plan = context.get("plan")
    if plan is None:
        return {"opening": None}
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return {"opening": used(scope, plan, area_id=plan.area_id)}


def status_bar(rows: list[MilestoneStatus], title: str = "Milestones by status") -> StatusBar:
    """The counts of shown statuses, with "new date needed" apart from the other Reds."""
    counts: dict[str, int] = {}
    for row in rows:
        key = look_key(row.shown)
        counts[key] = counts.get(key, 0) + 1
    waiting = only_waiting_words(only_waiting(row.shown for row in rows))
    note = f"Of those where a new date is needed, {waiting}" if waiting else ""
    return StatusBar.of(title, counts, note=note)


# The months of the roadmap before and after that of the day, unless the whole is asked for.
_BEFORE, _AFTER = 3, 8


def roadmap(page: PlanPage, *, whole: bool = False) -> Roadmap:
    """The plan's milestones by month, a lane for each priority, grouped by section.

    The months around the day of the page, or the `whole` where nothing falls due in them or it is asked for.
    """
    lanes = [
        Lane(
            title=f"{priority.code}. {priority.title}",
            group=f"{section.number}. {section.title}" if section.number else section.title,
            href=address("improvement:priority", page.plan.pk, priority.id),
            marks=tuple(
                _mark(row, due, priority.own_leads.get(row.id, []))
                for row in priority.milestones
                if (due := row.facts.current_due)
            ),
        )
        for section in page.sections
        for priority in section.priorities
    ]
    word = page.plan.get_state_display() if page.ending else "Today"
    shown = tuple(lane for lane in lanes if lane.marks)
    found = Roadmap("Roadmap by month", shown, page.as_at, today_word=word)
    now = Month.of(page.as_at)
    near = replace(
        found,
        window=(now + -_BEFORE, now + _AFTER),
        whole_href=f"{address('improvement:plan', page.plan.pk)}?roadmap=whole#roadmap-heading",
    )
    return found if whole or not near.drawn else near


def _mark(row: MilestoneStatus, due: Month, leads: list[PostBehind]) -> Mark:
    led = f" Led by {'; '.join(post.title for post in leads)}." if leads else ""
    return Mark(
        name=row.place,
        text=f"{row.text.rstrip('.')}.{led}" if led else row.text,
        when=due,
        baseline=row.facts.baseline_due,
        status=look_key(row.shown),
        href=address("improvement:milestone", row.id),
    )
