"""The rules that turn claims into posts."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.core.errors import UserError
from goldenthread.organisations.rules.claims import build, values_at

GOOD = """
claim: nhsid_nrbac_roles.role_code
verified_claim: xms_edov
second_factor: provider
scopes: [openid, email, nationalrbacaccess]
posts:
  - {value: R8000, organisation: The ICB, title: Designated clinical officer}
  - {value: R8000, organisation: The ICB, title: Commissioner}
  - {value: 42, organisation: The ICB, title: Analyst}
"""


def test_a_whole_file() -> None:
    rules = build(GOOD)
    assert rules.trusts_second_factor
    assert rules.scopes == ("openid", "email", "nationalrbacaccess")
    claims = {"nhsid_nrbac_roles": [{"role_code": "R8000", "org": "X"}, {"role_code": "R1"}]}
    assert [post.title for post in rules.posts_for(claims)] == [
        "Designated clinical officer", "Commissioner",
    ]  # fmt: skip


def test_json_is_read_as_well() -> None:
    rules = build(
        '{"claim": "roles", "posts": [{"value": "a", "organisation": "b", "title": "c"}]}'
    )
    assert rules.verified_claim == "email_verified"
    assert not rules.trusts_second_factor


@pytest.mark.parametrize(
    ("claims", "path", "found"),
    [
        ({"groups": ["a", "b"]}, "groups", {"a", "b"}),
        ({"groups": "a"}, "groups", {"a"}),
        ({"groups": 42}, "groups", {"42"}),
        ({"groups": True}, "groups", set()),
        ({"groups": None}, "groups", set()),
        ({}, "groups", set()),
        ({"groups": {"a": "b"}}, "groups", set()),
        ({"a": {"b": ["c", ["d"]]}}, "a.b", {"c", "d"}),
        ({"a": [{"b": "c"}, {"b": ["d"]}, {}, 7]}, "a.b", {"c", "d"}),
        ({"a": "b"}, "a.b", set()),
        ({"https://x.example/roles": ["a"]}, "https://x.example/roles", {"a"}),
        ("text", "a", set()),
    ],
)
def test_values_at_a_path(claims: Any, path: str, found: set[str]) -> None:
    assert values_at(claims, path) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (True, "ann@x.example"), ("true", "ann@x.example"), (1, "ann@x.example"), ("1", "ann@x.example"),
        (False, None), ("True story", None), (None, None), (2, None), ([True], None), ({}, None),
    ],
)  # fmt: skip
def test_only_a_plain_yes_verifies_an_address(said: object, found: str | None) -> None:
    rules = build(GOOD)
    assert rules.verified_email({"email": " Ann@X.example ", "xms_edov": said}) == found
    assert rules.verified_email({"email": "ann", "xms_edov": True}) is None
    assert rules.verified_email({"email": "ann@x.example", "email_verified": True}) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not name the claim"),
        ("[1, 2]", "does not name the claim"),
        ("a: [", "neither YAML nor JSON"),
        ("claim: a", "maps no value"),
        ("claim: a\nposts: []", "maps no value"),
        ("claim: a\nposts: [{value: x}]", "Row 1 of posts"),
        ("claim: a\nposts: [{value: x, organisation: y, title: ''}]", "Row 1 of posts"),
        ("claim: a\nposts: [7]", "Row 1 of posts"),
        ("claim: a\nclaims: b\nposts: []", "It has ['claims']"),
        ("claim: a\nsecond_factor: maybe\nposts: []", "second_factor"),
        ("claim: a\nscopes: [email]\nposts: []", "scopes"),
        ("claim: a\nscopes: openid\nposts: []", "scopes"),
    ],
)
def test_a_file_that_cannot_be_used(text: str, message: str) -> None:
    with pytest.raises(UserError) as refused:
        build(text)
    assert message in refused.value.message
