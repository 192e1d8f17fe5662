"""Encrypts the few secrets that the database has to keep readable. One key for each purpose."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def cipher(purpose: str) -> MultiFernet:
    """Encrypts with the key of `purpose` under SECRET_KEY; reads what was written under an older one too."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])


def is_under_newest(text: str, purpose: str) -> bool:
    """Whether `text` was encrypted with the newest secret, and needs no older one."""
    try:
        Fernet(_key(settings.SECRET_KEY, purpose)).decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _key(secret: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=f"golden thread, {purpose}".encode())
    return urlsafe_b64encode(derived.derive(secret.encode()))
