"""Taking lists away as files: milestones, my milestones, what changed, inspections."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from goldenthread.access.audit import record_export
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.exchange.exports import WRITERS, Table, write
from goldenthread.improvement.queries import copies, plans
from goldenthread.improvement.views.plans.changes import chosen_change, chosen_since

RIGHT = "plan.export"


def milestone_list(request: ScopedRequest, plan_id: int, form: str) -> HttpResponse:
    """The plan's milestones, filtered as its list is, on one sheet."""
    _need_form(form)
    plan = plans.get_plan(request.scope, plan_id)
    request.scope.need(RIGHT, plan.area_id)
    table, ids = copies.list_table(request.scope, plan, request.GET, clock.today())
    record_export(
        request.scope, plan, kind="milestone", ids=ids, fields=[form], area_id=plan.area_id
    )
    return _download(table, form, plan.title)


def mine(request: ScopedRequest, form: str) -> HttpResponse:
    """The person's own open milestones."""
    _need_form(form)
    request.scope.need(RIGHT)
    table, ids = copies.mine_table(request.scope, clock.today())
    record_export(
        request.scope, ("improvement.milestone", "mine"), kind="milestone", ids=ids, fields=[form]
    )
    return _download(table, form)


def changes(request: ScopedRequest, plan_id: int, form: str) -> HttpResponse:
    """What changed since a day, narrowed as its page is."""
    _need_form(form)
    plan = plans.get_plan(request.scope, plan_id)
    request.scope.need(RIGHT, plan.area_id)
    _, since = chosen_since(request.GET)
    table, ids = copies.changes_table(plan, since, chosen_change(request.GET), clock.today())
    record_export(
        request.scope, plan, kind="milestone", ids=ids, fields=["changes", form],
        area_id=plan.area_id,
    )  # fmt: skip
    return _download(table, form, plan.title)


def inspections(request: ScopedRequest, form: str) -> HttpResponse:
    """The inspections of the person's areas."""
    _need_form(form)
    request.scope.need(RIGHT)
    table, ids = copies.inspections_table(request.scope, clock.today())
    record_export(
        request.scope, ("improvement.inspection", "list"), kind="inspection", ids=ids, fields=[form]
    )
    return _download(table, form)


def _need_form(form: str) -> None:
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")


def _download(table: Table, form: str, of: str = "") -> HttpResponse:
    made = write(table, form)
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(f'{of[:60]} {table.title}')}-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
