"""Properties of the rules on vacancies, over made-up posts."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.organisations.rules.vacancy import PostFacts, Spell, State, holding

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
SPELLS = st.tuples(DAYS, st.none() | st.integers(0, 200)).map(
    lambda pair: Spell(pair[0], None if pair[1] is None else pair[0] + timedelta(days=pair[1]))
)
POSTS = st.builds(
    PostFacts,
    vacant_since=st.none() | DAYS,
    ended_on=st.none() | DAYS,
    spells=st.lists(SPELLS, max_size=4).map(tuple),
)


@given(POSTS, DAYS)
def test_held_exactly_while_somebody_holds_a_post_that_goes_on(post: PostFacts, on: date) -> None:
    found = holding(post, on)
    ended = post.ended_on is not None and post.ended_on < on
    assert (found.state is State.ENDED) == ended
    runs = any(spell.runs(on) for spell in post.spells)
    assert (found.state is State.HELD) == (runs and not ended)


@given(POSTS, DAYS)
def test_nobody_held_it_since_the_day_from_which_it_is_vacant(post: PostFacts, on: date) -> None:
    found = holding(post, on)
    if found.state is not State.VACANT:
        return
    assert found.since is not None
    assert found.since <= on
    for back in range((on - found.since).days + 1):
        assert not any(spell.runs(on - timedelta(days=back)) for spell in post.spells)


@given(POSTS, DAYS)
def test_what_will_soon_be_vacant_is_vacant_on_that_day(post: PostFacts, on: date) -> None:
    found = holding(post, on)
    if found.vacant_from is None:
        return
    assert found.state is State.HELD
    assert on < found.vacant_from <= on + timedelta(days=61)
    then = holding(post, found.vacant_from)
    assert then.state is State.VACANT
    before = holding(post, found.vacant_from - timedelta(days=1))
    assert before.state is State.HELD


@given(POSTS, DAYS)
def test_without_a_word_on_it_nothing_is_marked(post: PostFacts, on: date) -> None:
    never = PostFacts(ended_on=post.ended_on)
    assert not holding(never, on).marks
    assert holding(never, on).state in (State.UNKNOWN, State.ENDED)


@given(POSTS, DAYS, SPELLS)
def test_a_future_holder_changes_nothing_today(post: PostFacts, on: date, spell: Spell) -> None:
    if spell.first <= on:
        return
    before = holding(post, on)
    after = holding(PostFacts(post.vacant_since, post.ended_on, (*post.spells, spell)), on)
    assert after.state is before.state
    if before.state is State.VACANT:
        assert after.since == before.since
        assert after.filled_from is not None
