"""One address asked again and again: how long the server takes, and how many queries."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

REQUESTS, WARM_UP = 200, 20
# Standing limits of a page, on the machine that docs/benchmarks.md describes.
MOST_QUERIES, MOST_MILLISECONDS = 12, 150


@dataclass(frozen=True)
class Timing:
    """Milliseconds on the server for one request, warm, and its queries; `status` is the answer's."""

    median: float
    p95: float
    queries: int
    status: int = 200

    @property
    def within(self) -> bool:
        """Whether a page keeps the standing limits."""
        return self.queries <= MOST_QUERIES and self.p95 <= MOST_MILLISECONDS and self.status == 200


def timed(client: Client, address: str, requests: int = REQUESTS) -> Timing:
    """The times of so many requests, after some to warm up; queries are counted apart, as counting takes time."""
    for _ in range(min(WARM_UP, requests)):
        client.get(address)
    times = []
    for _ in range(requests):
        started = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    return Timing(
        statistics.median(times), statistics.quantiles(times, n=20)[18], len(queries), status
    )
