"""Headings of sections and priorities in the many ways in which plans number them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

_ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v|x))"
_CODE = rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[a-zA-Z]?|{_ROMAN}|[A-Z]\d{{0,2}})"
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_STYLES = (
    ("lettered", r"(?P<code>\d{1,2}\.?[a-zA-Z])[.):]?"),
    ("dotted", r"(?P<code>\d{1,2}\.\d{1,2})[.):]?"),
    ("prefixed", r"(?P<code>[Pp]\d{1,2}(?:\.\d{1,2}|[a-z])?)[.):]?"),
    ("plain", r"(?P<code>\d{1,2})[.):]?"),
    ("roman", rf"(?P<code>(?i:{_ROMAN}))[.):]"),
    ("letter", r"(?P<code>[A-Z]\d{0,2})[.):]"),
)
STRONG = {"lettered", "dotted", "prefixed"}
_LONGEST = 420


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A numbered heading: its style (`word:section`, `lettered`, ...), code and title."""

    style: str
    code: str
    title: str | None

    @property
    def worded(self) -> bool:
        return self.style.startswith("word:")


class HeadingReader:
    """Recognises numbered headings and the labels of parts of a section."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self.section_styles = {f"word:{word}" for word in words.section_words}
        worded = "|".join(
            re.escape(word).replace(r"\ ", r"\s+")
            for word in sorted({*words.section_words, *words.priority_words}, key=len, reverse=True)
        )
        numbers = "|".join(_NUMBER_WORDS)
        self._worded = re.compile(
            rf"(?P<word>{worded})(?:\s+(?:no\.?|number))?(?:\s+|(?=\d))(?P<code>(?i:{numbers})\b|{_CODE})(?!\w)"
            r"(?P<mark>\s*[:.)–—-]+\s*|\s+|$)(?P<title>.*)",
            re.IGNORECASE | re.DOTALL,
        )
        self._coded = [
            (style, re.compile(rf"{pattern}(?:\s*[–—-])?\s+(?P<title>\S.*)", re.DOTALL))
            for style, pattern in _STYLES
        ]
        self._code_only = [(style, re.compile(pattern)) for style, pattern in _STYLES]

    def numbered(self, text: str) -> HeadingMatch | None:
        """The text as a numbered heading, if its form allows."""
        if len(text) > _LONGEST:
            return None
        worded = self._worded.fullmatch(text.strip())
        if worded:
            return self._from_words(worded)
        for style, pattern in self._coded:
            found = pattern.fullmatch(text.strip())
            if found and any(letter.isalpha() for letter in found["title"]):
                return HeadingMatch(style, found["code"], _tidy_title(found["title"]))
        return None

    def code_alone(self, text: str) -> HeadingMatch | None:
        """A bare code, as in a column of codes."""
        for style, pattern in self._code_only:
            found = pattern.fullmatch(text.strip()) or pattern.fullmatch(text.strip() + ".")
            if found:
                return HeadingMatch(style, found["code"], None)
        return None

    def _from_words(self, found: re.Match[str]) -> HeadingMatch | None:
        title = found["title"].strip()
        marked = found["mark"].strip() or not title
        # "Section 1 of the plan describes ..." is a sentence, not a heading.
        if not marked and (title[:1].islower() or title.endswith(".") or len(title.split()) > 14):
            return None
        code = found["code"]
        if code.lower() in _NUMBER_WORDS:
            code = str(_NUMBER_WORDS.index(code.lower()) + 1)
        word = " ".join(found["word"].lower().split())
        # A one-letter "code" must be marked: "Area A good start" names no area.
        if code.isalpha() and len(code) == 1 and not marked:
            return None
        return HeadingMatch(f"word:{word}", code, _tidy_title(title) or None)

    def label(self, text: str) -> tuple[str, str] | None:
        """The part that a label opens, and the text after a colon on the same line."""
        if "\n" in text:
            return None
        if len(text) <= 120:
            name = self._words.labels.get(label_key(text))
            if name:
                return name, ""
        head, colon, rest = text.partition(":")
        if colon and len(head) <= 60:
            name = self._words.labels.get(label_key(head))
            if name:
                return name, rest.strip()
        return None

    def left_out(self, text: str) -> bool:
        """Whether a heading opens a part that is not the plan itself."""
        if len(text) > 80:
            return False
        key = label_key(text)
        return key in self._words.left_out | self._words.glossary or bool(
            re.match(r"(appendix|annex)\b", key)
        )


def _tidy_title(text: str) -> str:
    return text.strip().lstrip("-–—:. ").strip()
