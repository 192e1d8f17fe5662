"""Texts: doubles, notes in brackets, two kinds of apostrophe, criteria without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goldenthread.exchange.reading import Document, Table
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.drafts import PlanDraft
from goldenthread.improvement.rules.importing.sectiontext import has_target
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary

_ROUND = re.compile(r"\(([^()]{2,})\)")
_SQUARE = re.compile(r"\[([^\[\]]+)\]")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|(?<=[a-z])\s+(?=[A-Z][a-z]+ed\s)")
_LONG_ENOUGH = 5
_CURLY = re.compile(r"\w’\w|\w’\s")
_STRAIGHT = re.compile(r"\w'\w|\w'\s")


@dataclass(frozen=True, slots=True)
class _Place:
    what: str
    text: str
    line: int
    key: str = ""


def check_texts(draft: PlanDraft, document: Document, words: Vocabulary) -> None:
    """Findings on the wording of the plan."""
    _check_criteria(draft)
    _check_doubles(draft)
    _check_brackets(draft, words)
    _check_apostrophes(draft, document)


def _check_criteria(draft: PlanDraft) -> None:
    for section in draft.sections:
        parents = {c.parent for c in section.criteria if c.parent is not None}
        for place, criterion in enumerate(section.criteria):
            if place in parents or criterion.text.rstrip().endswith(":"):
                draft.note(
                    "criterion_parent_heading", "info",
                    "This criterion introduces the ones below it. It is counted as a criterion and "
                    "they are kept as its parts.", criterion.source_line, criterion.text,
                )  # fmt: skip
            elif criterion.kind == "quantitative" and not has_target(criterion.text):
                draft.note(
                    "criterion_without_number", "info",
                    "This quantitative criterion gives no number to reach. Its state is “target not "
                    "set” until one is given.", criterion.source_line, criterion.text,
                )  # fmt: skip


def _places(draft: PlanDraft) -> Iterator[_Place]:
    for priority in draft.priorities:
        for action in priority.actions:
            yield _Place(f"an action of {priority.name}", action.text, action.source_line)
        for milestone in priority.milestones:
            what = f"milestone {milestone.number}" if milestone.number else "milestone, unnumbered,"
            what = f"{what} of {priority.name}"
            yield _Place(what, milestone.text, milestone.line, milestone.key)
    for milestone in draft.unplaced:
        yield _Place("an unplaced milestone", milestone.text, milestone.line, milestone.key)
    for section in draft.sections:
        for criterion in section.criteria:
            yield _Place(f"a criterion of {section.name}", criterion.text, criterion.source_line)
        for other in section.interdependencies:
            yield _Place(f"an interdependency of {section.name}", other.text, other.source_line)


def _check_doubles(draft: PlanDraft) -> None:
    """The same text twice, or one text whole within another."""
    seen: dict[str, _Place] = {}
    for place in _places(draft):
        key = normal(place.text)
        if not key:
            continue
        first = seen.get(key)
        if first is None:
            seen[key] = place
            continue
        # An action that is its own milestone says the same by design.
        if first.line == place.line and {first.what[:2], place.what[:2]} == {"an", "mi"}:
            continue
        draft.note(
            "duplicate_text", "info",
            f"The same words stand in {first.what} (line {first.line}) and in {place.what}. Both "
            "were kept.", place.line, place.text, about=place.key,
        )  # fmt: skip
    milestones = [p for p in seen.values() if p.what.startswith("milestone")]
    for inner in milestones:
        key = normal(inner.text)
        if len(key.split()) < _LONG_ENOUGH:
            continue
        for outer in milestones:
            if outer is not inner and f" {key} " in f" {normal(outer.text)} ":
                draft.note(
                    "duplicate_text", "warning",
                    f"The whole text of {inner.what} (line {inner.line}) stands inside {outer.what}. "
                    "Two milestones may have run together in the document.",
                    outer.line, outer.text, about=outer.key,
                )  # fmt: skip


def _check_brackets(draft: PlanDraft, words: Vocabulary) -> None:
    for priority in draft.priorities:
        for milestone in priority.milestones:
            if milestone.qualifier:
                draft.note(
                    "bracketed_note", "info",
                    f"A remark stands beside the date of a milestone ({milestone.text[:40]}) of "
                    f"{priority.name}. It was kept as its qualifier.",
                    milestone.line, milestone.qualifier, about=milestone.key,
                )  # fmt: skip
    for place in _places(draft):
        for bracket in [*_ROUND.findall(place.text), *_SQUARE.findall(place.text)]:
            lowered = f" {normal(bracket)} "
            noted = any(f" {word} " in lowered for word in words.note_words)
            if noted or f"[{bracket}]" in place.text or _is_remark(bracket):
                draft.note(
                    "bracketed_note", "warning" if noted else "info",
                    f"A note in brackets stands in {place.what}. It was kept in the text.",
                    place.line, bracket, about=place.key,
                )  # fmt: skip


def _is_remark(bracket: str) -> bool:
    """Words in brackets rather than an abbreviation, a number or a name."""
    if re.search(r"\d", bracket):
        return False
    return (len(bracket.split()) > 1 and bracket[:1].islower()) or "/" in bracket


def _check_apostrophes(draft: PlanDraft, document: Document) -> None:
    curly = straight = None
    for text, line in _texts(document):
        if curly is None and _CURLY.search(text):
            curly = (line, text)
        if straight is None and _STRAIGHT.search(text):
            straight = (line, text)
    if curly and straight:
        later = max(curly, straight)
        draft.note(
            "mixed_apostrophes", "info",
            f"Both kinds of apostrophe are used (’ first on line {curly[0]}, ' first on line "
            f"{straight[0]}). Texts are kept as printed; posts are compared without regard to them.",
            later[0], later[1][:120],
        )  # fmt: skip


def _texts(document: Document) -> Iterator[tuple[str, int]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield cell.text, row.line
        else:
            yield block.text, block.line
