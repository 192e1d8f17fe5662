"""The findings of an inspection: pasted, looked through one by one, kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.findings import MOST_FINDINGS, set_findings
from goldenthread.improvement.forms.findings import FindingBox, FindingsForm, PasteForm
from goldenthread.improvement.models import Inspection
from goldenthread.improvement.queries.inspections import get_inspection
from goldenthread.improvement.rules.findings_text import FindingsText, read_findings
from goldenthread.improvement.views.inspections.records import editing_posts
from goldenthread.ui.forms import error_summary


def paste(request: ScopedRequest, inspection_id: int) -> HttpResponse:
    """Take findings out of text copied from the report, and show each in a box of its own."""
    found = get_inspection(request.scope, inspection_id)
    offered = editing_posts(request, found)
    form = PasteForm(request.POST or None, initial={"kind": "improvement"})
    if request.method == "POST" and form.is_valid():
        read = read_findings(form.cleaned_data["text"])
        there = _on_record(found)
        boxes = [*there, *_boxes(read, form.cleaned_data["kind"])]
        if not read.findings:
            form.add_error("text", "No finding was found in this text")
        elif len(there) + len(read.findings) > MOST_FINDINGS:
            form.add_error("text", f"An inspection may have {MOST_FINDINGS} findings at most")
        else:
            initial = {"version": found.version, "count": len(boxes)}
            head = FindingsForm(posts=offered, initial=initial)
            shown = [FindingBox(prefix=f"f{n}", initial=box) for n, box in enumerate(boxes)]
            return _boxes_page(request, found, head, shown, pasted=len(read.findings))
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, "inspection": found, "page_findings": found.findings.all()}
    return render(request, "improvement/inspection_paste.html", context, status=status)


def edit(request: ScopedRequest, inspection_id: int) -> HttpResponse:
    """Correct the findings, add one, or leave one out; also where pasted ones are kept."""
    found = get_inspection(request.scope, inspection_id)
    offered = editing_posts(request, found)
    if request.method != "POST":
        boxes = [*_on_record(found), {"take": False, "kind": "improvement"}]
        head = FindingsForm(posts=offered, initial={"version": found.version, "count": len(boxes)})
        shown = [FindingBox(prefix=f"f{n}", initial=box) for n, box in enumerate(boxes)]
        return _boxes_page(request, found, head, shown)
    head = FindingsForm(request.POST, posts=offered)
    head.full_clean()
    # What was typed stays on the page even where the head has a problem of its own.
    count = head.cleaned_data.get("count", 0)
    shown = [FindingBox(request.POST, prefix=f"f{n}") for n in range(count)]
    if not error_summary(head, *shown):
        try:
            set_findings(
                scope=request.scope,
                inspection_id=inspection_id,
                post_id=int(head.cleaned_data["post"]),
                findings=[finding for box in shown if (finding := box.finding()) is not None],
                version=head.cleaned_data["version"],
            )
        except UserError as problem:
            head.refuse(problem, found.version)
        else:
            messages.success(request, "The findings are recorded.")
            return redirect("improvement:inspection", inspection_id)
    return _boxes_page(request, found, head, shown)


def _on_record(found: Inspection) -> list[dict[str, Any]]:
    return [FindingBox.initial_of(finding) for finding in found.findings.all()]


def _boxes(read: FindingsText, kind: str) -> list[dict[str, Any]]:
    """What was read, in its order; what stands around the findings is offered, and left out unless ticked."""
    around = {"take": False, "kind": kind}
    before = [{**around, "text": read.before}] if read.before else []
    after = [{**around, "text": read.after}] if read.after else []
    inside = [
        {"take": True, "kind": kind, "number": one.number, "text": one.text}
        for one in read.findings
    ]
    return [*before, *inside, *after]


def _boxes_page(
    request: ScopedRequest,
    found: Inspection,
    head: FindingsForm,
    boxes: list[FindingBox],
    pasted: int | None = None,
) -> HttpResponse:
    problems = error_summary(head, *boxes)
    context = {
        "inspection": found, "form": head, "boxes": boxes, "problems": problems, "pasted": pasted,
    }  # fmt: skip
    status = 400 if problems else 200
    return render(request, "improvement/inspection_findings.html", context, status=status)
