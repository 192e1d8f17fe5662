"""The whole check: every rule over every sentence and table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from goldenthread.documents.rules.publication.book import book
from goldenthread.documents.rules.publication.combinations import combinations
from goldenthread.documents.rules.publication.contacts import contacts
from goldenthread.documents.rules.publication.findings import Block, Counts, Finding, Kind
from goldenthread.documents.rules.publication.initials import initials
from goldenthread.documents.rules.publication.masking import mask_of
from goldenthread.documents.rules.publication.names import Hit, names
from goldenthread.documents.rules.publication.numbers import small_cells, small_numbers
from goldenthread.documents.rules.publication.sentences import sentences

_RULES: tuple[tuple[Kind, Callable[[str], Iterator[Hit]]], ...] = (
    (Kind.NAME, names),
    (Kind.INITIAL, initials),
    (Kind.SMALL_NUMBER, small_numbers),
)
# What is made unreadable for the rules that look for capitalised words.
_MASKED = {Kind.NAME, Kind.INITIAL}


def check(
    blocks: Iterable[Block],
    tables: Iterable[Counts] = (),
    *,
    known: Collection[str] = (),
    places: Collection[str] = (),
) -> list[Finding]:
    """Every finding, block by block, then table by table.

    `known` are names of organisations, posts and areas, which are no names of people; `places` are settings and
    places so narrow that they may give somebody away.
    """
    mask = mask_of(known)
    found = [one for block in blocks for one in _of_block(block, mask, places)]
    return found + [one for table in tables for one in _of_table(table)]


def _of_block(
    block: Block, mask: Callable[[str], str], places: Collection[str]
) -> Iterator[Finding]:
    # Contacts hold full stops and colons, so they are looked for in the whole.
    for begin, end, words in _widest(contacts(block.text)):
        text = block.text[begin:end].strip()
        yield _finding(Kind.CONTACT, block.where, begin, end, text, block.text, words)
    for start, sentence in sentences(block.text):
        masked = mask(sentence)
        for kind, rule in _RULES:
            hits = _widest(rule(masked if kind in _MASKED else sentence))
            for begin, end, words in hits:
                text = sentence[begin:end].strip()
                yield _finding(kind, block.where, start + begin, start + end, text, sentence, words)
        for begin, end, words in combinations(sentence, places):
            text = sentence[begin:end].strip()
            yield _finding(
                Kind.RARE_COMBINATION, block.where, start + begin, start + end, text, sentence, words
            )  # fmt: skip


def _of_table(table: Counts) -> Iterator[Finding]:
    for y, x, words in small_cells(table):
        row = table.rows[y]
        told = f"{table.caption}: {row[0]}, {table.headings[x]}: {row[x]}"
        yield _finding(Kind.SMALL_NUMBER, table.where, 0, len(row[x]), row[x], told, words)


def _finding(
    kind: Kind, where: str, start: int, end: int, text: str, sentence: str, words: str
) -> Finding:
    entry = book().kinds[kind]
    message = f"{entry['word']}: {words}"
    return Finding(kind, where, start, end, text, sentence.strip(), message, entry["why"])


def _widest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap the widest, in the order of the sentence."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one[0] - one[1], one[0])):
        if not any(hit[0] < end and start < hit[1] for start, end, _ in kept):
            kept.append(hit)
    return sorted(kept)
