"""From a request to the decision, and from there to the day on which the family was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.access.models import AuditEntry
from goldenthread.assessments.actions.deciding import decide
from goldenthread.assessments.models import Consideration, Decision
from goldenthread.assessments.queries.considering import considering
from goldenthread.assessments.queries.decision import copy_letters
from goldenthread.assessments.queries.last_days import last_days
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.months import day_words
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Duty
from goldenthread.messages.actions.letters.writing import Words, change_words
from goldenthread.messages.models import Letter
from tests.assessments import deciding
from tests.assessments.deciding import (
    REFUSED,
    Around,
    asked_on,
    decided,
    lettered,
    notices,
    went,
    written,
)
from tests.duties.makers import happen
from tests.people.families import make_carer

pytestmark = pytest.mark.django_db


@pytest.fixture
def around() -> Around:
    return deciding.make_around()


def told(around: Around) -> list[tuple[str, str, bool]]:
    """Each party with to whom, and whether it was told."""
    rows = considering(around.again(), clock.today()).parties
    return [
        (one.party.code, "; ".join(one.notice.to) if one.notice else "", one.told) for one in rows
    ]


def test_everybody_is_written_to_in_one_act_and_told_once_their_letter_went(around: Around) -> None:
    assert [one[1:] for one in told(around)] == [("", False)] * 4
    letters = notices(around)
    assert [one.kind for one in letters] == ["request_acknowledged", "request_notice"]
    assert notices(around) == letters  # pressed twice
    assert Letter.objects.count() == 2
    names = [one[1] for one in told(around)]
    assert [name.partition(",")[0] for name in names] == [
        "Kim Fell", "Designated Clinical Officer", "Designated Social Care Officer", "Head teacher",
    ]  # fmt: skip
    assert not any(one[2] for one in told(around))
    went(around.coordinator, letters[1])
    assert [one[2] for one in told(around)] == [False, True, True, True]


def test_a_request_is_decided_by_the_manager_and_told_by_the_letter(around: Around) -> None:
    went(around.coordinator, notices(around)[1])
    decision = decided(around)
    duty = around.case.duties.get(rule="REQ-6")
    assert (decision.state, duty.outcome) == ("decided", Duty.Outcome.PENDING)
    letter = lettered(around)
    assert letter.kind == "decision_to_assess"
    assert around.case.duties.get(rule="REQ-6").outcome == Duty.Outcome.PENDING
    went(around.coordinator, letter)
    decision.refresh_from_db()
    assert (decision.state, decision.notified_on) == ("notified", clock.today())
    assert around.again().stage == "assessment"
    met = around.case.duties.get(rule="REQ-6")
    assert (met.outcome, met.met_on) == (Duty.Outcome.MET, clock.today())
    assert Consideration.objects.get().ended_on == clock.today()
    copies = copy_letters(decision)
    assert [(one.state, one.copies.count()) for one in copies] == [("draft", 3)]
    done = AuditEntry.objects.filter(action__startswith="assessmentdecision.").order_by("pk")
    assert [one.action.partition(".")[2] for one in done] == [
        "written", "decided", "lettered", "notified", "lettered",
    ]  # fmt: skip


def test_a_refusal_is_appealable_from_the_day_on_which_it_went(around: Around) -> None:
    decided(around, **REFUSED)
    letter = lettered(around)
    days = last_days(around.again(), clock.today())
    said = letter.copies.get().words
    assert day_words(days.appeal) in said
    assert day_words(days.mediation) in said
    went(around.coordinator, letter)
    assert around.again().stage == "not_assessed"
    kinds = list(around.case.events.values_list("kind", flat=True))
    assert kinds == ["request_received", "assessment_decision_sent", "appealable_decision_sent"]
    assert around.case.duties.get(rule="AP-2").statutory_due == days.appeal
    assert around.case.duties.get(rule="ME-1").statutory_due == days.mediation


@pytest.mark.parametrize(
    ("sent", "appeal", "mediation"),
    [
        (date(2026, 12, 1), date(2027, 2, 1), date(2027, 2, 1)),
        (
            date(2026, 10, 29),
            date(2027, 1, 4),
            date(2026, 12, 29),
        ),  # the tribunal rests at Christmas
        (date(2026, 12, 31), date(2027, 3, 1), date(2027, 2, 28)),  # no 31 February, and a Sunday
    ],
)
def test_the_last_days_follow_from_the_day_on_which_it_goes(
    around: Around, sent: date, appeal: date, mediation: date
) -> None:
    found = last_days(around.case, sent)
    assert (found.appeal, found.mediation) == (appeal, mediation)


def test_a_refusal_without_the_words_on_mediation_cannot_be_sent(around: Around) -> None:
    decided(around, **REFUSED)
    letter = lettered(around)
    copy = letter.copies.get()
    kept = "\n\n".join(part for part in copy.words.split("\n\n") if "ediation" not in part)
    letter = change_words(
        scope=around.coordinator.scope, letter_id=letter.pk, version=letter.version,
        words={copy.pk: Words(copy.title, kept)},
    )  # fmt: skip
    with pytest.raises(UserError, match="mediation"):
        went(around.coordinator, letter)
    assert Decision.objects.get().state == "decided"
    assert around.case.events.count() == 1


def test_a_refusal_that_goes_on_another_day_is_refused_with_the_day_that_is_wrong(
    around: Around,
) -> None:
    decided(around, **REFUSED)
    letter = lettered(around, clock.today() + timedelta(days=3))
    with pytest.raises(UserError) as problem:
        went(around.coordinator, letter)
    days = last_days(around.case, clock.today())
    assert f"the last day to appeal is {day_words(days.appeal)}, and the letter says" in str(
        problem.value
    )
    anew = lettered(around)
    letter.refresh_from_db()
    assert (letter.state, anew.pk != letter.pk) == (Letter.State.WITHDRAWN, True)
    went(around.coordinator, anew)
    assert around.again().stage == "not_assessed"


def test_sending_twice_is_one_event(around: Around) -> None:
    decided(around, **REFUSED)
    letter = lettered(around)
    assert lettered(around) == letter
    went(around.coordinator, letter)
    with pytest.raises(UserError, match="sent"):
        went(around.coordinator, letter)
    assert around.case.events.filter(kind="assessment_decision_sent").count() == 1


def test_a_coordinator_writes_and_does_not_decide(around: Around) -> None:
    decision = written(around)
    with pytest.raises(NotAllowed):
        decide(
            scope=around.coordinator.scope, case_id=around.case.pk, version=decision.version,
            post_id=around.coordinator.post.pk, on=clock.today(),
        )  # fmt: skip
    with pytest.raises(UserError, match="Nobody has decided this yet"):
        lettered(around)


@pytest.mark.parametrize(("days", "words"), [(1, "is after today"), (-11, "is before")])
def test_it_is_decided_neither_tomorrow_nor_before_it_was_asked(
    around: Around, days: int, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        decided(around, clock.today() + timedelta(days=days))


def test_a_refusal_although_the_council_must_assess_is_neither_written_nor_taken(
    around: Around,
) -> None:
    went(around.coordinator, notices(around, only=("family",))[0])
    decision = written(around)
    with pytest.raises(UserError, match="must assess") as problem:
        written(around, outcome="refuse")
    assert problem.value.code == "must_assess"
    Decision.objects.filter(pk=decision.pk).update(outcome="refuse")
    with pytest.raises(UserError, match="must assess"):
        decide(
            scope=around.manager.scope, case_id=around.case.pk, version=decision.version,
            post_id=around.manager.post.pk, on=clock.today(),
        )  # fmt: skip
    assert Decision.objects.get().state == "written"


def test_a_family_that_was_never_asked_is_not_refused(around: Around) -> None:
    refused = {**deciding.vars_of(deciding.SAID), **REFUSED}
    with pytest.raises(UserError, match="Ask the family first"):
        deciding.write_decision(
            scope=around.coordinator.scope, case_id=around.case.pk, version=0,
            written=deciding.Written(**refused),
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_what_was_decided_is_decided_again_once_it_is_changed(around: Around) -> None:
    decided(around)
    letter = lettered(around)
    with pytest.raises(UserError, match="Withdraw that letter first"):
        letter_says_otherwise(around)
    Letter.objects.filter(pk=letter.pk).update(state="withdrawn", withdrawn_why="It changed.")
    changed = letter_says_otherwise(around)
    assert (changed.state, changed.decided_on, changed.decided_post_id) == ("written", None, None)
    with pytest.raises(UserError, match="Nobody has decided this yet"):
        lettered(around)


def letter_says_otherwise(around: Around) -> Decision:
    return written(around, reasons="Other reasons, because Imogen was seen again since.")


def test_once_the_family_is_told_nothing_is_changed(around: Around) -> None:
    decided(around)
    went(around.coordinator, lettered(around))
    with pytest.raises(UserError, match="Nobody asks at this moment"):
        letter_says_otherwise(around)


def test_another_request_after_a_refusal_is_decided_anew(around: Around) -> None:
    decided(around, **REFUSED)
    went(around.coordinator, lettered(around))
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    with clock.fixed(clock.now() + timedelta(days=1)):
        happen(around.coordinator, around.again(), "request_received", tomorrow, {"by": "school"})
        assert considering(around.again(), tomorrow).row is None
        written(around)
    since = list(Consideration.objects.order_by("pk").values_list("since", "ended_on"))
    assert since == [(asked_on(), today), (tomorrow, None)]
    assert Decision.objects.count() == 2


def test_of_two_copies_the_first_counts_and_a_last_one_that_was_late_is_asked_about(
    around: Around,
) -> None:
    make_carer(around.child, "Hazelwood", lives_with=True)
    last_lawful = clock.today() + timedelta(days=32)
    with clock.fixed(last_lawful):
        decided(around, **REFUSED)
        letter = lettered(around)
    late = last_lawful + timedelta(days=1)
    with clock.fixed(late):
        with pytest.raises(Doubtful, match="The day that counts is the first") as doubt:
            went(around.coordinator, letter, last_lawful, late)
        assert around.case.events.count() == 1
        went(around.coordinator, letter, last_lawful, late, confirmed=doubt.value.mark)
    assert Decision.objects.get().notified_on == last_lawful
    met = around.case.duties.get(rule="REQ-6")
    assert (met.outcome, met.statutory_due, met.met_on) == (
        Duty.Outcome.MET, last_lawful, last_lawful,
    )  # fmt: skip
    days = last_days(around.again(), last_lawful)
    assert around.case.duties.get(rule="AP-2").statutory_due == days.appeal
