"""What every action on a letter does first: take its row, check the right, see that nobody changed it meanwhile."""

from __future__ import annotations

from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.messages.models import Copy, Letter

WRITE, SEND = "letter.write", "letter.send"


def locked(scope: Scope, letter_id: int, right: str) -> Letter:
    """The letter with its row locked. UserError where there is none to be seen; NotAllowed without the right."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("person", "letterhead")
    visible = Letter.objects.visible_to(scope).filter(pk=letter_id).values("pk")
    letter = rows.filter(pk__in=visible).first()
    if letter is None:
        raise UserError("no_such_letter", "There is no such letter.")
    scope.need(right, letter.area_id)
    return letter


def need_version(scope: Scope, letter: Letter, version: int) -> None:
    """UserError where the letter has changed since it was read."""
    if letter.version != version:
        raise changed_meanwhile(scope, letter, "this letter")


def need_open(letter: Letter) -> None:
    """UserError for a letter that was sent or withdrawn."""
    if not letter.open:
        raise UserError(
            "letter_closed", f"{letter.reference} was {letter.get_state_display().lower()}.",
            fix="Its words stay as they are. Write another letter, if one is needed.",
        )  # fmt: skip


def need_post(scope: Scope, post_id: int, right: str, area_id: int) -> None:
    """NotAllowed unless that post of the person's carries the right."""
    if post_id not in scope.posts_with(right, area_id):
        raise NotAllowed("That post does not carry the right to do this with a letter.")


def copies_of(letter: Letter) -> list[Copy]:
    """The copies in their order, each with this letter itself."""
    found = list(letter.copies.select_related("carer", "post__organisation").order_by("pk"))
    for one in found:
        one.letter = letter
    return found
