"""Writing a highlight report, handing it in, and taking it back to change it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Lead, Plan, Priority
from goldenthread.reports.models import Highlight
from goldenthread.reports.permissions import writing_posts
from goldenthread.reports.queries.highlights import since_for
from goldenthread.reports.queries.threads import of_priority


@dataclass(frozen=True)
class Text:
    """What a lead writes under each heading."""

    done: str = ""
    next_steps: str = ""
    exceptions: str = ""
    asks: str = ""


@transaction.atomic
def save_highlight(
    *, scope: Scope, priority_id: int, post_id: int, text: Text, version: int, seen_event: int
) -> Highlight:
    """Keep a draft; makes it when there is none (`version` 0). `seen_event`: the newest event on the writer's page.

    UserError when somebody else has saved or submitted it meanwhile; NotAllowed unless the post leads the priority.
    """
    priority = _priority(scope, priority_id, post_id)
    highlight = _open(priority)
    if (highlight.version if highlight else 0) != version:
        raise _changed(scope, priority)
    if highlight is None:
        highlight = Highlight(
            plan=priority.plan, priority=priority, version=0, since_event=since_for(priority)
        )
    elif highlight.state != Highlight.State.DRAFT:
        raise UserError(
            "already_submitted", "This highlight report is already submitted.",
            fix="Take it back to change it.",
        )  # fmt: skip
    # One that was begun under an earlier version of the plan goes on under this one.
    highlight.plan, highlight.priority = priority.plan, priority
    highlight.done, highlight.next_steps = text.done, text.next_steps
    highlight.exceptions, highlight.asks = text.exceptions, text.asks
    highlight.seen_event = seen_event
    highlight.version += 1
    highlight.written_at, highlight.written_post_id = clock.now(), post_id
    highlight.written_by_id = scope.user_id
    highlight.save()
    record(
        scope, "highlight.saved", highlight, area_id=priority.plan.area_id,
        fields=("done", "next_steps", "exceptions", "asks"),
    )  # fmt: skip
    return highlight


@transaction.atomic
def submit_highlight(*, scope: Scope, priority_id: int, post_id: int, version: int) -> Highlight:
    """Hand the draft in, for the next report to the board. UserError when it is empty or has changed."""
    priority = _priority(scope, priority_id, post_id)
    highlight = _open(priority)
    if highlight is None or highlight.version != version:
        raise _changed(scope, priority)
    if highlight.state != Highlight.State.DRAFT:
        raise UserError("already_submitted", "This highlight report is already submitted.")
    if not (highlight.done.strip() or highlight.next_steps.strip()):
        raise UserError(
            "nothing_said", "Nothing is said under what was done or what comes next.", "done",
            "Say at least one of them.",
        )  # fmt: skip
    highlight.state = Highlight.State.SUBMITTED
    highlight.submitted_at, highlight.submitted_post_id = clock.now(), post_id
    highlight.submitted_by_id = scope.user_id
    highlight.version += 1
    highlight.save()
    record(
        scope, "highlight.submitted", highlight, area_id=priority.plan.area_id, fields=("state",)
    )
    return highlight


@transaction.atomic
def take_back(*, scope: Scope, priority_id: int, post_id: int, version: int) -> Highlight:
    """Make a submitted report a draft again. Copies that went out with a report stay as they are."""
    priority = _priority(scope, priority_id, post_id)
    highlight = _open(priority)
    if highlight is None or highlight.version != version:
        raise _changed(scope, priority)
    if highlight.state != Highlight.State.SUBMITTED:
        raise UserError("not_submitted", "This highlight report is not submitted.")
    highlight.state = Highlight.State.DRAFT
    highlight.submitted_at = highlight.submitted_post = highlight.submitted_by = None
    highlight.version += 1
    highlight.save()
    record(
        scope, "highlight.taken_back", highlight, area_id=priority.plan.area_id, fields=("state",)
    )
    return highlight


def _priority(scope: Scope, priority_id: int, post_id: int) -> Priority:
    priority = (
        Priority.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=priority_id)
        .first()
    )
    if priority is None:
        raise UserError("no_such_priority", "There is no such priority.")
    leads = Lead.objects.filter(priority=priority).values_list("post_id", flat=True)
    if post_id not in writing_posts(scope, priority, leads):
        raise NotAllowed("That post does not lead this priority.")
    if priority.plan.state != Plan.State.AGREED:
        raise UserError("plan_not_in_force", "Highlight reports are written on agreed plans only.")
    return priority


def _open(priority: Priority) -> Highlight | None:
    found = Highlight.objects.filter(of_priority(priority)).exclude(state=Highlight.State.PRESENTED)
    return found.first()


def _changed(scope: Scope, priority: Priority) -> UserError:
    return changed_meanwhile(
        scope, _open(priority), "this highlight report", did="saved",
        fix="What was saved is shown below. Put the two together, then save again.",
    )  # fmt: skip
