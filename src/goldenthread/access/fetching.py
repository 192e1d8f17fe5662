"""Fetches from addresses that somebody else chose: never from inside our own network, never without end."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

TIMEOUT_SECONDS = 5
MOST_BYTES = 1_000_000


class AddressRefused(requests.ConnectionError):
    """The address leads where we do not fetch from."""


def fetchable(address: str, *, loopback: bool) -> bool:
    """Whether `address` (of an IP packet) is public, or this machine where `loopback` allows that."""
    found = ipaddress.ip_address(address)
    return found.is_global or (loopback and found.is_loopback)


class GuardedSession(requests.Session):
    """A session that speaks https to public addresses only and follows no redirects.

    The address is looked at after the connection stands, so that a name that resolves differently the
    second time gains nothing. `loopback` is for tests: it allows this machine, by http as well.
    """

    def __init__(self, *, loopback: bool = False) -> None:
        super().__init__()
        self.trust_env = False
        self.adapters.clear()
        guard = _GuardedAdapter(loopback=loopback)
        for scheme in ("https://", "http://") if loopback else ("https://",):
            self.mount(scheme, guard)

    def request(self, *args: Any, **options: Any) -> requests.Response:
        """As requests does it, within the time limit, without following redirects."""
        options.setdefault("timeout", TIMEOUT_SECONDS)
        options["allow_redirects"] = False
        answer = super().request(*args, **options)
        if answer.is_redirect:
            raise AddressRefused(f"{answer.url} sends on to another address")
        return answer


class _GuardedAdapter(HTTPAdapter):
    def __init__(self, *, loopback: bool) -> None:
        self.loopback = loopback
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        # urllib3 asks the pool's class for its connections.
        pools = {"http": _PlainPool, "https": _SecurePool}
        self.poolmanager.pool_classes_by_scheme = {
            scheme: type(pool.__name__, (pool,), {"loopback": self.loopback})
            for scheme, pool in pools.items()
        }

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> Any:
        options["stream"] = True
        answer = super().send(request, *args, **options)
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
        answer.close()
        if len(body) > MOST_BYTES:
            raise AddressRefused(f"{request.url} answered with more than {MOST_BYTES:,} bytes")
        answer._content = body  # noqa: SLF001 - requests reads it from here
        answer._content_consumed = True  # noqa: SLF001
        return answer


def _checked(connected: socket.socket, *, loopback: bool) -> socket.socket:
    address = connected.getpeername()[0]
    if not fetchable(address, loopback=loopback):
        connected.close()
        raise AddressRefused("the address leads into a private network")
    return connected


class _PlainConnection(HTTPConnection):
    loopback = False

    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn(), loopback=self.loopback)


class _SecureConnection(HTTPSConnection):
    loopback = False

    def _new_conn(self) -> socket.socket:
        return _checked(super()._new_conn(), loopback=self.loopback)


class _PlainPool(HTTPConnectionPool):
    loopback = False
    ConnectionCls = _PlainConnection

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        made: Any = type("Plain", (_PlainConnection,), {"loopback": self.loopback})
        self.ConnectionCls = made


class _SecurePool(HTTPSConnectionPool):
    loopback = False
    ConnectionCls = _SecureConnection

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        made: Any = type("Secure", (_SecureConnection,), {"loopback": self.loopback})
        self.ConnectionCls = made
