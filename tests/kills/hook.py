"""Kills this very process at one of its write stages. Lives in the tests: the product holds no such switch.

A write stage is each statement that writes, each commit, the moment after each commit (an autocommitted
statement included), each file written, and the moment before the answer would be sent. They are counted from
1; the process sends itself SIGKILL at the one that is asked for, so that the work is provably under way.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

WRITES = ("INSERT", "UPDATE", "DELETE")


class Stages:
    """The stages that were passed, by name. `kill_at` 0: none is deadly."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at = kill_at
        self.passed: list[str] = []

    def stage(self, name: str) -> None:
        self.passed.append(name)
        if len(self.passed) == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """From now on every write of this thread is a stage."""
        from django.core.files.storage import storages
        from django.db import connection

        connection.execute_wrappers.append(self._statement)
        storage = storages["default"]
        commit, save = connection._commit, storage._save

        def watched_commit() -> None:
            self.stage("before a commit")
            commit()
            self.stage("after a commit")

        def watched_save(name: str, content: Any) -> str:
            self.stage("before a file is kept")
            kept: str = save(name, content)
            self.stage("after a file is kept")
            return kept

        connection._commit = watched_commit
        storage._save = watched_save

    def _statement(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        words = sql.split(None, 3)
        if words[0].upper() not in WRITES:
            return execute(sql, params, many, context)
        table = words[1 if words[0].upper() == "UPDATE" else 2].strip('"')
        self.stage(f"{words[0].upper()} {table}")
        answer = execute(sql, params, many, context)
        if not context["connection"].in_atomic_block:
            self.stage(f"after {words[0].upper()} {table}, committed by itself")
        return answer
