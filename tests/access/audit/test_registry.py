"""The registry of codes: every room's file, checked."""

from __future__ import annotations

import pytest

from goldenthread.access.audit import registry


def test_every_room_that_is_installed_adds_its_codes() -> None:
    codes = registry.actions()
    assert {"account.signed_in", "audit.read", "post.created", "plan.agreed"} <= set(codes)
    assert {"import.confirmed", "demo.seeded"} <= set(codes)


@pytest.mark.parametrize("code", sorted(registry.actions()))
def test_every_code_reads_as_a_sentence(code: str) -> None:
    action = registry.action(code)
    assert action.kind in registry.KINDS
    assert action.words[0].islower()
    assert not action.words.endswith(".")
    assert action.words.replace("{what}", "") == action.words.replace("{what}", "").format()
    assert len(code) <= 60


def test_a_code_defined_twice_is_an_error() -> None:
    one = {"actions": {"a.b": {"kind": "read", "words": "read {what}"}}}
    with pytest.raises(ValueError, match="defined twice"):
        registry.build([one, one])


def test_an_unknown_kind_is_an_error_that_lists_the_kinds() -> None:
    with pytest.raises(ValueError, match="there are change, read"):
        registry.build([{"actions": {"a.b": {"kind": "glance", "words": "x"}}}])


def test_codes_of_a_kind() -> None:
    found = registry.codes_of("sign_in")
    assert found == sorted(found)
    assert {"account.signed_in", "account.signed_out", "apitoken.used"} <= set(found)
    assert "entry.read" not in found
