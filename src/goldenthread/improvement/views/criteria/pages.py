"""The success criteria of a plan, one of them with its history, and both as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.break_glass.pages import shows_opened
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, Table, write
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can, criterion_posts
from goldenthread.improvement.presenters import opened
from goldenthread.improvement.presenters.charts import criterion_chart
from goldenthread.improvement.presenters.criteria import criterion_words
from goldenthread.improvement.queries import criteria, criterion_pages, plans
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.improvement.queries.criterion_pages import CriterionPage
from goldenthread.improvement.queries.criterion_tables import criteria_table, figures_table
from goldenthread.improvement.queries.versions import ending_of
from goldenthread.improvement.rules.criteria import (
    derived_words,
    is_change,
    wanted,
)


@shows_opened
def criterion_list(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The plan's success criteria by section, filtered by what they lack or how they were judged."""
    plan = plans.get_plan(request.scope, plan_id)
    ending = ending_of(plan)
    today = clock.today()
    rows = criteria.plan_criteria(plan, ending, today)
    show = request.GET.get("show", criteria.ALL)
    chosen = show if show in criteria.FILTERS else criteria.ALL
    shown = [row for row in rows if criteria.answers_to(row, chosen)]
    record_list_read(
        request.scope, "criterion", [row.id for row in shown], ["show"], area_id=plan.area_id
    )
    context = {
        "plan": plan,
        "ending": ending,
        "as_at": ending.as_at if ending else today,
        "counts": [*criteria.counted(rows), criteria.not_judged(rows)],
        "total": len(rows),
        "printed": sum(row.facts.printed for row in rows),
        "may_set": _may_set(request, plan),
        "heads": any(row.depth for row in rows),
        "chosen": chosen,
        "chosen_words": criteria.FILTERS[chosen],
        "sections": criteria.by_section(shown),
        "may_export": can(request.scope, "plan.export", plan),
        "may_read_evidence": request.scope.has("evidence.view", plan.area_id),
    }
    return render_criteria(request, "improvement/criteria.html", context)


@shows_opened
def criterion(request: ScopedRequest, criterion_id: int) -> HttpResponse:
    """One success criterion: what would be enough, how things stand, what shows it, how it was judged."""
    page = criterion_pages.criterion_page(request.scope, criterion_id, clock.today())
    record_read(request.scope, page.criterion, area_id=page.plan.area_id)
    context = {
        "page": page,
        "plan": page.plan,
        "row": page.row,
        "wanted_words": _wanted_words(page.row),
        "chart": criterion_chart(page),
        "acts": _acts(request, page),
        "may_measure": _may(request, page, "criterion.measure"),
        "may_add_evidence": _may(request, page, "evidence.add"),
        "may_export": can(request.scope, "plan.export", page.plan),
    }
    return render_criteria(request, "improvement/criterion.html", context)


def criteria_export(request: ScopedRequest, plan_id: int, form: str) -> HttpResponse:
    """Every success criterion of the plan as CSV, XLSX or JSON."""
    _known(form)
    plan = plans.get_plan(request.scope, plan_id)
    request.scope.need("plan.export", plan.area_id)
    ending, today = ending_of(plan), clock.today()
    rows = criteria.plan_criteria(plan, ending, today)
    table = criteria_table(
        plan, rows, ending.as_at if ending else today,
        with_evidence=request.scope.has("evidence.view", plan.area_id),
    )  # fmt: skip
    record_export(
        request.scope, plan, kind="criterion", ids=[row.id for row in rows], fields=[form]
    )
    return _file(table, form, f"criteria-{plan.title}")


def figures_export(request: ScopedRequest, criterion_id: int, form: str) -> HttpResponse:
    """Every figure of one criterion as CSV, XLSX or JSON."""
    _known(form)
    page = criterion_pages.criterion_page(request.scope, criterion_id, clock.today())
    request.scope.need("plan.export", page.plan.area_id)
    record_export(
        request.scope, page.criterion, kind="criterion", fields=[form], area_id=page.plan.area_id
    )
    return _file(figures_table(page), form, f"criterion-{criterion_id}-{page.plan.title}")


def render_criteria(
    request: ScopedRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page that shows how criteria stand."""
    context = {**criterion_words(), **opened(request, context), **context}
    return render(request, template, context, status=status)


def _wanted_words(row: CriterionRow) -> str:
    """The figure that a change by a number comes to; empty where the target says it itself."""
    target = row.target
    if target.comparator is None or not is_change(target.comparator):
        return ""
    figure = wanted(target.comparator, target.target, target.baseline)
    return "" if figure is None else derived_words(figure, target.unit)


def _acts(request: ScopedRequest, page: CriterionPage) -> list[dict[str, Any]]:
    """What this person may do with the criterion now."""
    row, pk = page.row, page.criterion.pk
    judged = row.facts.judgement is not None
    offered = [
        ("criterion.measure", row.quantitative, "Record a figure", "criterion_measure"),
        ("criterion.judge", not judged, "Judge it", "criterion_judge"),
        ("criterion.judge", judged, "Take the judgement back", "criterion_take_back"),
        (
            "criterion.set",
            row.quantitative and not judged,
            "Change the target" if row.target_pk else "Set the target",
            "criterion_target",
        ),
    ]
    acts: list[dict[str, Any]] = [
        {"text": text, "href": reverse(f"improvement:{name}", args=[pk])}
        for permission, applies, text, name in offered
        if applies and _may(request, page, permission)
    ]
    if acts:
        acts[0]["primary"] = True
    return acts


def _may_set(request: ScopedRequest, plan: Plan) -> bool:
    """Whether to offer setting targets from the list; a draft of a next version keeps those of the agreed plan."""
    own_draft = plan.state == Plan.State.DRAFT and plan.supersedes_id is None
    in_force = plan.state == Plan.State.AGREED or own_draft
    return in_force and can(request.scope, "criterion.set", plan)


def _may(request: ScopedRequest, page: CriterionPage, permission: str) -> bool:
    """Whether the person may do this to a criterion of a plan in this state."""
    state = page.plan.state
    in_force = state == Plan.State.AGREED
    if permission == "criterion.set":
        own_draft = state == Plan.State.DRAFT and page.criterion.thread_id is None
        in_force = in_force or own_draft
    if not in_force:
        return False
    if not permission.startswith("criterion."):
        return can(request.scope, permission, page.plan)
    return bool(criterion_posts(request.scope, permission, page.criterion))


def _known(form: str) -> None:
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")


def _file(table: Table, form: str, name: str) -> HttpResponse:
    made = write(table, form)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(name)[:60]}-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
