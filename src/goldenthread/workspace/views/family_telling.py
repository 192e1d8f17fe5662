"""What a family tells us by its page: the form, what it has sent so far, and our answers."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from goldenthread.access.audit import record
from goldenthread.access.links import arriving
from goldenthread.assessments.rules.safety import flag_of, help_rules
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.families import send
from goldenthread.messages.queries.families import sent_by
from goldenthread.workspace import family_typed
from goldenthread.workspace.family_access import FamilyRequest, family_page
from goldenthread.workspace.forms.family import TellForm
from goldenthread.workspace.presenters.family import voice_of
from goldenthread.workspace.rules.family_words import topic_words, topics

RATES = {"tell": "30/h/key"}
TOO_OFTEN = UserError(
    "too_often", "You have sent a lot in the last hour.",
    fix="What you wrote is still here. Send it in an hour, or call us if it cannot wait.",
)  # fmt: skip


@family_page
def tell(request: FamilyRequest) -> HttpResponse:
    """Ask, tell once what has changed, comment, send files, say of a worry."""
    reader = request.reader
    before = family_typed.found(request, reader)
    initial = {
        "topic": request.GET.get("topic", ""),
        **before,
        "came": family_typed.mark_of(reader),
    }
    form = TellForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        topics=topics(voice_of(reader)),
    )
    if request.method == "POST" and form.is_valid():
        if not _allowed(request):
            form.add_user_error(TOO_OFTEN)
            return _shown(request, form, found_again=False)
        said = form.said(lambda words: bool(flag_of("", [words])))
        try:
            send(
                scope=request.by_link, reader=reader, said=said, sent_key=form.sent_key,
                files=form.chosen(),
            )  # fmt: skip
        except UserError as problem:
            form.add_user_error(problem, _field(form, problem))
        else:
            family_typed.forget(request)
            messages.success(request, "We have it. Our answer will be on this page.")
            return redirect("workspace:family_messages")
    return _shown(request, form, found_again=bool(before) and not form.is_bound)


def _shown(request: FamilyRequest, form: TellForm, *, found_again: bool) -> HttpResponse:
    context = {"form": form, "help": help_rules(), "found_again": found_again}
    answer = arriving.quiet_page(request, "workspace/family/tell.html", context)
    answer.status_code = 400 if form.is_bound and form.errors else 200
    return answer


@family_page
def told(request: FamilyRequest) -> HttpResponse:
    """What was sent, with our answers."""
    voice = voice_of(request.reader)
    rows = [(topic_words(row.topic, voice), row) for row in sent_by(request.reader)]
    record(request.by_link, "person.family_read", request.reader.person, fields=("messages",))
    return arriving.quiet_page(request, "workspace/family/told.html", {"rows": rows})


def _allowed(request: FamilyRequest) -> bool:
    """Whether by this link something may be sent once more."""
    return bool(
        ratelimit.consume(
            request, app="goldenthread.workspace", action="tell", key=f"link {request.reader.link_id}", config=RATES
        )
    )  # fmt: skip


def _field(form: TellForm, problem: UserError) -> str:
    """Where a problem is shown: a file that is not taken beside the files."""
    return problem.where if problem.where in form.fields else "uploads"
