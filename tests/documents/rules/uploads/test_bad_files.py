"""Every fault of every kind of file, from a generated table: refused in its words, or kept without what was bad."""

from __future__ import annotations

import pytest

from goldenthread.core.errors import UserError
from goldenthread.documents.rules.uploads.book import book
from goldenthread.documents.rules.uploads.cleaning import clean
from goldenthread.documents.rules.uploads.sniffing import kind_of
from tests.documents.rules.uploads.faults import EVIL, KEPT, NOT_TAKEN, table

TABLE = table()


def taken(data: bytes) -> tuple[str, bytes]:
    """What a file is and what is kept of it, as `keeping.examining` has it, in this process."""
    if len(data) > book().file_bytes:
        raise UserError("file_too_large", "")
    kind = kind_of(data)
    return kind, clean(kind, data)


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [pytest.param(kind, data, code, id=f"{kind}, {fault}") for kind, fault, data, code in TABLE],
)
def test_a_bad_file(kind: str, data: bytes, code: str) -> None:
    if code == KEPT:
        found, kept = taken(data)
        assert found == kind
        assert EVIL not in kept
        return
    with pytest.raises(UserError) as refused:
        taken(data)
    assert refused.value.code == f"file_{code}"


def test_the_table_has_every_kind_and_every_refusal_that_is_about_bytes() -> None:
    assert {kind for kind, _, _, _ in TABLE} == set(book().kinds)
    said = {code for _, _, _, code in TABLE} | {code for _, code in NOT_TAKEN.values()}
    # The others need a scanner, a number of files, a process that ends badly, or stand in test_cleaning.
    others = {
        "too_many", "too_many_today", "too_many_at_once", "too_hard", "infected", "not_scanned",
        "moving_picture", "filled_form",
    }  # fmt: skip
    assert said - {KEPT} == set(book().refusals) - others


@pytest.mark.parametrize(("data", "code"), NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_is_not_taken_says_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        kind_of(data)
    assert refused.value.code == f"file_{code}"
    assert refused.value.fix
