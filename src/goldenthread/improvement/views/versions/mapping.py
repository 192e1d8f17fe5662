"""Two plans side by side: where the priorities of the earlier one go on in the later one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement.actions import mapping as actions
from goldenthread.improvement.forms.versions import MappingForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries import mapping as queries
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.plan_order import dates_of
from goldenthread.improvement.queries.plans import get_plan


def mappings(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The other plans of the area that this one goes on in or comes from."""
    plan = get_plan(request.scope, plan_id)
    pairs = queries.plan_pairs(request.scope, plan)
    record_list_read(
        request.scope, "plan", [pair.plan.pk for pair in pairs], ["mapping"], area_id=plan.area_id
    )
    context = {"plan": plan, "pairs": pairs, "dates_of": dates_of}
    return render(request, "improvement/mappings.html", context)


def mapping(request: ScopedRequest, plan_id: int, other_id: int) -> HttpResponse:
    """Each priority of the earlier plan with what became of it in the later one."""
    page = queries.mapping_page(request.scope, plan_id, other_id)
    record_read(request.scope, page.earlier)
    context = {
        "page": page,
        "plan": page.earlier,
        "dates_of": dates_of,
        "may_change": _may_change(request, page.earlier, page.later),
        "may_export": can(request.scope, "plan.export", page.earlier),
    }
    return render(request, "improvement/mapping.html", context)


def map_priority(
    request: ScopedRequest, plan_id: int, other_id: int, priority_id: int
) -> HttpResponse:
    """Say what became of one priority, or take back what was said."""
    scope = request.scope
    page = queries.mapping_page(scope, plan_id, other_id)
    plan_id, other_id = page.earlier.pk, page.later.pk
    row = next((row for row in page.rows if row.priority.pk == priority_id), None)
    if row is None:
        raise Http404("There is no such priority.")
    scope.need("plan.edit", page.earlier.area_id)
    own = scope.posts_with("plan.edit", page.earlier.area_id)
    taking_back = request.method == "POST" and "take_back" in request.POST
    form = MappingForm(
        None if taking_back else request.POST or None,
        posts=posts.named(own),
        later=[(str(priority.pk), str(priority)) for priority in page.after],
    )
    if taking_back or (request.method == "POST" and form.is_valid()):
        try:
            if taking_back:
                actions.take_back(
                    scope=scope, earlier_id=priority_id, later_plan_id=other_id, post_id=min(own),
                    said=request.POST["take_back"],
                )  # fmt: skip
            else:
                _say(request, form, priority_id, other_id)
        except UserError as problem:
            if taking_back:
                messages.error(request, problem.message)
                return redirect("improvement:map_priority", plan_id, other_id, priority_id)
            form.add_user_error(problem, problem.where if problem.where in form.fields else None)
        else:
            messages.success(request, "Taken back." if taking_back else "It is recorded.")
            return redirect("improvement:mapping", plan_id, other_id)
    context = {"page": page, "row": row, "form": form, "dates_of": dates_of}
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "improvement/mapping_priority.html", context, status=status)


def mapping_export(request: ScopedRequest, plan_id: int, other_id: int, form: str) -> HttpResponse:
    """The mapping as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    page = queries.mapping_page(request.scope, plan_id, other_id)
    request.scope.need("plan.export", page.earlier.area_id)
    made = write(queries.mapping_table(page), form)
    record_export(request.scope, page.earlier, fields=[form, "mapping"])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(page.earlier.title)[:60] or 'plan'}-mapping-{clock.today().isoformat()}.{made.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _say(request: ScopedRequest, form: MappingForm, priority_id: int, other_id: int) -> None:
    given = form.cleaned_data
    if given["outcome"] == MappingForm.DROPPED:
        actions.drop_priority(
            scope=request.scope, earlier_id=priority_id, plan_id=other_id,
            post_id=int(given["post"]), reason=given["reason"],
        )  # fmt: skip
    else:
        actions.map_priority(
            scope=request.scope, earlier_id=priority_id, later_id=int(given["later"]),
            post_id=int(given["post"]), kind=form.kind, note=given["note"],
        )  # fmt: skip


def _may_change(request: ScopedRequest, earlier: Plan, later: Plan) -> bool:
    if not can(request.scope, "plan.edit", earlier):
        return False
    try:
        queries.check_pair(earlier, later)
    except UserError:
        return False
    return True
