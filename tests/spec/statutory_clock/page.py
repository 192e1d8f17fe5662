"""The page of the statutory clock, section by section."""

from __future__ import annotations

import re

from tests.spec.statutory_clock import printed_exemptions as exemptions
from tests.spec.statutory_clock import printed_rules as rules
from tests.spec.statutory_clock import printed_terms as terms
from tests.spec.statutory_clock.prose import (
    AGES,
    BEYOND,
    COUNTING,
    EXEMPTIONS,
    HOW_TO_READ,
    INTRODUCTION,
    PROPOSALS,
    SETTINGS,
    WORKED_WORDS,
)  # fmt: skip
from tests.spec.statutory_clock.worked import WORKED, ages, counting, exempting

# A heading with its level, and what stands under it.
Section = tuple[int, str, list[str]]


def page() -> list[str]:
    """Every part of it, in order."""
    sections: list[Section] = [
        (2, "How to read this page", [reviewed(), *HOW_TO_READ]),
        (2, "How days are counted", counted()),
        (2, "The nine settings", [SETTINGS, *terms.settings()]),
        (2, "Working days", [BEYOND, f"> {terms.beyond()}", terms.holidays()]),
        (2, "Exemptions", exempted()),
        (2, "The rules, with worked dates", WORKED_WORDS),
        *((3, rules.head(topic)["title"], of_topic(topic)) for topic in rules.topics()),
        (2, "What a notice must tell the family", [terms.notices()]),
        (2, "Proposals that are no law", [PROPOSALS, *terms.proposed()]),
        (2, "The other files", [terms.files()]),
    ]
    parts = ["# The statutory clock", *INTRODUCTION, contents(sections)]
    for level, title, section in sections:
        parts += [f"{'#' * level} {title}", *section]
    return parts


def contents(sections: list[Section]) -> str:
    """A list of links to the sections."""
    return "\n".join(
        f"{'  ' * (level - 2)}- [{title}](#{anchor(title)})" for level, title, _ in sections
    )


def anchor(title: str) -> str:
    """The anchor that a heading gets: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def reviewed() -> str:
    """Who has checked the files, printed from the files."""
    names = [rules.checked(rules.head(topic)) for topic in rules.topics()] + terms.checkers()
    unchecked = names.count(rules.NOBODY)
    if unchecked == len(names):
        return (
            "**No lawyer has reviewed any of this yet** (`reviewer: null` in every file). Until one has, take a date "
            "that matters from the text of the law."
        )
    return f"Of {len(names)} files {unchecked} have been reviewed by nobody yet; each section names who checked its own."


def counted() -> list[str]:
    """The conventions in words, then worked."""
    return [COUNTING[0], counting.CONVENTIONS, *captioned(COUNTING[1:], counting.TABLES)]


def exempted() -> list[str]:
    """Sets, grounds, what is none, and worked cases to the day."""
    return [
        EXEMPTIONS[0], exemptions.sets(), EXEMPTIONS[1], exemptions.grounds_by_set(), EXEMPTIONS[2],
        exemptions.provisions(), EXEMPTIONS[3], exemptions.never_grounds(), "### Exemptions worked to the day",
        exemptions.closure(), *captioned(EXEMPTIONS[4:], exempting.TABLES),
    ]  # fmt: skip


def captioned(words: tuple[str, ...], tables: tuple[str, ...]) -> list[str]:
    """Each table under its sentence."""
    return [part for pair in zip(words, tables, strict=True) for part in pair]


def of_topic(topic: str) -> list[str]:
    """The duties of a topic, their times, and its worked dates."""
    found = rules.topics()[topic]
    parts = [
        rules.source(topic),
        rules.duties(found),
        "#### Times and authorities",
        rules.times(found),
    ]
    if topic in WORKED:
        parts += ["#### Worked dates", *(part for pair in WORKED[topic] for part in pair)]
    if topic == "young_person":
        parts += ["#### Worked ages", *captioned(AGES, ages.TABLES)]
    return parts
