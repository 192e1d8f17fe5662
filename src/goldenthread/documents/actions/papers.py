"""Freezing a version of a document, and clearing words that are to become public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.documents.models import Clearance, Document, Snapshot, sha256_of
from goldenthread.documents.publishing import Paper, asked_of, second_person_needed
from goldenthread.documents.rules.clearance import clearance_rules, says_why
from goldenthread.documents.rules.publication import book


@dataclass(frozen=True)
class Words:
    """What is to be frozen: the title, the body as HTML, and what the body rests on."""

    title: str
    body: str
    as_at: date
    cut_off: datetime | None = None
    source_version: str = ""
    change_notes: str = ""


@transaction.atomic
def freeze(
    *,
    scope: Scope,
    area_id: int,
    kind: str,
    right: str,
    needs: str,
    post_id: int,
    words: Words,
    document_id: int | None = None,
) -> Snapshot:
    """Keep `words` for good as the next version of the document, or as the first of a new one.

    `right` is what it takes to read it, `needs` what it takes to freeze it; NotAllowed without the latter.
    """
    if post_id not in scope.posts_with(needs, area_id):
        raise NotAllowed("That post does not carry the right to freeze this document.")
    if document_id is None:
        document = Document.objects.create(
            area_id=area_id, kind=kind, right=right, title=words.title
        )
    else:
        document = Document.objects.select_for_update().get(pk=document_id, area_id=area_id)
    last = Snapshot.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    snapshot = Snapshot.objects.create(
        document=document, number=last + 1, title=words.title, body=words.body,
        sha256=sha256_of(words.body), as_at=words.as_at, cut_off=words.cut_off,
        source_version=words.source_version, change_notes=words.change_notes,
        frozen_at=clock.now(), frozen_post_id=post_id, frozen_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "document.frozen", snapshot, area_id=area_id, fields=("body", "sha256"))
    return snapshot


@transaction.atomic
def redact(*, scope: Scope, snapshot: Snapshot, needs: str, post_id: int) -> None:
    """Take the words out of a frozen version for good; its hash, its dates and who froze it stay.

    The caller keeps who did it and why, and sees to it that the version is one that may lose its words.
    NotAllowed without the right that `needs` names.
    """
    area_id = snapshot.document.area_id
    if post_id not in scope.posts_with(needs, area_id):
        raise NotAllowed("That post does not carry the right to take the words out of this.")
    Snapshot.objects.filter(pk=snapshot.pk, redacted_at=None).update(
        body="", source_version="", change_notes="", redacted_at=clock.now()
    )
    record(
        scope, "document.redacted", snapshot, area_id=area_id,
        fields=("body", "source_version", "change_notes", "redacted_at"),
    )  # fmt: skip


@transaction.atomic
def clear(
    *, scope: Scope, paper: Paper, post_id: int, seen: str, reasons: Mapping[str, str]
) -> Clearance:
    """Answer for a paper by name: `reasons` says for each finding's key why it may stand in public.

    `seen` is the hash of the words that the person read. UserError when the words have changed since, when the
    check found something and the person wrote them or has no right to answer for others' words, or when a finding
    has no reason that says anything (`where` is its key). NotAllowed without any right over the paper.
    """
    area_id, asked = paper.area_id, asked_of(paper.area_id, paper.body)
    clearing, sending = (scope.posts_with(right, area_id) for right in (paper.clears, paper.sends))
    if post_id not in clearing | sending:
        raise NotAllowed("That post does not carry the right to clear this for the public.")
    if sha256_of(paper.body) != seen:
        raise UserError(
            "moved_since_check",
            "The words have changed since you looked at them.",
            fix="Read them and what was found again, then clear them.",
        )
    if asked and (post_id not in clearing or scope.user_id in paper.wrote):
        raise second_person_needed(paper)
    for question in asked:
        if not says_why(reasons.get(question.key, "")):
            raise UserError(
                "not_answered",
                f"Say why “{question.text[:80]}” may stand in public.",
                question.key,
                clearance_rules().good_reason,
            )
    clearance = Clearance.objects.create(
        area_id=area_id, kind=paper.kind, sha256=seen, check_version=book().version,
        answers=[
            {"key": one.key, "kind": str(one.kind), "reason": reasons[one.key].strip()}
            for one in asked
        ],
        cleared_at=clock.now(), cleared_post_id=post_id, cleared_by_id=scope.user_id,
    )  # fmt: skip
    record(scope, "document.cleared", clearance, area_id=area_id, fields=("answers", "sha256"))
    return clearance
