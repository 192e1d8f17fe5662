"""Taking an entry to another state: escalating it, closing it, reopening it, and whatever its register knows."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.registers.actions import moving
from goldenthread.registers.forms import EscalateForm, TextForm
from goldenthread.registers.models import Entry
from goldenthread.registers.permissions import moving_posts, steps_above
from goldenthread.registers.rules.definitions import ESCALATE, Register, Transition
from goldenthread.registers.views.submitting import acted, allowed, by_whom, entry_of, form_page
from goldenthread.ui.filters import date_long


def move(request: ScopedRequest, entry_id: int, move: str) -> HttpResponse:
    """Take it along a transition of its register."""
    found, definition = entry_of(request, entry_id)
    step = definition.transitions.get(move)
    if step is None:
        raise Http404("There is no such step.")
    if request.method != "POST" and found.state not in step.sources:
        raise NotAllowed("This cannot be done to this entry as it stands.")
    posts = allowed(moving_posts(request.scope, found, step))
    if move == ESCALATE:
        return _escalate(request, found, definition, step, posts)
    form = TextForm(
        request.POST or None, posts=posts, label="Why?", initial={"version": found.version}
    )
    form.fields["text"].required = step.needs_reason
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: moving.move_entry(
                **by_whom(request, found, form), code=move, text=form.cleaned_data["text"],
            ),
            "It is done.",
        )  # fmt: skip
        if done:
            return done
    return form_page(request, found, form, step.words, step.words)


def _escalate(
    request: ScopedRequest,
    found: Entry,
    definition: Register,
    step: Transition,
    posts: list[tuple[str, str]],
) -> HttpResponse:
    """Ask a step above: the next one, or a later one at once."""
    steps = steps_above(request.scope, found)
    due = {one.level: date_long(clock.today() + timedelta(days=one.days)) for one in steps}
    hint = "" if steps else "There is nobody above to ask."
    if len(steps) == 1:
        hint = f"This goes to: {steps[0].name}. Their answer is due by {due[steps[0].level]}."
    form = EscalateForm(
        request.POST or None, posts=posts, steps=steps, due=due, hint=hint,
        label="What do you need from them, and why?", initial={"version": found.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: moving.escalate(
                **by_whom(request, found, form), text=form.cleaned_data["text"], **form.chosen(),
            ),
            "It is escalated. The answer comes back to its owner and to whoever raised it.",
        )  # fmt: skip
        if done:
            return done
    return form_page(request, found, form, step.words, step.words, _missing(definition, found))


def _missing(definition: Register, found: Entry) -> str:
    """What whoever is asked will look for and not find; empty where nothing is missing."""
    lacks = [] if found.owner_id else ["no owner"]
    if definition.kinds[found.kind].scoring != "none" and not found.score:
        lacks.append("no score")
    return f"{found.reference} has {' and '.join(lacks)} yet." if lacks else ""
