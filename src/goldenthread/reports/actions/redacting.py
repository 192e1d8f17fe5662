"""Taking the words out of a withdrawn page for good."""

from __future__ import annotations

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents import actions as documents
from goldenthread.reports.models import Progress, ProgressCopy, Redaction
from goldenthread.reports.rules.taking_out import without


@transaction.atomic
def redact_progress(*, scope: Scope, progress_id: int, post_id: int, reason: str) -> Redaction:
    """Blank both bodies, the writer's words and the PDF files of a withdrawn page.

    Drafts of the area that are open lose every sentence that went.
    Their hashes and dates stay, with who cleared, published, withdrew and blanked them, and why. UserError
    without a reason, or for a page that is not withdrawn or has no words any more; NotAllowed without the right.
    """
    progress = (
        Progress.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("plan", "snapshot__document", "easy__document", "withdrawal", "redaction")
        .filter(pk=progress_id)
        .first()
    )
    if progress is None or not progress.taken_back:
        raise UserError(
            "not_withdrawn",
            "Only a withdrawn page loses its words.",
            fix="Withdraw it first: its address says so at once.",
        )
    if post_id not in scope.posts_with("plan.publish", progress.plan.area_id):
        raise NotAllowed("That post does not carry the right to take out the words of pages here.")
    if progress.redacted:
        raise UserError("already_redacted", "The words of this page were taken out already.")
    if not reason.strip():
        raise UserError("no_reason", "Say why the words are taken out.", "reason")
    for snapshot in (progress.snapshot, progress.easy):
        if snapshot is not None:
            documents.redact(scope=scope, snapshot=snapshot, needs="plan.publish", post_id=post_id)
    _from_drafts(scope, progress)
    ProgressCopy.objects.filter(progress=progress).update(content=b"")
    Progress.objects.filter(pk=progress.pk).update(opening="", meanings={}, steps={}, ask="")
    redaction = Redaction.objects.create(
        progress=progress, reason=reason.strip(), redacted_at=clock.now(),
        redacted_post_id=post_id, redacted_by_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "progress.redacted", progress, area_id=progress.plan.area_id,
        fields=("opening", "meanings", "steps", "ask", "copies"),
    )  # fmt: skip
    return redaction


def _from_drafts(scope: Scope, page: Progress) -> None:
    """Drafts that were begun from this page hold its words still."""
    gone = (page.opening, page.ask, *page.meanings.values(), *page.steps.values())
    drafts = Progress.objects.select_for_update(of=("self",)).filter(
        plan__area=page.plan.area_id, state=Progress.State.DRAFT
    )
    for draft in drafts.select_related("plan").order_by("pk"):
        meanings, steps = (
            {key: kept for key, text in words.items() if (kept := without(text, gone))}
            for words in (draft.meanings, draft.steps)
        )
        left = (without(draft.opening, gone), without(draft.ask, gone), meanings, steps)
        if left == (draft.opening, draft.ask, draft.meanings, draft.steps):
            continue
        draft.opening, draft.ask, draft.meanings, draft.steps = left
        draft.version += 1
        draft.take_off()
        draft.save()
        record(
            scope, "progress.words_taken_out", draft, area_id=draft.plan.area_id,
            fields=("opening", "meanings", "steps", "ask"),
        )  # fmt: skip
