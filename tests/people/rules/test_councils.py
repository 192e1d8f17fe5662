"""Which council answers for an address, from a directory's rows: an invented one, and the real sample."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from goldenthread.core.errors import UserError
from goldenthread.organisations.rules.councils import council_for, council_name, councils
from goldenthread.people.rules.postcode_file import Fault, Found, read
from goldenthread.people.rules.responsible import Responsible, lives
from tests.conftest import ROOT

pytestmark = pytest.mark.pure

INVENTED = ROOT / "tests" / "data" / "postcodes" / "invented.csv"
OURS, LANCASHIRE, CUMBERLAND = "E06000064", "E10000017", "E06000063"


def answering(path: Path) -> dict[str, str | None]:
    """Each postcode of a file with the council that answers for it."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in read(stream) if isinstance(row, Found)]
    return {row.pcd: council_for(row.council) for row in rows if row.council}


def by_outward(path: Path) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = defaultdict(set)
    for pcd, council in answering(path).items():
        found[pcd[:-3]].add(council)
    return found


def test_the_first_part_of_a_postcode_does_not_tell_the_council() -> None:
    found = by_outward(INVENTED)
    assert all(found[outward] == {OURS, LANCASHIRE} for outward in ("LA5", "LA6", "LA7"))


def test_it_does_not_in_the_real_sample_either(reference: Path) -> None:
    path = reference / "data" / "postcodes" / "onspd_nov2025_sample.csv"
    found = by_outward(path)
    assert all(found[outward] == {OURS, LANCASHIRE} for outward in ("LA5", "LA6", "LA7"))
    assert found["LA18"] == {CUMBERLAND}
    assert len(answering(path)) == 2_996


def test_former_districts_and_what_lies_elsewhere() -> None:
    found = answering(INVENTED)
    assert (found["LA129ZA"], found["CA249ZA"]) == (OURS, CUMBERLAND)
    assert found["EH19ZA"] == "S12000036"
    assert council_name("S12000036") == "a council in Scotland"
    assert found["LA99ZZ"] is None, "a code that nobody knows leads nowhere"


def test_all_former_districts_of_cumbria() -> None:
    assert {council_for(f"E070000{number}") for number in (27, 30, 31)} == {OURS}
    assert {council_for(f"E070000{number}") for number in (26, 28, 29)} == {CUMBERLAND}


def test_the_councils_are_those_of_the_reference_table(reference: Path) -> None:
    path = reference / "data" / "la_reference" / "Provider_data_lookup.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = {
            row["la_code_new"]: row["local_authority_ons_name"] for row in csv.DictReader(stream)
        }
    rows.pop("")
    assert dict(councils()) == rows


@pytest.mark.parametrize(
    ("council", "area_code", "said"),
    [
        (OURS, OURS, Responsible.OURS),
        (LANCASHIRE, OURS, Responsible.ELSEWHERE),
        ("", OURS, Responsible.UNKNOWN),
        (LANCASHIRE, "", Responsible.UNKNOWN),
        ("", "", Responsible.UNKNOWN),
        ("E06999901", "E06999901", Responsible.OURS),
    ],
)
def test_whether_the_area_s_council_is_responsible(
    council: str, area_code: str, said: Responsible
) -> None:
    told = lives(council, area_code, "Fellmoor")
    assert told.responsible == said
    assert ("not responsible" in told.sentence) == (said == Responsible.ELSEWHERE)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("nonsense,E06000064", "pcd", "nonsense"),
        (",E06000064", "pcd", ""),
        ("LA5 9ZA,Lancaster", "laua", "LANCASTER"),
        ("LA5 9ZA", "laua", None),
        ("LA5 9ZA,E0600006", "laua", "E0600006"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_by_row_and_column(
    row: str, column: str, value: str | None
) -> None:
    [good, fault, last] = read(
        ["pcd,laua\n", "LA6 9ZA,E06000064\n", row + "\n", "\n", "LA7 9ZA,\n"]
    )
    assert good == Found("LA69ZA", "E06000064")
    assert last == Found("LA79ZA", "")
    assert isinstance(fault, Fault)
    assert (fault.row, fault.column, fault.value) == (3, column, value)
    assert fault.wrong
    assert fault.expected


@pytest.mark.parametrize("head", ["", "pcd", "postcode,council", "laua,oseast1m"])
def test_another_kind_of_file_is_refused(head: str) -> None:
    with pytest.raises(UserError) as refused:
        list(read([head + "\n", "LA5 9ZA,E06000064\n"]))
    assert refused.value.code == "not_a_directory"
