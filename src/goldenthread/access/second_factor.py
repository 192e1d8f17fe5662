"""The second step of signing in: an authenticator app, recovery codes, passkeys. Built on allauth.mfa."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import qrcode  # type: ignore[import-untyped]
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from markupsafe import Markup

from goldenthread.access.ciphers import cipher

PURPOSE = "second factor"
# In the session: the key of the person whose provider has asked for a second step itself.
ELSEWHERE = "second_factor_elsewhere"
_PICTURE = (
    '<svg class="gt-qr" viewBox="0 0 {size} {size}" role="img" aria-label="QR code: the key below as '
    'a picture" shape-rendering="crispEdges" xmlns="http://www.w3.org/2000/svg">'
    '<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's factors with our words, keys encrypted at rest, and a QR code that our policy lets through."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or has been used. Wait for the next one and try again.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        return cipher(PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher(PURPOSE).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return qr_code(url)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        from allauth.mfa.models import Authenticator

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Golden Thread"}


def qr_code(text: str) -> Markup:
    """`text` as an SVG element to stand in the page itself: no address and no style attribute."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    squares = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    # Nothing but numbers of ours goes in.
    return Markup(_PICTURE.format(size=len(rows), path="".join(squares)))  # noqa: S704


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the person has an app or a passkey here, or a provider that asked them for its own."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import is_mfa_enabled

    if asked_elsewhere(request):
        return True
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(is_mfa_enabled(request.user, kinds))


def had_second_factor(request: HttpRequest, moment: datetime) -> bool:
    """Whether the person had anything of the kind at `moment`, such as when they signed in."""
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user_id=request.user.pk, created_at__lt=moment).exists()


def asked_elsewhere(request: HttpRequest) -> bool:
    """Whether this person came through a provider that asks for a second step itself (organisations.openid)."""
    return request.user.pk is not None and request.session.get(ELSEWHERE) == request.user.pk
