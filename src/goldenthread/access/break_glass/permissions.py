"""What a scope may do with one emergency opening: the single-record twin of `visible_to`."""

from __future__ import annotations

from goldenthread.access.break_glass.kinds import all_kinds
from goldenthread.access.models import BreakGlass
from goldenthread.access.models.break_glass import REVIEW
from goldenthread.access.scope import Scope
from goldenthread.core import clock


def can_see(scope: Scope, opening: BreakGlass) -> bool:
    """Whether it is the person's own, or they review such openings, or own such records."""
    own = scope.user_id is not None and opening.user_id == scope.user_id
    rights = {one.owner_right for one in all_kinds() if one.kind == opening.kind} | {REVIEW}
    return own or any(scope.has(right, opening.area_id) for right in rights)


def may_judge(scope: Scope, opening: BreakGlass) -> bool:
    """Whether the person reviews it: with the right, and neither who opened it nor in a post of theirs."""
    somebody_else = opening.user_id != scope.user_id and not (opening.posts & scope.post_ids)
    return somebody_else and scope.has(REVIEW, opening.area_id)


def may_end(scope: Scope, opening: BreakGlass) -> bool:
    """Whether the person may end it now: it runs, and is theirs or theirs to review."""
    runs = opening.ended_at is None and opening.ends_at > clock.now()
    return runs and (opening.user_id == scope.user_id or may_judge(scope, opening))
