"""The whole check: every rule over every sentence and table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from goldenthread.documents.rules.publication.book import book
from goldenthread.documents.rules.publication.cells import small_cells
from goldenthread.documents.rules.publication.combinations import combinations
from goldenthread.documents.rules.publication.contacts import contacts, squashed
from goldenthread.documents.rules.publication.findings import Block, Counts, Finding, Kind
from goldenthread.documents.rules.publication.initials import initials
from goldenthread.documents.rules.publication.lone import lone_names
from goldenthread.documents.rules.publication.masking import mask_of
from goldenthread.documents.rules.publication.names import Hit, names
from goldenthread.documents.rules.publication.numbers import small_numbers
from goldenthread.documents.rules.publication.sentences import sentences
from goldenthread.documents.rules.publication.spans import Spans
from goldenthread.documents.rules.publication.special import special_categories
from goldenthread.documents.rules.publication.vocabulary import readable


def _all_names(sentence: str) -> Iterator[Hit]:
    plain = readable(sentence)
    yield from names(plain)
    yield from lone_names(plain)


_RULES: tuple[tuple[Kind, Callable[[str], Iterator[Hit]]], ...] = (
    (Kind.NAME, _all_names),
    (Kind.INITIAL, initials),
    (Kind.SMALL_NUMBER, small_numbers),
    (Kind.SPECIAL_CATEGORY, special_categories),
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
    mask, own = mask_of(known), {squashed(one) for one in known}
    found = [one for block in blocks for one in _of_block(block, mask, places, own)]
    return found + [one for table in tables for one in _of_table(table)]


def _of_block(
    block: Block, mask: Callable[[str], str], places: Collection[str], own: Collection[str]
) -> Iterator[Finding]:
    # Contacts hold full stops and colons, so they are looked for in the whole.
    for begin, end, words in _widest(contacts(block.text, mask(block.text), own)):
        text = block.text[begin:end].strip()
        yield _finding(Kind.CONTACT, block.where, begin, end, text, block.text, words)
    for start, sentence in sentences(block.text):
        masked = mask(sentence)
        hits = {
            kind: _widest(rule(masked if kind in _MASKED else sentence)) for kind, rule in _RULES
        }
        hits[Kind.NAME] = _outside(hits[Kind.NAME], hits[Kind.INITIAL])
        for kind, found in hits.items():
            for begin, end, words in found:
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


def _outside(hits: list[Hit], others: list[Hit]) -> list[Hit]:
    """The hits that are no part of another: "J. Bolton" is asked about once."""
    return [
        hit for hit in hits
        if not any(start <= hit[0] and hit[1] <= end for start, end, _ in others)
    ]  # fmt: skip


def _widest(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap the widest, in the order of the sentence."""
    taken = Spans()
    widest = sorted(hits, key=lambda one: (one[0] - one[1], one[0]))
    return sorted(hit for hit in widest if taken.take(hit[0], hit[1]))
