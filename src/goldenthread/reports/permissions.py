"""What a scope may do with one report or highlight report: the single-record twin of `visible_to`."""

from __future__ import annotations

from collections.abc import Collection

from goldenthread.access.scope import Scope
from goldenthread.improvement.models import Priority
from goldenthread.reports.models import Highlight, Report


def can(scope: Scope, permission: str, report: Report) -> bool:
    """Whether the scope carries `permission` over this report. Nothing is allowed on an unseen one."""
    area_id = report.plan.area_id
    may_see = (
        scope.has("report.prepare", area_id)
        or (scope.has("report.clear", area_id) and report.waiting)
        or (scope.has("report.view", area_id) and report.state == Report.State.SENT)
    )
    if permission == "report.view":
        return may_see
    return may_see and scope.has(permission, area_id)


def can_see_highlight(scope: Scope, highlight: Highlight, lead_ids: Collection[int]) -> bool:
    """`lead_ids` are the posts that lead the priority."""
    area_id = highlight.plan.area_id
    return (
        scope.has("report.prepare", area_id)
        or (scope.has("report.view", area_id) and highlight.state != Highlight.State.DRAFT)
        or bool(scope.posts_with("report.write_own", area_id) & set(lead_ids))
    )


def writing_posts(scope: Scope, priority: Priority, lead_ids: Collection[int]) -> frozenset[int]:
    """The posts through which this person may write the highlight report: those that lead the priority."""
    return scope.posts_with("report.write_own", priority.plan.area_id) & frozenset(lead_ids)
