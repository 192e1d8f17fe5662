"""Another system asks with a token: what it may read, or one answer for whatever does not work."""

from __future__ import annotations

import secrets

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from goldenthread.access.audit import API, channel_of_token, record_refusal
from goldenthread.access.links.tokens import hash_of
from goldenthread.access.requests import origin_of
from goldenthread.access.scope import NO_POST, Grant, Scope, nobody
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.actions.tokens import note_use
from goldenthread.organisations.models import ApiToken, LocalArea
from goldenthread.organisations.rules.tokens import mark_of, token_rules

_NO_HASH = hash_of("")


class NoToken(UserError):
    """No token that works came with the request. Nothing says why."""

    def __init__(self) -> None:
        super().__init__(
            "no_token",
            "This needs a token that works.",
            "header.Authorization",
            "Send the header Authorization: Bearer TOKEN. Whoever keeps the tokens of the area can make a new one.",
        )


class TooManyRequests(UserError):
    """More was asked for in a minute than the rules allow."""

    def __init__(self) -> None:
        super().__init__(
            "too_many_requests",
            "Too much was asked for in the last minute.",
            fix="Wait a minute, and ask less often.",
        )


def arrive(request: HttpRequest, presented: str) -> Scope:
    """The scope of whoever presents that token, in as many queries whether it works or not.

    It reads those of the token's areas that the organisation serves today. NoToken, which is recorded, where that
    is none; TooManyRequests.
    """
    mark = mark_of(presented)
    token = ApiToken.objects.filter(mark=mark).first()
    area_ids = frozenset(
        LocalArea.objects.filter(
            api_tokens__mark=mark, organisations__api_tokens__mark=mark
        ).values_list("pk", flat=True)
    )
    fits = secrets.compare_digest(hash_of(presented), token.token_hash if token else _NO_HASH)
    if token is None or not fits or not area_ids or not token.works(clock.today()):
        raise _refused(request, token, area_ids)
    if not _allowed(request, "asked", token_rules().requests_a_minute, "key", str(token.pk)):
        raise TooManyRequests
    areas = sorted(area_ids)
    scope = Scope(
        None,
        str(token),
        tuple(Grant(token.role, area_id, NO_POST, token.organisation_id) for area_id in areas),
        origin_of(request, channel_of_token(token.pk)),
    )
    if token.last_used_on != clock.today():
        note_use(scope=scope, token=token, area_ids=areas)
    return scope


def _refused(request: HttpRequest, token: ApiToken | None, area_ids: frozenset[int]) -> UserError:
    """What to answer. Each is recorded, but nobody can fill the trail by asking again and again."""
    if not _allowed(request, "refused", token_rules().refusals_a_minute, "ip"):
        return TooManyRequests()
    record_refusal(
        nobody(origin_of(request, API)),
        token,
        action="apitoken.refused",
        area_id=min(area_ids, default=None),
    )
    return NoToken()


def _allowed(
    request: HttpRequest, action: str, a_minute: int, per: str, key: str | None = None
) -> bool:
    usage = ratelimit.consume(
        request,
        app="goldenthread.organisations",
        action=action,
        config={action: f"{a_minute}/m/{per}"},
        key=key,
        limit_get=True,
    )
    return usage is not None
