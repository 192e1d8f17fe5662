"""From findings to milestones: the page, linking findings to sections, and a copy to take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit import record_export, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.numbers import whole_number
from goldenthread.exchange.exports import WRITERS, write
from goldenthread.improvement import presenters
from goldenthread.improvement.actions.answering import answer_findings
from goldenthread.improvement.forms.findings import AnswersForm
from goldenthread.improvement.models import Plan
from goldenthread.improvement.permissions import can
from goldenthread.improvement.queries import inspections, tracing
from goldenthread.improvement.queries.tracing_table import trace_table
from goldenthread.improvement.views.inspections.records import RIGHT, editing_posts


def traceability(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """What inspectors found, which sections answer it, and how far their milestones are."""
    chosen = whole_number(request.GET.get("inspection", ""))
    trace = tracing.traceability(request.scope, plan_id, chosen, clock.today())
    plan = trace.page.plan
    record_read(request.scope, plan)
    context = {
        "trace": trace,
        "plan": plan,
        "milestones_of": tracing.milestones_of,
        "may": {
            "export": can(request.scope, "plan.export", plan),
            "link": can(request.scope, RIGHT, plan) and plan.state != Plan.State.SUPERSEDED,
        },
    }
    return presenters.render_plan(request, "improvement/traceability.html", context)


def link(request: ScopedRequest, plan_id: int, inspection_id: int) -> HttpResponse:
    """Say which sections of the plan answer each finding, all on one page."""
    page = inspections.link_page(request.scope, plan_id, inspection_id)
    form = AnswersForm(
        request.POST or None,
        findings=page.findings,
        sections=page.sections,
        posts=editing_posts(request, page.inspection),
        initial={
            "version": page.inspection.version,
            **{f"finding_{pk}": list(map(str, ids)) for pk, ids in page.chosen.items()},
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            answer_findings(
                scope=request.scope,
                plan_id=plan_id,
                inspection_id=inspection_id,
                post_id=int(form.cleaned_data["post"]),
                chosen=form.chosen(),
                version=form.cleaned_data["version"],
            )
        except UserError as problem:
            form.refuse(problem, page.inspection.version)
        else:
            messages.success(request, "The findings are linked to the sections that answer them.")
            where = reverse("improvement:traceability", args=[plan_id])
            return redirect(f"{where}?inspection={inspection_id}")
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page, "plan": page.plan, "inspection": page.inspection}
    return render(request, "improvement/traceability_link.html", context, status=status)


def export(request: ScopedRequest, plan_id: int, inspection_id: int, form: str) -> HttpResponse:
    """The thread as CSV, XLSX or JSON."""
    if form not in WRITERS:
        raise Http404(f"There is no export as {form}.")
    trace = tracing.traceability(request.scope, plan_id, inspection_id, clock.today())
    plan, inspection = trace.page.plan, trace.inspection
    if inspection is None or inspection.pk != inspection_id:
        raise Http404("There is no such inspection of this area.")
    request.scope.need("plan.export", plan.area_id)
    made = write(trace_table(trace), form)
    record_export(request.scope, plan, fields=["traceability", form])
    response = HttpResponse(made.content, content_type=made.content_type)
    name = f"{slugify(plan.title)[:60] or 'plan'}-traceability-{clock.today().isoformat()}"
    response["Content-Disposition"] = f'attachment; filename="{name}.{made.extension}"'
    return response
