"""A change in one copy is taken over into another, which keeps what it alone says."""

from __future__ import annotations

import pytest

from goldenthread.messages.rules.editing import taken_over

MOTHER = "Dear Ms Hythe\n\nWe will assess.\n\nSame to Mr Hythe.\n\nYours"
FATHER = "Dear Mr Hythe\n\nWe will assess.\n\nSame to Ms Hythe.\n\nYours"


@pytest.mark.parametrize(("after", "wanted"), [
    (MOTHER.replace("We will assess.", "We have decided to assess."),
     FATHER.replace("We will assess.", "We have decided to assess.")),
    (MOTHER.replace("We will assess.\n\n", ""), FATHER.replace("We will assess.\n\n", "")),
    (MOTHER.replace("assess.", "assess.\n\nSoon."), FATHER.replace("assess.", "assess.\n\nSoon.")),
    (MOTHER + "\n\nP.S. Ring us.", FATHER + "\n\nP.S. Ring us."),
    (MOTHER.replace("Yours", "Ring us.\n\nYours"), FATHER.replace("Yours", "Ring us.\n\nYours")),
    (MOTHER, FATHER),
])  # fmt: skip
def test_what_is_changed_is_changed_there_too(after: str, wanted: str) -> None:
    assert taken_over(MOTHER, after, FATHER) == wanted


@pytest.mark.parametrize("after", [
    MOTHER.replace("Dear Ms Hythe", "Dear Alma"), MOTHER.replace("Same to Mr Hythe.\n\n", ""),
    MOTHER.replace("We will assess.\n\nSame to Mr Hythe.", "We will not."),
])  # fmt: skip
def test_a_paragraph_that_is_another_there_is_not_guessed(after: str) -> None:
    assert taken_over(MOTHER, after, FATHER) is None


def test_a_paragraph_that_stands_twice_is_not_guessed() -> None:
    assert taken_over("a\n\nb", "a\n\nc", "a\n\nb\n\nd\n\nb") is None
