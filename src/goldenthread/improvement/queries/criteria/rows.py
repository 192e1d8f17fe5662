"""A success criterion as it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goldenthread.improvement.rules.criteria import (
    PER_CENT_UNIT,
    Course,
    CriterionFacts,
    CriterionStanding,
    CriterionState,
    Kind,
    PrintedNumber,
    Target,
    course,
    course_words,
    criteria_rules,
    criterion_standing,
    due_words,
    figure_words,
    printed_number,
    target_words,
)


@dataclass(frozen=True)
class Latest:
    """The newest figure that counts. `count` of `base` where it is a share."""

    value: Decimal
    on: date
    count: int | None
    base: int | None


@dataclass(frozen=True)
class CriterionRow:
    """A success criterion and how it stands on a day; `depth` is 1 where it stands below another.

    `accepted` and `waiting` count evidence by its review; refused evidence is none. `mark` changes with
    whatever a judgement rests on.
    """

    id: int
    root: int
    section_id: int
    section: str
    kind: Kind
    text: str
    depth: int
    target: Target
    target_pk: int
    latest: Latest | None
    latest_pk: int
    accepted: int
    waiting: int
    facts: CriterionFacts
    judgement_pk: int
    judged_by: str
    mark: str
    as_at: date

    @property
    def standing(self) -> CriterionStanding:
        return criterion_standing(self.facts, self.as_at)

    @property
    def state(self) -> CriterionState:
        return self.standing.state

    @property
    def state_word(self) -> str:
        if self.state is CriterionState.NOT_DUE:
            return due_words(self.facts)
        return word_of("states", self.state)

    @property
    def printed(self) -> PrintedNumber | None:
        """The number that its words print, while nobody has said anything of a target."""
        return printed_number(self.text) if self.facts.printed else None

    @property
    def also_missing(self) -> list[str]:
        """What is missing beside what the state says, in words."""
        return [word_of("states", one) for one in self.standing.missing if one != self.state]

    @property
    def course(self) -> Course | None:
        return course(self.facts, self.as_at)

    @property
    def course_word(self) -> str:
        found = self.course
        return word_of("courses", found) if found else ""

    @property
    def course_sentence(self) -> str:
        return course_words(self.facts, self.unit, self.as_at)

    @property
    def quantitative(self) -> bool:
        return self.kind is Kind.QUANTITATIVE

    @property
    def target_words(self) -> str:
        return target_words(self.target)

    @property
    def unit(self) -> str:
        """The unit of the figures. Where none was set, only shares can have been recorded."""
        return self.target.unit or PER_CENT_UNIT

    @property
    def latest_words(self) -> str:
        return figure_words(self.latest.value, self.unit) if self.latest else ""


def word_of(table: str, key: str) -> str:
    word: str = criteria_rules()[table][key]["word"]
    return word
