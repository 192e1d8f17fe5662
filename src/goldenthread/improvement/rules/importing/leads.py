"""Who leads: one cell may name several posts, and one post may have "and" in its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from goldenthread.exchange.reading import Part
from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, label_key

_SURE = re.compile(r"\s*;\s*|\s+/\s+|\s*\|\s*")
_MAYBE = re.compile(r"\s*,\s*(?:and\s+)?|\s*/\s*|\s+and\s+|\s+&\s+")
_TELLING = 3  # so many words of a post must be there before more beside them make no difference
_LABEL = re.compile(r"^(?:leads?|lead officers?|owner|responsible)\s*:\s*", re.IGNORECASE)


def split_leads(parts: Sequence[Part], words: Vocabulary) -> list[tuple[str, int]]:
    """Posts with their lines: by paragraph, line, `;`, `/`; by `,` and `and` only between posts.

    "Assistant Director for Quality, Resources & Transformation" stays whole because only its
    first piece names a post.
    """
    result = []
    for part in parts:
        text = _LABEL.sub("", part.text)
        for piece in _SURE.split(text):
            for name in _split_posts(piece, words):
                tidy = name.strip(" ,;•-–")
                if tidy:
                    result.append((tidy, part.line))
    return result


def _split_posts(text: str, words: Vocabulary) -> list[str]:
    pieces = _MAYBE.split(text)
    if len(pieces) == 1:
        return pieces
    posts = [_has(piece, words.post_words) for piece in pieces]
    bodies = [_has(piece, words.body_words) for piece in pieces]
    return pieces if all(posts) or (all(bodies) and not any(posts)) else [text]


def perhaps_several(name: str) -> bool:
    """Whether a lead that was left whole may be several: it reads like a list of names."""
    pieces = _MAYBE.split(name)
    return len(pieces) > 1 and "," in name and all(len(piece.split()) > 1 for piece in pieces)


def is_team(name: str, words: Vocabulary) -> bool:
    """Whether the name of a lead ends as that of a team does: "Early Years Service", "Inclusion Teams (East)"."""
    bare = normal(re.sub(r"\([^()]*\)", " ", name)).split()
    return bool(bare) and bool({bare[-1], bare[-1].removesuffix("s")} & words.team_words)


def much_alike(name: str, post: str, words: Vocabulary) -> bool:
    """Whether a lead may be a post under a somewhat other name: the same words but for those often left out.

    "SEND Partnership & Improvement Manager" is much like "Partnership and Improvement Manager". A longer
    name is like a shorter one of three words or more that it holds whole.
    """
    one, other = _telling(name, words), _telling(post, words)
    if not one or not other:
        return False
    shorter = min(one, other, key=len)
    return one == other or (len(shorter) >= _TELLING and one & other == shorter)


def _telling(name: str, words: Vocabulary) -> frozenset[str]:
    """The words that tell one post from another, in the singular; what stands in brackets says whose it is."""
    bare = re.sub(r"\([^()]*\)", " ", name).replace("/", " ")
    return frozenset(label_key(bare).split()) - words.unsaid_words


def _has(text: str, wanted: Collection[str]) -> bool:
    # "Complexities (ICB)" names no post: the bracket says whose post the whole name is.
    bare = normal(re.sub(r"\([^()]*\)", " ", text))
    return any(re.search(rf"(?<![\w']){re.escape(word)}s?(?![\w'])", bare) for word in wanted)


@dataclass
class LeadNames:
    """One spelling for each lead of a document: the first met, whatever apostrophes follow."""

    _first: dict[str, str] = field(default_factory=dict)

    def same(self, name: str) -> str:
        """The spelling under which this lead was met first."""
        return self._first.setdefault(normal(name), name)
