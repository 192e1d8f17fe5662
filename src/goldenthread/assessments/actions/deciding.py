"""Writing a decision whether to assess, and taking it. A coordinator may write it; a post with the right decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.rounds import locked_case, need_post, open_consideration
from goldenthread.assessments.models import Consideration, Decision
from goldenthread.assessments.queries.considering import considering
from goldenthread.assessments.rules.deciding import (
    checked_evidence,
    doubts_of_deciding,
    need_lawful,
)
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.actions.keeping import Doubtful, need_text
from goldenthread.duties.models import Case

DECIDE = "assessment.decide"
LONGEST, LONGEST_OTHER = 6000, 600
STATE = Decision.State


@dataclass(frozen=True)
class Written:
    """What a decision says; each as the field of the model of that name."""

    outcome: str
    may_have_needs: bool
    needs_words: str
    may_need_plan: bool
    plan_words: str
    evidence: Sequence[str]
    evidence_words: str
    child_heard: bool
    child_words: str
    reasons: str


@transaction.atomic
def write_decision(
    *, scope: Scope, case_id: int, version: int, written: Written, confirmed: str = ""
) -> Decision:
    """Write, or change, what is to be decided. `version` 0: nothing was written when the form was drawn.

    What was decided already is to be decided again. UserError once the family was told, while a letter of the decision
    is open, and for a refusal that `need_lawful` does not let pass. Doubtful, unless `confirmed` is its mark, where
    nothing was looked at; of a decision to assess also where a limb is answered with no, or the family was not asked.
    """
    case = locked_case(scope, case_id)
    row = open_consideration(scope, case).row
    decision = Decision.objects.select_for_update().filter(consideration=row).first()
    given = _checked(written)
    fields = asdict(given)
    if decision is not None and all(getattr(decision, name) == fields[name] for name in fields):
        return decision
    _need_read(scope, decision, version)
    _need_no_letter(decision)
    _need_sound(case, given, confirmed)
    if decision is None:
        decision = Decision(consideration=row, version=0)
    for name, value in fields.items():
        setattr(decision, name, value)
    decision.state, decision.written_at, decision.written_by_id = (
        STATE.WRITTEN,
        clock.now(),
        scope.user_id,
    )
    decision.decided_on = decision.decided_by = decision.decided_post = None
    decision.version += 1
    decision.save()
    record(
        scope, "assessmentdecision.written", decision, area_id=case.area_id, fields=sorted(fields)
    )
    return decision


@transaction.atomic
def decide(
    *, scope: Scope, case_id: int, version: int, post_id: int, on: date, confirmed: str = ""
) -> Decision:
    """Take the decision as it is written, through a post that may. The family is not told by it: the letter does that.

    UserError for a day after today, or before the council was asked. UserError and Doubtful as for `write_decision`.
    """
    case = locked_case(scope, case_id, DECIDE)
    need_post(scope, post_id, DECIDE, case.area_id)
    row = open_consideration(scope, case).row
    decision = locked_decision(row)
    same = (decision.decided_on, decision.decided_post_id) == (on, post_id)
    if decision.state == STATE.DECIDED and same:
        return decision
    _need_read(scope, decision, version)
    _need_no_letter(decision)
    _need_day(on, row)
    _need_sound(case, _as_written(decision), confirmed)
    decision.state, decision.decided_on = STATE.DECIDED, on
    decision.decided_by_id, decision.decided_post_id = scope.user_id, post_id
    decision.version += 1
    decision.save()
    record(
        scope, "assessmentdecision.decided", decision, area_id=case.area_id,
        fields=("state", "decided_on", "decided_post"),
    )  # fmt: skip
    return decision


def locked_decision(row: Consideration) -> Decision:
    """The decision of a consideration with its row locked. UserError where nothing is written."""
    found = Decision.objects.select_for_update().filter(consideration=row).first()
    if found is None:
        raise UserError(
            "nothing_written",
            "No decision is written yet.",
            fix="Write it first, with its reasons.",
        )
    return found


def _need_read(scope: Scope, decision: Decision | None, version: int) -> None:
    if version != (decision.version if decision is not None else 0):
        raise changed_meanwhile(scope, decision, "this decision")


def _need_no_letter(decision: Decision | None) -> None:
    """UserError while a letter tells what was decided: it would say something else than the decision."""
    if decision is None or decision.letter is None or not decision.letter.open:
        return
    raise UserError(
        "letter_written", f"{decision.letter.reference} tells the family of the decision as it stands.",
        fix="Withdraw that letter first, with the reason. It has not been sent.",
    )  # fmt: skip


def _need_day(on: date, row: Consideration) -> None:
    if on > clock.today():
        raise UserError("not_happened_yet", f"{day_words(on)} is after today.", "on")
    if on < row.since:
        raise UserError(
            "too_early", f"{day_words(on)} is before {day_words(row.since)}, from which the time runs.", "on",
            "Check the day.",
        )  # fmt: skip


def _need_sound(case: Case, written: Written, confirmed: str) -> None:
    asked = considering(case, clock.today()).asked
    said = (written.outcome, written.may_have_needs, written.may_need_plan)
    need_lawful(*said, asked=asked)
    looked_at = bool(written.evidence or written.evidence_words)
    found = doubts_of_deciding(*said, looked_at=looked_at, asked=asked)
    if found:
        doubt = Doubtful(found)
        if confirmed != doubt.mark:
            raise doubt


def _checked(written: Written) -> Written:
    if written.outcome not in Decision.Outcome.values:
        raise UserError("not_in_list", "That answer is not in the list.", "outcome", "Choose one.")
    if len(written.evidence_words) > LONGEST_OTHER:
        raise UserError(
            "text_too_long", f"Use {LONGEST_OTHER} characters or fewer.", "evidence_words"
        )
    return replace(
        written,
        needs_words=need_text(written.needs_words, "why you answer so", "needs_words", LONGEST),
        plan_words=need_text(written.plan_words, "why you answer so", "plan_words", LONGEST),
        evidence=checked_evidence(written.evidence),
        evidence_words=written.evidence_words.strip(),
        child_words=need_text(
            written.child_words, "what the child thinks, or why that is not known", "child_words", LONGEST
        ),
        reasons=need_text(written.reasons, "why, in words for the family", "reasons", LONGEST),
    )  # fmt: skip


def _as_written(decision: Decision) -> Written:
    return Written(**{name: getattr(decision, name) for name in Written.__dataclass_fields__})
