"""The real product as a process of its own, on a copy of a demo area that is seeded once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

COMMAND = Path(sys.executable).with_name("goldenthread")
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Account:
    """Somebody of the demo area who can sign in."""

    email: str
    password: str
    post: str


@dataclass(frozen=True)
class Product:
    """A running product. `address` ends with a slash; `log` is what it wrote to standard error."""

    address: str
    accounts: tuple[Account, ...]
    data_dir: Path
    log: Path

    def account(self, who: str) -> Account:
        """The account with this e-mail address, or the only one whose post has `who` in its name."""
        found = [
            account
            for account in self.accounts
            if account.email == who or who.casefold() in account.post.casefold()
        ]
        if len(found) != 1:
            known = ", ".join(f"{account.email} ({account.post})" for account in self.accounts)
            raise LookupError(f"{len(found)} demo accounts answer to {who!r}; there are: {known}")
        return found[0]


@contextmanager
def running(data_dir: Path, log: Path) -> Iterator[Product]:
    """`goldenthread run --demo` on a free port until the block ends. Seeds the demo area if need be."""
    environment = {
        name: text
        for name, text in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
        and not name.startswith("GOLDENTHREAD_")
    }
    environment["GOLDENTHREAD_DATA_DIR"] = str(data_dir)
    with log.open("wb") as errors:
        server = subprocess.Popen(
            [COMMAND, "run", "--demo", "--port", "0", "--json"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            said = _first_object(server, log)
            accounts = tuple(
                Account(one["email"], one["password"], one["post"]) for one in said["accounts"]
            )
            product = Product(said["address"], accounts, data_dir, log)
            _wait_until_it_answers(product, server)
            yield product
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            if server.stdout:
                server.stdout.close()


def seed(data_dir: Path) -> None:
    """Make a data folder in which the demo area has been seeded and nobody has done anything."""
    with running(data_dir, data_dir.with_suffix(".log")):
        pass


def copy_of(data_dir: Path, folder: Path) -> Path:
    """A copy of a data folder that no process uses."""
    return Path(shutil.copytree(data_dir, folder / "data"))


def _first_object(server: subprocess.Popen[str], log: Path) -> dict[str, object]:
    """The JSON object that the command prints once it knows its address."""
    text = ""
    if server.stdout is None:
        raise ValueError("the product was started without a pipe")
    for line in server.stdout:
        text += line
        try:
            return dict(json.loads(text))
        except json.JSONDecodeError:
            continue
    raise RuntimeError(f"goldenthread run stopped. It said: {text}{log.read_text()}")


def _wait_until_it_answers(product: Product, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urlopen(product.address, timeout=10).close()  # noqa: S310  the address of our own process
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                words = product.log.read_text(errors="replace")
                raise RuntimeError(f"goldenthread run does not answer. It said: {words}") from None
            time.sleep(0.1)
        else:
            return
