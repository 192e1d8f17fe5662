"""Pages on which parts of a record are protected."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.core import clock
from goldenthread.people.actions import protecting as actions
from goldenthread.people.forms.rights import EndProtectionForm, PostsForm, ProtectForm
from goldenthread.people.models import Person
from goldenthread.people.queries.kept import get_protection
from goldenthread.people.queries.protections import (
    ProtectionRow,
    posts_to_name,
    siblings_left_open,
)
from goldenthread.people.views.editing import Question, answered, child_to_edit
from goldenthread.people.views.rights import RIGHTS

_ABOUT = (
    "It is shown to these posts only, and leaves the record by no letter, copy, list or search. "
    "Opening the record in an emergency does not show it."
)


def protect(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Hide a part of the record from all but some posts."""
    person = _child(request, person_id)
    today = clock.today()
    form = ProtectForm(
        request.POST or None, posts=posts_to_name(request.scope, person, today).items()
    )

    def act() -> str:
        actions.protect(
            scope=request.scope, person_id=person.pk, what=form.cleaned_data["what"],
            why=form.cleaned_data["why"], post_ids=form.post_ids, today=today,
        )  # fmt: skip
        left = siblings_left_open(person, form.cleaned_data["what"], today)
        return f"It is protected. {_own(request, form.post_ids)} {_siblings(left)}".strip()

    question = Question("Protect a part of the record", "Protect it", RIGHTS, intro=_ABOUT)
    return answered(request, person, form, question, act)


def change_posts(request: ScopedRequest, person_id: int, protection_id: int) -> HttpResponse:
    """Which posts see what is protected."""
    person = _child(request, person_id)
    today = clock.today()
    found = get_protection(request.scope, person, protection_id, today)
    actions.need_seen(request.scope, found.post_ids)
    offered = posts_to_name(request.scope, person, today, found)
    # Posts that would tell where the child learns are not shown, and stay as they are.
    unseen = found.post_ids - offered.keys()
    form = PostsForm(
        request.POST or None, posts=offered.items(), needed=not unseen,
        initial={"posts": [str(key) for key in found.post_ids], "version": found.version},
    )  # fmt: skip

    def act() -> str:
        chosen = form.post_ids | unseen
        actions.change_posts(
            scope=request.scope, person_id=person.pk, protection_id=found.id, post_ids=chosen,
            version=form.told_version(), today=today,
        )  # fmt: skip
        return f"The posts are saved. {_own(request, chosen)}"

    def now() -> list[dict[str, str]]:
        form.take_version(found.version)
        return [{"key": "Posts that see it", "value": "; ".join(found.posts)}]

    intro = f"{found.words}. {_ABOUT}"
    if unseen:
        intro += "\n\nPosts of the place where the child learns see it too. They are not named here, and stay."
    question = Question("Change which posts see it", "Save", RIGHTS, intro=intro)
    return answered(request, person, form, question, act, now)


def end_protection(request: ScopedRequest, person_id: int, protection_id: int) -> HttpResponse:
    """That something need not be protected any more."""
    person = _child(request, person_id)
    found = get_protection(request.scope, person, protection_id, clock.today())
    actions.need_end(request.scope, person, found.post_ids)
    form = EndProtectionForm(request.POST or None)

    def act() -> str:
        actions.end_protection(
            scope=request.scope, person_id=person.pk, protection_id=found.id,
            why=form.cleaned_data["why"], today=clock.today(),
        )  # fmt: skip
        return "It stays protected until the end of today."

    question = Question(
        "End the protection", "End the protection", RIGHTS,
        intro=_ending(found),
    )  # fmt: skip
    return answered(request, person, form, question, act)


def _child(request: ScopedRequest, person_id: int) -> Person:
    person = child_to_edit(request, person_id)
    request.scope.need(actions.PROTECT, person.area_id)
    return person


def _own(request: ScopedRequest, chosen: Collection[int]) -> str:
    """What follows for whoever protects: their own post is not added for them."""
    if request.scope.post_ids & set(chosen):
        return ""
    return "None of your posts was chosen, so you do not see it any more."


def _siblings(left: int) -> str:
    """Whoever protects one child is told of those of the family who are not protected: a count, and no name."""
    if not left:
        return ""
    one = "1 brother or sister is" if left == 1 else f"{left} brothers and sisters are"
    return f"{one} not protected like this: look at the record of each."


def _ending(found: ProtectionRow) -> str:
    return (
        f"{found.words}. From tomorrow everybody who may read the record sees it, and it stands in letters, copies, "
        "lists and searches again. It stays protected until the end of today."
    )
