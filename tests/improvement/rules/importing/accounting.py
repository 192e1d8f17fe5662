"""Whether every word of a document is in the tree or in a finding that speaks of its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from goldenthread.exchange.reading import Document, Table
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing import ParsedPlan
from goldenthread.improvement.rules.importing.vocabulary import vocabulary

# Findings that leave whole lines in the document and show their first words only.
_WHOLE_LINES = {"not_imported", "contents_list", "split_header", "missing_column"}
_FILLERS = {"and", "no", "number", "by", "of", "the", "quantitatively", "qualitatively", "to", "on"}


def lost_words(document: Document, plan: ParsedPlan) -> list[tuple[int, str]]:
    """(line, words) for everything that is neither in the tree nor in a finding."""
    strings = sorted({_flat(text) for text in _tree_strings(plan)} - {""}, key=len, reverse=True)
    structure = _structure_words()
    lost = []
    for line, text in _source(document):
        words = _left_over(_flat(text), strings, structure)
        findings = [f for f in plan.findings if f.speaks_of(line)]
        if any(f.code in _WHOLE_LINES for f in findings):
            continue
        said = " ".join(_flat(f.text) for f in findings)
        missing = [word for word in words if f" {word} " not in f" {said} "]
        if missing:
            lost.append((line, " ".join(missing)))
    return lost


def _source(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from ((part.line, part.text) for part in cell.parts)
        else:
            yield block.line, block.text


def _flat(text: str) -> str:
    return " ".join(re.findall(r"[\w%£']+", normal(text)))


def _left_over(text: str, strings: list[str], structure: set[str]) -> list[str]:
    padded = f" {text} "
    # A line may go on in the text of the line above it.
    if any(padded in f" {string} " for string in strings):
        return []
    for string in strings:
        if f" {string} " in padded:
            padded = padded.replace(f" {string} ", "  ")
    words = padded.split()
    while words and _is_structure(words[0], structure):
        words.pop(0)
    while words and _is_structure(words[-1], structure):
        words.pop()
    # Lines of one cell may stand together in one text of the tree.
    if any(f" {' '.join(words)} " in f" {string} " for string in strings):
        return []
    return [word for word in words if not _is_structure(word, structure)]


def _is_structure(word: str, structure: set[str]) -> bool:
    return word in structure or bool(re.fullmatch(r"\d+\w{0,2}|[a-z]\d{0,2}|[ivx]+", word))


def _structure_words() -> set[str]:
    words = vocabulary()
    dates = words.dates.words
    phrases = [
        *words.columns,
        *words.labels,
        *words.head,
        *words.section_words,
        *words.priority_words,
        *dates.months,
        *dates.terms,
        *dates.cadences,
        *dates.lead_ins,
        *dates.ongoing,
    ]
    single = {word for phrase in phrases for word in re.findall(r"[\w']+", normal(phrase))}
    return single | {f"{word}s" for word in single} | _FILLERS


def _tree_strings(plan: ParsedPlan) -> Iterator[str]:
    head = plan.head
    yield from (text for one in plan.terms for text in (one.term, one.meaning))
    yield from filter(None, (head.title, head.version, head.date_text))
    for section in plan.sections:
        yield from filter(None, (section.title, section.area_for_improvement, section.number))
        yield from section.what_good_looks_like
        yield from (c.text for c in section.success_criteria)
        yield from (i.text for i in section.interdependencies)
        for priority in section.priorities:
            yield from filter(None, (priority.title, priority.code))
            yield from priority.leads
            yield from (f"{a.letter or ''} {a.text}" for a in priority.actions)
            yield from (a.letter or "" for a in priority.actions)
            yield from (a.text for a in priority.actions)
            yield from (r.text for r in priority.recurring)
            yield from (r.cadence_text or "" for r in priority.recurring)
            yield from (r.number or "" for r in priority.recurring)
    for milestone in plan.milestones():
        yield from filter(
            None,
            (
                milestone.number,
                milestone.text,
                milestone.qualifier,
                milestone.due_text,
                milestone.status,
                milestone.update,
            ),
        )
