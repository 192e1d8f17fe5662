from __future__ import annotations

from typing import Any

import pytest

from goldenthread.reports.rules.audiences import build, chain


def test_the_chain_of_the_plan_is_there() -> None:
    # Seed plan, "Governance and oversight": these six, the board first.
    assert list(chain().audiences) == [
        "board", "dmt", "dfe", "cabinet", "health_wellbeing_board", "scrutiny",
    ]  # fmt: skip
    assert [one.key for one in chain().audiences.values() if one.presents] == ["board"]
    public = {one.key for one in chain().audiences.values() if one.public}
    assert public == {"cabinet", "health_wellbeing_board", "scrutiny"}


def test_whoever_sits_in_public_is_given_explanations() -> None:
    for one in chain().audiences.values():
        assert one.explains == one.public, one.key


def test_every_whole_report_has_counts_exceptions_and_asks() -> None:
    for one in chain().audiences.values():
        assert {"summary", "exceptions", "asks", "status", "key"} <= set(one.parts), one.key
        assert one.parts[0] == "summary"


def test_public_papers_count_risks_and_never_name_them() -> None:
    for one in chain().audiences.values():
        told = {"risks", "risk_counts"} & set(one.parts)
        assert told == {"risk_counts" if one.public else "risks"}, one.key
    assert not {"risks", "risk_counts"} & set(chain().exceptions_only), "it goes to the public, too"


def document(parts: list[str]) -> dict[str, object]:
    audience = {
        "name": "Board", "short": "it", "presents": True, "public": False, "explains": False,
        "parts": parts,
    }  # fmt: skip
    return {
        "version": 1, "parts": {"asks": {"title": "Asks"}}, "audiences": {"board": audience},
        "exceptions_only": ["asks"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "words"),
    [(["asks", "music"], "unknown parts"), (["asks", "asks"], "once"), ([], "at least one")],
)
def test_a_file_that_makes_no_sense_is_refused(parts: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        build(document(parts))


def test_an_unknown_audience_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="board, dmt"):
        chain().audience("parliament")


def test_every_report_asks_and_no_public_paper_is_asked_for_answers() -> None:
    given: dict[str, Any] = document(["asks"])
    given["parts"]["key"] = {"title": "Key"}
    given["exceptions_only"] = ["key"]
    with pytest.raises(ValueError, match="must list asks"):
        build(given)
    given = document(["asks"])
    given["audiences"]["board"] |= {"public": True, "answers": "risk.answer"}
    with pytest.raises(ValueError, match="not for publication"):
        build(given)
