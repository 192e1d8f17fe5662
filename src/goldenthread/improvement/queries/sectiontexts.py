"""The short texts around a section: what good looks like, what it relies on, which findings it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from goldenthread.improvement.models import (
    GoodLooksLike,
    InspectionFinding,
    Section,
    SectionDocument,
)

_GOOD, _DOCUMENT, _FINDING = range(3)


@dataclass(frozen=True)
class ReliedOn:
    """A document in the words that the plan prints."""

    document_id: int
    as_printed: str
    link_missing: bool


@dataclass(frozen=True)
class Answered:
    """A finding that the section answers."""

    inspection_id: int
    inspection: str
    number: str
    text: str

    def __str__(self) -> str:
        return f"{self.number}. {self.text}" if self.number else self.text


@dataclass(frozen=True)
class SectionTexts:
    """Each list in its own order; findings of the newest inspection first."""

    good_looks_like: list[str] = field(default_factory=list)
    documents: list[ReliedOn] = field(default_factory=list)
    findings: list[Answered] = field(default_factory=list)


def section_texts(section: Section) -> SectionTexts:
    """The texts of one section: one query over three tables."""
    good = _columns(GoodLooksLike.objects.filter(section=section), _GOOD, "text")
    documents = _columns(
        SectionDocument.objects.filter(section=section), _DOCUMENT, "as_printed",
        of="document_id", first="document__link", second="document__no_link_why",
    )  # fmt: skip
    findings = _columns(
        InspectionFinding.objects.filter(answers__section=section.thread_pk), _FINDING, "text",
        of="inspection_id", first="inspection__title", second="number",
    )  # fmt: skip
    found = SectionTexts()
    rows = good.union(documents, findings, all=True)
    # Findings of the inspection that was recorded last go first.
    for kind, _, of, text, first, second in sorted(
        rows, key=lambda row: (row[0], -row[2] if row[0] == _FINDING else 0, row[1])
    ):
        if kind == _GOOD:
            found.good_looks_like.append(text)
        elif kind == _DOCUMENT:
            found.documents.append(ReliedOn(of, text, not first and not second))
        else:
            found.findings.append(Answered(of, first, second, text))
    return found


def _columns(
    rows: QuerySet[Any], kind: int, words: str, *, of: str = "", first: str = "", second: str = ""
) -> QuerySet[Any]:
    """The rows with the columns that the three parts of the union share."""
    nothing = Value("", output_field=CharField())
    return (
        rows.order_by()
        .annotate(
            row=Value(kind), place=F("position"), words=F(words),
            of_row=F(of) if of else Value(0, output_field=IntegerField()),
            first=F(first) if first else nothing, second=F(second) if second else nothing,
        )
        .values_list("row", "place", "of_row", "words", "first", "second")
    )  # fmt: skip
