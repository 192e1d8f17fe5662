"""A broker that cannot be relied on: it keeps what it is sent, and the test decides what arrives and how often."""

from __future__ import annotations

from typing import Any, ClassVar

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task


class Unreliable(BaseTaskBackend):
    sent: ClassVar[list[tuple[Task[Any, Any], tuple[Any, ...]]]] = []

    away: ClassVar[bool] = False

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> None:
        self.validate_task(task)
        if self.away:
            raise ConnectionError("the broker is away")
        assert kwargs == {}
        self.sent.append((task, args))

    @classmethod
    def deliver(cls) -> None:
        """What a broker's worker does with each message."""
        waiting, cls.sent[:] = list(cls.sent), []
        for task, args in waiting:
            task.call(*args)
