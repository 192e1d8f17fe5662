"""When a task that went wrong is tried again, and after how long a silent worker counts as gone."""

from __future__ import annotations

from datetime import timedelta

# After the first failure, the second, and so on; a failure after the last of them is the end.
PAUSES = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
)
BEAT_SECONDS = 5.0
# Six beats missed. Longer than a garbage collection or a busy database takes.
LOST_AFTER = timedelta(seconds=30)
# A worker that has not been seen for this long is not at work.
SEEN_WITHIN = timedelta(seconds=20)
# With a broker nobody knows who is listening; a task that nobody has taken for this long says it.
TAKEN_WITHIN = timedelta(minutes=1)


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after `attempts` (1 and up) went wrong; None when it is given up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
