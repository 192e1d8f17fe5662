"""The page for families, for those who write it: preview, words, publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from goldenthread.access.audit import record_list_read, record_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import clearance_of
from goldenthread.improvement.queries import plans, posts
from goldenthread.reports.actions import families as writing
from goldenthread.reports.actions import publishing
from goldenthread.reports.families_forms import (
    FamiliesForm,
    PublishForm,
    StartForm,
)
from goldenthread.reports.models import Progress
from goldenthread.reports.papers import CLEARS, families_paper
from goldenthread.reports.presenters import Bodies, families_bodies, reading_ages, render_report
from goldenthread.reports.queries import families
from goldenthread.reports.views.clearing import status_of

PAGE_SIZE = 50
RIGHT = "plan.publish"


def pages(request: ScopedRequest, plan_id: int) -> HttpResponse:
    """The pages on a plan; starting another one is a button."""
    scope, plan = request.scope, plans.get_plan(request.scope, plan_id)
    may_start = scope.has(RIGHT, plan.area_id) and plan.state == "agreed"
    form = StartForm(request.POST or None, posts=posts_held(request, plan.area_id))
    if request.method == "POST":
        scope.need(RIGHT, plan.area_id)
        if form.is_valid():
            try:
                made = writing.prepare_progress(
                    scope=scope, plan_id=plan_id, post_id=int(form.cleaned_data["post"])
                )
            except UserError as problem:
                form.add_user_error(problem)
            else:
                return redirect("reports:families_page", made.pk)
    page = families.pages_of_plan(scope, plan, request.GET, PAGE_SIZE)
    record_list_read(scope, "progress", [row.pk for row in page.rows], area_id=plan.area_id)
    context = {"plan": plan, "page": page, "may_start": may_start, "form": form}
    return render_report(request, "reports/families/pages.html", context, status_of(form))


def page(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """A draft as it would be frozen now, or a published page as it was frozen."""
    found = families.get_progress(request.scope, progress_id)
    area_id = found.plan.area_id
    record_read(request.scope, found, area_id=area_id)
    draft = found.state == Progress.State.DRAFT
    bodies = _bodies(request, found)
    context: dict[str, Any] = {
        "progress": found,
        "body": Markup(bodies.page),  # noqa: S704 - our own templates made it
        # A page has one first heading; this part has its own at its public address.
        "easy": Markup(bodies.easy.replace("<h1>", "<h2>").replace("</h1>", "</h2>")),  # noqa: S704
        "ages": reading_ages(found, bodies) if draft else None,
        "cleared": clearance_of(families_paper(found, bodies.together)) if draft else None,
        "as_at": found.reads_on(clock.today()),
        "may_publish": request.scope.has(RIGHT, area_id),
        "may_clear": request.scope.has(CLEARS, area_id),
        "copied": set() if draft else families.parts_copied(found),
    }
    return render_report(request, "reports/families/desk.html", context)


def edit(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """The writer's own words."""
    found = page_to_write(request, progress_id)
    if found.state != Progress.State.DRAFT:
        return redirect("reports:families_page", progress_id)
    told = families.compose_families(request.scope, found, found.reads_on(clock.today()))
    form = FamiliesForm(
        request.POST or None, told=told.sections, initial=FamiliesForm.initial_of(found)
    )
    context: dict[str, Any] = {
        "progress": found, "saved": [], "ages": reading_ages(found, families_bodies(told)),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            writing.change_progress(
                scope=request.scope, progress_id=progress_id, words=form.words(),
                version=form.cleaned_data["version"],
            )  # fmt: skip
        except UserError as problem:
            form.show(problem, found.version)
            if problem.code == "changed_meanwhile":
                context["saved"] = _saved(found, form)
        else:
            messages.success(request, "Saved. This is how the page reads now.")
            return redirect("reports:families_page", progress_id)
    return form_page(request, "reports/families/edit.html", context, form)


def publish(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Freeze and publish, once it is cleared."""
    found = page_to_write(request, progress_id)
    if found.state != Progress.State.DRAFT:
        return redirect("reports:families_page", progress_id)
    area_id, body = found.plan.area_id, _bodies(request, found).together
    if clearance_of(families_paper(found, body)) is None:
        return redirect("reports:families_check", progress_id)
    form = PublishForm(
        request.POST or None, posts=posts_held(request, area_id),
        initial={"version": found.version, "previewed": sha256_of(body)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            publishing.publish_progress(
                scope=request.scope, progress_id=progress_id, post_id=int(given["post"]),
                previewed=given["previewed"], version=given["version"], today=clock.today(),
            )  # fmt: skip
        except UserError as problem:
            form.show(problem)
        else:
            publishing.make_copies(scope=request.scope, progress_id=progress_id)
            messages.success(request, "Published. Anybody can read it from now on.")
            return redirect("reports:families_page", progress_id)
    return form_page(request, "reports/families/publish.html", {"progress": found}, form)


def copies(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Make the PDF files where that did not succeed on publishing."""
    found = page_to_write(request, progress_id)
    public = found.state == Progress.State.PUBLISHED and not found.taken_back
    if request.method == "POST" and public:
        publishing.make_copies(scope=request.scope, progress_id=progress_id)
        messages.success(request, "The PDF files are there.")
    return redirect("reports:families_page", progress_id)


def discard(request: ScopedRequest, progress_id: int) -> HttpResponse:
    """Give a draft up, after a page that asks."""
    found = page_to_write(request, progress_id)
    if found.state != Progress.State.DRAFT:
        return redirect("reports:families_page", progress_id)
    if request.method == "POST":
        writing.discard_progress(
            scope=request.scope, progress_id=progress_id, version=found.version
        )
        messages.success(request, "The draft is discarded.")
        return redirect("reports:families", found.plan_id)
    return render_report(request, "reports/families/discard.html", {"progress": found})


def page_to_write(request: ScopedRequest, progress_id: int) -> Progress:
    """The page, for somebody who may publish it."""
    found = families.get_progress(request.scope, progress_id)
    request.scope.need(RIGHT, found.plan.area_id)
    return found


def _bodies(request: ScopedRequest, found: Progress) -> Bodies:
    if found.snapshot is not None and found.easy is not None:
        return Bodies(found.snapshot.body, found.easy.body)
    return families_bodies(
        families.compose_families(request.scope, found, found.reads_on(clock.today()))
    )


def posts_held(request: ScopedRequest, area_id: int) -> list[tuple[str, str]]:
    """The posts of the person that may publish here, for a choice."""
    return posts.named(request.scope.posts_with(RIGHT, area_id))


def _saved(found: Progress, form: FamiliesForm) -> list[tuple[str, str]]:
    """What somebody else saved meanwhile, with its labels."""
    meanings = [(one.title, found.meanings.get(str(one.id), "")) for one in form.told]
    steps = [
        (step.printed, found.steps[str(step.thread)])
        for one in form.told
        for step in one.steps
        if str(step.thread) in found.steps
    ]
    return [("Opening words", found.opening), *meanings, *steps, ("Who to ask", found.ask)]


def form_page(
    request: ScopedRequest, template: str, context: dict[str, Any], form: Any
) -> HttpResponse:
    """The page with the form; 400 where it came back with problems."""
    return render_report(request, template, {**context, "form": form}, status_of(form))
