"""From a code back to the reasons: the rows of one case become a case, and the scalar engine explains the duty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from goldenthread.statute.batch.columns import details
from goldenthread.statute.batch.files import NationalFile
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.timeline import Case, Child, Claim, Event, Terms


def rebuild(file: NationalFile, case_id: object, code: Mapping[str, Any]) -> Duty:
    """The duty that a code names, with its `because`. `code`: rule and ordinal, as the column `code` has them.

    LookupError where the case has no such duty: the rows, the reading or the rulebook are not those of the code.
    """
    found = [one for one in derive(case_of(file, case_id)) if one.rule == code["rule"]]
    if not 0 <= int(code["ordinal"]) < len(found):
        raise LookupError(f"case {case_id} has no duty number {code['ordinal']} of {code['rule']}")
    return found[int(code["ordinal"])]


def case_of(file: NationalFile, case_id: object) -> Case:
    """One case of a file, as the scalar engine takes it. LookupError where the file has none of the name."""
    rows = file.of_case(case_id).read()
    if rows.cases.is_empty():
        raise LookupError(f"there is no case {case_id}")
    child = rows.cases.row(0, named=True)
    return Case(
        settings=file.settings,
        child=Child(child["born"], child["setting"], child["year_group"]),
        events=tuple(
            Event(one["kind"], one["on"], _given(one)) for one in rows.events.iter_rows(named=True)
        ),
        claims=tuple(
            Claim(
                one["ground"], tuple(one["limits"]), one["since"], one["until"],
                one["advice_requested_on"], one["impractical"],
            )
            for one in rows.claims.iter_rows(named=True)
        ),
        as_at=file.as_at,
        terms=_terms(child["terms_first"], child["terms_last"]),
    )  # fmt: skip


def _terms(first: date | None, last: date | None) -> Terms | None:
    return Terms(first, last) if first is not None and last is not None else None


def _given(event: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: event[name] for name in details() if event.get(name) is not None}
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
