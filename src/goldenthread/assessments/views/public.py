"""A request without an account: where it begins, its pages of questions, and how it is sent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.access.links.arriving import quiet_page
from goldenthread.access.middleware import open_to_all
from goldenthread.assessments.actions import drafts, sending
from goldenthread.assessments.forms.public import (
    OnDraft,
    QuestionsForm,
    SendForm,
    StartForm,
    WhoForm,
    of_draft,
)
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.areas import areas_taking_requests, contact_of
from goldenthread.assessments.queries.drafts import decision_by, told_in
from goldenthread.assessments.queries.given import values_of
from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.assessments.rules.notes import notes
from goldenthread.assessments.rules.pages import (
    CHECK,
    WHO,
    after,
    before,
    missing,
    page_of,
    steps_of,
)
from goldenthread.assessments.rules.routes import attention, routes
from goldenthread.assessments.rules.safety import help_rules
from goldenthread.assessments.views.public_holding import (
    allowed,
    gone,
    held,
    hold,
    let_go,
    sender,
    too_often,
)
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.queries.uploads import files_sent

STEP, SENT = "assessments:public_step", "assessments:public_sent"


@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    """What a request is, what happens with it, other ways to ask; from here it is begun."""
    areas = areas_taking_requests()
    choices = [(str(area.pk), area.name) for area in areas]
    form = StartForm(request.POST if request.method == "POST" else None, areas=choices)
    if request.method == "POST" and areas and form.is_valid():
        if not allowed(request, "start"):
            return too_often(request)
        draft = drafts.start(scope=sender(request), area_id=int(form.cleaned_data["area"]))
        hold(request, draft)
        return redirect(STEP, WHO)
    going = held(request)
    context: dict[str, Any] = {
        "form": form, "areas": areas, "rules": draft_rules(), "help": help_rules(),
        "contacts": [(area, contact_of(area.pk)) for area in areas],
        "going": going if going is not None and going.state == Request.State.DRAFT else None,
    }  # fmt: skip
    return _page(request, "start", context, form)


@open_to_all
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One page of questions: who asks, or what the rules ask of whoever asks."""
    draft = held(request)
    if draft is None:
        return gone(request)
    if draft.state != Request.State.DRAFT:
        return redirect(SENT)
    page = page_of(draft.route, name)
    if name != WHO and (page is None or not draft.route):
        return redirect(STEP, WHO) if not draft.route else redirect("assessments:public_check")
    posted = request.POST if request.method == "POST" else None
    form: WhoForm | QuestionsForm
    if page is None:
        form = WhoForm(posted, initial={"version": draft.version, "route": draft.route})
    else:
        form = QuestionsForm(posted, page=page, initial=of_draft(page, draft))
    if posted is not None and form.is_valid():
        if not allowed(request, "write"):
            return too_often(request)
        try:
            draft = drafts.write(
                scope=sender(request),
                request_id=draft.pk,
                version=form.read_version,
                given=form.given(),
            )
        except UserError as problem:
            form.show_refusal(problem, draft.version)
        else:
            return _onwards(request, draft, name)
    returns = request.GET.get("from") == CHECK
    context = {"form": form, "page": page, "returns": returns, **_around(draft, name)}
    return _page(request, "who" if page is None else "step", context, form)


def _onwards(request: HttpRequest, draft: Request, name: str) -> HttpResponse:
    """To the page that was asked for: the next one, saving for later, or back to the check from which it came."""
    wanted = request.POST.get("to", "")
    if wanted == "save":
        return redirect("assessments:public_save")
    if wanted == CHECK:
        return redirect("assessments:public_check")
    following = after(draft.route, name)
    return (
        redirect(f"assessments:public_{following}")
        if following in ("files", CHECK)
        else redirect(STEP, following)
    )


@open_to_all
def check(request: HttpRequest) -> HttpResponse:
    """Everything that was given, what is missing, and the last word: sending it."""
    draft = held(request)
    if draft is None:
        return gone(request)
    if draft.state != Request.State.DRAFT:
        return redirect(SENT)
    if not draft.route:
        return redirect(STEP, WHO)
    form = SendForm(
        request.POST if request.method == "POST" else None, initial={"version": draft.version}
    )
    if request.method == "POST" and form.is_valid():
        if not allowed(request, "send"):
            return too_often(request)
        try:
            sending.send(scope=sender(request), request_id=draft.pk, version=form.read_version)
        except UserError as problem:
            form.show_refusal(problem, draft.version)
        else:
            return redirect(SENT)
    context = {
        "form": form, "told": told_in(draft), "route": routes()[draft.route],
        "missing": missing(draft.route, values_of(draft)),
        "files": files_sent((drafts.OWNER, draft.pk)),
        "notes": notes(draft.route, draft.child_born, clock.today()), **_around(draft, CHECK),
    }  # fmt: skip
    return _page(request, "check", context, form)


@open_to_all
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt: a reference, the day from which it counts, and what happens next. Nothing about the child."""
    asked = held(request)
    if asked is None or asked.area_id is None:
        return gone(request)
    if asked.state == Request.State.DRAFT:
        return redirect("assessments:public_check")
    context: dict[str, object] = {
        "asked": asked, "decision_by": decision_by(asked), "contact_now": contact_of(asked.area_id),
        "route": routes()[asked.route], "attention": attention(), "help": help_rules(),
    }  # fmt: skip
    return quiet_page(request, "assessments/request/sent.html", context)


@open_to_all
def leave(request: HttpRequest) -> HttpResponse:
    """Close it on this device; only by POST. A draft that was saved waits for its link."""
    if request.method == "POST":
        let_go(request)
        return quiet_page(request, "assessments/request/left.html", {})
    return redirect("assessments:public_start")


def _around(draft: Request, name: str) -> dict[str, Any]:
    """What every page of a draft shows: where it stands among the pages, the page before, help with a worry."""
    steps = steps_of(draft.route)
    return {
        "draft": draft, "place": steps.index(name) + 1, "steps": len(steps), "before": before(draft.route, name),
        "help": help_rules(), "name": name,
        "attention": attention() if draft.route and not routes()[draft.route].request else None,
    }  # fmt: skip


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], form: OnDraft | StartForm
) -> HttpResponse:
    answer = quiet_page(request, f"assessments/request/{template}.html", context)
    if form.is_bound and form.errors:
        answer.status_code = 400
    return answer
