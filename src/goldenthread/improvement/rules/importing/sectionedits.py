"""Text that a person gives its part of a section: changes to a frozen plan, each giving a new one."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from goldenthread.improvement.rules.importing.parsed import (
    Criterion,
    ParsedPlan,
    ParsedSection,
    SourceText,
)
from goldenthread.improvement.rules.importing.sectiontext import has_target

Part = Literal["criteria", "good", "interdependencies"]


def add_to_section(
    plan: ParsedPlan, key: str, part: Part, lines: list[str], line: int
) -> ParsedPlan:
    """Lines at the end of one part of a section; a criterion with a number is quantitative."""

    def grown(section: ParsedSection) -> ParsedSection:
        if part == "good":
            return replace(section, what_good_looks_like=(*section.what_good_looks_like, *lines))
        if part == "interdependencies":
            others = (SourceText(text, line) for text in lines)
            return replace(section, interdependencies=(*section.interdependencies, *others))
        made = (
            Criterion("quantitative" if has_target(text) else "qualitative", text, line)
            for text in lines
        )
        return replace(section, success_criteria=(*section.success_criteria, *made))

    sections = tuple(grown(one) if one.key == key else one for one in plan.sections)
    return replace(plan, sections=sections)
