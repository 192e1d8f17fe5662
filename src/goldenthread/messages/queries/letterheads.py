"""What letters say of the council of an area, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.documents.rules.letters import Fact, letterhead_facts
from goldenthread.messages.models import CouncilLetterhead
from goldenthread.organisations.models import LocalArea


@dataclass(frozen=True)
class Letterhead:
    """The version in force of an area, 0 and empty where none was set; `gaps` are facts without words."""

    area: LocalArea
    number: int
    facts: dict[str, str]
    gaps: tuple[Fact, ...]
    made_at: datetime | None
    made_by: str


def letterhead_in_force(scope: Scope, area_id: int) -> Letterhead:
    """The letterhead of an area in which the scope reads letters; Http404 for any other. Two queries."""
    if not scope.has("letter.view", area_id):
        raise Http404("There is no such letterhead.")
    area = LocalArea.objects.get(pk=area_id)
    found = CouncilLetterhead.objects.filter(area=area).select_related("made_by")
    row = found.order_by("-number").first()
    facts: dict[str, str] = dict(row.facts) if row else {}
    gaps = tuple(one for one in letterhead_facts() if not facts.get(one.code))
    by = row.made_by.name if row and row.made_by else ""
    return Letterhead(area, row.number if row else 0, facts, gaps, row.made_at if row else None, by)
