"""The family page: how a child's case stands, for one carer or the young person, who came by a link and a code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record
from goldenthread.access.links import arriving, codes
from goldenthread.access.middleware import open_to_all
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.notices import OFF, stop_by_notice
from goldenthread.organisations.forms.accounts import LinkCodeForm
from goldenthread.people.actions import family_links
from goldenthread.people.actions.family_links import PURPOSE
from goldenthread.workspace import family_typed
from goldenthread.workspace.family_access import (
    FamilyRequest,
    family_page,
    scope_of,
    still_opens,
    waiting_for_code,
)
from goldenthread.workspace.forms.family import NO, YES, NoticesForm
from goldenthread.workspace.presenters.family import family_context, first_name
from goldenthread.workspace.queries.family import family_page as read_page
from goldenthread.workspace.queries.family import who_sees

WRONG = UserError(
    "code_wrong", "That code does not work.", "code", "Ask for a new one if it is old."
)


@open_to_all
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link itself."""
    return arriving.arrive(
        request, token=token, purpose=PURPOSE, page="workspace:family_code", still=still_opens
    )


@open_to_all
def code(request: HttpRequest) -> HttpResponse:
    """Have a code sent to the verified address, and give it."""
    held = waiting_for_code(request)
    if held is None:
        return arriving.refusal(request)
    found, reader = held
    scope = scope_of(request, found)
    if request.method == "POST" and request.POST.get("do") == "send":
        try:
            codes.send(scope=scope, link=found)
        except UserError as problem:
            messages.error(request, f"{problem.message} {problem.fix}")
        else:
            messages.success(request, "A code is on its way to the address that we know.")
        return redirect("workspace:family_code")
    form = LinkCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if arriving.may_try(request) and codes.confirm(
            scope=scope, link=found, typed=form.cleaned_data["code"]
        ):
            arriving.confirmed(request, PURPOSE)
            typed = bool(family_typed.found(request, reader))
            return redirect("workspace:family_tell" if typed else "workspace:family")
        family_links.end_if_guessed(scope=scope, link=found)
        form.add_user_error(WRONG, "code")
    return arriving.quiet_page(request, "workspace/family/code.html", {"form": form})


@family_page
def family(request: FamilyRequest) -> HttpResponse:
    """What has happened, what comes next, by when, who holds it, and what the reader can do."""
    today = clock.today()
    page = read_page(request.reader, today)
    record(request.by_link, "person.family_read", request.reader.person)
    return arriving.quiet_page(request, "workspace/family/page.html", family_context(page, today))


@family_page
def who(request: FamilyRequest) -> HttpResponse:
    """Which services can see the record, as roles and organisations."""
    rows = who_sees(request.reader, clock.today())
    record(request.by_link, "person.family_read", request.reader.person, fields=("access",))
    context = {"reader": request.reader, "name": first_name(request.reader), "rows": rows}
    return arriving.quiet_page(request, "workspace/family/who.html", context)


@family_page
def notices(request: FamilyRequest) -> HttpResponse:
    """Whether a mail is wanted when the stage changes."""
    wanted = request.reader.family.notices
    form = NoticesForm(request.POST or None, initial={"wanted": YES if wanted else NO})
    if request.method == "POST" and form.is_valid():
        family_links.want_notices(
            scope=request.by_link, reader=request.reader,
            wanted=form.cleaned_data["wanted"] == YES, site=request.build_absolute_uri("/"),
        )  # fmt: skip
        messages.success(request, "We have saved that.")
        return redirect("workspace:family")
    return arriving.quiet_page(request, "workspace/family/notices.html", {"form": form})


@family_page
def leave(request: FamilyRequest) -> HttpResponse:
    """Close the page in this browser; only by POST."""
    if request.method == "POST":
        arriving.leave(request, PURPOSE)
        family_typed.forget(request)
        return arriving.quiet_page(request, "workspace/family/left.html", {})
    return redirect("workspace:family")


@open_to_all
def stop_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link at the foot of a notice."""
    return arriving.arrive(request, token=token, purpose=OFF, page="workspace:family_stopping")


@open_to_all
def stopping(request: HttpRequest) -> HttpResponse:
    """Stop the notices; it shows nothing of anybody."""
    found = arriving.arrived(request, OFF)
    if found is None:
        return arriving.refusal(request)
    if request.method == "POST":
        stop_by_notice(scope=scope_of(request, found), notice_id=int(found.target_id))
        arriving.leave(request, OFF)
    context: dict[str, object] = {"stopped": request.method == "POST"}
    return arriving.quiet_page(request, "workspace/family/stop.html", context)
