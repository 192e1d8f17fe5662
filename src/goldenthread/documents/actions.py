"""Freezing a version of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed
from goldenthread.documents.models import Document, Snapshot, sha256_of


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
