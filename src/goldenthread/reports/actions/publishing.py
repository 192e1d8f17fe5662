"""Publishing a page for families, and taking it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import actions as documents
from goldenthread.documents.models import Document, Snapshot, sha256_of
from goldenthread.documents.publishing import cleared_for
from goldenthread.improvement.models import Plan
from goldenthread.reports.actions.families import locked_page
from goldenthread.reports.models import Progress, ProgressCopy, Withdrawal
from goldenthread.reports.papers import EASY, FAMILIES, families_paper
from goldenthread.reports.presenters import families_bodies
from goldenthread.reports.queries.families import Families, compose_families, get_progress


@transaction.atomic
def publish_progress(
    *, scope: Scope, progress_id: int, post_id: int, previewed: str, version: int, today: date
) -> Progress:
    """Freeze both bodies as they were previewed and cleared; from now on anybody may read them.

    `previewed` is the hash of both together. UserError when the plan is no longer in force, has moved since
    the preview, or nobody has cleared these very words; NotAllowed without the right.
    """
    progress = locked_page(scope, progress_id, version)
    area_id = progress.plan.area_id
    if post_id not in scope.posts_with("plan.publish", area_id):
        raise NotAllowed("That post does not carry the right to publish pages for families here.")
    if progress.plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"The plan is {progress.plan.get_state_display().lower()} by now.",
            fix="Discard this draft and prepare the page on the version in force.",
        )
    told = compose_families(scope, progress, progress.reads_on(today))
    bodies = families_bodies(told)
    if sha256_of(bodies.together) != previewed:
        raise UserError(
            "moved_since_preview",
            "The plan or the page has changed since you looked at it.",
            fix="Read the preview and what was found again, then publish it.",
        )
    progress.clearance = cleared_for(scope, families_paper(progress, bodies.together))
    progress.snapshot = _frozen(scope, post_id, FAMILIES, bodies.page, told)
    progress.easy = _frozen(scope, post_id, EASY, bodies.easy, told)
    progress.state, progress.published_at = Progress.State.PUBLISHED, clock.now()
    progress.waiting = False
    progress.version += 1
    progress.save()
    record(
        scope, "progress.published", progress, area_id=area_id,
        fields=("state", "snapshot", "easy"),
    )  # fmt: skip
    return progress


def _frozen(scope: Scope, post_id: int, kind: str, body: str, told: Families) -> Snapshot:
    """Every page of an area is a version of one document, so that its number is its address."""
    plan = told.page.plan
    before = Document.objects.filter(area=plan.area_id, kind=kind).first()
    title = "How our plan is going" + (": easy read" if kind == EASY else "")
    words = documents.Words(
        title=f"{title}, {plan.area.name}", body=body, as_at=told.page.as_at,
        source_version=f"{plan.title}, {plan.version}"[:120] if plan.version else plan.title[:120],
    )  # fmt: skip
    return documents.freeze(
        scope=scope, area_id=plan.area_id, kind=kind, right="plan.view", needs="plan.publish",
        post_id=post_id, words=words, document_id=before.pk if before else None,
    )  # fmt: skip


def make_copies(*, scope: Scope, progress_id: int) -> None:
    """Make the PDF of each part of a published page that has none: a second or two, outside the transaction."""
    # Loads the library that lays out pages, which takes a second: only where a PDF is made.
    from goldenthread.documents.files import write

    progress = get_progress(scope, progress_id)
    scope.need("plan.publish", progress.plan.area_id)
    if progress.taken_back:
        raise UserError("already_withdrawn", "This page is withdrawn, so no file is made of it.")
    parts = {ProgressCopy.Part.PAGE: progress.snapshot, ProgressCopy.Part.EASY: progress.easy}
    made = {
        part: write(snapshot, "pdf").content
        for part, snapshot in parts.items()
        if snapshot is not None
    }
    with transaction.atomic():
        for part, content in made.items():
            ProgressCopy.objects.get_or_create(
                progress=progress, part=part, defaults={"content": content}
            )
        record(scope, "progress.copied", progress, area_id=progress.plan.area_id)


@transaction.atomic
def withdraw_progress(*, scope: Scope, progress_id: int, post_id: int, reason: str) -> Withdrawal:
    """Take a published page back: its address says so from now on. What it said stays on record.

    UserError without a reason, or for a page that is not public; NotAllowed without the right.
    """
    progress = (
        Progress.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan", "withdrawal")
        .filter(pk=progress_id)
        .first()
    )
    if progress is None or progress.state != Progress.State.PUBLISHED:
        raise UserError("not_published", "Only a page that was published is withdrawn.")
    if post_id not in scope.posts_with("plan.publish", progress.plan.area_id):
        raise NotAllowed("That post does not carry the right to withdraw pages for families here.")
    if progress.taken_back:
        raise UserError("already_withdrawn", "This page is withdrawn already.")
    if not reason.strip():
        raise UserError("no_reason", "Say why the page is withdrawn.", "reason")
    withdrawal = Withdrawal.objects.create(
        progress=progress, reason=reason.strip(), withdrawn_at=clock.now(),
        withdrawn_post_id=post_id, withdrawn_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "progress.withdrawn", progress, area_id=progress.plan.area_id)
    return withdrawal
