"""Writing, handing in and reading highlight reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.queries import posts
from goldenthread.reports.actions import highlights as actions
from goldenthread.reports.forms import HandOverForm, HighlightForm
from goldenthread.reports.models import Highlight
from goldenthread.reports.presenters import render_report
from goldenthread.reports.queries import highlights
from goldenthread.reports.queries.highlights import Desk


def write(request: ScopedRequest, plan_id: int, priority_id: int) -> HttpResponse:
    """The lead's desk: what the record says, and what the lead makes of it."""
    desk = _desk(request, plan_id, priority_id)
    highlight = desk.highlight
    if highlight is not None and highlight.state == Highlight.State.SUBMITTED:
        return redirect("reports:highlight", highlight.pk)
    form = HighlightForm(
        request.POST or None, posts=posts.named(desk.posts), initial=_initial(desk)
    )
    context: dict[str, Any] = {"desk": desk}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        texts = {name: given[name] for name in ("done", "next_steps", "exceptions", "asks")}
        scope, post_id = request.scope, int(given["post"])
        try:
            saved = actions.save_highlight(
                scope=scope, priority_id=priority_id, post_id=post_id,
                text=actions.Text(**texts), version=given["version"],
                seen_event=given["seen_event"],
            )  # fmt: skip
            if "submit" in request.POST:
                actions.submit_highlight(
                    scope=scope, priority_id=priority_id, post_id=post_id, version=saved.version
                )
        except UserError as problem:
            newest = _desk(request, plan_id, priority_id).highlight
            form.show(problem, newest.version if newest else 0)
            context["saved"] = newest if problem.code == "changed_meanwhile" else None
        else:
            done = "submitted" if "submit" in request.POST else "saved as a draft"
            messages.success(request, f"Your highlight report is {done}.")
            return redirect("reports:highlight", saved.pk)
    context |= {"form": form, "plan": desk.page.plan}
    status = 400 if form.is_bound and form.errors else 200
    return render_report(request, "reports/write.html", context, status)


def hand_over(request: ScopedRequest, plan_id: int, priority_id: int) -> HttpResponse:
    """Submit the draft, or take the submitted report back; then show it."""
    desk = _desk(request, plan_id, priority_id)
    if desk.highlight is None or request.method != "POST":
        return redirect("reports:write_highlight", plan_id, priority_id)
    form = HandOverForm(request.POST, posts=posts.named(desk.posts))
    if form.is_valid():
        act = actions.take_back if "take_back" in request.POST else actions.submit_highlight
        try:
            act(
                scope=request.scope, priority_id=priority_id,
                post_id=int(form.cleaned_data["post"]), version=form.cleaned_data["version"],
            )  # fmt: skip
        except UserError as problem:
            messages.error(request, str(problem))
        else:
            taken = act is actions.take_back
            messages.success(
                request, "It is a draft again." if taken else "Your highlight report is submitted."
            )
    return redirect("reports:highlight", desk.highlight.pk)


def read(request: ScopedRequest, highlight_id: int) -> HttpResponse:
    """One highlight report, with what was decided on its priority."""
    found = highlights.get_highlight(request.scope, highlight_id)
    record_read(request.scope, found, area_id=found.plan.area_id)
    desk = highlights.desk(request.scope, found.plan_id, found.priority_id, clock.today())
    form = HandOverForm(posts=posts.named(desk.posts), initial={"version": found.version})
    context = {"highlight": found, "desk": desk, "form": form, "plan": found.plan}
    return render_report(request, "reports/highlight.html", context)


def _desk(request: ScopedRequest, plan_id: int, priority_id: int) -> Desk:
    desk = highlights.desk(request.scope, plan_id, priority_id, clock.today())
    if not desk.posts:
        raise NotAllowed("None of your posts leads this priority.")
    return desk


def _initial(desk: Desk) -> dict[str, Any]:
    """What was written, or the words that the record offers; and what the writer has before their eyes."""
    from_record = desk.highlight or desk.draft
    return {
        "version": desk.highlight.version if desk.highlight else 0,
        "seen_event": desk.newest,
        "done": from_record.done,
        "next_steps": from_record.next_steps,
        "exceptions": from_record.exceptions,
        "asks": desk.highlight.asks if desk.highlight else "",
    }
