"""Worked cases: a file of timelines, each with the duties and answers that must follow, compared with the engine's.

A case passes only if everything in it does: its duties, its checks, the same under each alternative reading, and each
`safe_due` as the last day when the day of the event is day 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.statute.checks import answer
from goldenthread.statute.checks.asking import CHECKS, WHAT_IF, expected_answer, what_if
from goldenthread.statute.deriving import derive
from goldenthread.statute.duties import Duty
from goldenthread.statute.reading import full, read_case, rows, table, text, word
from goldenthread.statute.timeline import Case
from goldenthread.statute.worked.results import Difference, Result
from goldenthread.statute.worked.written import OF_CASE, expected_duty, filled, read_worked, some


def evaluate(given: object, step: Callable[[int], None] = lambda _: None) -> list[Result]:
    """Every case of a file; `step` is called with 1 after each. UserError where the file is no list of cases at all."""
    if not isinstance(given, list) or not given:
        raise UserError(
            "not_a_list_of_cases", "This is no list of cases.", "the file",
            "Give a JSON list with one object for each case.",
        )  # fmt: skip
    found = []
    for number, case in enumerate(given):
        found.append(_evaluated(case, f"[{number}]"))
        step(1)
    return found


def _evaluated(given: object, where: str) -> Result:
    name = str(given.get("id") or where) if isinstance(given, Mapping) else where
    try:
        facts = read_worked(given, where)
        found = list(_differences(facts, where))
    except UserError as problem:
        return Result(name, "error", message=str(problem))
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        # A fault of ours in one case does not keep the others from being judged.
        return Result(
            name, "error", message=f"{where}: not foreseen ({type(problem).__name__}: {problem})."
        )
    return Result(name, "fail" if found else "pass", found)


def _differences(facts: Mapping[str, Any], where: str) -> Iterator[Difference]:
    case = read_case({name: facts[name] for name in OF_CASE if name in facts}, where)
    yield from _under(case, facts, where, "")
    for number, other in enumerate(some(facts, "alternatives", where)):
        place = f"{where}.alternatives[{number}]"
        names = ("settings", "who", "expect", "checks")
        reading = table(other, place, names, needs=names[:3])
        text(reading["who"], f"{place}.who")
        chosen = full(reading["settings"], f"{place}.settings")
        settings = case.settings.with_values(chosen, f"{place}.settings")
        named = ", ".join(f"{key} = {value}" for key, value in chosen.items())
        yield from _under(replace(case, settings=settings), reading, place, named)


def _under(case: Case, facts: Mapping[str, Any], where: str, reading: str) -> Iterator[Difference]:
    """What differs under one reading: duties and checks."""
    yield from _duties(case, facts["expect"], f"{where}.expect", reading)
    for number, one in enumerate(some(facts, "checks", where)):
        place = f"{where}.checks[{number}]"
        check = table(one, place, ("check", "given", "expect"), needs=("check", "expect"))
        yield from _check(case, check, place, reading)


def _duties(case: Case, expected: object, where: str, reading: str) -> Iterator[Difference]:
    duties = derive(case)
    safe = derive(replace(case, settings=replace(case.settings, day_one="included")))
    for number, one in enumerate(rows(expected, where)):
        place = f"{where}[{number}]"
        wanted = expected_duty(one, place)
        found = [duty for duty in duties if duty.rule == wanted["rule"]]
        twins = [duty for duty in safe if duty.rule == wanted["rule"]]
        if not found:
            yield Difference(wanted["rule"], "rule", None, wanted["rule"], reading)
            continue
        # Of several duties under one rule the case means the one that fits it best.
        yield from min(
            (
                _compared(duty, twin, wanted, reading)
                for duty, twin in zip(found, twins, strict=True)
            ),
            key=len,
        )


def _compared(duty: Duty, twin: Duty, wanted: Mapping[str, Any], reading: str) -> list[Difference]:
    found = []
    for name, value in wanted.items():
        got = twin.statutory_due if name == "safe_due" else getattr(duty, name)
        if got != value:
            found.append(Difference(duty.rule, name, got, value, reading))
    return found


def _check(case: Case, check: Mapping[str, Any], where: str, reading: str) -> Iterator[Difference]:
    name = word(check["check"], f"{where}.check", (*CHECKS, WHAT_IF))
    if name == WHAT_IF:
        filled(check.get("given"), f"{where}.given")
        more = what_if(case, check.get("given"), f"{where}.given")
        expect = table(check["expect"], f"{where}.expect", ("duties",), needs=("duties",))
        some(expect, "duties", f"{where}.expect")
        yield from _duties(more, expect["duties"], f"{where}.expect.duties", reading)
        return
    expect = expected_answer(name, check["expect"], f"{where}.expect")
    if "given" in check and check["given"] is None:
        raise UserError(
            "wrong_type", "This has to be an object with named fields.", f"{where}.given"
        )
    got = answer(case, name, check.get("given"), where)
    for key, value in expect.items():
        if key == "not":
            yield from _must_differ(name, got, value, reading)
        elif got[key] != value:
            yield Difference(name, key, got[key], value, reading)


def _must_differ(
    name: str, got: Mapping[str, Any], values: Mapping[str, Any], reading: str
) -> Iterator[Difference]:
    """Values that a common wrong method gives."""
    for key, value in values.items():
        if got[key] == value:
            yield Difference(name, f"not {key}", got[key], f"anything but {value}", reading)
