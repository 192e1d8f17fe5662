"""`goldenthread statute`: explain one case, and judge a file of worked cases."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from goldenthread.core.commandline import (
    DONE,
    NOT_IN_ORDER,
    emit,
    json_options,
    progress,
    read_input,
)
from goldenthread.core.errors import UserError
from goldenthread.core.files import MEGABYTE
from goldenthread.core.months import day_words
from goldenthread.statute.explaining import explain, parse_json
from goldenthread.statute.worked import Result, as_document, evaluate

_SCHEMAS = Path(__file__).parent / "schemas"
_MOST = 50 * MEGABYTE
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def statute() -> None:
    """The statutory clock: which duty, by when, and why."""


@statute.command("explain")
@click.argument("file")
@click.option(
    "--as-at", type=_DAY, help="The day on which the case is looked at. Default: the one in FILE."
)
@click.option("--words", is_flag=True, help="Print sentences, not JSON.")
@json_options(_SCHEMAS / "explain.schema.json")
def explain_case(file: str, as_at: datetime | None, words: bool, as_json: bool) -> None:
    """Derive the duties of the case in FILE (- for standard input), each with its reasons.

    FILE is a JSON object with settings, child, events, exemptions, as_at and practice_targets; all but events may be
    left out. Prints JSON, also without --json.
    """
    if words and as_json:
        raise UserError(
            "wrong_usage", "--words and --json exclude each other.", "--words", "Give one of them."
        )
    _, data = read_input(file, most=_MOST)
    document = explain(parse_json(data), as_at.date() if as_at else None)
    if words:
        _print(document)
    else:
        emit(document)


def _print(document: dict[str, Any]) -> None:
    for duty in document["duties"]:
        state = f" ({duty['state'].replace('_', ' ')})" if duty["state"] else ""
        print(f"{duty['rule']} {duty['name']}{state}")
        for words, name in _DATES.items():
            same = name in _ONLY_OTHER and duty[name] == duty["statutory_due"]
            if duty[name] and not same:
                print(f"  {words}: {day_words(date.fromisoformat(duty[name]))}")
        for reason in duty["because"]:
            citation = (
                f" [{reason['citation']}; {reason['evidence']}]" if reason["citation"] else ""
            )
            print(f"  - {reason['sentence']}{citation}")
        for other in duty["other_readings"]:
            day = day_words(date.fromisoformat(other["date"])) if other["date"] else "no day"
            print(
                f"  Other reading, held by {other['who']}: {day} ({other['setting']}: {other['value']})"
            )
        print()
    for doubt in document["doubts"]:
        print(f"Doubt: {doubt}")


# Told only where they are another day than the last lawful one.
_ONLY_OTHER = ("last_working_day", "safe_due")
_DATES = {
    "Last lawful day": "statutory_due",
    "Last working day before it": "last_working_day",
    "Safe under both counts": "safe_due",
    "First lawful day": "earliest",
    "By guidance or practice, not law": "guidance_due",
    "The council's own target": "practice_target",
}


@statute.command("cases")
@click.argument("file")
@json_options(_SCHEMAS / "cases.schema.json")
def judge_cases(file: str, as_json: bool) -> int:
    """Evaluate the worked cases in FILE (- for standard input). Exit code 1 when any does not pass."""
    _, data = read_input(file, most=_MOST)
    try:
        given = parse_json(data)
        with progress("Cases", len(given) if isinstance(given, list) else 1) as step:
            results = evaluate(given, step)
    except UserError as problem:
        # The file itself is what was checked, and it is not in order.
        _tell_malformed(problem, as_json=as_json)
        return NOT_IN_ORDER
    document = as_document(results)
    if as_json:
        emit(document)
    else:
        for result in results:
            _tell(result)
        print(
            f"{document['passed']} passed, {document['failed']} failed, {document['errors']} errors"
        )
    return DONE if document["passed"] == len(results) else NOT_IN_ORDER


def _tell_malformed(problem: UserError, *, as_json: bool) -> None:
    if as_json:
        emit({"error": problem.as_dict()})
    else:
        click.echo(f"Error: {problem}", err=True)


def _tell(result: Result) -> None:
    print(f"{result.id} {result.result}" + (f": {result.message}" if result.message else ""))
    for one in result.differences:
        reading = f" (where {one.reading})" if one.reading else ""
        print(f"  {one.rule} {one.field}: got {one.got}, wanted {one.wanted}{reading}")
