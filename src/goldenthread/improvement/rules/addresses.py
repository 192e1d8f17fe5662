"""Web addresses as people give them: whole, and of a kind that a reader may safely follow."""

from __future__ import annotations

from urllib.parse import urlsplit

from goldenthread.improvement.rules.status.facts import Problem

LONGEST = 500


def check_address(address: str, field: str = "link") -> list[Problem]:
    """Why `address` is no link for a page; empty where it is one, and where nothing is given."""
    if not address:
        return []
    try:
        parts = urlsplit(address)
        host, user = parts.hostname, parts.username
    except ValueError:
        return [_not_an_address(field)]
    if parts.scheme not in ("http", "https") or not host:
        return [_not_an_address(field)]
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        return [_not_an_address(field)]
    if user is not None:
        return [
            Problem(
                "address_with_sign_in",
                field,
                "That address holds a user name or password, and everyone would see it.",
                "Give the address without what stands before the @.",
            )
        ]
    if len(address) > LONGEST:
        message = f"An address may have {LONGEST} characters at most."
        return [Problem("address_too_long", field, message, "Give a shorter one.")]
    return []


def _not_an_address(field: str) -> Problem:
    return Problem(
        "not_a_web_address",
        field,
        "That is not a web address.",
        "Give the whole address, beginning with https:// or http://.",
    )
