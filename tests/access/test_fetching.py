"""Where we fetch from, and where we do not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from goldenthread.access.fetching import MOST_BYTES, AddressRefused, GuardedSession, fetchable


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        body = b"x" * (MOST_BYTES + 1 if self.path == "/much" else 3)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("address", "loopback", "found"),
    [
        ("93.184.216.34", False, True),
        ("2606:4700::1111", False, True),
        ("10.1.2.3", False, False),
        ("172.16.0.1", True, False),
        ("192.168.1.1", True, False),
        ("169.254.169.254", True, False),
        ("fe80::1", True, False),
        ("fd00::1", True, False),
        ("0.0.0.0", True, False),  # noqa: S104 - a text to judge
        ("100.64.0.1", False, False),
        ("127.0.0.1", False, False),
        ("127.0.0.1", True, True),
        ("::1", False, False),
        ("::1", True, True),
        ("::ffff:10.0.0.1", False, False),
    ],
)
def test_which_addresses_are_fetched(address: str, loopback: bool, found: bool) -> None:
    assert fetchable(address, loopback=loopback) is found


def test_this_machine_only_when_it_is_allowed(address: str) -> None:
    with GuardedSession(loopback=True) as session:
        assert session.get(address).text == "xxx"
    with GuardedSession() as session, pytest.raises(requests.exceptions.InvalidSchema):
        session.get(address)
    with (
        GuardedSession() as session,
        pytest.raises(requests.ConnectionError, match="private network"),
    ):
        session.get(address.replace("http://", "https://"))


def test_no_redirects_and_no_endless_answers(address: str) -> None:
    with GuardedSession(loopback=True) as session:
        with pytest.raises(AddressRefused, match="sends on"):
            session.get(f"{address}/elsewhere")
        with pytest.raises(AddressRefused, match="more than"):
            session.get(f"{address}/much")
