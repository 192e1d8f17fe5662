"""Letters to families and bodies: their templates, the facts they name, and what must be in them before they go. Pure.

The words of a letter are marked paragraphs: a blank line between them, `# ` before a heading, `- ` before each item of
a list. Nothing else is marked.
"""

from goldenthread.documents.rules.letters.book import (
    LetterKind,
    fact_book,
    letter_kind,
    letter_kinds,
    letterhead_facts,
)
from goldenthread.documents.rules.letters.checking import missing, warnings
from goldenthread.documents.rules.letters.composing import compose
from goldenthread.documents.rules.letters.shapes import (
    Audience,
    Draft,
    Fact,
    FactKind,
    FactOf,
    Missing,
    Reader,
    Required,
    Warned,
)
from goldenthread.documents.rules.letters.statements import State, Statement, in_force

__all__ = [
    "Audience", "Draft", "Fact", "FactKind", "FactOf", "LetterKind", "Missing", "Reader", "Required", "State",
    "Statement", "Warned", "compose", "fact_book", "in_force", "letter_kind", "letter_kinds",
    "letterhead_facts", "missing", "warnings",
]  # fmt: skip
