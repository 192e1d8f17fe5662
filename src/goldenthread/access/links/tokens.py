"""Tokens: what stands in a link, and the only form of it that is kept."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets

TOKEN_BYTES = 16
# What follows one of these words in an address opens a door, so it is never written to a log.
_IN_ADDRESS = re.compile(
    r"(/(?:invitations|forgotten-password|lost-second-step|request/return|family/link|family/stop)/)(?!sent/|done/|number/)[^\s/?\"']+"
)
# A token of the API is known by its first word wherever it stands; its mark opens nothing and says which one it was.
_OF_THE_API = re.compile(r"\b(gtapi_(?:[0-9a-f]{12}_)?)[\w-]+", re.ASCII)


def new_token() -> str:
    """128 random bits, fit for an address: 22 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """SHA-256 in hexadecimal. No salt is needed: nobody can list 2 to the power of 128 tokens."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def without_tokens(text: str) -> str:
    """`text` with what opens a door in it replaced by dots: tokens of links, and of the API."""
    return _OF_THE_API.sub(r"\1…", _IN_ADDRESS.sub(r"\1…", text))


class HideTokens(logging.Filter):
    """Takes tokens out of whatever is logged, the arguments and the traceback included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_tokens(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_tokens(record.exc_text)
        return True
