"""Tokens for tests, made without the page."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any
from uuid import uuid4

from goldenthread.access.links.tokens import hash_of, new_token
from goldenthread.core import clock
from goldenthread.organisations.models import ApiToken, LocalArea, Organisation
from goldenthread.organisations.rules.tokens import written
from tests.factories import make_organisation, make_person


def hand_out(
    *areas: LocalArea,
    role: str = "api_reader",
    organisation: Organisation | None = None,
    **columns: Any,
) -> tuple[ApiToken, dict[str, str]]:
    """A token that reads these areas, and the headers that present it."""
    organisation = organisation or make_organisation(*areas)
    mark = secrets.token_hex(6)
    text = written(mark, new_token())
    today = clock.today()
    given = {"made_on": today, "expires_on": today + timedelta(days=9), **columns}
    token = ApiToken.objects.create(
        organisation=organisation, purpose="Dashboard", role=role, mark=mark,
        token_hash=hash_of(text), made_by=make_person(areas[0], "partnership_manager").user,
        sent_key=uuid4(), **given,
    )  # fmt: skip
    token.areas.set(areas)
    return token, bearer(text)


def bearer(text: str) -> dict[str, str]:
    """The headers that present that token."""
    return {"Authorization": f"Bearer {text}"}
