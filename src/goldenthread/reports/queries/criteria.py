"""The success criteria of a plan as a report tells them."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.core.small_numbers import gate
from goldenthread.improvement.queries.criteria import (
    Counted,
    CriterionRow,
    answers_to,
    counted,
    plan_criteria,
)
from goldenthread.improvement.queries.plans import PlanPage
from goldenthread.improvement.rules.criteria import NO_TARGET, CriterionState, criteria_rules
from goldenthread.reports.rules.audiences import Audience

_JUDGED = (CriterionState.NOT_MET, CriterionState.MET)


@dataclass(frozen=True)
class Criteria:
    """Every success criterion of the plan, in its order, for papers that are public or not."""

    rows: list[CriterionRow]
    public: bool

    @property
    def counts(self) -> list[Counted]:
        return counted(self.rows)

    @property
    def told(self) -> list[CriterionRow]:
        """Those that are judged, not met first, and those with a figure."""
        judged = [row for state in _JUDGED for row in self.rows if row.state is state]
        return judged + [row for row in self.rows if row.latest and row.state not in _JUDGED]

    @property
    def without_target(self) -> list[tuple[str, list[CriterionRow]]]:
        """Those that no number is set for, and those whose words print one, each under the word for it."""
        states = criteria_rules()["states"]
        lists = [
            (states[state]["word"], [row for row in self.rows if answers_to(row, state)])
            for state in NO_TARGET
        ]
        return [(word, rows) for word, rows in lists if rows]

    def judged(self, row: CriterionRow) -> bool:
        """Whether a judgement of met or not met counts."""
        return row.state in _JUDGED

    def held_back(self, row: CriterionRow) -> bool:
        """Whether the latest figure would tell a small number to the public."""
        return (
            self.public
            and row.latest is not None
            and row.latest.count is not None
            and row.latest.base is not None
            and gate().holds_back(row.latest.count, row.latest.base)
        )

    def in_words(self, row: CriterionRow) -> str:
        """What is told of a figure that is held back; nothing where there is none."""
        if row.latest is None or row.latest.count is None or row.latest.base is None:
            return ""
        return gate().in_words(row.latest.count, row.latest.base)


def criteria_told(page: PlanPage, audience: Audience) -> Criteria:
    """The criteria of a plan that may be seen: one query."""
    return Criteria(plan_criteria(page.plan, page.ending, page.as_at), audience.public)
