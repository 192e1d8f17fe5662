"""Small counts that stand apart from those they count: "Of the children waiting, seven", "Out of school: 6"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from goldenthread.core.small_numbers import gate
from goldenthread.documents.rules.publication.book import any_of
from goldenthread.documents.rules.publication.counting import (
    RATIO,
    YEAR_GROUP,
    is_people,
    is_thing,
    number,
    phrases,
    value,
)
from goldenthread.documents.rules.publication.names import Hit


@cache
def _loose() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Counts whose people stand apart, in a group `number`, and whether the sentence must speak of people besides."""
    people = any_of("people", "events")
    last = rf"(?P<number>{number()})"
    verbs = (
        "have|has|had|were|was|are|is|did|do|could|cannot|live|attend|wait|need|remain|moved|left"
    )
    people_said = (
        rf"\bof (?:the|our|these|those) (?:[\w'’-]+ )?(?:{people})\b[^,.;]{{0,40}}, (?:only |just )?{last}"
        r"\b(?! (?:in|of|out)\b)",
        rf"\b(?:{people}|{phrases('states')})\b(?: [\w'’-]+){{0,3}}: ?{last}",
        rf"\b(?:{people})\b(?: [\w'’-]+){{0,4}} from (?:{number()}) to {last}",
        rf"\b(?:{people})\b(?: [\w'’-]+){{0,4}} from {last} to (?:{number()})",
        rf"^\W*(?:only|just) {last} (?:{verbs})\b",
    )
    # These say nothing of people themselves, so the sentence must: "1 has a later date" counts milestones.
    people_elsewhere = (
        rf"{last} (?:others?|of them)\b(?: (?:in|at|from|on|with)\b)?",
        rf"^\W*{last} (?:{verbs})\b",
    )
    return tuple(
        (re.compile(one), needed)
        for ways, needed in ((people_said, False), (people_elsewhere, True))
        for one in ways
    )


def counts_apart(sentence: str) -> Iterator[Hit]:
    """Counts that do not stand right before those they count; none where the sentence counts things."""
    people = is_people(sentence) or YEAR_GROUP.search(sentence) is not None
    for pattern, needed in _loose():
        if needed and not people:
            continue
        for found in pattern.finditer(sentence):
            count = value(found["number"])
            if count is None or not 0 < count < gate().below or RATIO.match(sentence, found.end()):
                continue
            after = YEAR_GROUP.sub("", sentence[found.end("number") : found.end("number") + 80])
            if not is_thing(" ".join(re.findall(r"[\w'’-]+", after)[:3])):
                yield found.start(), found.end(), "a small count"
