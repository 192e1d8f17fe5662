"""A body as pieces of text: what nobody sees hides nothing, and a letter with its accents is one."""

from __future__ import annotations

import unicodedata

import pytest

from goldenthread.documents.blocks import read_body
from goldenthread.documents.rules.publication import check


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d"])
def test_what_nobody_sees_hides_no_name(unseen: str) -> None:
    blocks, tables = read_body(
        f"<p>Am{unseen}ira Hus{unseen}sain came.</p><table><tr><th>Ward</th></tr>"
        f"<tr><td>{unseen}4</td></tr></table>"
    )
    assert blocks[0].text == "Amira Hussain came."
    assert tables[0].rows == (("4",),)


def test_a_letter_and_its_accent_are_one() -> None:
    blocks, _ = read_body(f"<p>{unicodedata.normalize('NFD', 'Ngọc Nguyễn came.')}</p>")
    assert [one.text for one in check(blocks)] == ["Ngọc Nguyễn"]
