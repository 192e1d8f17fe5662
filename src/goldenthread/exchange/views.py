"""Upload -> preview and decide -> confirm -> report -> undo."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.numbers import whole_number
from goldenthread.exchange import actions, queries
from goldenthread.exchange.forms import DecisionForm, UploadForm
from goldenthread.exchange.kinds import LeftOpen, all_kinds, get_kind
from goldenthread.exchange.models import ImportJob
from goldenthread.exchange.reading import refuse_large

PAGE_SIZE = 25


def jobs(request: ScopedRequest) -> HttpResponse:
    """The imports of the person's areas, newest first, and the ways to start one."""
    scope = request.scope
    kinds = [kind for kind in all_kinds() if scope.has(kind.permission)]
    if not kinds:
        raise NotAllowed("Your posts do not carry the right to import anything.")
    page = queries.job_page(scope, request.GET, PAGE_SIZE)
    return render(request, "exchange/jobs.html", {"kinds": kinds, "page": page})


def upload(request: ScopedRequest, kind: str) -> HttpResponse:
    """Take a file, read it, and show what was found."""
    scope = request.scope
    try:
        import_kind = get_kind(kind)
    except UserError as problem:
        raise Http404(str(problem)) from problem
    scope.need(import_kind.permission)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        areas=queries.areas_for(scope, import_kind.permission),
        accepts=import_kind.accepts,
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            refuse_large(given.name, given.size)
            made = actions.upload(
                scope=scope,
                kind_code=kind,
                area_id=int(form.cleaned_data["area"]),
                name=given.name,
                data=given.read(),
            )
        except UserError as problem:
            form.add_user_error(problem, "file")
        else:
            return redirect("exchange:job", made.pk)
    context = {"form": form, "kind": import_kind}
    return render(request, "exchange/upload.html", context, status=400 if form.errors else 200)


def job(request: ScopedRequest, job_id: int) -> HttpResponse:
    """An import: its preview with decisions while it waits, its report afterwards."""
    found = queries.get_job(request.scope, job_id)
    if found.state != ImportJob.State.PREVIEW:
        return _report(request, found)
    if request.method != "POST":
        return _preview(request, found)
    try:
        return _decide(request, found)
    except UserError as problem:
        if problem.code == "import_closed":
            return redirect("exchange:job", job_id)  # sent twice: show the report
        return _preview(request, queries.get_job(request.scope, job_id), problem)


def _report(request: ScopedRequest, job: ImportJob) -> HttpResponse:
    """What a closed import wrote, and what was noticed in its file."""
    preview = None
    left_open: tuple[LeftOpen, ...] = ()
    if job.state == ImportJob.State.CONFIRMED:
        if job.found:
            preview = job.import_kind.preview(job.found, job.decisions, job.area_id)
        if job.target_id is not None:
            left_open = job.import_kind.left_open(scope=request.scope, target_id=job.target_id)
    context = {"job": job, "preview": preview, "left_open": left_open}
    return render(request, "exchange/report.html", context)


def _decide(request: ScopedRequest, job: ImportJob) -> HttpResponse:
    """Save the answers; with the confirm button also import, when nothing is left open."""
    scope = request.scope
    preview = job.import_kind.preview(job.found, job.decisions, job.area_id)
    form = DecisionForm(request.POST, preview=preview)
    form.is_valid()
    version = whole_number(request.POST.get("version", "")) or 0
    saved = actions.decide(scope=scope, job_id=job.pk, version=version, decisions=form.decisions())
    if request.POST.get("do") == "confirm":
        confirmed = actions.confirm(scope=scope, job_id=job.pk, version=saved.version)
        messages.success(request, "Imported. What the document holds besides is listed below.")
        return redirect("exchange:job", confirmed.pk)
    return redirect("exchange:job", job.pk)


def _preview(
    request: ScopedRequest, job: ImportJob, problem: UserError | None = None
) -> HttpResponse:
    """The preview with the saved answers; after a clash, with the answers just typed instead."""
    kind = job.import_kind
    preview = kind.preview(job.found, job.decisions, job.area_id)
    if problem is not None and problem.code == "changed_meanwhile":
        form = DecisionForm(request.POST, preview=preview)
        form.full_clean()
    else:
        form = DecisionForm.showing(preview, job.decisions)
    if problem is not None and problem.code == "decisions_needed":
        form.ask_for_answers()
    elif problem is not None:
        form.add_user_error(problem)
    context = {"job": job, "kind": kind, "preview": preview, "form": form}
    return render(request, "exchange/preview.html", context, status=400 if problem else 200)


def undo(request: ScopedRequest, job_id: int) -> HttpResponse:
    """Ask once, then take the whole import back."""
    found = queries.get_job(request.scope, job_id)
    problem = None
    if request.method == "POST":
        try:
            actions.undo(scope=request.scope, job_id=job_id)
        except UserError as raised:
            problem = raised
        else:
            messages.success(
                request, "The import was undone. Everything it wrote has been removed."
            )
            return redirect("exchange:job", job_id)
    context = {"job": found, "problem": problem}
    return render(request, "exchange/undo.html", context, status=400 if problem else 200)


def discard(request: ScopedRequest, job_id: int) -> HttpResponse:
    """Give up an import that waits; only by POST."""
    if request.method == "POST":
        try:
            actions.discard(scope=request.scope, job_id=job_id)
        except UserError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, "The import was discarded and its file removed.")
    return redirect("exchange:jobs")
