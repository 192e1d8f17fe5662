"""Small counts of children and families: in digits, in words, as a share of few, and in the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.book import book
from goldenthread.documents.rules.publication.findings import Counts
from goldenthread.documents.rules.publication.names import Hit

# The words that follow, which say what is counted.
_AFTER = r"(?P<after>(?: [\w'’-]+){0,3})"
_NONE = {"none", "no", "nought", "zero"}


@cache
def _number() -> str:
    return rf"(?<![\w.,£$/-])(?:\d{{1,6}}|{book().one_of('numbers')})(?![\w/-]|[.,]\d|\s?%)"


@cache
def _counted() -> re.Pattern[str]:
    rules = book()
    between = rules.numbers["words_between"]
    return re.compile(
        rf"(?P<number>{_number()})(?P<words>(?: (?!of\b)[\w'’-]+){{0,{between}}}?) "
        rf"(?:{rules.one_of('people', 'events')})\b(?!['’])", re.IGNORECASE,
    )  # fmt: skip


@cache
def _share() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<count>{_number()}|\bnone) (?:out )?of (?:the |our |these |those |all )?"
        rf"(?P<base>{_number()}){_AFTER}",
        re.IGNORECASE,
    )


@cache
def _percentage() -> re.Pattern[str]:
    base = r"(?:of|from|base|out of|n)\s?(?:=|of|:)?\s?(?:the |our |these |all )?(?P<base>{})"
    return re.compile(
        rf"\d+(?:\.\d+)?(?:\s?%| per cent| percent)[^.;]{{0,25}}?\b{base.format(_number())}{_AFTER}",
        re.IGNORECASE,
    )


@cache
def _alone() -> re.Pattern[str]:
    rules = book()
    start = "|".join(re.escape(words) for words in rules.numbers["alone"])
    return re.compile(
        rf"\b(?:{start})(?: (?!of\b)[\w'’-]+){{0,2}}? (?:{rules.one_of('people')})\b(?!['’])",
        re.IGNORECASE,
    )


def small_numbers(sentence: str) -> Iterator[Hit]:
    """The small counts in a sentence."""
    taken: list[tuple[int, int]] = []
    for hit in (*_percentages(sentence), *_shares(sentence), *_counts(sentence), *_only(sentence)):
        if not any(hit[0] < end and start < hit[1] for start, end in taken):
            taken.append(hit[:2])
            yield hit


def _percentages(sentence: str) -> Iterator[Hit]:
    for found in _percentage().finditer(sentence):
        base = _value(found["base"])
        if base is not None and base < gate().below and not _is_thing(found["after"]):
            yield found.start(), found.end("base"), "a percentage of few"


def _shares(sentence: str) -> Iterator[Hit]:
    for found in _share().finditer(sentence):
        count = 0 if found["count"].casefold() in _NONE else _value(found["count"])
        base = _value(found["base"])
        if count is None or base is None or count > base or not gate().holds_back(count, base):
            continue
        if _is_thing(found["after"]) or _labelled(sentence, found.start()):
            continue
        if _is_people(found["after"]) or _is_people(sentence):
            yield found.start(), found.end("base"), "a small count of a base"


def _counts(sentence: str) -> Iterator[Hit]:
    for found in _counted().finditer(sentence):
        count = _value(found["number"])
        if count is None or not 0 < count < gate().below:
            continue
        between = found["words"].split()
        if _labelled(sentence, found.start()) or _is_rule(between):
            continue
        yield found.start(), found.end(), "a small count"


def _only(sentence: str) -> Iterator[Hit]:
    for found in _alone().finditer(sentence):
        yield found.start(), found.end(), "one or two alone"


def _value(text: str) -> int | None:
    folded = text.casefold()
    if folded in book().lists["numbers"]:
        return book().lists["numbers"].index(folded) + 1
    return int(text) if text.isdecimal() else None


def _labelled(sentence: str, start: int) -> bool:
    """Whether the number is a label, an age or a part of a ratio, such as `Year 7` or `one in 5`."""
    before = re.findall(r"[\w'’]+", sentence[:start].casefold())[-2:]
    rules = book().numbers
    return bool(before) and (
        before[-1] in rules["labels"]
        or before[-1] in rules["not_before"]
        or before[-2:] == ["at", "least"]
    )


def _is_rule(between: list[str]) -> bool:
    """Whether another thing is counted, or a ratio is told: `2 schools for children`, `one in five children`."""
    rules = book()
    folded = {word.casefold() for word in between}
    return bool(
        folded & (rules.words["things"] | set(rules.numbers["not_before"]) | rules.words["joining"])
    )


def _is_thing(after: str) -> bool:
    words = [word.casefold() for word in after.split()]
    return any(word in book().words["things"] for word in words) and not _is_people(after)


def _is_people(text: str) -> bool:
    pattern = rf"\b(?:{book().one_of('people', 'events')})\b"
    return re.search(pattern, text, re.IGNORECASE) is not None


def small_cells(table: Counts) -> Iterator[tuple[int, int, str]]:
    """The cells (row and column of `rows`) of a table of children or families that the gate would hide.

    A column counts people where its heading does, every column where the caption or the corner does. A last
    row or column called total or all holds totals.
    """
    everywhere = _is_people(f"{table.caption} {table.headings[0] if table.headings else ''}")
    columns = [
        place for place, heading in enumerate(table.headings)
        if place and (everywhere or _is_people(heading)) and _whole(table, place)
    ]  # fmt: skip
    if not columns or not table.rows:
        return
    row_totals = len(columns) > 1 and _is_total(table.headings[columns[-1]])
    column_totals = _is_total(table.rows[-1][0])
    rows = table.rows[:-1] if column_totals else table.rows
    body = columns[:-1] if row_totals else columns
    counts = [[int(row[place].replace(",", "")) for place in body] for row in rows]
    hidden = gate().hidden(counts, row_totals=row_totals, column_totals=column_totals)
    for y, x in sorted(hidden):
        place = columns[x]
        small = int(table.rows[y][place].replace(",", "")) < gate().below
        told = "a small count" if small else "a count from which a small one follows"
        yield y, place, told


def _whole(table: Counts, place: int) -> bool:
    cells = [row[place].replace(",", "") for row in table.rows if place < len(row)]
    return len(cells) == len(table.rows) and all(cell.isdecimal() for cell in cells)


def _is_total(heading: str) -> bool:
    return heading.strip().casefold() in {"total", "all", "totals", "in all"}
