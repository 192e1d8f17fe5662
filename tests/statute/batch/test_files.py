"""A national file: from Parquet and Arrow files, back from a code to the reasons, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from goldenthread.core.errors import UserError
from goldenthread.statute.batch import NationalFile, derive_file, rebuild, write_duties
from goldenthread.statute.deriving import derive
from tests.statute.batch.makers import as_file, random_case

AS_AT = date(2024, 5, 7)
SOME = [replace(random_case(seed), as_at=AS_AT) for seed in range(900, 912)]


def all_of(file: NationalFile) -> pl.DataFrame:
    return pl.concat(derive_file(file))


@pytest.fixture(scope="module")
def duties() -> pl.DataFrame:
    return all_of(as_file(SOME))


def test_every_code_rebuilds_the_reasons_of_its_duty() -> None:
    found = as_file(SOME[:1])
    rows = all_of(found).iter_rows(named=True)
    rebuilt = [(row["case_id"], rebuild(found, row["case_id"], row["code"])) for row in rows]
    assert sorted(rebuilt, key=repr) == sorted(
        ((number, duty) for number, case in enumerate(SOME[:1]) for duty in derive(case)), key=repr
    )


def test_a_code_of_another_case_names_no_duty() -> None:
    with pytest.raises(LookupError, match="no duty number 40 of PLN-9"):
        rebuild(as_file(SOME[:1]), 0, {"rule": "PLN-9", "ordinal": 40})
    with pytest.raises(LookupError, match="no case 77"):
        rebuild(as_file(SOME[:1]), 77, {"rule": "PLN-9", "ordinal": 0})


def test_files_and_frames_in_any_order_give_the_same(duties: pl.DataFrame, tmp_path: Path) -> None:
    given = as_file(SOME)
    events, cases = given.events, given.cases
    assert isinstance(events, pl.DataFrame)
    assert isinstance(cases, pl.DataFrame)
    # Newest case first, with words as plain text, as other programs write them.
    events = events.sort("case_id", descending=True, maintain_order=True)
    events = events.with_columns(pl.col(pl.Enum).cast(pl.String))
    events.write_parquet(tmp_path / "events.parquet")
    cases.reverse().write_ipc(tmp_path / "cases.arrow")
    stored = replace(given, events=tmp_path / "events.parquet", cases=tmp_path / "cases.arrow")
    seen: list[int] = []
    assert write_duties(stored, tmp_path / "duties", 5, seen.append) == sum(seen) == len(duties)
    written = pl.read_parquet(tmp_path / "duties" / "*.parquet")
    keys = ["case_id", "rule", "ordinal"]
    assert written.sort(keys).equals(duties.sort(keys))


def test_what_governs_a_last_day_stands_in_the_code() -> None:
    events: list[dict[str, Any]] = [
        {"case_id": "a", "kind": "final_plan_sent", "on": date(2024, 1, 10)},
        {"case_id": "a", "kind": "mediation_certificate_issued", "on": date(2024, 3, 1)},
        {"case_id": "b", "kind": "final_plan_sent", "on": date(2024, 1, 10)},
    ]
    file = NationalFile(pl.DataFrame(events), pl.DataFrame({"case_id": ["a", "b"]}))
    found = all_of(file).filter(pl.col("rule") == "AP-2").sort("case_id")
    assert [one["governed"] for one in found["code"]] == ["AP-2b", "AP-2a"]


def test_a_file_without_events_has_no_duties() -> None:
    empty = NationalFile(
        pl.DataFrame(schema={"case_id": pl.Int64}), pl.DataFrame({"case_id": [1, 2]})
    )
    assert sum(len(one) for one in derive_file(empty)) == 0


EVENT = {"case_id": [1], "kind": ["final_plan_sent"], "on": [date(2024, 1, 10)]}


@pytest.mark.parametrize(
    ("events", "code", "where"),
    [
        ({**EVENT, "kind": ["party_held"]}, "unknown_word", "events"),
        ({**EVENT, "colour": ["red"]}, "unknown_field", "events.colour"),
        ({**EVENT, "case_id": [2]}, "unknown_case", "events"),
        ({**EVENT, "on": [date(1815, 6, 18)]}, "wrong_value", "events.on"),
        ({**EVENT, "on": ["soon"]}, "unknown_word", "events"),
        ({**EVENT, "order": ["cease"]}, "wrong_value", "events.order"),
        ({**EVENT, "kind": ["tribunal_order_made"]}, "wrong_value", "events.order"),
        ({"kind": ["final_plan_sent"]}, "missing_field", "events"),
    ],
)
def test_what_one_case_would_refuse_a_file_refuses(
    events: dict[str, Any], code: str, where: str
) -> None:
    with pytest.raises(UserError) as problem:
        all_of(NationalFile(pl.DataFrame(events), pl.DataFrame({"case_id": [1]})))
    assert (problem.value.code, problem.value.where) == (code, where)


@pytest.mark.parametrize(
    ("cases", "claims", "where"),
    [
        ({"case_id": [1, 1]}, None, "cases"),
        ({"case_id": [1], "year_group": [40]}, None, "cases.year_group"),
        ({"case_id": [1]}, {"case_id": [1], "limits": [["PLN-9"]]}, "claims.ground"),
        ({"case_id": [1]}, {"case_id": [1], "ground": ["local_pause"]}, "claims.limits"),
    ],
)
def test_cases_and_claims_are_read_as_strictly(
    cases: dict[str, Any], claims: dict[str, Any] | None, where: str
) -> None:
    claimed = None if claims is None else pl.DataFrame(claims)
    with pytest.raises(UserError) as problem:
        all_of(NationalFile(pl.DataFrame(EVENT), pl.DataFrame(cases), claimed))
    assert problem.value.where == where
