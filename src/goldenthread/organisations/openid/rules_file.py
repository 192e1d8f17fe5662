"""The file of rules that the settings name."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from goldenthread.core.errors import UserError
from goldenthread.organisations.rules.claims import ClaimRules, build


def claim_rules() -> ClaimRules:
    """Read anew at each sign-in: a changed file counts at once. UserError where it cannot be used."""
    file: Path = settings.OPENID.posts  # type: ignore[union-attr]  # asked only where it is set
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UserError(
            "bad_claims_file",
            f"The file {file} cannot be read.",
            "GOLDENTHREAD_OIDC_POSTS",
            "Set it to the path of the file that maps claims to posts.",
        ) from None
    return build(text)
