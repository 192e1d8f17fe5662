"""What the letters of this room name, from a case and its decision. Days as `2027-01-22`, as `documents` takes them."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Decision, Request
from goldenthread.assessments.queries.last_days import LastDays
from goldenthread.assessments.rules.deciding import advice_lines, evidence_kinds, limbs
from goldenthread.assessments.rules.telling import asked_by
from goldenthread.core import clock
from goldenthread.duties.models import Case
from goldenthread.messages.queries.addressing import family_now
from goldenthread.organisations.models import Post
from goldenthread.statute.case_clock import REQUEST, Start

Facts = dict[str, str]
# The rules whose last days a letter tells the family.
_DAYS = {"REQ-6": "decision_due", "DEC-1": "no_plan_due", "PLN-9": "plan_due"}
_DETAINED = "youth_accommodation"


def facts_of_case(scope: Scope, case: Case, start: Start, post: Post) -> Facts:
    """Who the child is, who asked and when, the days that run from it, and who writes. Two queries.

    `start`: what started the clock that runs.
    """
    child = case.person
    asked = "requested_by" if start.kind == REQUEST else "attention_by"
    found = {
        "child_name": child.called,
        "child_known_as": child.used_forename or child.legal_forenames.partition(" ")[0],
        "child_born": child.born.isoformat(),
        "received_on": start.on.isoformat(),
        asked: asked_by(str(start.event.details.get("by", ""))),
        "writer_name": scope.name,
        "writer_post": post.title,
        "custody": "yes" if case.child_setting == _DETAINED else "",
        "asked_again_on": _asked_again(case, start),
        **_days(case, start.on),
    }
    return {code: text for code, text in found.items() if text}


def facts_of_reader(case: Case, start: Start) -> Facts:
    """Whether the reader of a family's letter asked for it: told only where just one of them reads it. One query."""
    readers = family_now(case.person, clock.today()).recipients
    asked = start.event.details.get("by")
    own = asked == "young_person" and readers.young_person and not readers.carers
    only = asked == "parent" and not readers.young_person and len(readers.carers) == 1
    return {"requested_by_reader": "yes"} if own or only else {}


def facts_of_decision(
    decision: Decision, case: Case, sent_on: date, days: LastDays | None
) -> Facts:
    """What was decided and why, and, of a refusal, until when the family may do what. No query."""
    found = {
        "outcome": "not_assess" if decision.refuses else "assess",
        "decided_on": decision.decided_on.isoformat() if decision.decided_on else "",
        "sent_on": sent_on.isoformat(),
        "reasons": reasons_of(decision, case),
        "evidence_seen": evidence_of(decision),
    }
    if days is not None:
        found |= {"appeal_by": days.appeal.isoformat(), "mediation_by": days.mediation.isoformat()}
        # The tribunal takes an appeal on its next working day; mediation ends with the two months themselves.
        found["appeal_rolled"] = "yes" if days.appeal != days.mediation else ""
    if not decision.refuses:
        found["asked_of"] = "\n".join(advice_lines(case.child_setting))
    return {code: text for code, text in found.items() if text}


def reasons_of(decision: Decision, case: Case) -> str:
    """The answers to both limbs of the test in plain words, then the reasons as they were written for the family."""
    child = case.person.used_forename or case.person.legal_forenames.partition(" ")[0]
    answers = (decision.may_have_needs, decision.may_need_plan)
    told = [
        limb.told(answer, child) for limb, answer in zip(limbs().values(), answers, strict=True)
    ]
    return f"{' '.join(told)}\n\n{decision.reasons}"


def evidence_of(decision: Decision) -> str:
    """What was looked at, one thing in each line."""
    known = evidence_kinds()
    lines = [known[code] for code in decision.evidence if code in known]
    return "\n".join([*lines, *decision.evidence_words.splitlines()])


def _asked_again(case: Case, start: Start) -> str:
    """The last day on which a request was received that joined the one whose clock runs; empty where none did."""
    joined = Request.objects.filter(
        case=case, state=Request.State.JOINED, received_on__gte=start.event.on
    )
    last = joined.aggregate(last=Max("received_on"))["last"]
    return last.isoformat() if last else ""


def _days(case: Case, since: date) -> Facts:
    rows = case.duties.filter(rule__in=_DAYS, since=since).values_list("rule", "statutory_due")
    return {_DAYS[rule]: due.isoformat() for rule, due in rows if due is not None}
