"""Pauses grow, and end."""

from __future__ import annotations

from goldenthread.tasks.rules.retries import BEAT_SECONDS, LOST_AFTER, PAUSES, pause_after


def test_each_pause_is_longer_than_the_one_before() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, len(PAUSES) + 1)]
    assert pauses == sorted(pauses) == list(PAUSES)
    assert len(set(pauses)) == len(pauses)


def test_after_the_last_pause_it_is_given_up() -> None:
    assert pause_after(len(PAUSES)) is not None
    assert pause_after(len(PAUSES) + 1) is None


def test_a_worker_may_miss_several_beats_before_it_counts_as_gone() -> None:
    assert LOST_AFTER.total_seconds() >= 5 * BEAT_SECONDS
