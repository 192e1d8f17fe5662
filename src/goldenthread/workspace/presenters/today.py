"""The counts of Today as cards, each leading to the rows that it counts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from goldenthread.ui.filters import plural
from goldenthread.workspace.queries.today import Children, Counts


def worklist_href(whose: str, when: str = "", kind: str = "LAW") -> str:
    """The worklist narrowed to that."""
    asked = {"whose": whose, "when": when, "kind": kind}
    return f"{reverse('workspace:worklist')}?{urlencode(asked)}"


def cards(counts: Counts, children: Children, whose: str) -> list[dict[str, object]]:
    """Overdue, within a week, within four: number, words, of how many children, address."""
    found = (
        ("Overdue", "overdue", counts.overdue, children.overdue),
        ("Due within 7 days", "7", counts.week, children.week),
        ("Due within 28 days", "28", counts.month, children.month),
    )
    return [
        {
            "number": number,
            "label": label,
            "href": worklist_href(whose, when),
            "detail": of(number, of_whom),
        }
        for label, when, number, of_whom in found
    ]


def of(duties: int, children: int) -> str:
    """What a count of duties counts: "duties of 3 children". Empty for none."""
    if not duties:
        return ""
    return f"{'duty' if duties == 1 else 'duties'} of {plural(children, 'child', 'children')}"
