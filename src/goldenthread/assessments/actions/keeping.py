"""What every act on a request does first: take its row, check the right, see that nobody was faster."""

from __future__ import annotations

from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Request
from goldenthread.assessments.permissions import TAKE_IN
from goldenthread.core.errors import UserError

STATE = Request.State
TAKEN = (STATE.TAKEN_IN, STATE.JOINED)


def locked(scope: Scope, request_id: int, right: str = TAKE_IN) -> Request:
    """The request with its row locked. UserError where there is none to be seen; NotAllowed without the right."""
    rows = Request.objects.visible_to(scope).select_for_update(of=("self",))
    asked = rows.select_related("area").filter(pk=request_id).first()
    if asked is None:
        raise UserError("no_such_request", "There is no such request.")
    scope.need(right, asked.area_id)
    return asked


def need_waiting(asked: Request) -> None:
    """UserError for a request that somebody has dealt with."""
    if asked.state != STATE.SENT:
        words = asked.get_state_display().lower()
        raise UserError(
            "dealt_with", f"{asked.reference} has been dealt with: {words}.",
            fix="Its page says by whom, and what became of it.",
        )  # fmt: skip


def need_version(scope: Scope, asked: Request, version: int) -> None:
    """UserError where the request has changed since it was read."""
    if asked.version != version:
        raise changed_meanwhile(scope, asked, "this request")


def post_of(scope: Scope, right: str, area_id: int | None) -> int | None:
    """The post through which it is done; None where there are several, and nobody can tell which."""
    posts = sorted(scope.posts_with(right, area_id)) if area_id is not None else []
    return posts[0] if len(posts) == 1 else None
