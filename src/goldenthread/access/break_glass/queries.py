"""The read side of emergency openings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404

from goldenthread.access.audit.queries import visible as visible_entries
from goldenthread.access.break_glass.kinds import get_kind
from goldenthread.access.break_glass.permissions import may_end, may_judge
from goldenthread.access.models import BreakGlass
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.ui.pagination import Page, paginate

SIZE = 50


@dataclass(frozen=True)
class OpeningRow:
    """An opening as lists show it. `state` and `colour` are for its tag; `href` leads to the open record."""

    opening: BreakGlass
    reference: str
    state: str
    colour: str
    runs: bool
    own: bool
    may_judge: bool
    may_end: bool
    href: str


def page_of(scope: Scope, params: Mapping[str, str]) -> Page[OpeningRow]:
    """What the person may see of openings, newest first."""
    rows = BreakGlass.objects.visible_to(scope).select_related("user", "area", "reviewed_by")
    page = paginate(rows, ("-pk",), params, SIZE)
    return replace(page, rows=[row_of(scope, one) for one in page.rows])


def get_opening(scope: Scope, opening_id: int) -> OpeningRow:
    """One opening; Http404 where there is none that the scope may see."""
    rows = BreakGlass.objects.visible_to(scope).select_related("user", "area", "reviewed_by")
    found = rows.filter(pk=opening_id).first()
    if found is None:
        raise Http404("There is no such opening.")
    return row_of(scope, found)


def row_of(scope: Scope, opening: BreakGlass) -> OpeningRow:
    kind = get_kind(opening.kind)
    runs = opening.over_at > clock.now()
    state, colour = _state(opening, runs=runs)
    own = opening.user_id == scope.user_id
    return OpeningRow(
        opening, kind.reference(opening.key), state, colour, runs, own,
        may_judge(scope, opening) and not runs and opening.reviewed_at is None,
        may_end(scope, opening), kind.href(opening.key) if own and runs else "",
    )  # fmt: skip


def waits_for_review(kind: str, key: int) -> bool:
    """Whether somebody opened the record and nobody has judged that yet, be it open still or over: one query."""
    return BreakGlass.objects.filter(kind=kind, key=key, reviewed_at=None).exists()


def pages_read(scope: Scope, opening: BreakGlass) -> int | None:
    """How many pages were read through it; None for those who may not read the trail."""
    if not scope.has("audit.view", opening.area_id):
        return None
    about = visible_entries(scope).about("access.breakglass", str(opening.pk))
    return about.filter(action="breakglass.used").count()


def _state(opening: BreakGlass, *, runs: bool) -> tuple[str, str]:
    if opening.judgement:
        words = f"Reviewed: {opening.get_judgement_display().lower()}"
        return words, "teal" if opening.judgement == BreakGlass.Judgement.RIGHT else "red"
    if runs:
        return "Open now", "red"
    if clock.today() > opening.review_due:
        return "Review overdue", "red"
    return "Waits for its review", "yellow"
