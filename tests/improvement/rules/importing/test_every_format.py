"""A plan rendered in any format and read back is the same plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from goldenthread.exchange.reading import read_document
from goldenthread.improvement.rules.importing import interpret_plan
from tests.improvement.rules.importing.model import Plan, expected, tree
from tests.improvement.rules.importing.rendering import (
    as_csv,
    as_flat_xlsx,
    as_html,
    as_markdown,
    as_pipe_tables,
    as_sheets,
    as_text,
)
from tests.improvement.rules.importing.strategies import plans
from tests.improvement.rules.importing.word import as_docx

WHOLE: dict[str, Callable[[Plan], bytes]] = {
    "text": as_text,
    "markdown": as_markdown,
    "pipes.md": as_pipe_tables,
    "html": as_html,
    "sheets.xlsx": as_sheets,
    "docx": as_docx,
}
FLAT: dict[str, Callable[[Plan], bytes]] = {
    "repeated.csv": as_csv,
    "blank.csv": lambda plan: as_csv(plan, repeat=False),
    "semicolon.csv": lambda plan: as_csv(plan, delimiter=";"),
    "tab.csv": lambda plan: as_csv(plan, delimiter="\t", repeat=False),
    "blank.xlsx": as_flat_xlsx,
    "repeated.xlsx": lambda plan: as_flat_xlsx(plan, repeat=True),
}


@pytest.mark.parametrize("name", WHOLE)
@given(plan=plans())
@settings(max_examples=15)
def test_reads_back_the_whole_tree(name: str, plan: Plan) -> None:
    parsed = interpret_plan(read_document(f"plan.{name}", WHOLE[name](plan)))
    assert tree(parsed) == expected(plan)
    assert not parsed.unplaced


@pytest.mark.parametrize("name", FLAT)
@given(plan=plans())
@settings(max_examples=15)
def test_reads_back_a_row_for_each_milestone(name: str, plan: Plan) -> None:
    parsed = interpret_plan(read_document(f"plan.{name}", FLAT[name](plan)))
    assert tree(parsed, texts=False) == expected(plan, links=True, texts=False)
    assert not parsed.unplaced
