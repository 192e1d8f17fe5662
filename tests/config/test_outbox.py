"""The outbox: only in a demonstration, and with what was really handed over to be sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client

from goldenthread.config.environment import mail_from_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Any, tmp_path: Path) -> Path:
    settings.DEMO_MODE = True
    settings.EMAIL_BACKEND = mail_from_address("", "demo")["EMAIL_BACKEND"]
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(*subjects: str) -> None:
    with get_connection() as connection:
        for subject in subjects:
            EmailMessage(
                subject, "Dear Bo, follow https://thread.example/invitations/abc/ – today.",
                to=["bo@x.example"], connection=connection,
            ).send()  # fmt: skip


def test_there_is_none_but_in_a_demonstration(client: Client) -> None:
    assert client.get("/outbox/").status_code == 404


def test_what_was_sent_the_newest_first(client: Client, demonstration: Path) -> None:
    assert "Nothing yet" in client.get("/outbox/").content.decode()
    send("First", "Second")
    page = client.get("/outbox/").content.decode()
    assert page.index("Second") < page.index("First")
    assert "To bo@x.example" in page
    assert 'href="https://thread.example/invitations/abc/"' in page
    assert "– today." in page


def test_a_message_is_not_markup(client: Client, demonstration: Path) -> None:
    EmailMessage("<b>x</b>", "<script>alert(1)</script>", to=["a@x.example"]).send()
    page = client.get("/outbox/").content.decode()
    assert "<script>alert" not in page
    assert "<b>x" not in page
