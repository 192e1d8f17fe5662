"""Starts the processes that are killed, on a database of their own, and keeps what was found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT


@dataclass
class Ground:
    """A database for kills. `dry` holds, for each flow, the stages that one whole run passes."""

    vendor: str
    loaded: subprocess.Popen[str]
    log: Path
    dry: dict[str, list[str]] = field(default_factory=dict)

    def child(self, *arguments: str) -> tuple[int, dict[str, dict[str, Any]], str]:
        """Exit code, what was said by name, and what stood on standard error."""
        assert self.loaded.stdin is not None
        assert self.loaded.stdout is not None
        self.loaded.stdin.write(json.dumps(arguments) + "\n")
        self.loaded.stdin.flush()
        said: dict[str, dict[str, Any]] = {}
        for line in self.loaded.stdout:
            one = json.loads(line)
            if one["what"] == "ended":
                return (
                    one["code"],
                    said,
                    self.log.read_text(encoding="utf-8", errors="replace")[-4000:],
                )
            said[one["what"]] = one
        raise RuntimeError(self.log.read_text(encoding="utf-8", errors="replace"))

    def stages_of(self, flow: str) -> list[str]:
        """What a run of the flow passes when nobody kills it."""
        if flow not in self.dry:
            code, said, errors = self.child("act", flow, "0")
            assert code == 0, errors
            # What the second run did is what the first was acknowledged for.
            assert said["survived"]["look"] == said["acknowledged"]["look"]
            assert said["begun"]["look"] != said["acknowledged"]["look"]
            self.dry[flow] = said["survived"]["stages"]
        return self.dry[flow]

    def kill(self, flow: str, share: float) -> dict[str, Any]:
        """Kill the flow at that share of its stages, look, and say what was found. Asserts what must hold."""
        stages = self.stages_of(flow)
        stage = 1 + round(share * (len(stages) - 1))
        begun = time.monotonic()
        code, said, errors = self.child("act", flow, str(stage))
        assert code == -signal.SIGKILL, f"not killed at {stage}: {errors}"
        assert "survived" not in said
        acknowledged, before = said["acknowledged"], said["begun"]
        code, found, errors = self.child(
            "look", flow, json.dumps(acknowledged["ids"]), json.dumps(before["ids"])
        )
        assert code == 0, errors
        looked = found["looked"]
        whole = acknowledged["look"]
        name = f"{flow}, killed at stage {stage} of {len(stages)} ({stages[stage - 1]})"
        assert looked["one"] == whole, f"{name}: what was acknowledged is lost"
        if "jobs" not in whole:
            assert looked["other"] in (before["look"], whole), f"{name}: half written"
        assert looked["trail"] == [], f"{name}: the trail does not verify"
        self._jobs(looked, name)
        return {
            "database": self.vendor, "flow": flow, "stage": stage, "of": len(stages),
            "at": stages[stage - 1], "whole": looked["recovered"]["other"] == looked["recovered"]["one"],
            "entries": looked["entries"], "seconds": round(time.monotonic() - begun, 1),
        }  # fmt: skip

    @staticmethod
    def _jobs(looked: dict[str, Any], name: str) -> None:
        """Whatever was asked for is done in the end, once, with one file; nothing is open or doubled."""
        assert (looked["open_jobs"], looked["files_per_job"]) == (0, 0), name
        for after in looked["recovered"].values():
            if jobs := after.get("jobs"):
                assert (jobs, after["files"], after["job.asked"], after["job.made"]) == (
                    ["done"], 1, 1, 1,
                ), name  # fmt: skip
        if "jobs" in looked["one"]:
            assert looked["recovered"]["other"]["jobs"] in ([], ["done"]), name


@contextmanager
def ground(folder: Path, url: str | None) -> Iterator[Ground]:
    """A prepared database: of the embedded kind in `folder`, or the PostgreSQL one at `url`."""
    environment = {
        name: text
        for name, text in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith("GOLDENTHREAD_")
    }
    environment |= {
        "GOLDENTHREAD_MODE": "test",
        "GOLDENTHREAD_DATA_DIR": str(folder),
        "GOLDENTHREAD_SECRET_KEY": "for-tests-only",
        "PYTHONPATH": str(ROOT / "src"),
    }
    if url:
        environment["DATABASE_URL"] = url
    log = folder / "errors.log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "tests.kills.child"], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as loaded,
    ):  # fmt: skip
        made = Ground("PostgreSQL" if url else "SQLite", loaded, log)
        code, _, said = made.child("prepare")
        assert code == 0, said
        yield made


@contextmanager
def database_beside(url: str, name: str) -> Iterator[str]:
    """A database of its own on the server that `url` leads to."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
