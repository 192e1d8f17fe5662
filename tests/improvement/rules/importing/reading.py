"""Short ways to read a plan in a test."""

from __future__ import annotations

from pathlib import Path

from goldenthread.exchange.reading import read_document
from goldenthread.improvement.rules.importing import ParsedPlan, ParsedPriority, interpret_plan

PLANS = Path(__file__).parents[3] / "data" / "plans"


def read(text: str | bytes, name: str = "plan.txt") -> ParsedPlan:
    data = text.encode() if isinstance(text, str) else text
    return interpret_plan(read_document(name, data))


def sample(name: str) -> ParsedPlan:
    return read((PLANS / name).read_bytes(), name)


def codes(plan: ParsedPlan) -> list[str]:
    return [finding.code for finding in plan.findings]


def lines(plan: ParsedPlan, code: str) -> list[int | None]:
    """The source lines of all findings of one code."""
    return [finding.source_line for finding in plan.findings if finding.code == code]


def priority(plan: ParsedPlan, code: str | None) -> ParsedPriority:
    return next(p for p in plan.priorities if p.code == code)


def dues(plan: ParsedPlan, code: str | None) -> list[str | None]:
    return [str(m.due) if m.due else None for m in priority(plan, code).milestones]


def table(*rows: str, title: str = "Fellmoor Improvement Plan") -> str:
    """A text with one section, one priority and the given rows, cells divided by bars."""
    cells = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    return f"{title}\nVersion: 1\nDate: 2 May 2025\n\nSECTION 1\nVoice\n\n1a. Hear families\n\n{cells}\n"
