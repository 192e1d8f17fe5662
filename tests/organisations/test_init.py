"""`goldenthread init`: the first administrator."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pytest
from django.core.cache import cache
from django.test import Client

from goldenthread.access.models import AuditEntry, User
from goldenthread.config.cli import main
from goldenthread.organisations.commands import SCHEMA
from goldenthread.organisations.scopes import build_scope

pytestmark = pytest.mark.django_db
GIVEN = {
    "email": "Ann@Westshire.example", "name": "Ann Archer", "area": "Westshire",
    "organisation": "Westshire Council", "post": "SEND partnership manager",
}  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *more: str, **changed: str) -> tuple[int, str]:
    options = [part for name, text in (GIVEN | changed).items() for part in (f"--{name}", text)]
    with pytest.raises(SystemExit) as stopped:
        main(["init", *options, *more])
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, capsys.readouterr().out


def test_the_link_leads_to_a_password_and_everything_else(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    cache.clear()
    code, out = run(capsys, "--json", "--address", "https://thread.westshire.example/")
    document: Any = json.loads(out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    assert code == 0
    link = urlsplit(document["link"])
    assert (link.scheme, link.netloc) == ("https", "thread.westshire.example")
    form = client.get(link.path)["Location"]
    password = "three words nobody guesses"
    client.post(form, {"password1": password, "password2": password})
    client.post("/sign-in/", {"login": "ann@westshire.example", "password": password})
    assert client.get("/people/").status_code == 200
    scope = build_scope(User.objects.get())
    assert scope.role_titles == ("System administrator", "Partnership manager")
    told = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"area.first_made", "account.made", "link.made", "link.used"} <= told


def test_only_the_first_is_made_in_this_way(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys)
    assert code == 0
    assert "shown only now" in out
    code, out = run(capsys, "--json", email="b@westshire.example")
    assert (code, json.loads(out)["error"]["code"]) == (2, "already_begun")
    assert User.objects.count() == 1


def test_an_address_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys, "--json", email="ann")
    assert (code, json.loads(out)["error"]["code"]) == (2, "bad_email")
    assert not User.objects.exists()
