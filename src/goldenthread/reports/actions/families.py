"""Writing a page for families: making the draft from an agreed plan, changing its words, giving it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Plan, Section
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.reports.models import Progress

_PUBLISHES = "plan.publish"


@dataclass(frozen=True)
class Words:
    """What the writer adds. `meanings` is by the id of the section, as text; `steps` by the thread of the milestone.

    A step that is not among `steps` keeps the words that it has; empty words take them away.
    """

    opening: str
    meanings: Mapping[str, str]
    ask: str
    show_posts: bool
    steps: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def prepare_progress(*, scope: Scope, plan_id: int, post_id: int) -> Progress:
    """Make a draft; it starts from the words of the last page on the plan that still stands.

    The first page on a plan starts from whom to ask, as the last page of the area names them.
    An open draft on the plan is taken up instead of a second one. UserError for a plan that is not agreed;
    NotAllowed without the right.
    """
    plan = Plan.objects.visible_to(scope).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise UserError("no_such_plan", "There is no such plan.")
    if post_id not in scope.posts_with("plan.publish", plan.area_id):
        raise NotAllowed("That post does not carry the right to publish pages for families here.")
    if plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {plan.get_state_display().lower()}: families are told of agreed plans only.",
        )
    if open_one := Progress.objects.filter(plan=plan, state=Progress.State.DRAFT).first():
        return open_one
    line = ancestry(plan)[-1]
    standing = Progress.objects.published().filter(plan__area=plan.area_id, withdrawal=None)
    of_area = standing.order_by("-pk").first()
    last = standing.filter(line=line).order_by("-pk").first()
    progress = Progress.objects.create(
        plan=plan, line=line, opening=last.opening if last else "",
        ask=(last or of_area).ask if of_area else "", meanings=_meanings(plan, last),
        steps=last.steps if last else {}, show_posts=last.show_posts if last else False,
        prepared_at=clock.now(), prepared_post_id=post_id, prepared_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "progress.prepared", progress, area_id=plan.area_id)
    return progress


def _meanings(plan: Plan, last: Progress | None) -> dict[str, str]:
    """What the last page said of each section, put to the section that follows it in this version."""
    if last is None or not last.meanings:
        return {}
    before = {
        row.thread_pk: last.meanings[str(row.pk)]
        for row in Section.objects.filter(plan=last.plan_id)
        if str(row.pk) in last.meanings
    }
    rows = Section.objects.filter(plan=plan)
    return {str(row.pk): before[row.thread_pk] for row in rows if row.thread_pk in before}


@transaction.atomic
def change_progress(*, scope: Scope, progress_id: int, words: Words, version: int) -> Progress:
    """Change the words of a draft, which then waits for no clearance any more.

    UserError when it was published or somebody else changed it meanwhile.
    """
    progress = locked_page(scope, progress_id, version)
    progress.opening, progress.ask = words.opening, words.ask
    progress.meanings, progress.show_posts = dict(words.meanings), words.show_posts
    given = {**progress.steps, **words.steps}
    progress.steps = {thread: text for thread, text in given.items() if text.strip()}
    progress.version += 1
    progress.take_off()
    progress.save()
    record(
        scope, "progress.changed", progress, area_id=progress.plan.area_id,
        fields=("opening", "meanings", "steps", "ask", "show_posts"),
    )  # fmt: skip
    return progress


@transaction.atomic
def discard_progress(*, scope: Scope, progress_id: int, version: int) -> None:
    """Give a draft up for good."""
    progress = locked_page(scope, progress_id, version)
    record(scope, "progress.discarded", progress, area_id=progress.plan.area_id)
    progress.delete()


def locked_page(
    scope: Scope, progress_id: int, version: int, *, right: str = _PUBLISHES
) -> Progress:
    """The draft, locked until the transaction ends, for who publishes pages or has `right` over them.

    UserError and NotAllowed as its callers say.
    """
    progress = (
        Progress.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan__area")
        .filter(pk=progress_id)
        .first()
    )
    if progress is None:
        raise UserError("no_such_page", "There is no such page.")
    if not scope.has(right, progress.plan.area_id):
        scope.need(_PUBLISHES, progress.plan.area_id)
    if progress.state != Progress.State.DRAFT:
        raise UserError("already_published", "This page was published, so its words stand.")
    if progress.version != version:
        raise changed_meanwhile(
            scope, progress, "this page",
            fix="What is saved now is shown below. Put the two together, then save again.",
        )  # fmt: skip
    return progress
