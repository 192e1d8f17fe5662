"""One decision whether to assess: what it says, how its letter stands, and who has a copy of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.assessments.models import Decision, Notice
from goldenthread.assessments.queries.contacts import place_of
from goldenthread.assessments.queries.notices import copies_for, notices_of
from goldenthread.assessments.rules.deciding import against_test, evidence_kinds, limbs
from goldenthread.assessments.rules.telling import FAMILY, SETTING
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.duties.deriving import council_of, timeline_of
from goldenthread.duties.models import Case
from goldenthread.messages.models import Letter
from goldenthread.people.free_words import WITHHELD, words_hidden
from goldenthread.statute.calendars import england
from goldenthread.statute.case_clock import Start, case_starts

COPY = "decision_copy"


@dataclass(frozen=True, slots=True)
class LimbRow:
    """One limb of the test with its answer and why."""

    title: str
    citation: str
    answer: bool
    words: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter: how it stands, and on which day the first copy went, if one has."""

    id: int
    reference: str
    state: str
    open: bool
    sent_on: date | None


@dataclass(frozen=True)
class DecisionPage:
    """What a page shows of a decision. `against`: the outcome is not what the answers to the test lead to.

    `hidden`: a part of the record is hidden from the reader, and so is every word that was written freely.
    """

    decision: Decision
    limbs: tuple[LimbRow, ...]
    evidence: tuple[str, ...]
    child_words: str
    reasons: str
    hidden: bool
    against: bool
    letter: LetterRow | None
    copies: tuple[LetterRow, ...]
    nobody_told: bool

    @property
    def copies_due(self) -> bool:
        """Whether the family was told, and those who were told before have no copy yet."""
        waits = not self.copies or any(one.open for one in self.copies)
        return self.decision.sent and not self.nobody_told and waits


def decision_page(scope: Scope, decision: Decision, case: Case) -> DecisionPage:
    """It in rows. At most five queries; whoever calls has the right to all of the case."""
    hidden = words_hidden(scope, case.person_id)
    told = decision.sent and not to_copy(decision, case)
    return DecisionPage(
        decision=decision,
        limbs=limb_rows(decision, hidden=hidden),
        evidence=evidence_rows(decision, hidden=hidden),
        child_words=WITHHELD if hidden else decision.child_words,
        reasons=WITHHELD if hidden else decision.reasons,
        hidden=hidden,
        against=against_test(decision.outcome, decision.may_have_needs, decision.may_need_plan),
        letter=_letter(decision.letter) if decision.letter else None,
        copies=tuple(_letter(one) for one in copy_letters(decision)) if decision.sent else (),
        nobody_told=told,
    )


def limb_rows(decision: Decision, *, hidden: bool) -> tuple[LimbRow, ...]:
    """The test with its answers."""
    answers = (
        (decision.may_have_needs, decision.needs_words),
        (decision.may_need_plan, decision.plan_words),
    )
    return tuple(
        LimbRow(limb.title, limb.citation, answer, WITHHELD if hidden else words)
        for limb, (answer, words) in zip(limbs().values(), answers, strict=True)
    )


def evidence_rows(decision: Decision, *, hidden: bool) -> tuple[str, ...]:
    """What was looked at, in words."""
    known = evidence_kinds()
    found = [known[code] for code in decision.evidence if code in known]
    more = [line for line in decision.evidence_words.splitlines() if line]
    return (*found, *([WITHHELD] if more and hidden else more))


def copy_letters(decision: Decision) -> list[Letter]:
    """The letters with copies of a decision that were not withdrawn, the newest first. One query."""
    found = Letter.objects.filter(
        about_type=Decision._meta.label_lower, about_id=decision.pk, kind=COPY
    )
    return list(found.exclude(state=Letter.State.WITHDRAWN).order_by("-pk"))


def to_copy(decision: Decision, case: Case) -> list[Notice]:
    """The notices of those whom a letter told, without the family, and without a setting that is protected.

    `case` has its `person`. Four queries at most.
    """
    notices = notices_of(decision.consideration)
    found = [
        one for one in notices.values()
        if one.party != FAMILY and any(copy.sent_on for copy in copies_for(one))
    ]  # fmt: skip
    if any(one.party == SETTING for one in found) and place_of(case.person, clock.today()).hidden:
        return [one for one in found if one.party != SETTING]
    return found


def start_of(case: Case, since: date) -> Start:
    """What started the clock that ran from a day. UserError where it was set aside since. Two queries."""
    timeline = timeline_of(case, case.events.all(), council_of(case.area_id), clock.today())
    found = next((one for one in case_starts(timeline, england()) if one.on == since), None)
    if found is None:
        raise UserError("no_request", "The request that this decision answers was set aside.")
    return found


def _letter(letter: Letter) -> LetterRow:
    return LetterRow(
        letter.pk, letter.reference, letter.get_state_display(), letter.open, letter.sent_on
    )


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """What was decided on an earlier request in the same case."""

    outcome: str
    decided_on: date | None
    notified_on: date | None


def earlier_decisions(case: Case, newest: Decision | None) -> tuple[EarlierRow, ...]:
    """The decisions of a case before its newest one, the last of them first. One query."""
    rows = Decision.objects.filter(consideration__case=case).order_by("-pk")
    return tuple(
        EarlierRow(one.get_outcome_display(), one.decided_on, one.notified_on)
        for one in rows
        if newest is None or one.pk != newest.pk
    )
