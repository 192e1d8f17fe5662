"""The walk through a document: each line and row to its place in the plan, or into a finding."""

from __future__ import annotations

from goldenthread.core.errors import UserError
from goldenthread.exchange.reading import Document
from goldenthread.improvement.rules.importing.checks import check_plan
from goldenthread.improvement.rules.importing.othertitles import note_other_titles
from goldenthread.improvement.rules.importing.parsed import ParsedPlan
from goldenthread.improvement.rules.importing.vocabulary import Vocabulary, vocabulary
from goldenthread.improvement.rules.importing.walkrows import RowWalk


def interpret_plan(document: Document, words: Vocabulary | None = None) -> ParsedPlan:
    """Read a document as an improvement plan.

    Nothing is lost silently: every line and cell is in the tree or in a finding. Raises
    UserError(`no_plan_found`) where the document holds neither actions nor milestones.
    """
    known = words or vocabulary()
    walk = _Walk(document, known)
    walk.run()
    draft = walk.draft
    has_plan = bool(draft.unplaced) or any(
        p.actions or p.milestones or p.recurring for p in draft.priorities
    )
    if not has_plan:
        raise UserError(
            "no_plan_found",
            "No improvement plan was found in this file. Looked for sections, for priorities with "
            "a code such as 1a, 1.1 or P1, and for a table or lists of actions and milestones.",
            document.name or None,
            "Check that you chose the plan itself. Its table needs a row of headings such as "
            "Action, Lead and Milestone, or Action, Lead and Due date.",
        )
    draft.findings.extend(document.notes)
    check_plan(draft, document, known)
    return draft.done()


class _Walk(RowWalk):
    """The whole walk."""

    def run(self) -> None:
        for place, unit in enumerate(self.units):
            if place == self.levels.title:
                self.draft.title = self.head.title_of(unit.text)
                self.left.close()
            elif place in self.levels.sections:
                self.open_section(unit, self.levels.sections[place])
            elif place in self.levels.priorities:
                self.open_priority(unit, self.levels.priorities[place])
            elif unit.kind == "row":
                self.take_row(unit)
            else:
                self.take_line(unit)
        self.end_all()
        self.left.end()
        note_other_titles(self.draft, self.units, self.levels, self.words)
        self.draft.sections = [s for s in self.draft.sections if not (s.implied and s.empty)]
