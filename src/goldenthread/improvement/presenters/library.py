"""From rows of the evidence library to what its pages draw."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from goldenthread.access.scope import Scope
from goldenthread.improvement.forms.evidence import LibraryFilter
from goldenthread.improvement.models import Claim, Milestone, SuccessCriterion
from goldenthread.improvement.queries.evidence import UseRow, evidence_for
from goldenthread.improvement.queries.evidence_targets import Target


def evidence_part(
    scope: Scope,
    area_id: int,
    as_at: date,
    *,
    milestone: Milestone | None = None,
    criterion: SuccessCriterion | None = None,
    claim: Claim | None = None,
    end: date | None = None,
) -> dict[str, Any] | None:
    """What `evidence_list` of evidence_parts.html draws for exactly one of these; None without the right to see it.

    `end` is the day on which the plan ended, if it has: what was said until then counts.
    """
    if not scope.has("evidence.view", area_id):
        return None
    rows = evidence_for(
        scope, as_at=as_at, milestone=milestone, criterion=criterion, claim=claim, end=end
    )
    named = {"milestone": milestone, "criterion": criterion, "claim": claim}
    asked = urlencode({kind: record.pk for kind, record in named.items() if record is not None})
    add_href = f"{reverse('improvement:evidence_add')}?{asked}"
    return {"rows": rows, "add_href": add_href if scope.has("evidence.add", area_id) else ""}


def target_href(target: Target) -> str:
    """The page of what evidence shows."""
    names = {"criterion": "improvement:criterion", "milestone": "improvement:milestone"}
    return reverse(names.get(target.kind, "improvement:claim"), args=[target.record.pk])


def evidence_links(uses: list[UseRow]) -> list[dict[str, Any]]:
    """What evidence shows, with the address of each."""
    return [
        {
            "words": row.target.words,
            "href": target_href(row.target),
            "by": row.use.post.title,
            "at": row.use.at,
            "end_href": reverse(
                "improvement:evidence_stop_using", args=[row.use.evidence_id, row.use.pk]
            )
            if row.may_end
            else "",
        }
        for row in uses
    ]


def filters_applied(form: LibraryFilter, params: QueryDict) -> list[dict[str, str]]:
    """What narrows the list now, each with the address of the list without it."""
    return [
        {"text": words, "href": f"?{_without(params, name)}"}
        for name, words in form.in_words().items()
    ]


def _without(params: QueryDict, name: str) -> str:
    kept = params.copy()
    for key in (name, "after", "before"):  # a cursor belongs to the list as it was
        kept.pop(key, None)
    return kept.urlencode()
