"""The outbox of a demonstration: what would have been sent by e-mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.access.middleware import open_to_all

SHOWN = 50


@dataclass(frozen=True)
class Message:
    """One message: to whom, when, and its text."""

    to: str
    subject: str
    at: datetime
    text: str


@open_to_all
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages. Only a demonstration has this page: messages hold links that open accounts."""
    if not settings.DEMO_MODE:
        raise Http404("Only a demonstration has an outbox.")
    return render(
        request, "outbox.html", {"messages_sent": _newest(Path(settings.EMAIL_FILE_PATH))}
    )


def _newest(folder: Path) -> list[Message]:
    """Each file holds the messages of one connection; Django names it by its time and ends each with a line."""
    found: list[Message] = []
    for file in sorted(folder.glob("*.log"), reverse=True) if folder.exists() else []:
        parts = file.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
        found += [_message(part) for part in reversed(parts) if part.strip()]
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def _message(content: bytes) -> Message:
    read = message_from_bytes(content, policy=policy.default)
    body = read.get_body(("plain",))
    return Message(
        to=str(read["To"]),
        subject=str(read["Subject"]),
        at=parsedate_to_datetime(str(read["Date"])),
        text=body.get_content() if body else "",
    )
