"""Every word of a document ends in the tree or in a finding, whatever the document is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.core.errors import UserError
from goldenthread.exchange.reading import (
    Cell,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Part,
    Row,
    Table,
    read_document,
)
from goldenthread.improvement.rules.importing import (
    ParsedPlan,
    from_json,
    from_stored,
    interpret_plan,
    to_json,
    to_stored,
)
from tests.improvement.rules.importing.accounting import lost_words

PLANS = Path(__file__).parents[3] / "data" / "plans"

_LINES = st.sampled_from([
    "Section 1", "Section 2: Waiting", "Theme B – Voice", "1a. Hear families", "1b Hear schools",
    "2.1 Shorten waits", "Priority 3: Advice", "Objective 4", "P2: Places", "Area for improvement",
    "What good looks like", "Success criteria", "Quantitatively", "Qualitative measures",
    "Interdependencies", "Actions", "Milestones", "Lead: Head of Zebras", "Leads", "Update: goblins",
    "Glossary", "Contents", "Families get purple help early.", "A. Train the walrus team",
    "1. Jul 2025: Publish the marmalade", "Sept 2026: Review otters", "Weekly: count badgers",
    "Febtember 2026: never", "TBC", "Ongoing – tend hedgehogs", "By Jan 2026 write lanterns",
    "¹ Counting only kites", "90% of trumpets by May 2026", "Version: mauve", "Date: 3 May 2025",
    "(quietly [draft])", "Head of Fish; Head of Fowl", "On track", "Amber", "--", "July 2025",
    "2. Silver spoons 3. Copper kettles", "Quarterly", "Gooseberry Improvement Plan",
])  # fmt: skip
_HEADERS = st.lists(
    st.sampled_from([
        "Action", "Lead", "Delivery Milestones", "Due", "Status", "Update / Impact", "Section",
        "Priority", "Milestone no", "Ref", "Unheard-of column", "Cost", "Success measure", "",
        "Quantitative", "Qualitative", "Frequency", "Date", "Version", "Priority code", "Qualifier",
    ]),
    min_size=2, max_size=6,
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Blocks in any order, most of them with words that mean something to the importer."""
    blocks: list[Heading | Paragraph | ListItem | Table] = []
    line = 0
    for _ in range(draw(st.integers(1, 14))):
        line += draw(st.integers(1, 2))
        kind = draw(st.sampled_from(["heading", "paragraph", "item", "table", "table"]))
        if kind == "heading":
            blocks.append(Heading(draw(st.integers(1, 4)), draw(_LINES), line))
        elif kind == "paragraph":
            blocks.append(Paragraph(draw(_LINES), line))
        elif kind == "item":
            marker = draw(st.sampled_from(["-", "1.", "A.", "•", "b)", None]))
            blocks.append(ListItem(draw(st.integers(0, 2)), marker, draw(_LINES), line))
        else:
            rows = []
            header = draw(_HEADERS)
            if draw(st.booleans()):
                cells = tuple(
                    Cell((Part("text", None, name, line),) if name else ()) for name in header
                )
                rows.append(Row(cells, line))
            for _ in range(draw(st.integers(0, 3))):
                line += 1
                rows.append(Row(tuple(draw(_cells(line)) for _ in header), line))
            if rows:
                blocks.append(Table(tuple(rows), rows[0].line))
    return Document(draw(st.sampled_from(["text", "docx", "xlsx", "markdown"])), tuple(blocks))


@st.composite
def _cells(draw: st.DrawFn, line: int) -> Cell:
    if draw(st.integers(0, 5)) == 0:
        return Cell(merged=draw(st.sampled_from(["above", "left"])))
    kinds = st.sampled_from(["text", "paragraph", "item"])
    count = draw(st.integers(0, 3))
    return Cell(tuple(
        Part(draw(kinds), draw(st.sampled_from([None, None, "1.", "•"])), draw(_LINES), line)
        for _ in range(count)
    ))  # fmt: skip


def _plan_or_refusal(document: Document) -> ParsedPlan | None:
    try:
        return interpret_plan(document)
    except UserError as error:
        if error.code != "no_plan_found":
            raise
        return None


@given(documents())
@settings(max_examples=300)
def test_any_document_is_refused_or_wholly_accounted_for(document: Document) -> None:
    plan = _plan_or_refusal(document)
    if plan is None:
        return
    assert lost_words(document, plan) == []
    assert from_stored(to_stored(plan)) == plan
    assert to_json(from_json(to_json(plan))) == to_json(plan)
    assert len({finding.id for finding in plan.findings}) == len(plan.findings)


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.*")), ids=lambda path: path.name)
def test_each_sample_plan_is_wholly_accounted_for(path: Path) -> None:
    document = read_document(path.name, path.read_bytes())
    assert lost_words(document, interpret_plan(document)) == []


def test_the_published_plan_is_wholly_accounted_for(reference: Path) -> None:
    path = reference / "seeds" / "001_eca05b2657f591e4.txt"
    document = read_document(path.name, path.read_bytes())
    assert lost_words(document, interpret_plan(document)) == []
