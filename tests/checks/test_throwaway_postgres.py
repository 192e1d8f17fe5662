"""The PostgreSQL of the tests answers while it is wanted and leaves nothing behind, however it ends."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from tests.conftest import ROOT
from throwaway_postgres import throwaway_postgres

SCRIPT = ROOT / "scripts" / "throwaway_postgres.py"


def folder_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).netloc.partition("@")[2]))


def test_it_answers_on_its_socket_only_and_is_gone_afterwards() -> None:
    with throwaway_postgres() as url:
        folder = folder_of(url)
        assert folder.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(url) as connection:
            listening = connection.execute("SHOW listen_addresses").fetchone()
            encoding = connection.execute("SHOW server_encoding").fetchone()
    assert (listening, encoding) == (("",), ("UTF8",))
    assert not folder.exists()


def test_it_is_gone_when_the_block_fails() -> None:
    with pytest.raises(LookupError), throwaway_postgres() as url:
        raise LookupError
    assert not folder_of(url).exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_server_outlives_us(how: signal.Signals) -> None:
    show = 'echo "$DATABASE_URL"; exec sleep 60'
    owner = subprocess.Popen(
        [sys.executable, SCRIPT, "sh", "-c", show],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert owner.stdout is not None
    folder = folder_of(owner.stdout.readline().strip())
    server = int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    owner.send_signal(how)
    owner.wait(timeout=20)
    owner.stdout.close()
    assert gone(server)
    if how == signal.SIGKILL:  # nobody was left to tidy up
        os.killpg(owner.pid, signal.SIGKILL)
        shutil.rmtree(folder)
    assert not folder.exists()


def gone(process: int) -> bool:
    """Whether the process ends within some seconds."""
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
