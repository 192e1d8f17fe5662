"""A letter as a careful reader meets it: sections, paragraphs, sentences, whatever the typing looks like. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from goldenthread.documents.rules.letters.days import FoundDay, days_in
from goldenthread.documents.rules.publication.letters import as_read

ITEM = re.compile(r"^\s*(?:[-*•–·]|\d{1,2}[.)]|[a-z][.)])\s+")
HEADING = re.compile(r"^\s*#+\s+")
_MARKS = str.maketrans(
    {**dict.fromkeys("’‘'`´", ""), **dict.fromkeys("“”", '"'), **dict.fromkeys("–—‑−", "-")}
)
_GAP = re.compile(r"\n[^\S\n]*\n")
# A full stop after these ends no sentence.
_SHORT = "".join(
    rf"(?<!\b{one}\.)" for one in (r"e\.g", r"i\.e", "Mr", "Mrs", "Ms", "Dr", "Tel", "reg", "St")
)
_ENDS = re.compile(rf"(?:(?<=[!?])|{_SHORT}(?<=\.))['\")”’]*\s+(?=['\"(“‘]?[A-Z0-9])")


@dataclass(frozen=True)
class Sentence:
    """One sentence: as it stands on one line, and `plain`: in small letters, straight marks, no apostrophes."""

    text: str
    plain: str
    paragraph: int
    section: int
    heading: bool

    @cached_property
    def days(self) -> tuple[FoundDay, ...]:
        """The days that it names, by their places in `plain`."""
        return days_in(self.plain)


class View:
    """The sentences of a letter, with what stands around each."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.sentences = tuple(_sentences(words))

    @cached_property
    def plain(self) -> str:
        """The whole letter, plainly."""
        return "\n".join(one.plain for one in self.sentences)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """Each section plainly, its heading with it."""
        last = self.sentences[-1].section if self.sentences else -1
        return tuple(
            "\n".join(one.plain for one in self.sentences if one.section == place)
            for place in range(last + 1)
        )

    def section_of(self, sentence: Sentence) -> str:
        """The section that it stands in, plainly."""
        return self.sections[sentence.section]


def plainly(text: str) -> str:
    """In small letters on one line, without apostrophes and invisible characters, dashes and quotes plain."""
    return _folded(as_read(text))


def _folded(text: str) -> str:
    return " ".join(text.casefold().translate(_MARKS).split())


def paragraphs_of(words: str) -> list[list[str]]:
    """The lines of each paragraph; an item of a list is a line, and other lines that were only broken are one."""
    text = words.replace("\r\n", "\n").replace("\r", "\n")
    return [list(_lines(part)) for part in _GAP.split(text) if part.strip()]


def _lines(paragraph: str) -> Iterator[str]:
    held = ""
    for line in paragraph.split("\n"):
        if ITEM.match(line) or HEADING.match(line):
            if held:
                yield held
            held = ""
        if HEADING.match(line):
            yield line.strip()
        else:
            held = f"{held} {line.strip()}".strip()
    if held:
        yield held


def _sentences(words: str) -> Iterator[Sentence]:
    section = 0
    for place, lines in enumerate(paragraphs_of(as_read(words))):
        for line in lines:
            heading = bool(HEADING.match(line))
            section += heading and place > 0
            bare = HEADING.sub("", ITEM.sub("", line, count=1), count=1)
            for text in _ENDS.split(" ".join(bare.split())):
                if text:
                    yield Sentence(text, _folded(text), place, section, heading)
