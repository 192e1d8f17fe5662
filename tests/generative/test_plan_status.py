"""Properties that hold for any milestone, any day and any children."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.core.months import Month
from goldenthread.improvement.rules.status import (
    Actor,
    Direction,
    Flag,
    MilestoneFacts,
    Report,
    Shown,
    SignOff,
    Status,
    apply_report,
    apply_sign_off,
    check_report,
    check_sign_off,
    direction,
    load_scheme,
    rollup,
    shown_status,
    slippage_days,
    status_counts,
)

# Few posts, persons and years, so that owner and signer, and due date and day, often meet.
POSTS = st.sampled_from(["lead", "board", "officer"])
PERSONS = st.sampled_from([None, "A", "B"])
DAYS = st.dates(date(2024, 11, 1), date(2026, 3, 31))
MONTHS = st.builds(Month, st.sampled_from([2024, 2025, 2026]), st.integers(1, 12))
STATUSES = st.sampled_from(Status)
ACTORS = st.builds(Actor, POSTS, PERSONS, st.frozensets(POSTS, max_size=1))
OWNERS = st.frozensets(POSTS, max_size=2)
SIGN_OFFS = st.builds(SignOff, ACTORS, DAYS, st.none() | OWNERS)
FACTS = st.builds(
    MilestoneFacts,
    reported=STATUSES,
    baseline_due=st.none() | MONTHS,
    due=st.none() | MONTHS,
    forecast=st.none() | MONTHS,
    completed_on=st.none() | DAYS,
    signed_off=st.none() | SIGN_OFFS,
    owners=OWNERS,
    reported_by=st.none() | ACTORS,
    reported_on=st.none() | DAYS,
)
REPORTS = st.builds(
    Report,
    status=STATUSES,
    by=ACTORS,
    new_due=st.none() | MONTHS,
    forecast=st.none() | MONTHS,
    completed_on=st.none() | DAYS,
    reason=st.sampled_from(["", " ", "Two posts are vacant."]),
    reopen=st.booleans(),
)
CHILDREN = st.lists(st.builds(Shown, STATUSES), max_size=6)


def independent(facts: MilestoneFacts) -> bool:
    """A second telling of "signed off by someone else", from the words and not from the code."""
    signed, reporter = facts.signed_off, facts.reported_by
    if signed is None:
        return False
    held = {signed.by.post, *signed.by.other_posts}
    if held & (facts.owners if signed.owners is None else signed.owners):
        return False
    if reporter is None:
        return True
    same = signed.by.person is not None and signed.by.person == reporter.person
    return not same and reporter.post not in held


@given(FACTS, DAYS)
def test_any_facts_give_one_status_with_reasons(facts: MilestoneFacts, as_at: date) -> None:
    shown = shown_status(facts, as_at)
    assert shown.status in Status
    assert len(set(shown.flags)) == len(shown.flags)
    assert shown.because
    assert shown == shown_status(facts, as_at)


@given(FACTS, DAYS)
def test_past_due_is_blue_or_red_with_a_new_date_needed(facts: MilestoneFacts, as_at: date) -> None:
    due = facts.due or facts.baseline_due
    shown = shown_status(facts, as_at)
    if due is not None and due.last_day < as_at and shown.status is not Status.BLUE:
        assert shown.status is Status.RED
        assert Flag.NEW_DATE_NEEDED in shown.flags


@given(FACTS, DAYS)
def test_blue_exactly_when_signed_off_by_another(facts: MilestoneFacts, as_at: date) -> None:
    done, signed = facts.completed_on, facts.signed_off
    expected = (
        facts.reported is Status.BLUE
        and done is not None
        and signed is not None
        and done <= signed.on <= as_at
        and independent(facts)
    )
    assert (shown_status(facts, as_at).status is Status.BLUE) is expected


@given(FACTS, DAYS)
def test_flags_fit_the_status(facts: MilestoneFacts, as_at: date) -> None:
    shown = shown_status(facts, as_at)
    if Flag.NEW_DATE_NEEDED in shown.flags:
        assert shown.status is Status.RED
        assert Flag.NEW_DATE_GIVEN not in shown.flags
    if Flag.AWAITING_SIGN_OFF in shown.flags:
        assert facts.reported is Status.BLUE
        assert shown.status in {Status.GREEN, Status.RED}
    if shown.status is Status.RED and facts.due is None and facts.baseline_due is None:
        assert Flag.NEW_DATE_NEEDED in shown.flags


@given(FACTS, DAYS, DAYS)
def test_time_alone_never_betters_unsigned_work(
    facts: MilestoneFacts, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    before, after = shown_status(facts, earlier).status, shown_status(facts, later).status
    if after is not Status.BLUE:
        assert direction(before, after) in {Direction.UNCHANGED, Direction.WORSENED}


@given(FACTS, REPORTS, DAYS)
def test_an_accepted_report_keeps_the_promises(
    facts: MilestoneFacts, report: Report, as_at: date
) -> None:
    problems = check_report(facts, report, as_at)
    assert all(p.code and p.field and p.message and p.fix for p in problems)
    if problems:
        return
    after = apply_report(facts, report, as_at)
    shown = shown_status(after, as_at)
    assert after.baseline_due == facts.baseline_due
    assert shown.status is not Status.BLUE
    if report.status is Status.RED:
        assert report.reason.strip()
        assert shown.status is Status.RED
        assert Flag.NEW_DATE_NEEDED not in shown.flags
    elif report.new_due is None:
        assert after.due == facts.due
    else:
        assert report.reason.strip()
        assert report.status in {Status.GREEN, Status.AMBER}
        assert Flag.NEW_DATE_NEEDED in shown_status(facts, as_at).flags or facts.signed_off
        assert shown.status is report.status
    if shown.status is Status.AMBER:
        assert Flag.FORECAST_NEEDED not in shown.flags


@given(FACTS, ACTORS, DAYS)
def test_a_sign_off_is_accepted_exactly_when_it_makes_work_blue(
    facts: MilestoneFacts, signer: Actor, on: date
) -> None:
    if shown_status(facts, on).status is Status.BLUE:
        assert check_sign_off(facts, signer, on)
        return
    accepted = not check_sign_off(facts, signer, on)
    assert accepted is (shown_status(apply_sign_off(facts, signer, on), on).status is Status.BLUE)


@given(CHILDREN, st.booleans(), st.randoms())
def test_the_order_of_children_does_not_matter(
    children: list[Shown], signed_off: bool, random: object
) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rollup(children, signed_off) == rollup(shuffled, signed_off)


@given(CHILDREN, st.booleans(), STATUSES, st.data())
def test_a_worse_child_never_betters_the_parent(
    children: list[Shown], signed_off: bool, other: Status, data: st.DataObject
) -> None:
    if not children:
        return
    scheme = load_scheme()
    index = data.draw(st.integers(0, len(children) - 1))
    changed = [*children[:index], Shown(other), *children[index + 1 :]]
    mild, grave = sorted((children, changed), key=lambda group: scheme.concern(group[index].status))
    assert scheme.concern(rollup(mild, signed_off).status) <= scheme.concern(
        rollup(grave, signed_off).status
    )


@given(st.lists(st.builds(shown_status, FACTS, DAYS), max_size=20))
def test_the_five_counts_add_up(shown: list[Shown]) -> None:
    counts = status_counts(shown)
    assert sum(counts[status] for status in Status) == len(shown)
    assert counts["new_date_needed"] <= counts["red"]
    assert counts["awaiting_sign_off"] <= counts["red"] + counts["green"]


@given(MONTHS, MONTHS, MONTHS)
def test_slippage_adds_up_and_turns_round(one: Month, two: Month, three: Month) -> None:
    forth, back = slippage_days(one, two), slippage_days(two, one)
    assert forth is not None
    assert back is not None
    assert forth == -back
    assert (forth > 0) is (two > one)
    rest, whole = slippage_days(two, three), slippage_days(one, three)
    assert rest is not None
    assert forth + rest == whole


@given(STATUSES, STATUSES)
def test_direction_turns_round(one: Status, two: Status) -> None:
    turned = {
        Direction.IMPROVED: Direction.WORSENED,
        Direction.WORSENED: Direction.IMPROVED,
        Direction.UNCHANGED: Direction.UNCHANGED,
    }
    assert direction(two, one) is turned[direction(one, two)]
