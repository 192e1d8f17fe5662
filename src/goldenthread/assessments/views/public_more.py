"""Beside the questions of a request: its files, saving it for later and coming back, deleting it, the form on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.access.links import arriving, numbers
from goldenthread.access.links.arriving import quiet_page
from goldenthread.access.middleware import open_to_all
from goldenthread.assessments.actions import drafts
from goldenthread.assessments.actions.drafts import OWNER, PURPOSE
from goldenthread.assessments.forms.public import FilesForm, NumberForm, SaveForm
from goldenthread.assessments.models import Request
from goldenthread.assessments.queries.areas import areas_taking_requests, contact_of
from goldenthread.assessments.queries.drafts import held_by_browser
from goldenthread.assessments.rules.drafts import draft_rules
from goldenthread.assessments.rules.pages import FILES, before, pages_for, steps_of
from goldenthread.assessments.rules.routes import routes, voice_of
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
from goldenthread.core.errors import UserError
from goldenthread.documents import uploads
from goldenthread.documents.queries.uploads import files_sent

WRONG = UserError(
    "number_wrong",
    "That number does not open it.",
    "number",
    "After 5 wrong numbers the link ends.",
)
REMOVED = "Taken out by whoever sent it, before the request was sent."


def _draft(request: HttpRequest) -> Request | None:
    found = held(request)
    return found if found is not None and found.state == Request.State.DRAFT else None


@open_to_all
def files(request: HttpRequest) -> HttpResponse:
    """Files that go with the request: several at a time, none needed."""
    draft = _draft(request)
    if draft is None or not draft.route:
        return gone(request)
    form, owner = FilesForm(), (OWNER, draft.pk)
    if request.method == "POST" and not allowed(request, "files"):
        return too_often(request)
    if request.method == "POST" and (form := FilesForm(request.POST, request.FILES)).is_valid():
        try:
            if (key := request.POST.get("remove", "")).isdecimal():
                uploads.remove(scope=sender(request), owner=owner, file_id=int(key), why=REMOVED)
                return redirect("assessments:public_files")
            chosen = form.uploaded()
            drafts.add_files(
                scope=sender(request), request_id=draft.pk, sent_by=routes()[draft.route].words, files=chosen
            )  # fmt: skip
        except UserError as problem:
            named = f"{problem.where}: " if problem.where else ""
            form.add_error("chosen", f"{named}{problem.message} {problem.fix or ''}".strip())
        else:
            on = request.POST.get("to") == "check" or not chosen
            return redirect("assessments:public_check" if on else "assessments:public_files")
    steps = steps_of(draft.route)
    context = {
        "form": form, "files": files_sent(owner), "place": steps.index(FILES) + 1, "steps": len(steps),
        "draft": draft, "before": before(draft.route, FILES), "help": help_rules(), "name": FILES,
    }  # fmt: skip
    answer = quiet_page(request, "assessments/request/files.html", context)
    answer.status_code = 400 if form.is_bound and form.errors else 200
    return answer


@open_to_all
def save(request: HttpRequest) -> HttpResponse:
    """Save it for later: a link goes by e-mail, and a number is shown here, once."""
    draft = _draft(request)
    if draft is None:
        return gone(request)
    form = SaveForm(
        request.POST if request.method == "POST" else None, initial={"email": draft.asker_email}
    )
    if request.method == "POST" and form.is_valid():
        if not allowed(request, "save", key=f"draft {draft.pk}"):
            return too_often(request)
        number = drafts.save_for_later(
            scope=sender(request), request_id=draft.pk, email=form.cleaned_data["email"],
            address_of=lambda token: request.build_absolute_uri(
                reverse("assessments:public_return", args=[token])
            ),
        )  # fmt: skip
        fresh = held(request)
        shown: dict[str, object] = {
            "number": numbers.shown(number),
            "draft": fresh,
            "help": help_rules(),
        }
        return quiet_page(request, "assessments/request/saved.html", shown)
    context = {"form": form, "draft": draft, "rules": draft_rules(), "help": help_rules()}
    answer = quiet_page(request, "assessments/request/save.html", context)
    answer.status_code = 400 if form.is_bound and form.errors else 200
    return answer


@open_to_all
def back(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself: it opens nothing, and leads to the page that asks for the number."""
    return arriving.arrive(request, token=token, purpose=PURPOSE, page="assessments:public_number")


@open_to_all
def number(request: HttpRequest) -> HttpResponse:
    """Ask for the number that was shown when it was saved; with it, go on where it was left."""
    link = arriving.came_by(request, PURPOSE)
    if link is None:
        return arriving.refusal(request)
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not allowed(request, "number"):
            return too_often(request)
        if numbers.confirm(scope=sender(request), link=link, typed=form.cleaned_data["number"]):
            draft = held_by_browser(int(link.target_id))
            if draft is None:
                return arriving.refusal(request)
            arriving.leave(request, PURPOSE)
            hold(request, draft)
            return redirect(
                "assessments:public_check" if draft.route else "assessments:public_start"
            )
        if arriving.came_by(request, PURPOSE) is None:
            return arriving.refusal(request)
        form.add_user_error(WRONG, "number")
    answer = quiet_page(request, "assessments/request/number.html", {"form": form})
    answer.status_code = 400 if form.is_bound and form.errors else 200
    return answer


@open_to_all
def discard(request: HttpRequest) -> HttpResponse:
    """Ask once, and delete the draft for good."""
    draft = _draft(request)
    if draft is None:
        return gone(request)
    if request.method == "POST":
        drafts.discard(scope=sender(request), request_id=draft.pk)
        let_go(request)
        return quiet_page(request, "assessments/request/left.html", {"deleted": True})
    return quiet_page(request, "assessments/request/discard.html", {"draft": draft})


@open_to_all
def paper(request: HttpRequest, route: str) -> HttpResponse:
    """The same questions on paper, to be printed and posted, for whoever asks by that route."""
    known = route if route in routes() else "parent"
    areas = [(area, contact_of(area.pk)) for area in areas_taking_requests()]
    context = {
        "route": routes()[known], "routes": routes().values(), "pages": pages_for(voice_of(known)), "areas": areas,
        "help": help_rules(),
    }  # fmt: skip
    return quiet_page(request, "assessments/request/paper.html", context)
