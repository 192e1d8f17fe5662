"""The counts of Today as cards, each leading to the rows that it counts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.workspace.queries.today import Counts


def worklist_href(whose: str, when: str = "", kind: str = "LAW") -> str:
    """The worklist narrowed to that."""
    asked = {"whose": whose, "when": when, "kind": kind}
    return f"{reverse('workspace:worklist')}?{urlencode(asked)}"


def cards(counts: Counts, whose: str) -> list[dict[str, object]]:
    """Overdue, within a week, within four: number, words, address."""
    return [
        {"number": counts.overdue, "label": "Overdue", "href": worklist_href(whose, "overdue")},
        {"number": counts.week, "label": "Due within 7 days", "href": worklist_href(whose, "7")},
        {"number": counts.month, "label": "Due within 28 days", "href": worklist_href(whose, "28")},
    ]
