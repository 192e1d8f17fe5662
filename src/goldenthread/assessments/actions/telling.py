"""The letter that tells a family of a decision, written for the day on which it will go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.deciding import STATE, locked_decision
from goldenthread.assessments.actions.rounds import (
    Open,
    locked_case,
    need_post,
    open_consideration,
)
from goldenthread.assessments.letter_facts import facts_of_case, facts_of_decision
from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.last_days import last_days
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.actions.letters import draft, withdraw
from goldenthread.messages.models import Letter
from goldenthread.organisations.models import Post

WRITE = "letter.write"
KINDS = {
    Decision.Outcome.ASSESS.value: "decision_to_assess",
    Decision.Outcome.REFUSE.value: "decision_not_to_assess",
}
_ANEW = "Written anew for another day of sending."


@transaction.atomic
def draft_decision_letter(
    *, scope: Scope, case_id: int, version: int, sent_on: date, post_id: int, sent_key: UUID
) -> Letter:
    """Write the letter that tells the family of the decision, as it will go on that day.

    The last days in a refusal are worked out from that day. A letter of this decision that is open is withdrawn for it,
    unless it is for the same day: then it is that letter. UserError before the decision is taken.
    """
    case = locked_case(scope, case_id)
    scope.need(WRITE, case.area_id)
    need_post(scope, post_id, WRITE, case.area_id)
    now = open_consideration(scope, case)
    decision = locked_decision(now.row)
    if decision.state != STATE.DECIDED or decision.decided_on is None:
        raise UserError(
            "not_decided", "Nobody has decided this yet.",
            fix="A post with the right to decide takes the decision first.",
        )  # fmt: skip
    before = decision.letter if decision.letter is not None and decision.letter.open else None
    if before is not None and before.facts.get("sent_on") == sent_on.isoformat():
        return before
    if version != decision.version:
        raise changed_meanwhile(scope, decision, "this decision")
    if sent_on < max(clock.today(), decision.decided_on):
        raise UserError(
            "day_past", "A letter that is written today goes today or later.", "sent_on",
            "Enter the day on which it will be posted or handed over.",
        )  # fmt: skip
    if before is not None:
        withdraw(scope=scope, letter_id=before.pk, version=before.version, why=_ANEW)
    return _written(scope, now, decision, sent_on, post_id, sent_key)


def _written(
    scope: Scope, now: Open, decision: Decision, sent_on: date, post_id: int, sent_key: UUID
) -> Letter:
    days = last_days(now.case, sent_on) if decision.refuses else None
    facts = facts_of_case(scope, now.case, now.start, Post.objects.get(pk=post_id))
    decision.letter = draft(
        scope=scope, person_id=now.case.person_id, kind=KINDS[decision.outcome],
        about=(Decision._meta.label_lower, decision.pk), to=None, post_id=post_id, sent_key=sent_key,
        facts=facts | facts_of_decision(decision, now.case, sent_on, days),
    )  # fmt: skip
    decision.version += 1
    decision.save(update_fields=["letter", "version"])
    record(
        scope, "assessmentdecision.lettered", decision, area_id=now.case.area_id, fields=("letter",)
    )
    return decision.letter
