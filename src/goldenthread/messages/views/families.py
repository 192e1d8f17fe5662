"""What families sent by the family page, for staff: the list that waits, and one with its answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread.access.audit import record, record_list_read
from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.queries.uploads import files_of
from goldenthread.messages.actions import families as actions
from goldenthread.messages.forms.families import ANSWER, SettleForm
from goldenthread.messages.models.families import ANSWER as RIGHT
from goldenthread.messages.queries.families import area_of, get_message, waiting_rows


def family_messages(request: ScopedRequest) -> HttpResponse:
    """What nobody has answered or filed, worries first."""
    if not request.scope.has(RIGHT):
        raise NotAllowed("Your posts do not answer families.")
    rows, count = waiting_rows(request.scope)
    record_list_read(request.scope, "familymessage", [row.id for row in rows])
    context = {"rows": rows, "count": count, "today": clock.today()}
    return render(request, "letters/family_messages.html", context)


def family_message(request: ScopedRequest, message_id: int) -> HttpResponse:
    """One message with its files; answer it, or say that it was read and what was done."""
    row = get_message(request.scope, message_id)
    area_id = area_of(request.scope, message_id)
    posts = request.scope.named_posts(RIGHT, area_id)
    form = SettleForm(request.POST or None, posts=posts, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {"scope": request.scope, "message_id": message_id, "version": said["version"]}
        try:
            if said["do"] == ANSWER:
                actions.answer(**given, words=said["answer"], post_id=form.post_id)
            else:
                actions.file_away(**given, how=said["filed_how"], post_id=form.post_id)
        except NotAllowed:
            raise
        except UserError as problem:
            row = get_message(request.scope, message_id)
            form.show_refusal(problem, row.version)
        else:
            done = (
                "They read your answer on their page." if said["do"] == ANSWER else "It is filed."
            )
            messages.success(request, done)
            return redirect("letters:family_message", message_id)
    record(request.scope, "familymessage.read", (actions.OWNER, message_id), area_id=area_id)
    context = {
        "row": row, "form": form, "files": files_of(request.scope, (actions.OWNER, message_id)),
    }  # fmt: skip
    status = 400 if form.is_bound and form.errors else 200
    return render(request, "letters/family_message.html", context, status=status)
