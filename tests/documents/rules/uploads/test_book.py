"""The rules of files that people send in."""

from __future__ import annotations

from copy import deepcopy

import pytest

from goldenthread.core.rulesfile import load_rules
from goldenthread.documents.rules.uploads.book import FILE, book, build, refusal


def test_each_refusal_says_what_to_do() -> None:
    for code in book().refusals:
        problem = refusal(code)
        assert problem.message.endswith(".")
        assert problem.fix
        assert "{" not in problem.message + problem.fix
    assert refusal("too_large").message == "The file is larger than 20 MB."


def test_what_a_form_offers() -> None:
    assert ".pdf" in book().accepts
    assert "image/jpeg" in book().accepts


@pytest.mark.parametrize("limit", [0, -1, "20", None])
def test_a_limit_is_a_number(limit: object) -> None:
    data = deepcopy(load_rules(FILE))
    data["limits"]["parts"] = limit
    with pytest.raises(ValueError, match="parts"):
        build(data)


def test_a_refusal_without_words_is_found() -> None:
    data = deepcopy(load_rules(FILE))
    del data["refusals"]["heic"]
    with pytest.raises(ValueError, match="heic"):
        build(data)
