"""Doing something to an entry: its owner, score, review, escalation, answer, state."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.registers.actions import moving, raising, scoring
from goldenthread.registers.forms import (
    AnswerForm,
    AssignForm,
    ScoreForm,
    TextForm,
)
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.permissions import (
    answering_posts,
    keeping_posts,
    managing_posts,
    moving_posts,
    next_step,
)
from goldenthread.registers.queries import entries
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.queries.places import owner_choices, post_choices
from goldenthread.registers.rules.definitions import ESCALATE, Register, register
from goldenthread.registers.views.submitting import acted, by_whom, form_page, shown_page
from goldenthread.ui.filters import date_long


def assign(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Give the entry another owner."""
    found, definition = _open_entry(request, entry_id)
    posts = _allowed(managing_posts(request.scope, definition, found.area_id))
    form = AssignForm(
        request.POST or None,
        posts=posts,
        owners=owner_choices(found.area_id, clock.today()),
        initial={"version": found.version, "owner": found.owner_id},
    )
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: raising.assign_owner(
                **by_whom(request, found, form), owner_id=int(form.cleaned_data["owner"]),
            ),
            "It has another owner.",
        )  # fmt: skip
        if done:
            return done
    return form_page(request, found, form, "Give it an owner", "Save")


def score(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Score its positions with the area's matrix."""
    found, definition = _open_entry(request, entry_id)
    kind = definition.kinds[found.kind]
    current = current_matrix(found.area_id, definition)
    if current is None or kind.scoring == "none":
        raise Http404("This is not scored.")
    posts = _allowed(keeping_posts(request.scope, found))
    shown: dict[str, object] = {"version": found.version}
    for position, given in entries.scores_of(found).items():
        # Levels of an earlier matrix mean something else: they are asked again.
        if given.matrix_id == current.id:
            shown[f"{position}_likelihood"] = given.likelihood
            shown[f"{position}_impact"] = given.impact
    form = ScoreForm(
        request.POST or None, posts=posts, definition=definition, kind=kind,
        current=current, initial=shown,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: scoring.score_entry(
                **by_whom(request, found, form), given=form.scored(),
            ),
            "It is scored.",
        )  # fmt: skip
        if done:
            return done
    context = {"entry": found, "form": form, "matrix": current.matrix, "kind": kind}
    return shown_page(request, "registers/score.html", context, form)


def review(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Say that it was looked at."""
    found, _ = _open_entry(request, entry_id)
    form = TextForm(
        request.POST or None,
        posts=_allowed(keeping_posts(request.scope, found)),
        label="What did you find?",
        hint="Are the controls working? Does the score still hold?",
        initial={"version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: scoring.review_entry(
                **by_whom(request, found, form), text=form.cleaned_data["text"],
            ),
            "The review is recorded, and the next one is set.",
        )  # fmt: skip
        if done:
            return done
    return form_page(request, found, form, "Review", "Record the review")


def answer(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Answer what was escalated."""
    found, definition = _entry(request, entry_id)
    posts = answering_posts(request.scope, found)
    if request.method == "POST" and not found.level:
        # Somebody was faster, perhaps the same person pressing twice: what was typed is not lost.
        posts = frozenset().union(
            *(request.scope.posts_with(step.answers, found.area_id) for step in definition.ladder)
        )
    form = AnswerForm(
        request.POST or None,
        posts=_allowed(posts),
        label="What do you say?",
        hint="Whoever raised it and whoever owns it read this.",
        initial={"version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form,
            lambda: moving.answer(
                **by_whom(request, found, form), outcome=form.cleaned_data["outcome"],
                text=form.cleaned_data["text"],
            ),
            "Your answer has gone back to the owner and to whoever raised it.",
        )  # fmt: skip
        if done:
            return done
    heading = f"Answer for: {definition.level_name(found.level)}"
    return form_page(request, found, form, heading, "Send the answer")


def move(request: ScopedRequest, entry_id: int, move: str) -> HttpResponse:
    """Escalate it, close it, reopen it, or take it along another transition of its register."""
    found, definition = _entry(request, entry_id)
    step = definition.transitions.get(move)
    if step is None:
        raise Http404("There is no such step.")
    if request.method != "POST" and found.state not in step.sources:
        raise NotAllowed("This cannot be done to this entry as it stands.")
    form = TextForm(
        request.POST or None,
        posts=_allowed(moving_posts(request.scope, found, step)),
        label="What do you need from them, and why?" if move == ESCALATE else "Why?",
        hint=_asked(request, found) if move == ESCALATE else "",
        initial={"version": found.version},
    )
    form.fields["text"].required = step.needs_reason
    if request.method == "POST" and form.is_valid():
        done = acted(
            request, found, form, lambda: _moved(request, found, move, form), "It is done."
        )
        if done:
            return done
    note = _missing(definition, found) if move == ESCALATE else ""
    return form_page(request, found, form, step.words, step.words, note)


def _missing(definition: Register, found: Entry) -> str:
    """What whoever is asked will look for and not find; empty where nothing is missing."""
    lacks = [] if found.owner_id else ["no owner"]
    if definition.kinds[found.kind].scoring != "none" and not found.score:
        lacks.append("no score")
    return f"{found.reference} has {' and '.join(lacks)} yet." if lacks else ""


def _moved(request: ScopedRequest, found: Entry, code: str, form: TextForm) -> EntryEvent:
    given, text = by_whom(request, found, form), form.cleaned_data["text"]
    if code == ESCALATE:
        return moving.escalate(**given, text=text)
    return moving.move_entry(**given, code=code, text=text)


def _entry(request: ScopedRequest, entry_id: int) -> tuple[Entry, Register]:
    found = entries.get_entry(request.scope, entry_id)
    return found, register(found.register)


def _open_entry(request: ScopedRequest, entry_id: int) -> tuple[Entry, Register]:
    found, definition = _entry(request, entry_id)
    # What was typed before somebody closed it is not thrown away: the action says what is wrong.
    if request.method != "POST" and found.closed_on is not None:
        raise NotAllowed(f"{found.reference} is closed.", "Reopen it first, with a reason.")
    return found, definition


def _allowed(posts: frozenset[int]) -> list[tuple[str, str]]:
    if not posts:
        raise NotAllowed("Your posts may not do this to this entry as it stands.")
    return post_choices(posts)


def _asked(request: ScopedRequest, found: Entry) -> str:
    step = next_step(request.scope, found)
    if step is None:
        return "There is nobody above to ask."
    due = date_long(clock.today() + timedelta(days=step.days))
    return f"This goes to: {step.name}. Their answer is due by {due}."
