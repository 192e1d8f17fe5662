"""What is open in the plan when a report is about to be sent: a reminder to whoever sends it, never a refusal."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from goldenthread.improvement.presenters import look_key
from goldenthread.improvement.queries.criteria import plan_criteria
from goldenthread.improvement.queries.tracing import findings_on_record
from goldenthread.improvement.queries.unheld import led_by_nobody
from goldenthread.improvement.rules.status import only_waiting, only_waiting_words
from goldenthread.reports.queries.pack import Pack
from goldenthread.ui.filters import plural


@dataclass(frozen=True)
class StillOpen:
    """So many things of one sort, in words, and the page where somebody sees to them."""

    count: int
    words: str
    href: str


def still_open(pack: Pack) -> list[StillOpen]:
    """Each sort of which there is any: no query, but one for the success criteria and one for the findings of a report
    that does not tell them.
    """
    page, plan = pack.page, pack.page.plan.pk
    criteria = (
        pack.criteria.rows if pack.criteria else plan_criteria(page.plan, page.ending, page.as_at)
    )
    findings = (pack.found or findings_on_record(page)).unlinked
    printed = sum(row.facts.printed for row in criteria)
    undated = sum(look_key(row.shown) == "new_date_needed" for row in page.milestones)
    waiting = only_waiting_words(only_waiting(row.shown for row in page.milestones))
    unled = len(led_by_nobody(page.priorities))
    rows = [
        StillOpen(
            findings,
            f"{plural(findings, 'finding')} of inspectors that nobody has linked to the plan",
            reverse("improvement:traceability", args=[plan]),
        ),
        StillOpen(
            printed,
            f"{plural(printed, 'criterion', 'criteria')} with a printed number that nobody has confirmed",
            reverse("improvement:criteria", args=[plan]) + "?show=number_printed",
        ),
        StillOpen(
            undated,
            f"{plural(undated, 'milestone')} past the agreed date without a new one"
            + (f"; {waiting}" if waiting else ""),
            reverse("improvement:milestones", args=[plan]) + "?show=new_date_needed",
        ),
        StillOpen(
            unled,
            f"{plural(unled, 'priority', 'priorities')} whose lead posts nobody holds",
            reverse("improvement:plan", args=[plan]),
        ),
    ]
    return [row for row in rows if row.count]
