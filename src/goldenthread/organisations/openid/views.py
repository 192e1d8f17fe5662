"""The two addresses of signing in through an identity provider: going there and coming back."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from goldenthread.access.middleware import open_to_all
from goldenthread.organisations.openid.rules_file import claim_rules

PROVIDER = "provider"


class SignedTokenAdapter(OpenIDConnectOAuth2Adapter):
    """Checks the signature of each token, also of one that came straight from the provider."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any
    ) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("the provider sent no id_token")
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        if data["userinfo"].get("sub") != data["id_token"].get("sub"):
            raise OAuth2Error("user information about somebody else")
        return login


@open_to_all
@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Send the person to the provider."""
    if settings.OPENID is None:
        raise Http404
    if request.user.is_authenticated:
        return redirect("home")
    provider = get_adapter().get_provider(request, PROVIDER)
    try:
        answer: HttpResponse = provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            scope=list(claim_rules().scopes),
        )
    except RequestException:
        return _unreachable(request)
    return answer


@open_to_all
@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider has sent the person back, with a code or with a refusal."""
    if settings.OPENID is None or provider_id != PROVIDER:
        raise Http404
    view = OAuth2CallbackView.adapter_view(SignedTokenAdapter(request, PROVIDER))
    answer: HttpResponse = view(request)
    return answer


@open_to_all
def cancelled(request: HttpRequest) -> HttpResponse:
    """The person, or the provider, has said no."""
    return render(request, "organisations/openid_refused.html", {"why": "cancelled"}, status=403)


def _unreachable(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=502)
