"""How long the short texts of a plan may be. Longer ones are shown to a person before the import.

The table equals the lengths of the columns that store them; a test holds the two together. Texts
that are not here (of actions, milestones, criteria, titles of priorities, updates) have no limit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class TextLimit:
    """`longest` counts characters; `what` is how messages call the text.

    `compared` texts are also stored in the form in which names are compared, which may be longer:
    there, "&" is "and" and joined letters are two.
    """

    longest: int
    what: str
    compared: bool = False

    def length(self, text: str) -> int:
        """How many characters of the limit a text takes."""
        if not self.compared:
            return len(text)
        plain = unicodedata.normalize("NFKC", text).casefold()
        return max(len(text), len(plain.replace("&", " and ")))

    def fits(self, text: str) -> bool:
        return self.length(text) <= self.longest

    def shortened(self, text: str) -> str:
        """The longest beginning that fits, with an ellipsis."""
        kept = text[: self.longest - len(_ELLIPSIS)]
        while not self.fits(kept.rstrip() + _ELLIPSIS):
            kept = kept[:-1]
        return kept.rstrip() + _ELLIPSIS


LIMITS: Mapping[str, TextLimit] = {
    "plan.title": TextLimit(300, "title of the plan"),
    "plan.version": TextLimit(60, "version of the plan"),
    "section.number": TextLimit(20, "number of a section"),
    "section.title": TextLimit(300, "title of a section"),
    "document.text": TextLimit(300, "name of another document", compared=True),
    "priority.code": TextLimit(20, "code of a priority"),
    "lead.name": TextLimit(160, "name of a lead", compared=True),
    "action.letter": TextLimit(20, "letter of an action"),
    "milestone.number": TextLimit(20, "number of a milestone"),
    "milestone.due_text": TextLimit(120, "printed date of a milestone"),
    "milestone.qualifier": TextLimit(300, "remark beside the date of a milestone"),
    "recurring.number": TextLimit(20, "number of a recurring commitment"),
    "recurring.cadence_text": TextLimit(40, "printed interval of a recurring commitment"),
}
