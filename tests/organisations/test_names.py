from __future__ import annotations

import pytest

from goldenthread.organisations.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Head of Children’s Services – SEND & Complexities (ICB)",
         "Head of Children's Services - SEND and Complexities (ICB)"),
        ("SEND  Senior Manager ", "send senior manager"),
        ("Forum Chair.", "Forum chair"),
    ],
)  # fmt: skip
def test_spelling_variants_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_stay_different() -> None:
    assert name_key("SEND Service Manager") != name_key("SEND Senior Manager")
