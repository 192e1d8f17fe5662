"""Decides what becomes of somebody whom the identity provider has sent back to us."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render

from goldenthread.access.fetching import GuardedSession
from goldenthread.access.models import User
from goldenthread.access.scope import Origin, Scope
from goldenthread.access.second_factor import ELSEWHERE
from goldenthread.organisations.actions.openid import Arrival, welcome
from goldenthread.organisations.openid.rules_file import claim_rules


class OpenIdAdapter(DefaultSocialAccountAdapter):
    """No sign-up of one's own: who comes with claims for a post gets an account, and nobody else does."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def get_requests_session(self) -> GuardedSession:
        return GuardedSession(loopback=settings.OPENID is not None and settings.OPENID.loopback)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Bring account and memberships up to date with the claims, or end here with a clear page."""
        claims = claims_of(sociallogin)
        rules = claim_rules()
        known: User | None = sociallogin.user if sociallogin.is_existing else None
        email = rules.verified_email(claims)
        if email is None:
            _refuse(request, "email")
        arrival = Arrival(
            provider=sociallogin.account.provider,
            subject=str(sociallogin.account.uid),
            email=email,
            name=str(claims.get("name") or "").strip() or email,
            posts=rules.posts_for(claims),
        )
        with transaction.atomic():
            user = welcome(scope=_provider_scope(request), arrival=arrival, known=known)
            if user is not None and known is None:
                # Only the key is kept: claims are personal data that we have no further use for.
                sociallogin.account.extra_data = {}
                sociallogin.connect(request, user)
        if user is None:
            _refuse(request, "posts")
        sociallogin.user = user
        request.session[ELSEWHERE] = user.pk if rules.trusts_second_factor else None

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """None: it is the organisation that connects an account, not the person."""


def claims_of(sociallogin: SocialLogin) -> dict[str, Any]:
    """The claims of the signed token, with those of the user information beside it."""
    data = sociallogin.account.extra_data
    token, more = data.get("id_token") or {}, data.get("userinfo") or {}
    # What the token says is signed, so it goes first.
    return {**more, **token}


def _provider_scope(request: HttpRequest) -> Scope:
    origin = Origin(request.META.get("REMOTE_ADDR", ""), request.scope.origin.request_id, "openid")  # type: ignore[attr-defined]
    return Scope(None, "Identity provider", (), origin)


def _refuse(request: HttpRequest, why: str) -> NoReturn:
    page = render(request, "organisations/openid_refused.html", {"why": why}, status=403)
    raise ImmediateHttpResponse(page)
