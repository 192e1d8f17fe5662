"""Documents that plans rely on: the register, one of them, and finding one by its printed name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table
from goldenthread.improvement.models import Plan, SectionDocument, SourceDocument
from goldenthread.organisations.models import Organisation
from goldenthread.organisations.names import name_key
from goldenthread.ui.filters import date_long
from goldenthread.ui.pagination import Page, paginate

FILTERS = {
    "all": "All",
    "link-missing": "Link missing",
    "overdue": "Review overdue",
    "never": "Never reviewed",
    "unused": "Relied on by no section",
}
LINK_MISSING = Q(link="", no_link_why="")
COLUMNS = (
    ("area", "Local area"),
    ("title", "Document"),
    ("link", "Link"),
    ("no_link_why", "Why there is no link"),
    ("link_missing", "Link missing"),
    ("kept_by", "Kept by"),
    ("reviewed_on", "Reviewed on"),
    ("review_due", "Next review due"),
    ("relied_on_by", "Relied on by"),
)


@dataclass(frozen=True)
class DocumentRow:
    """A document, what is wrong with it on a day, and the sections that rely on it in their printed words."""

    document: SourceDocument
    uses: list[SectionDocument]
    as_at: date

    @property
    def link_missing(self) -> bool:
        return not self.document.link and not self.document.no_link_why

    @property
    def overdue(self) -> bool:
        due = self.document.review_due
        return due is not None and due < self.as_at


@dataclass(frozen=True)
class DocumentList:
    """One page of the register; `chosen` is the filter that was applied."""

    chosen: str
    rows: list[DocumentRow]
    page: Page[SourceDocument]


class PrintedNames:
    """The area's documents by every name that they have had: their titles, and the words plans print."""

    def __init__(self, area_id: int) -> None:
        self.area_id = area_id

    @cached_property
    def _known(self) -> dict[str, int]:
        printed = SectionDocument.objects.filter(document__area=self.area_id)
        known = {
            name_key(text): pk for pk, text in printed.values_list("document_id", "as_printed")
        }
        # A title goes before printed words: it is what people see in the register.
        titles = SourceDocument.objects.filter(area=self.area_id)
        known.update(titles.values_list("title_key", "pk"))
        return known

    def find(self, text: str) -> int | None:
        """The id of the document of that name; None where the area has none: two queries in all."""
        return self._known.get(name_key(text))

    def add(self, key: str, document_id: int) -> None:
        """A document that was registered just now."""
        self._known[key] = document_id


def document_list(scope: Scope, params: Mapping[str, str], size: int, as_at: date) -> DocumentList:
    """A page of the documents that the scope may see, by title: two queries."""
    chosen = params.get("show", "all")
    chosen = chosen if chosen in FILTERS else "all"
    page = paginate(_register(scope, chosen, as_at), ("title_key", "pk"), params, size)
    return DocumentList(chosen, [_row(one, as_at) for one in page.rows], page)


def get_document(scope: Scope, document_id: int, as_at: date) -> DocumentRow:
    """One document with what relies on it: two queries. Http404 when there is none to be seen."""
    found = _register(scope, "all", as_at).filter(pk=document_id).first()
    if found is None:
        raise Http404("There is no such document.")
    return _row(found, as_at)


def others_of(document: SourceDocument) -> list[tuple[str, str]]:
    """The other documents of its area, as choices of `ID.VERSION`: one query."""
    rows = SourceDocument.objects.filter(area=document.area_id).exclude(pk=document.pk)
    named = rows.order_by("title").values_list("pk", "version", "title")
    return [(f"{pk}.{version}", title) for pk, version, title in named]


def keepers(area_id: int) -> list[tuple[str, str]]:
    """The organisations of an area, as choices: one query."""
    rows = Organisation.objects.serving(area_id).order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def document_table(scope: Scope, as_at: date) -> tuple[list[int], Table]:
    """The whole register of the areas out of which the scope may take copies, and its documents' ids."""
    areas = scope.areas_with("plan.export")
    found = (
        _register(scope, "all", as_at).filter(area__in=areas).order_by("area__name", "title_key")
    )
    rows = [_row(document, as_at) for document in found]
    table = Table(
        "Documents relied on",
        f"{len(rows)} documents that plans rely on, as at {date_long(as_at)}.",
        COLUMNS,
        [
            (
                row.document.area.name, row.document.title, row.document.link,
                row.document.no_link_why, "yes" if row.link_missing else "no",
                row.document.kept_by.name if row.document.kept_by else None,
                row.document.reviewed_on, row.document.review_due,
                "; ".join(f"{use.section.plan}, section {use.section}: {use}" for use in row.uses),
            )
            for row in rows
        ],
    )  # fmt: skip
    return [row.document.pk for row in rows], table


def _register(scope: Scope, chosen: str, as_at: date) -> QuerySet[SourceDocument, Any]:
    uses = (
        SectionDocument.objects.filter(section__plan__in=_plans(scope).values("pk"))
        .select_related("section__plan")
        .order_by("section__plan__title", "section__plan_id", "section__position", "position")
    )
    condition = {
        "all": Q(),
        "link-missing": LINK_MISSING,
        "overdue": Q(review_due__lt=as_at),
        "never": Q(reviewed_on=None),
        "unused": ~Exists(uses.filter(document=OuterRef("pk"))),
    }[chosen]
    return (
        SourceDocument.objects.visible_to(scope)
        .filter(condition)
        .select_related("area", "kept_by", "reviewed_by__organisation")
        .prefetch_related(Prefetch("relied_on_by", uses, to_attr="uses_seen"))
    )


def _plans(scope: Scope) -> QuerySet[Plan, Any]:
    """Plans whose sections count as relying on a document: not the versions that a newer one replaced."""
    return Plan.objects.visible_to(scope).exclude(state=Plan.State.SUPERSEDED)


def _row(document: Any, as_at: date) -> DocumentRow:
    return DocumentRow(document, document.uses_seen, as_at)
