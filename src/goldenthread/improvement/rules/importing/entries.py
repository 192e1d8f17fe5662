"""The items inside one cell or list: actions with their letters, milestones with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from goldenthread.exchange.reading import Part
from goldenthread.improvement.rules.dates import Due
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary

_BULLETS = "-*•○●▪▫■□◦‣∙·–—➢➤✓o"
_SENTENCE_END = ".;!?)"
_MARK = re.compile(
    r"(?:(?:actions?|milestones?|step|no\.?)\s+)?(?P<mark>"
    r"\(?(?:[A-Za-z]|\d{1,3}|[ivx]{2,4})[.):](?=\s)"
    r"|(?:[A-Za-z]|\d{1,2})(?=\s[–—-]\s)"
    r"|\d{1,2}[a-z]?(?:\.[a-z0-9]{1,2}){1,3}[.):]?(?=\s)"
    r"|\d{1,2}[a-z][.):]?(?=\s)"
    r"|[a-z]{1,2}\d{1,2}(?:[.\-]\d{1,2})?[.):](?=\s)|[a-z]\d{1,2}\.\d{1,2}(?=\s))\s+(?:[–—-]\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: the number or letter as printed without its punctuation, its date, its text.

    `heading` is the printed cadence above a recurring item, and `cadence` what it means.
    """

    mark: str | None
    text: str
    line: int
    due: Due | None = None
    cadence: str | None = None
    heading: str | None = None


def bare_mark(mark: str | None) -> str | None:
    """A marker without punctuation; None for bullets."""
    if mark is None or mark in _BULLETS:
        return None
    return mark.strip("().: ") or None


def taken_mark(part: Part) -> tuple[str | None, str]:
    """The number or letter before a text, from the list's marker or from the text itself."""
    mark = bare_mark(part.marker)
    if mark is not None:
        return mark, part.text
    found = _MARK.match(part.text)
    if found and part.text[found.end() :].strip():
        return bare_mark(found["mark"]), part.text[found.end() :].strip()
    return None, part.text


def split_actions(parts: Sequence[Part]) -> list[Entry]:
    """Actions of a cell: each letter begins one; without letters, each paragraph is one."""
    entries: list[Entry] = []
    lettered = any(taken_mark(part)[0] for part in parts)
    for part in parts:
        mark, text = taken_mark(part)
        if entries and mark is None and _goes_on(entries[-1], part, lettered):
            joined = f"{entries[-1].text} {part.text}"
            entries[-1] = replace(entries[-1], text=joined)
            continue
        entries.extend(_run_on(Entry(mark, text, part.line)))
    return entries


def _goes_on(last: Entry, part: Part, marked: bool) -> bool:
    """Whether a part without a mark belongs to the item before it."""
    if marked:
        return True
    return part.kind == "text" and (
        last.text.rstrip()[-1:] not in _SENTENCE_END or part.text[:1].islower()
    )


def _run_on(entry: Entry) -> Iterator[Entry]:
    """Items that run on in one text: after A. comes B., after 1. comes 2., and so on."""
    following = _next_mark(entry.mark)
    if following is None:
        yield entry
        return
    found = re.search(rf"(?<=\s){re.escape(following)}[.)]\s+(?=[A-Z‘“'\"])", entry.text)
    if not found:
        yield entry
        return
    yield replace(entry, text=entry.text[: found.start()].strip())
    rest = entry.text[found.end() :].strip()
    yield from _run_on(Entry(following, rest, entry.line))


def _next_mark(mark: str | None) -> str | None:
    if mark and mark.isdigit():
        return str(int(mark) + 1)
    if mark and len(mark) == 1 and mark.lower() in "abcdefghijklmnopqrstuvwxy":
        return chr(ord(mark) + 1)
    return None


@cache
def _starts(opening: str) -> re.Pattern[str]:
    return re.compile(r"(?:(?<=\s)|^)(?:(?P<mark>\(?\d{1,3}[.)])\s*)?(?P<opening>" + opening + ")")


def split_milestones(parts: Sequence[Part], words: Vocabulary) -> list[Entry]:
    """Milestones of a cell: dated items, numbered items, items under a cadence such as "Weekly:".

    Text that has neither number nor date belongs to the item before it, unless no item of the cell
    has either: then each paragraph is one.
    """
    starts = _starts(words.dates.opening)
    pieces = [piece for part in parts for piece in _pieces(part, starts, words)]
    marked = any(piece.mark or piece.due for _, piece in pieces)
    entries: list[Entry] = []
    heading: Entry | None = None
    for part, piece in pieces:
        if piece.due and piece.due.kind == "cadence":
            heading = replace(piece, cadence=piece.due.cadence, heading=piece.due.text)
            if piece.text:
                entries.append(replace(heading, due=None))
        elif heading and not piece.due and (piece.mark is None or _inner(piece, heading)):
            entries.append(replace(piece, mark=heading.mark, cadence=heading.cadence,
                                   heading=heading.heading))  # fmt: skip
        elif (
            piece.mark is None
            and piece.due is None
            and entries
            and _goes_on(entries[-1], part, marked)
        ):
            entries[-1] = replace(entries[-1], text=f"{entries[-1].text} {piece.text}")
        else:
            heading = None
            entries.append(piece)
    if heading and not any(entry.heading == heading.heading for entry in entries):
        entries.append(heading)
    return entries


def _inner(piece: Entry, heading: Entry) -> bool:
    """A lettered item under a numbered cadence heading."""
    return bool(heading.mark and heading.mark.isdigit() and piece.mark and piece.mark.isalpha())


def _pieces(part: Part, starts: re.Pattern[str], words: Vocabulary) -> Iterator[tuple[Part, Entry]]:
    own_mark, text = _opening_mark(part, words)
    found = [m for m in starts.finditer(text) if _begins(m, text)]
    head = text[: found[0].start()] if found else text
    if head.strip():
        for entry in _run_on(Entry(own_mark, head.strip(), part.line)):
            yield part, entry
        own_mark = None
    for here, after in zip_longest(found, found[1:]):
        body = text[here.start("opening") : after.start() if after else len(text)].strip()
        mark = bare_mark(here["mark"]) or own_mark
        leading = words.dates.leading(body)
        if leading is None:
            yield part, Entry(mark, body, part.line)
            continue
        entry = Entry(mark, leading.rest, part.line, leading.due)
        for piece in _missed(entry, _number(after["mark"]) if after else None):
            yield part, piece
        own_mark = None


def _opening_mark(part: Part, words: Vocabulary) -> tuple[str | None, str]:
    """The mark before the text; "31.07.25: ..." begins with a date and not with a number."""
    mark, rest = taken_mark(part)
    if bare_mark(part.marker) or mark is None or words.dates.leading(rest):
        return mark, rest
    return (None, part.text) if words.dates.leading(part.text) else (mark, rest)


def _begins(found: re.Match[str], text: str) -> bool:
    """A date opens an item after a number, at the start, or after the end of a sentence."""
    before = text[: found.start()].rstrip()
    return bool(found["mark"]) or not before or before[-1] in _SENTENCE_END


def _missed(entry: Entry, next_number: int | None) -> Iterator[Entry]:
    """An undated item between two dated ones: `1. Jul 2025: ... 2. Review. 3. Sep 2025: ...`."""
    here = _number(entry.mark)
    if here is None or next_number is None or next_number <= here + 1:
        yield entry
        return
    yield from _run_on(entry)


def _number(mark: str | None) -> int | None:
    bare = bare_mark(mark)
    return int(bare) if bare and bare.isdigit() else None
