"""Keeping the register of documents that plans rely on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.drafting.texts import short
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import SectionDocument, SourceDocument
from goldenthread.improvement.rules.addresses import check_address
from goldenthread.improvement.rules.reviews import a_year_after
from goldenthread.organisations.models import Organisation
from goldenthread.organisations.names import name_key

_REVIEW = ("reviewed_on", "reviewed_by_id", "review_note", "review_due")


@dataclass(frozen=True)
class DocumentFacts:
    """What a person says about a document: where it is, or why there is no link, and who keeps it."""

    title: str
    link: str = ""
    no_link_why: str = ""
    kept_by_id: int | None = None


@transaction.atomic
def change_document(
    *, scope: Scope, document_id: int, facts: DocumentFacts, version: int
) -> SourceDocument:
    """Say where a document is and who keeps it. Refused for anything but a web address, and for two answers."""
    document = _locked(scope, document_id)
    facts = replace(facts, title=short(facts.title, "document.text", "title"))
    changed = [name for name, value in asdict(facts).items() if getattr(document, name) != value]
    if not changed:
        return document
    _need_version(scope, document, version)
    _check(document, facts)
    for name in changed:
        setattr(document, name, getattr(facts, name))
    document.title_key = name_key(facts.title)
    document.version += 1
    document.save()
    record(scope, "sourcedocument.changed", document, fields=changed)
    return document


@transaction.atomic
def review_document(
    *,
    scope: Scope,
    document_id: int,
    post_id: int,
    reviewed_on: date,
    note: str,
    version: int,
    today: date,
) -> SourceDocument:
    """Record the yearly review of a document; the next one falls due a year after it."""
    document = _locked(scope, document_id)
    if post_id not in scope.posts_with("source.edit", document.area_id):
        raise NotAllowed("That post does not carry the right to keep documents in this area.")
    said = (reviewed_on, post_id, note.strip())
    if said == (document.reviewed_on, document.reviewed_by_id, document.review_note):
        return document
    _need_version(scope, document, version)
    if reviewed_on > today:
        raise UserError(
            "date_in_future", "The day of the review lies ahead.", "reviewed_on",
            "Enter the day on which the document was read.",
        )  # fmt: skip
    if document.reviewed_on is not None and reviewed_on < document.reviewed_on:
        raise UserError(
            "review_before_last", "A later review is on record already.", "reviewed_on",
            "Enter a day on or after that review.",
        )  # fmt: skip
    document.reviewed_on, document.reviewed_by_id, document.review_note = said
    document.review_due = a_year_after(reviewed_on)
    document.version += 1
    document.save()
    record(
        scope, "sourcedocument.reviewed", document,
        fields=("reviewed_on", "reviewed_by", "review_note", "review_due"),
    )  # fmt: skip
    return document


@transaction.atomic
def join_documents(
    *, scope: Scope, document_id: int, other_id: int, version: int, other_version: int
) -> SourceDocument:
    """Say that two entries are one document: `other_id` goes, and what relied on it relies on `document_id`.

    What only the other one knew (link, keeper, the later review with its note) is kept; a link goes before a
    reason why there is none. Sections keep their printed words. Both are joined as the person saw them.
    """
    # In the order of their keys, so that two people joining the same two do not wait for each other.
    pair = {pk: _locked(scope, pk) for pk in sorted({document_id, other_id})}
    document, other = pair[document_id], pair[other_id]
    if document is other:
        raise UserError("same_document", "That is the same entry.", "other", "Choose another one.")
    if document.area_id != other.area_id:
        raise UserError(
            "other_area", "The two documents belong to different local areas.", "other",
            "Each area keeps its own register; choose a document of this area.",
        )  # fmt: skip
    _need_version(scope, document, version)
    _need_version(scope, other, other_version)
    moved = SectionDocument.objects.filter(document=other).update(document=document)
    taken = _taken_over(document, other)
    changed = [name for name, value in taken.items() if getattr(document, name) != value]
    for name in changed:
        setattr(document, name, taken[name])
    document.version += 1
    document.save()
    record(
        scope, "sourcedocument.joined", document, count=moved, ids=[other.pk],
        fields=("relied_on_by", *(name.removesuffix("_id") for name in changed)),
    )  # fmt: skip
    other.delete()
    return document


def _taken_over(document: SourceDocument, other: SourceDocument) -> dict[str, Any]:
    """What the entry that stays says once the two are one."""
    link = document.link or other.link
    taken: dict[str, Any] = {
        "link": link,
        "no_link_why": "" if link else document.no_link_why or other.no_link_why,
        "kept_by_id": document.kept_by_id or other.kept_by_id,
    }
    if other.reviewed_on and (
        document.reviewed_on is None or other.reviewed_on > document.reviewed_on
    ):
        taken |= {name: getattr(other, name) for name in _REVIEW}
    return taken


def _locked(scope: Scope, document_id: int) -> SourceDocument:
    found = (
        SourceDocument.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .filter(pk=document_id)
        .first()
    )
    if found is None:
        raise UserError("no_such_document", "There is no such document.")
    scope.need("source.edit", found.area_id)
    return found


def _need_version(scope: Scope, document: SourceDocument, version: int) -> None:
    if document.version != version:
        raise changed_meanwhile(
            scope, document, "this document",
            fix="How it stands now is shown above. Check it, then send yours again.",
        )  # fmt: skip


def _check(document: SourceDocument, facts: DocumentFacts) -> None:
    if problems := check_address(facts.link):
        raise Refused(problems)
    if facts.link and facts.no_link_why:
        raise UserError(
            "link_and_reason", "There is a link and a reason why there is none.", "no_link_why",
            "Clear one of them.",
        )  # fmt: skip
    key = name_key(facts.title)
    if not key:
        raise UserError("title_missing", "A document needs a title.", "title", "Enter its title.")
    same = SourceDocument.objects.filter(area_id=document.area_id, title_key=key)
    if same.exclude(pk=document.pk).exists():
        raise UserError(
            "title_known", "Another document of this area has that title.", "title",
            "If it is the same one, use “This is the same as” on its page.",
        )  # fmt: skip
    if (
        facts.kept_by_id is not None
        and not Organisation.objects.serving(document.area_id).filter(pk=facts.kept_by_id).exists()
    ):
        raise UserError(
            "keeper_elsewhere", "That organisation does not work in this area.", "kept_by",
            "Choose one from the list.",
        )  # fmt: skip
