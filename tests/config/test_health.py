"""The two addresses that watchers ask: no sign-in, no session, no query but what is needed."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from goldenthread.config.health import HealthMiddleware


def asked(path: str, method: str = "get") -> HttpResponse:
    """The answer of a new process."""
    send = getattr(RequestFactory(), method)
    return HealthMiddleware(lambda _: HttpResponse("the product"))(send(path))


def test_healthy_needs_no_database() -> None:
    answer = asked("/healthz")
    assert (answer.status_code, answer.content) == (200, b'{"ok": true}')
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_where_the_tables_are_those_of_this_version() -> None:
    assert asked("/readyz").status_code == 200
    newest = max(MigrationLoader(connection).graph.leaf_nodes("improvement"))
    MigrationRecorder(connection).record_unapplied(*newest)
    answer = asked("/readyz")
    assert answer.status_code == 503
    assert b"tables_of_another_version" in answer.content


@pytest.mark.django_db
def test_not_ready_on_the_tables_of_a_newer_version() -> None:
    MigrationRecorder(connection).record_applied("improvement", "0999_later")
    assert b"tables_of_another_version" in asked("/readyz").content


@pytest.mark.django_db
def test_not_ready_without_its_database() -> None:
    def gone() -> Any:
        raise OperationalError("no route to 10.0.0.5")

    with patch.object(connection, "cursor", gone), patch.object(connection, "close"):
        answer = asked("/readyz")
    assert answer.status_code == 503
    assert b"database_unreachable" in answer.content
    assert b"10.0.0.5" not in answer.content


@pytest.mark.django_db
def test_a_probe_needs_neither_https_nor_a_host_name_nor_a_session(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["thread.westshire.example"]
    client = Client(SERVER_NAME="10.1.2.3")
    assert client.get("/healthz").status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/readyz").status_code == 200
    assert len(queries) <= 4
    assert not client.cookies


def test_only_these_addresses_and_only_to_ask() -> None:
    for path, method in (("/healthz/", "get"), ("/readyz", "post"), ("/plans/", "get")):
        request: HttpRequest = getattr(RequestFactory(), method)(path)
        assert (
            HealthMiddleware(lambda _: HttpResponse("the product"))(request).content
            == b"the product"
        )
