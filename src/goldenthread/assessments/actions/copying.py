"""Copies of a decision for everybody who was told that it was considered (SEND Regulations 2014 reg. 5(2))."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.rounds import locked_case, need_post
from goldenthread.assessments.letter_facts import facts_of_case, facts_of_decision
from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.decision import COPY, copy_letters, start_of, to_copy
from goldenthread.core.errors import UserError
from goldenthread.duties.rules.companions import key_of
from goldenthread.messages.actions.letters import To, draft
from goldenthread.messages.models import Letter
from goldenthread.organisations.models import Post

WRITE = "letter.write"


@transaction.atomic
def draft_copies(*, scope: Scope, case_id: int, post_id: int, sent_key: UUID) -> Letter | None:
    """Write a copy of the newest decision of a case for each who was told by a letter that it was considered.

    None where nobody was told. Written already, it is that letter. UserError before the family was told.
    """
    case = locked_case(scope, case_id)
    scope.need(WRITE, case.area_id)
    need_post(scope, post_id, WRITE, case.area_id)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("consideration")
    decision = rows.filter(consideration__case=case).order_by("-pk").first()
    if decision is None or decision.notified_on is None:
        raise UserError("not_told", "The family has not been told of a decision yet.")
    there = next(iter(copy_letters(decision)), None)
    if there is not None:
        return there
    notices = to_copy(decision, case)
    if not notices:
        return None
    start = start_of(case, decision.consideration.since)
    facts = facts_of_case(scope, case, start, Post.objects.get(pk=post_id))
    # A body is told what was decided. The reasons are the family's.
    told = facts_of_decision(decision, case, decision.notified_on, None)
    facts |= {code: text for code, text in told.items() if code not in ("reasons", "evidence_seen")}
    letter = draft(
        scope=scope, person_id=case.person_id, kind=COPY, about=(Decision._meta.label_lower, decision.pk),
        facts=facts, to=[_to(one.post_id, one.organisation) for one in notices], post_id=post_id,
        sent_key=key_of(sent_key, COPY),
    )  # fmt: skip
    record(scope, "assessmentdecision.lettered", decision, area_id=case.area_id, fields=("copies",))
    return letter


def _to(post_id: int | None, organisation: object) -> To:
    return To(post_id=post_id) if post_id is not None else To(name=str(organisation))
