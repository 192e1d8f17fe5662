"""Figures that look like slips, judgements on one's own figures, and numbers that a criterion prints."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from goldenthread.access.models import AuditEntry
from goldenthread.improvement.actions.criteria import FigureThere
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.models import CriterionTarget, Measurement, Plan, SuccessCriterion
from goldenthread.improvement.rules.criteria import (
    Comparator,
    CriterionState,
    TargetGiven,
    read_figure,
)
from tests.factories import Person, make_person
from tests.improvement.criterion_steps import (
    TODAY,
    aim,
    codes,
    criterion,
    judge,
    make_criterion,
    manager,
    measure,
    plan,
    row_of,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db
SHARE = TargetGiven(
    measure="Reviews in time", comparator=Comparator.AT_LEAST, target=read_figure("60%"), unit="%"
)


@pytest.mark.parametrize(
    ("value", "given", "code"),
    [
        ("-5", {}, "negative"),
        ("0.6", {}, "looks_like_share"),
        ("190", {}, "over_all"),
        ("40", {"on": date(2026, 2, 11)}, "measured_in_future"),
        (None, {"count": 5, "base": 4}, "count_over_base"),
    ],
)
def test_figures_that_cannot_be_or_look_like_slips(
    manager: Person,
    criterion: SuccessCriterion,
    value: str | None,
    given: dict[str, object],
    code: str,
) -> None:
    aim(manager, criterion, SHARE)
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, value, **given)
    assert codes(refused) == {code}
    assert all(problem.fix for problem in refused.value.problems)
    assert not Measurement.objects.exists()


def test_whoever_is_sure_is_believed(manager: Person, criterion: SuccessCriterion) -> None:
    aim(manager, criterion, SHARE)
    assert str(measure(manager, criterion, "0.6", sure=True).value) == "0.6"
    assert str(measure(manager, criterion, "0.5%", on=TODAY).value) == "0.5"  # said to be per cent
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, "-1", on=TODAY, sure=True)
    assert codes(refused) == {"negative"}


def test_a_figure_older_than_the_baseline_is_asked_about(
    manager: Person, criterion: SuccessCriterion
) -> None:
    aim(manager, criterion)
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, "55", on=date(2025, 3, 30))
    assert codes(refused) == {"before_baseline"}
    measure(manager, criterion, "55", on=date(2025, 3, 30), sure=True)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (replace(SHARE, target=read_figure("0.6")), "target_looks_like_share"),
        (replace(SHARE, target=read_figure("190")), "target_over_all"),
        (replace(SHARE, target=read_figure("-60")), "target_negative"),
        (replace(SHARE, comparator=None), "comparator_missing"),
        (
            replace(SHARE, baseline=read_figure("-1"), baseline_on=date(2025, 1, 1)),
            "baseline_negative",
        ),
    ],
)
def test_targets_are_asked_about_too(
    manager: Person, criterion: SuccessCriterion, given: TargetGiven, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        aim(manager, criterion, given)
    assert codes(refused) == {code}
    if code in ("target_looks_like_share", "target_over_all"):
        aim(manager, criterion, replace(given, sure=True))


def test_a_day_has_one_figure(manager: Person, criterion: SuccessCriterion) -> None:
    aim(manager, criterion)
    first = measure(manager, criterion, "45")
    assert measure(manager, criterion, "45") == first  # sent twice
    with pytest.raises(FigureThere) as there:
        measure(manager, criterion, "41")
    assert there.value.standing == first
    assert "45 weeks, Provider list" in there.value.message
    with pytest.raises(Refused) as refused:
        measure(manager, criterion, "41", replaces=first.pk)
    assert codes(refused) == {"replaced_unexplained"}
    second = measure(manager, criterion, "41", replaces=first.pk, why="One list was missing")
    first.refresh_from_db()
    assert first.withdrawn_why == "One list was missing"
    assert row_of(criterion).latest_pk == second.pk
    with pytest.raises(FigureThere):  # somebody else had replaced it meanwhile
        measure(manager, criterion, "40", replaces=first.pk, why="Again")
    assert AuditEntry.objects.filter(action="criterion.measurement_withdrawn").count() == 1


def test_the_form_asks_and_keeps_what_was_typed(
    manager: Person, criterion: SuccessCriterion, client: Client
) -> None:
    aim(manager, criterion)
    measure(manager, criterion, "45")
    client.force_login(manager.user)
    where = f"/plans/criteria/{criterion.pk}/figures/"
    assert "Replace the figure" not in client.get(where).content.decode()
    typed = {
        "on-day": "31", "on-month": "1", "on-year": "2026", "value": "41", "source": "New list",
        "post": manager.post.pk,
    }  # fmt: skip
    answer = client.post(where, typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "A figure for this day is on record already: 45 weeks, Provider list." in page
    assert "Replace the figure" in page
    assert 'value="New list"' in page
    first = Measurement.objects.get()
    again = {
        **typed,
        "asked": "replaces why",
        "standing": first.pk,
        "replaces": "on",
        "why": "Late",
    }
    assert client.post(where, again).status_code == 302
    assert Measurement.objects.filter(withdrawn_at=None).get().source == "New list"


@pytest.mark.parametrize("by", ["target", "figure"])
def test_nobody_judges_met_what_they_told_while_somebody_else_can(
    manager: Person, plan: Plan, criterion: SuccessCriterion, by: str
) -> None:
    analyst = make_person(plan.area, "analyst")
    other = make_person(plan.area, "partnership_manager")
    board = make_person(plan.area, "board_member")
    aim(manager if by == "target" else other, criterion)
    measure(manager if by == "figure" else analyst, criterion, "39")
    with pytest.raises(Refused) as refused:
        judge(manager, criterion, met=True)
    assert codes(refused) == {"judged_by_teller"}
    made = judge(board, criterion, met=True)
    assert (made.own, made.early) == (False, True)


def test_after_a_refusal_the_form_names_the_posts_that_could_judge(
    manager: Person, plan: Plan, criterion: SuccessCriterion, client: Client
) -> None:
    board = make_person(plan.area, "board_member")
    other = make_person(plan.area, "partnership_manager")
    teller = make_person(plan.area, "partnership_manager", post=manager.post)
    aim(manager, criterion)
    measure(manager, criterion, "39")
    client.force_login(teller.user)
    where = f"/plans/criteria/{criterion.pk}/judge/"
    assert "can judge it met" not in client.get(where).content.decode()
    sent = {"post": manager.post.pk, "met": "yes", "note": "Yes", "seen": row_of(criterion).mark}
    page = client.post(where, sent).content.decode()
    shown = page.partition("These posts can judge it met:")[2].partition("</ul>")[0]
    named = re.findall(r"<li>(.*?), Organisation", shown)
    assert named == sorted([board.post.title, other.post.title])


def test_alone_one_judges_with_a_reason_and_it_shows(
    manager: Person, criterion: SuccessCriterion, client: Client
) -> None:
    aim(manager, criterion, replace(SHARE, target_by=TODAY))
    measure(manager, criterion, "64")
    assert row_of(criterion).state is CriterionState.READY_TO_JUDGE
    with pytest.raises(Refused) as refused:
        judge(manager, criterion, met=True, note="")
    assert codes(refused) == {"note_missing_own"}
    made = judge(manager, criterion, met=True, note="The board has no member yet.")
    assert (made.own, made.early) == (True, False)
    client.force_login(manager.user)
    for where in (
        f"/plans/criteria/{criterion.pk}/",
        f"/plans/{criterion.section.plan_id}/criteria/",
    ):
        assert "Judged by the person who recorded the figure" in client.get(where).content.decode()


def test_before_its_day_it_is_judged_with_a_reason_and_that_shows(
    manager: Person, plan: Plan, criterion: SuccessCriterion, client: Client
) -> None:
    board = make_person(plan.area, "board_member")
    aim(manager, criterion)
    measure(manager, criterion, "45")
    assert row_of(criterion).state_word == "Not met so far, due 31 March 2027"
    with pytest.raises(Refused) as refused:
        judge(board, criterion, met=False, note=" ")
    assert codes(refused) == {"note_missing_early"}
    judge(board, criterion, met=False, note="The service has closed.")
    client.force_login(board.user)
    assert "Judged early" in client.get(f"/plans/criteria/{criterion.pk}/").content.decode()


def test_a_printed_number_is_proposed_and_never_set_by_itself(
    manager: Person, plan: Plan, client: Client
) -> None:
    one = make_criterion(plan)
    make_criterion(plan)
    SuccessCriterion.objects.filter(pk=one.pk).update(text="Reduce the waits by 20%")
    one.refresh_from_db()
    assert row_of(one).state is CriterionState.NUMBER_PRINTED
    client.force_login(manager.user)
    listed = client.get(f"/plans/{plan.pk}/criteria/").content.decode()
    assert "1 criterion has a printed number" in listed
    whole = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "target not set for 1; number printed, not confirmed, for 1" in strip_tags(whole)
    worklist = client.get(f"/plans/{plan.pk}/criteria/?show=number_printed").content.decode()
    form = f"/plans/criteria/{one.pk}/target/?from=number_printed"
    assert form in worklist
    page = client.get(form).content.decode()
    assert "Nothing is set until you save" in page
    assert 'value="20%"' in page
    assert not CriterionTarget.objects.exists()
    typed = {
        "seen": "0", "post": manager.post.pk, "comparator": "decrease_by_percent", "target": "20%",
        "measure": "Waits", "unit": "weeks",
    }  # fmt: skip
    answer = client.post(form, typed)
    assert answer["Location"] == f"/plans/{plan.pk}/criteria/?show=number_printed"
    row = row_of(one)
    assert (row.target_words, row.printed) == ("down by 20% from a baseline that is missing", None)


def test_a_reduction_by_per_cent_reaches_nothing_without_its_baseline(
    manager: Person, plan: Plan, client: Client
) -> None:
    one = make_criterion(plan)
    words = "Reduction in the longest wait across the county by 20%."
    SuccessCriterion.objects.filter(pk=one.pk).update(text=words)
    client.force_login(manager.user)
    form = f"/plans/criteria/{one.pk}/target/"
    page = client.get(form).content.decode()
    assert '<option value="decrease_by_percent" selected>' in page
    assert "enter the baseline too" in page
    typed = {
        "seen": "0", "post": manager.post.pk, "comparator": "decrease_by_percent", "target": "20%",
        "unit": "%", "measure": "Longest wait",
    }  # fmt: skip
    assert client.post(form, typed).status_code == 302
    measure(manager, one, "190")
    row = row_of(one)
    assert (row.state, row.course) == (CriterionState.BASELINE_MISSING, None)


def test_what_the_words_do_not_say_clearly_has_to_be_chosen(
    manager: Person, plan: Plan, client: Client
) -> None:
    one = make_criterion(plan)
    SuccessCriterion.objects.filter(pk=one.pk).update(text="95% attendance")
    client.force_login(manager.user)
    form = f"/plans/criteria/{one.pk}/target/"
    page = client.get(form).content.decode()
    assert "that is for you to choose" in page
    assert '<option value="at_least" selected>' not in page
    typed = {"seen": "0", "post": manager.post.pk, "target": "95", "unit": "%", "measure": "Here"}
    answer = client.post(form, typed)
    assert answer.status_code == 400
    assert "nothing says how the figure is held against it" in answer.content.decode()
    assert not CriterionTarget.objects.exists()


def test_whoever_says_that_the_number_is_no_target_is_believed(manager: Person, plan: Plan) -> None:
    one = make_criterion(plan)
    SuccessCriterion.objects.filter(pk=one.pk).update(text="60-70% of families")
    one.refresh_from_db()
    aim(manager, one, TargetGiven(measure="Families who agree"))
    assert row_of(one).state is CriterionState.TARGET_NOT_SET
