"""What anybody may read without signing in: pages for families as they were frozen, and nothing else.

No session, no cookie, no query of the plan as it is now. A cache may keep an answer for a few minutes, so a
withdrawn page may still be shown that long.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from markupsafe import Markup

from goldenthread.access.middleware import without_session
from goldenthread.documents.models import Snapshot
from goldenthread.reports.models import Progress
from goldenthread.reports.queries import families, public

KEPT_SECONDS = 300


@without_session
@require_safe
def areas(_request: HttpRequest) -> HttpResponse:
    """The areas that have published something."""
    return _answer("reports/public/areas.html", {"areas": public.public_areas()})


@without_session
@require_safe
def newest(_request: HttpRequest, area: str) -> HttpResponse:
    """The plans that a page stands for; where there is one, its newest page."""
    rows = public.public_pages(area)
    plans = public.by_plan(rows)
    standing = [plan for plan in plans if plan.standing]
    if len(standing) < 2:
        return _page(rows, (standing or plans)[0].newest, "page")
    frozen = _frozen(standing[0].newest, "page")
    context = {
        "area": frozen.document.area,
        "area_name": public.area_name(frozen.body) if frozen.intact else "",
        "plans": [plan for plan in standing if plan.name],
    }
    return _answer("reports/public/plans.html", context)


@without_session
@require_safe
def plan(_request: HttpRequest, area: str, number: int) -> HttpResponse:
    """The newest page on one plan, which has the number of its first page."""
    rows = public.public_pages(area)
    for one in public.by_plan(rows):
        if one.number == number:
            return _page(rows, one.newest, "page")
    raise Http404("There is no such plan.")


@without_session
@require_safe
def page(_request: HttpRequest, area: str, number: int) -> HttpResponse:
    """One page by its number."""
    rows = public.public_pages(area)
    return _page(rows, _one(rows, number), "page")


@without_session
@require_safe
def easy(_request: HttpRequest, area: str, number: int) -> HttpResponse:
    """The easy read summary of one page."""
    rows = public.public_pages(area)
    return _page(rows, _one(rows, number), "easy")


@without_session
@require_safe
def pdf(_request: HttpRequest, area: str, number: int, part: str) -> HttpResponse:
    """The PDF of one part, made when it was published."""
    rows = public.public_pages(area)
    found = _one(rows, number)
    if found.taken_back:
        return _page(rows, found, "page")
    content = public.copy_of(found, part)
    if content is None:
        raise Http404("There is no such file.")
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{area}-how-our-plan-is-going-{number}{'-easy-read' if part == 'easy' else ''}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return _kept(response)


def _one(rows: list[Progress], number: int) -> Progress:
    for row in rows:
        if _frozen(row, "page").number == number:
            return row
    raise Http404("There is no such page.")


def _frozen(row: Progress, part: str) -> Snapshot:
    found = row.easy if part == "easy" else row.snapshot
    if found is None:
        raise ValueError(f"page {row.pk} is not frozen")
    return found


def _page(rows: list[Progress], shown: Progress, part: str) -> HttpResponse:
    """The page, or that it was withdrawn; where its words are not those that were frozen, neither."""
    frozen = _frozen(shown, part)
    plans = public.by_plan(rows)
    own = next(one for one in plans if one.pages[0].line == shown.line)
    context: dict[str, Any] = {
        "more_plans": sum(bool(one.standing) for one in plans) > 1,
        "area": _frozen(shown, "page").document.area,
        "shown": shown,
        "part": part,
        "number": _frozen(shown, "page").number,
        "plan_number": own.number,
        "others": [row for row in own.standing if row != shown],
    }
    if shown.taken_back:
        return _answer("reports/public/withdrawn.html", context, 410)
    if not frozen.intact:
        raise Http404("This page was changed from outside, so it is not shown.")
    context["area_name"] = public.area_name(frozen.body)
    context["body"] = Markup(frozen.body)  # noqa: S704 - our own templates made it
    context["copied"] = families.parts_copied(shown)
    return _answer("reports/public/page.html", context)


def _answer(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    # Without the request: what pages show to those who are signed in would read the session.
    words = render_to_string(
        template, {"demo_mode": settings.DEMO_MODE, "area_name": "", **context}
    )
    return _kept(HttpResponse(words, status=status))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
