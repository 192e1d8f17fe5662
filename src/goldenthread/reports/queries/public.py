"""What anybody may read of pages for families: what was frozen, and nothing of the plan as it is now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from django.db.models import OuterRef, Subquery
from django.http import Http404

from goldenthread.reports.models import Progress, ProgressCopy

_PLAN = re.compile(r"<p>The plan is called (?P<name>[^<]*)\.</p>")
_AREA = re.compile(r'<p class="gt-paper__area">(?P<name>[^<]*?)(?: SEND partnership)?</p>')


@dataclass(frozen=True)
class AreaTold:
    """An area as its newest public page calls it."""

    slug: str
    name: str


def public_areas() -> list[AreaTold]:
    """Areas with a page that anybody may read: one query, of what was frozen only."""
    shown = Progress.objects.published().filter(withdrawal=None)
    newest = shown.filter(snapshot__document=OuterRef("snapshot__document"))
    rows = shown.filter(pk=Subquery(newest.order_by("-snapshot__number").values("pk")[:1]))
    frozen = [
        row.snapshot
        for row in rows.select_related("snapshot__document__area")
        if row.snapshot is not None and row.snapshot.intact
    ]
    told = [AreaTold(one.document.area.slug, area_name(one.body)) for one in frozen]
    return sorted(told, key=lambda one: one.name)


def area_name(body: str) -> str:
    """What a frozen body calls its area: nothing that people typed is shown outside what was cleared."""
    found = _AREA.search(body)
    return unescape(found["name"]) if found else ""


def plan_name(body: str) -> str:
    """What a frozen body calls its plan, with its version."""
    found = _PLAN.search(body)
    return unescape(found["name"]) if found else ""


@dataclass(frozen=True)
class PlanTold:
    """The pages on one plan, the newest first. `number` is that of the first one, and so the plan's address."""

    number: int
    pages: list[Progress]

    @property
    def standing(self) -> list[Progress]:
        return [row for row in self.pages if not row.taken_back]

    @property
    def newest(self) -> Progress:
        """The newest that stands; where none does, the newest."""
        return (self.standing or self.pages)[0]

    @property
    def name(self) -> str:
        """What its newest page calls it; nothing where that was changed from outside."""
        frozen = self.newest.snapshot
        return plan_name(frozen.body) if frozen is not None and frozen.intact else ""


def by_plan(rows: list[Progress]) -> list[PlanTold]:
    """The pages of an area, the newest first, plan by plan."""
    lines: dict[int, list[Progress]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    return [
        PlanTold(min(row.snapshot.number for row in pages if row.snapshot is not None), pages)
        for pages in lines.values()
    ]


def public_pages(area_slug: str) -> list[Progress]:
    """Every page that was ever published in the area, the newest first: one query. Http404 where there is none.

    It reads what was frozen, and nothing of the plan as it is now.
    """
    rows = Progress.objects.published().filter(snapshot__document__area__slug=area_slug)
    found = list(
        rows.select_related("snapshot__document__area", "easy", "withdrawal")
        .defer("opening", "meanings", "steps", "ask")
        .order_by("-snapshot__number")
    )
    if not found:
        raise Http404("There is no such page.")
    return found


def copy_of(progress: Progress, part: str) -> bytes | None:
    """The PDF of one part of a published page: one query. None where it is not made."""
    row = ProgressCopy.objects.filter(progress=progress, part=part).first()
    return bytes(row.content) if row else None
