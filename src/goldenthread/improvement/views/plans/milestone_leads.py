"""Who leads a milestone of an agreed plan, where that is not its priority's leads."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.milestone_leads import RIGHT, set_own_leads
from goldenthread.improvement.forms.milestone_leads import MilestoneLeadsForm
from goldenthread.improvement.presenters import render_plan
from goldenthread.improvement.queries import posts
from goldenthread.improvement.queries.milestone import milestone_detail
from goldenthread.organisations.queries.posts import posts_of_area


def milestone_leads(request: ScopedRequest, milestone_id: int) -> HttpResponse:
    """Say which posts lead it; the choices are the posts of the area, and those that lead it already."""
    page = milestone_detail(request.scope, milestone_id, clock.today())
    area_id, milestone = page.plan.area_id, page.milestone
    allowed = request.scope.posts_with(RIGHT, area_id)
    if not allowed:
        raise NotAllowed("Your posts do not carry the right to say who leads milestones here.")
    standing = [(str(one.post_id), f"{one.title}, {one.organisation}") for one in page.own_leads]
    choices = dict(standing) | dict(posts_of_area(request.scope, area_id, clock.today()))
    form = MilestoneLeadsForm(
        request.POST or None,
        posts=posts.named(allowed),
        choices=list(choices.items()),
        printed=milestone.printed_leads,
        initial={
            "version": milestone.version,
            "leads": [pk for pk, _ in standing],
            "printed": milestone.printed_leads,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_own_leads(
                scope=request.scope,
                milestone_id=milestone_id,
                chosen=form.chosen(),
                post_id=int(form.cleaned_data["post"]),
                version=form.cleaned_data["version"],
                today=clock.today(),
            )
        except NotAllowed:
            raise
        except UserError as problem:
            form.refuse(problem, milestone.version)
        else:
            if changed:
                messages.success(request, f"From now on it is led by {changed.after}.")
            return redirect("improvement:milestone", milestone_id)
    context = {"page": page, "plan": page.plan, "form": form}
    status = 400 if form.is_bound and form.errors else 200
    return render_plan(request, "improvement/milestone_leads.html", context, status)
