"""What follows when the letter of a decision goes: the event in the case, and copies for those who were told before."""

from __future__ import annotations

from datetime import date

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.copying import draft_copies
from goldenthread.assessments.actions.deciding import STATE
from goldenthread.assessments.actions.telling import WRITE
from goldenthread.assessments.models import Decision
from goldenthread.assessments.queries.considering import decision_duty
from goldenthread.assessments.queries.last_days import DECIDED, last_days
from goldenthread.assessments.rules.notified import Went, notified_on
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.duties.actions.events import Given, record_event
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Case
from goldenthread.duties.rules.companions import key_of
from goldenthread.messages.models import Copy, Letter
from goldenthread.messages.queries.addressing import family_now

_DAYS = {
    "sent_on": "the day on which it went",
    "appeal_by": "the last day to appeal",
    "mediation_by": "the last day to contact the mediation adviser",
}


def decision_sent(*, scope: Scope, letter: Letter, day: date, confirmed: str) -> None:
    """What follows when the letter of a decision goes; called by `messages` in the transaction that sends it.

    UserError where the letter names other last days than follow from the day on which it went, with the day that is
    wrong. Doubtful where what is recorded with it is.
    """
    rows = Decision.objects.select_for_update(of=("self",))
    decision = rows.select_related("consideration").filter(pk=letter.about_id).first()
    mine = letter.about_type == Decision._meta.label_lower
    waits = decision is not None and decision.letter_id == letter.pk
    if decision is None or not (mine and waits and decision.state == STATE.DECIDED):
        raise UserError(
            "not_this_letter", "The decision that this letter tells of has changed.",
            fix="Withdraw this letter, and write another from the page of the decision.",
        )  # fmt: skip
    row = decision.consideration
    case = Case.objects.select_related("person").get(pk=row.case_id)
    on = _told_on(letter)
    _need_right_days(case, decision, letter, on)
    _record_event(scope, case, decision, letter, on, day, confirmed)
    decision.state, decision.notified_on = STATE.NOTIFIED, on
    decision.version += 1
    decision.save()
    row.ended_on = on
    row.save_next("ended_on")
    record(
        scope, "assessmentdecision.notified", decision, area_id=row.area_id,
        fields=("state", "notified_on"),
    )  # fmt: skip
    _copies(scope, case.pk, letter)


def _told_on(letter: Letter) -> date:
    """The day on which the family was told: of several, as rules.notified says."""
    family = (Copy.To.CARER, Copy.To.YOUNG_PERSON)
    copies = letter.copies.filter(to__in=family).exclude(sent_on=None)
    went = [Went(one.carer_id, one.sent_on) for one in copies if one.sent_on]
    on = notified_on(went, family_now(letter.person, clock.today()).rights)
    if on is None:
        raise UserError(
            "not_to_holder", "No copy of this letter goes to whoever the law says must be told of the decision.",
            fix="Withdraw it, look at whose the rights are on the child’s record, and write another.",
        )  # fmt: skip
    return on


def _need_right_days(case: Case, decision: Decision, letter: Letter, on: date) -> None:
    if not decision.refuses:
        return
    days = last_days(case, on)
    wrong = [
        f"{words} is {day_words(right)}, and the letter says {_said(letter, code)}"
        for (code, words), right in zip(
            _DAYS.items(), (on, days.appeal, days.mediation), strict=True
        )
        if letter.facts.get(code) != right.isoformat()
    ]
    if wrong:
        raise UserError(
            "wrong_last_day", f"For a letter that went on {day_words(on)}, {'; '.join(wrong)}.",
            fix="Write the letter anew for that day from the page of the decision, then send it.",
        )  # fmt: skip


def _said(letter: Letter, code: str) -> str:
    text = str(letter.facts.get(code, ""))
    return day_words(date.fromisoformat(text)) if text else "none"


def _record_event(
    scope: Scope, case: Case, decision: Decision, letter: Letter, on: date, last: date, confirmed: str
) -> None:  # fmt: skip
    """Record the decision in the case. What is doubtful about it, and about copies that went late, is asked at once."""
    given = Given(
        DECIDED, on, key_of(letter.sent_key, DECIDED), answers={"decided": decision.outcome}
    )
    mine = _late_copies(case, decision, on, last)
    try:
        record_event(scope=scope, case_id=case.pk, version=None, given=given)
    except Doubtful as doubt:
        asked = Doubtful([*mine, *doubt.doubts])
        if confirmed != asked.mark:
            raise asked from doubt
        record_event(scope=scope, case_id=case.pk, version=None, given=given, confirmed=doubt.mark)
        return
    if mine and confirmed != Doubtful(mine).mark:
        raise Doubtful(mine)


def _late_copies(case: Case, decision: Decision, on: date, last: date) -> list[str]:
    """Said where the first copy went in time and the last one after it."""
    duty = decision_duty(case, decision.consideration.since)
    if duty is None or duty.statutory_due is None or not on <= duty.statutory_due < last:
        return []
    return [
        f"The first copy went on {day_words(on)} and the last on {day_words(last)}; the last day of the law was "
        f"{day_words(duty.statutory_due)}. The day that counts is the first: make sure that it is right."
    ]


def _copies(scope: Scope, case_id: int, letter: Letter) -> None:
    """Write the copies for those who were told before. The family's letter has gone, even where that cannot be done."""
    if letter.sent_post_id not in scope.posts_with(WRITE, letter.area_id):
        return
    try:
        draft_copies(
            scope=scope, case_id=case_id, post_id=letter.sent_post_id, sent_key=letter.sent_key
        )
    except UserError:
        # The page of the decision goes on saying that they are not written.
        return
