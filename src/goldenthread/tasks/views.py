"""Asking for a copy, watching it being made, fetching it; and the list of what went wrong."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.access.audit import record_list_read
from goldenthread.access.middleware import leaves_session_alone
from goldenthread.access.requests import ScopedRequest
from goldenthread.core.errors import UserError
from goldenthread.tasks import queries
from goldenthread.tasks.actions import asking, managing
from goldenthread.tasks.kinds import Arguments
from goldenthread.tasks.models import Job
from goldenthread.tasks.presenters import progress_of, size_words

PAGE_SIZE = 50


def hand_out(
    request: ScopedRequest, *, kind_code: str, area_id: int, arguments: Arguments
) -> HttpResponse:
    """Ask for a copy and lead to it if it is quick, else to the page that shows how far it is.

    For views of other rooms. Http404 where the record is not theirs to have.
    """
    try:
        job = asking.ask(
            scope=request.scope, kind_code=kind_code, area_id=area_id, arguments=arguments
        )
    except UserError as problem:
        if problem.code != "not_yours":
            raise
        raise Http404(problem.message) from problem
    done = queries.waited_for(job).state == Job.State.DONE
    return redirect("tasks:file" if done else "tasks:task", job.pk)


def mine(request: ScopedRequest) -> HttpResponse:
    """What the person asked for, newest first."""
    page = queries.own_jobs(request.scope, request.GET, PAGE_SIZE)
    context = {"page": page, "may_manage": request.scope.has("task.manage")}
    return render(request, "tasks/mine.html", context)


@never_cache
def task(request: ScopedRequest, task_id: int) -> HttpResponse:
    """How far it is. Without script the page loads itself again, unless the person has stopped that."""
    job = queries.get_job(request.scope, task_id)
    made = job.file if job.state == Job.State.DONE else None
    progress = progress_of(job, nobody=queries.nobody_at_work(job))
    context: dict[str, Any] = {
        "job": job,
        "progress": progress,
        "size": size_words(made.size) if made else "",
        "home": job.job_kind.home(job),
        "refresh": 0 if "still" in request.GET else progress.look_again,
    }
    return render(request, "tasks/task.html", context)


@leaves_session_alone
@never_cache
def state(request: ScopedRequest, task_id: int) -> JsonResponse:
    """`{"state", "words", "since", "done", "total", "look_again"}`, for the script of the page."""
    job = queries.get_job(request.scope, task_id)
    found = progress_of(job, nobody=queries.nobody_at_work(job))
    names = ("state", "words", "since", "done", "total", "look_again")
    return JsonResponse({name: getattr(found, name) for name in names})


def file(request: ScopedRequest, task_id: int) -> HttpResponse:
    """The copy. Back to its page, which says why, when there is none to have."""
    job = queries.get_job(request.scope, task_id)
    try:
        made = asking.fetch(scope=request.scope, job=job)
    except UserError:
        return redirect("tasks:task", task_id)
    response = HttpResponse(bytes(made.content), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def failed(request: ScopedRequest) -> HttpResponse:
    """Tasks that went wrong in the areas that the person looks after."""
    request.scope.need("task.manage")
    page = queries.failed_jobs(request.scope, request.GET, PAGE_SIZE)
    record_list_read(request.scope, "job", [row.pk for row in page.rows])
    return render(request, "tasks/failed.html", {"page": page})


def again(request: ScopedRequest, task_id: int) -> HttpResponse:
    """Have it tried again; only by POST."""
    queries.get_failed(request.scope, task_id)
    if request.method == "POST":
        try:
            managing.try_again(scope=request.scope, job_id=task_id)
        except UserError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Task {task_id} is tried again.")
    return redirect("tasks:failed")


def dismiss(request: ScopedRequest, task_id: int) -> HttpResponse:
    """Take it off the list; only by POST."""
    queries.get_failed(request.scope, task_id)
    if request.method == "POST":
        try:
            managing.dismiss(scope=request.scope, job_id=task_id)
        except UserError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, f"Task {task_id} is dismissed.")
    return redirect("tasks:failed")
