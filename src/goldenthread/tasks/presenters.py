"""A task in words."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.core import clock
from goldenthread.tasks.models import Job
from goldenthread.ui.filters import datetime_long, plural

State = Job.State
# Seconds until a page looks again; slowly where somebody has to start a worker first.
SOON, SLOWLY = 4, 20
_TAGS = {State.DONE: "teal", State.FAILED: "red", State.WAITING: "yellow", State.RUNNING: "blue"}


@dataclass(frozen=True)
class Progress:
    """What a page says of a task: `words`, since when, how far; `done` of `total` where that is known."""

    state: str
    word: str
    tag: str
    words: str
    since: str
    done: int
    total: int
    look_again: int


def progress_of(job: Job, *, nobody: bool) -> Progress:
    """`nobody`: no worker is at work. `look_again`: in how many seconds that is worth it; 0 when it is over."""
    return Progress(
        state=job.state,
        word=job.get_state_display(),
        tag=_TAGS.get(State(job.state), "grey"),
        words=_words(job, nobody),
        since=_since(job),
        done=job.progress_done if job.state == State.RUNNING else 0,
        total=job.progress_total if job.state == State.RUNNING else 0,
        look_again=(SLOWLY if nobody else SOON) if job.open else 0,
    )


def size_words(size: int) -> str:
    """`640 kB`, `1,200 kB`; less than a thousand bytes is `1 kB`."""
    return f"{max(1, round(size / 1000)):,} kB"


def _words(job: Job, nobody: bool) -> str:
    if job.state == State.RUNNING:
        return job.progress_words or "A worker has begun."
    if job.state == State.WAITING:
        return _waiting(job, nobody)
    if job.state == State.FAILED:
        return f"It could not be made. {job.error_words}"
    return {
        State.DONE: "The copy is ready.",
        State.DISMISSED: "It could not be made, and was given up.",
        State.EXPIRED: "The copy was removed when its time was over.",
    }[State(job.state)]


def _waiting(job: Job, nobody: bool) -> str:
    if nobody:
        return (
            "No worker is running, so nothing happens until your system administrator starts one. "
            "Your request is kept: you can leave this page and come back."
        )
    if job.attempts:
        times = "once" if job.attempts == 1 else f"{job.attempts} times"
        return (
            f"It went wrong {times} and is tried again by itself, "
            f"not before {datetime_long(job.run_after)}. {job.error_words}"
        )
    return "It waits for a worker, which takes the oldest request first."


def _since(job: Job) -> str:
    begun = job.started_at if job.state == State.RUNNING else job.asked_at
    if not job.open or begun is None:
        return ""
    seconds = max(0, int((clock.now() - begun).total_seconds()))
    age = plural(seconds, "second") if seconds < 120 else plural(seconds // 60, "minute")
    return f"{'Begun' if job.state == State.RUNNING else 'Asked for'} {age} ago."
