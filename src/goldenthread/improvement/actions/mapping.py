"""What became of the priorities of an earlier plan in a later one.

Both ends hang on the thread of their priority, and what does not go on hangs on the first version of the later
plan: a new version of either plan keeps what was said.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.numbers import whole_number
from goldenthread.improvement.models import Plan, Priority, PriorityDropped, PriorityMapping
from goldenthread.improvement.queries.mapping import check_pair
from goldenthread.improvement.queries.versions import ancestry


@transaction.atomic
def map_priority(
    *,
    scope: Scope,
    earlier_id: int,
    later_id: int,
    post_id: int,
    kind: PriorityMapping.Kind,
    note: str,
) -> PriorityMapping:
    """Say that a priority goes on as another of a later plan. Saying the same twice changes nothing.

    UserError where the plans do not follow one another or something else was said before.
    """
    earlier = _locked(scope, earlier_id, post_id)
    later = Priority.objects.visible_to(scope).select_related("plan").filter(pk=later_id).first()
    if later is None:
        raise UserError("no_such_priority", "There is no such priority.", "later")
    check_pair(earlier.plan, later.plan)
    if _dropped(earlier, later.plan).exists():
        raise UserError(
            "dropped_already", "It was said that this priority does not go on.",
            fix="Take that back first.",
        )  # fmt: skip
    made, is_new = PriorityMapping.objects.get_or_create(
        earlier_id=earlier.thread_pk, later_id=later.thread_pk,
        defaults={"kind": kind, "note": note.strip(), "post_id": post_id, "user_id": scope.user_id},
    )  # fmt: skip
    if not is_new and (made.kind, made.note) != (kind, note.strip()):
        raise UserError(
            "mapped_already", f"It was said before how this priority goes on as {later.code}.",
            fix="Take that back first, then say it anew.",
        )  # fmt: skip
    if is_new:
        record(
            scope,
            "priority.mapped",
            earlier,
            area_id=earlier.plan.area_id,
            fields=("later", "kind"),
        )
    return made


@transaction.atomic
def drop_priority(
    *, scope: Scope, earlier_id: int, plan_id: int, post_id: int, reason: str
) -> PriorityDropped:
    """Say that a priority does not go on in a later plan, and why. Saying the same twice changes nothing."""
    earlier = _locked(scope, earlier_id, post_id)
    later = Plan.objects.visible_to(scope).filter(pk=plan_id).first()
    if later is None:
        raise UserError("no_such_plan", "There is no such plan.")
    check_pair(earlier.plan, later)
    if not reason.strip():
        raise UserError(
            "reason_missing", "No reason is given.", "reason", "Say why it does not go on."
        )
    threads = [row.thread_pk for row in Priority.objects.filter(plan=later)]
    if PriorityMapping.objects.filter(earlier=earlier.thread_pk, later__in=threads).exists():
        raise UserError(
            "mapped_already", "It was said that this priority goes on.", fix="Take that back first."
        )
    dropped = _dropped(earlier, later).first()
    if dropped is not None and dropped.reason == reason.strip():
        return dropped
    if dropped is not None:
        raise UserError(
            "dropped_already", "It was said before why this priority does not go on.",
            fix="Take that back first, then say it anew.",
        )  # fmt: skip
    made = PriorityDropped.objects.create(
        priority_id=earlier.thread_pk, plan_id=ancestry(later)[-1], reason=reason.strip(),
        post_id=post_id, user_id=scope.user_id,
    )  # fmt: skip
    record(scope, "priority.dropped", earlier, area_id=later.area_id, fields=("plan", "reason"))
    return made


@transaction.atomic
def take_back(
    *, scope: Scope, earlier_id: int, later_plan_id: int, post_id: int, said: str
) -> None:
    """Take back what was said: `said` is `mapping-ID` or `dropped-ID`. Nothing happens where it is gone."""
    earlier = _locked(scope, earlier_id, post_id)
    later = Plan.objects.visible_to(scope).filter(pk=later_plan_id).first()
    if later is None:
        raise UserError("no_such_plan", "There is no such plan.")
    check_pair(earlier.plan, later)
    kind, _, number = said.partition("-")
    pk = whole_number(number)
    if pk is None:
        raise UserError("nothing_chosen", "Nothing was chosen to take back.")
    if kind == "mapping":
        threads = [row.thread_pk for row in Priority.objects.filter(plan=later)]
        gone, _ = PriorityMapping.objects.filter(
            pk=pk, earlier=earlier.thread_pk, later__in=threads
        ).delete()
    else:
        gone, _ = _dropped(earlier, later).filter(pk=pk).delete()
    if gone:
        record(scope, "priority.unmapped", earlier, area_id=later.area_id)


def _locked(scope: Scope, priority_id: int, post_id: int) -> Priority:
    priority = (
        Priority.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=priority_id)
        .first()
    )
    if priority is None:
        raise UserError("no_such_priority", "There is no such priority.")
    if post_id not in scope.posts_with("plan.edit", priority.plan.area_id):
        raise NotAllowed("That post does not carry the right to map plans in this area.")
    return priority


def _dropped(earlier: Priority, later: Plan) -> QuerySet[PriorityDropped]:
    return PriorityDropped.objects.filter(priority=earlier.thread_pk, plan=ancestry(later)[-1])
