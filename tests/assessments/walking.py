"""Somebody without an account who makes a request, page by page, as a browser does."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from goldenthread.assessments.models import Request
from goldenthread.organisations.models import LocalArea
from tests.factories import make_area, make_organisation, make_post

CHILD = {
    "child_forenames": "Imogen", "child_surname": "Tarn", "child_born-day": "27", "child_born-month": "3",
    "child_born-year": "2015",
}  # fmt: skip
PARENT: dict[str, dict[str, str]] = {
    "who": {"route": "parent"},
    "you": {"asker_name": "Ann Tarn", "asker_relation": "mother", "responsibility": "yes"},
    "reach": {"asker_email": "ann@example.org", "contact_way": "phone"},
    "child": CHILD,
    "seen": {"seen": "She finds it hard to listen."},
}


def area_with_inbox() -> LocalArea:
    """An area whose council takes requests."""
    area = make_area()
    make_post(make_organisation(area), {area: "case_coordinator"})
    return area


def page(name: str, *args: object) -> str:
    """The address of a public page: `start`, `check`, or a page of questions."""
    known = (
        "start",
        "check",
        "sent",
        "leave",
        "files",
        "save",
        "discard",
        "number",
        "paper",
        "return",
    )
    if name in known:
        return reverse(f"assessments:public_{name}", args=args)
    return reverse("assessments:public_step", args=[name])


def begin(client: Client, area: LocalArea) -> Request:
    """Begin a request, and return it."""
    answer = client.post(page("start"), {"area": area.pk})
    assert answer.status_code == 302, answer.content
    return Request.objects.latest("pk")


def write(client: Client, name: str, given: dict[str, Any]) -> Any:
    """Send one page, against the version as it is now."""
    version = Request.objects.latest("pk").version
    return client.post(page(name), {"version": version, **given})


def write_all(client: Client, pages: dict[str, dict[str, str]]) -> None:
    """Send several pages, each of which is taken."""
    for name, given in pages.items():
        answer = write(client, name, given)
        assert answer.status_code == 302, (name, answer.content)


def send(client: Client) -> Any:
    """Say the last word, and send it."""
    version = Request.objects.latest("pk").version
    return client.post(page("check"), {"version": version, "confirmed": "on"})
