"""The check of a text before it becomes public: names, initials, contacts, small numbers, rare combinations.

It points at places; a person decides. What it cannot see is said in docs/definitions/publication-check.md.
"""

from goldenthread.documents.rules.publication.book import Book, book
from goldenthread.documents.rules.publication.checking import check
from goldenthread.documents.rules.publication.findings import (
    Block,
    Counts,
    Finding,
    Kind,
    Question,
    questions,
)

__all__ = ["Block", "Book", "Counts", "Finding", "Kind", "Question", "book", "check", "questions"]
