"""From the claims of an identity provider to posts, by rules that are data. Pure.

The file, YAML or JSON:

    claim: groups                  # where the values stand; a.b goes inside, through lists as well
    verified_claim: email_verified # the claim that says the email address is checked
    second_factor: here            # or: provider, where it asks everybody for a second step itself
    scopes: [openid, profile, email]
    posts:
      - {value: gt-managers, organisation: Westshire Council, title: Partnership manager}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from goldenthread.core.errors import UserError

KEYS = frozenset({"claim", "verified_claim", "second_factor", "scopes", "posts"})
USUAL_SCOPES = ("openid", "profile", "email")


@dataclass(frozen=True)
class MappedPost:
    """Whoever has `value` in the claim holds the post `title` of `organisation`."""

    value: str
    organisation: str
    title: str


@dataclass(frozen=True)
class ClaimRules:
    """One file of rules."""

    claim: str
    verified_claim: str
    trusts_second_factor: bool
    scopes: tuple[str, ...]
    posts: tuple[MappedPost, ...]

    def posts_for(self, claims: Mapping[str, Any]) -> tuple[MappedPost, ...]:
        """The posts that these claims stand for, each once, in the order of the file."""
        held = values_at(claims, self.claim)
        return tuple(dict.fromkeys(post for post in self.posts if post.value in held))

    def verified_email(self, claims: Mapping[str, Any]) -> str | None:
        """The email address in small letters, if the provider says that it has checked it."""
        email = claims.get("email")
        said = claims.get(self.verified_claim)
        # Providers write the same thing in several ways; anything but a plain yes is a no.
        if not isinstance(email, str) or "@" not in email or said not in (True, 1, "true", "1"):
            return None
        return email.strip().lower()


def values_at(claims: Any, path: str) -> frozenset[str]:
    """The texts and numbers at `path` (names joined by dots), through lists; empty where there are none.

    A claim whose own name has dots in it (an address, as some providers use) is found by its whole name.
    """
    if isinstance(claims, Mapping) and path in claims:
        return frozenset(_flat(claims[path]))
    name, _, rest = path.partition(".")
    if isinstance(claims, list):
        return frozenset(value for one in claims for value in values_at(one, path))
    if not rest or not isinstance(claims, Mapping):
        return frozenset()
    return values_at(claims.get(name), rest)


def _flat(found: Any) -> Iterable[str]:
    if isinstance(found, list):
        return [value for one in found for value in _flat(one)]
    return [str(found)] if isinstance(found, str | int) and not isinstance(found, bool) else []


def build(text: str) -> ClaimRules:
    """Read a file of rules. UserError says what is wrong in it."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError:
        raise _wrong("It is neither YAML nor JSON.") from None
    if not isinstance(data, dict) or not isinstance(data.get("claim"), str):
        raise _wrong("It does not name the claim.")
    if unknown := set(data) - KEYS:
        raise _wrong(f"It has {sorted(map(str, unknown))}; it may have {sorted(KEYS)}.")
    second = data.get("second_factor", "here")
    if second not in ("here", "provider"):
        raise _wrong("second_factor is neither here nor provider.")
    scopes = data.get("scopes", list(USUAL_SCOPES))
    if not isinstance(scopes, list) or "openid" not in scopes:
        raise _wrong("scopes is not a list with openid in it.")
    posts = data.get("posts")
    if not isinstance(posts, list) or not posts:
        raise _wrong("It maps no value to any post.")
    return ClaimRules(
        claim=data["claim"],
        verified_claim=str(data.get("verified_claim", "email_verified")),
        trusts_second_factor=second == "provider",
        scopes=tuple(str(scope) for scope in scopes),
        posts=tuple(_post(number, row) for number, row in enumerate(posts, 1)),
    )


def _post(number: int, row: Any) -> MappedPost:
    names = ("value", "organisation", "title")
    if not isinstance(row, dict) or set(row) != set(names) or not all(row[name] for name in names):
        raise _wrong(f"Row {number} of posts does not have value, organisation and title.")
    return MappedPost(*(str(row[name]) for name in names))


def _wrong(what: str) -> UserError:
    return UserError(
        "bad_claims_file",
        f"The file that maps claims to posts cannot be used. {what}",
        "GOLDENTHREAD_OIDC_POSTS",
        "docs/how-to/sign-in-with-openid-connect.md shows one.",
    )
