"""Doing something to an entry: its owner, score, review, answer. Taking it to another state is in `moving`."""

from __future__ import annotations

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
from goldenthread.registers.models import Entry
from goldenthread.registers.permissions import (
    answering_posts,
    keeping_posts,
    managing_posts,
)
from goldenthread.registers.queries import entries
from goldenthread.registers.queries.matrices import current_matrix
from goldenthread.registers.queries.places import owner_choices
from goldenthread.registers.rules.definitions import Register
from goldenthread.registers.views.submitting import (
    acted,
    allowed,
    by_whom,
    entry_of,
    form_page,
    shown_page,
)


def assign(request: ScopedRequest, entry_id: int) -> HttpResponse:
    """Give the entry another owner."""
    found, definition = _open_entry(request, entry_id)
    posts = allowed(managing_posts(request.scope, definition, found.area_id))
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
    posts = allowed(keeping_posts(request.scope, found))
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
        posts=allowed(keeping_posts(request.scope, found)),
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
    found, definition = entry_of(request, entry_id)
    posts = answering_posts(request.scope, found)
    if request.method == "POST" and not found.level:
        # Somebody was faster, perhaps the same person pressing twice: what was typed is not lost.
        posts = frozenset().union(
            *(request.scope.posts_with(step.answers, found.area_id) for step in definition.ladder)
        )
    form = AnswerForm(
        request.POST or None,
        posts=allowed(posts),
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


def _open_entry(request: ScopedRequest, entry_id: int) -> tuple[Entry, Register]:
    found, definition = entry_of(request, entry_id)
    # What was typed before somebody closed it is not thrown away: the action says what is wrong.
    if request.method != "POST" and found.closed_on is not None:
        raise NotAllowed(f"{found.reference} is closed.", "Reopen it first, with a reason.")
    return found, definition
