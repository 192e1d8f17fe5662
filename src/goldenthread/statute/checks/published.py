"""The published 20-week figures: counts are added, then divided; the headline rate leaves exceptions out twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.core.errors import UserError
from goldenthread.core.rounding import Share
from goldenthread.statute.counting import add_months
from goldenthread.statute.reading import day, rows, table, truth, whole
from goldenthread.statute.timeline import Case

COUNTS = (
    "plans_issued_den", "plans_issued_den_ex", "plans_issued_within_20_weeks", "plans_issued_20_weeks_ex",
    "plans_issued_gt_1_year",
)  # fmt: skip
EXCEPTIONS = ("exception_plans", "exception_plans_within_20_weeks")
RATES = ("pc_plans_issued_within_20_weeks", "pc_plans_issued_20_weeks_ex")
_OF_AREA = COUNTS[:4]
_FACT = "pc_plans_issued_gt_1_year"
_ON_TIME_DAYS = 140
_MOST = 10**9
_YEARS = (-9999, 9999)
_WHOLE = 100


def published_rates(case: Case, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Counts and rates of several areas, or of one year's plans."""
    if "areas" in given and not {"year", "plans"} & set(given):
        counts = _of_areas(given["areas"], f"{where}.areas")
    elif "areas" not in given and {"year", "plans"} <= set(given):
        counts = _of_plans(case, given, where)
    else:
        raise UserError("wrong_fields", "Give either areas, or year and plans.", where)
    return _rated(counts, where)


def _of_areas(given: object, where: str) -> dict[str, int | None]:
    areas = []
    for number, one in enumerate(rows(given, where)):
        place = f"{where}[{number}]"
        area = table(one, place, ("name", "year", *_OF_AREA, _FACT), needs=("name", "year"))
        if not isinstance(area["name"], str):
            raise UserError("wrong_type", "This has to be words.", f"{place}.name")
        whole(area["year"], f"{place}.year", *_YEARS)
        if _FACT in area and not _is_percentage(area[_FACT]):
            raise UserError("not_a_percentage", f"{area[_FACT]!r} is none.", f"{place}.{_FACT}")
        areas.append(
            {
                name: whole(area[name], f"{place}.{name}", 0, _MOST)
                for name in _OF_AREA
                if name in area
            }
        )
    if not areas:
        raise UserError("empty_list", "There is no area.", where)
    return {
        name: sum(area[name] for area in areas) if all(name in area for area in areas) else None
        for name in COUNTS
    }


def _is_percentage(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _WHOLE


def _of_plans(case: Case, given: Mapping[str, Any], where: str) -> dict[str, int | None]:
    year = whole(given["year"], f"{where}.year", *_YEARS)
    most = _ON_TIME_DAYS - (case.settings.day_one == "included")
    if not rows(given["plans"], f"{where}.plans"):
        raise UserError("empty_list", "There is no plan.", f"{where}.plans")
    issued = []
    for number, one in enumerate(rows(given["plans"], f"{where}.plans")):
        place = f"{where}.plans[{number}]"
        plan = table(one, place, names := ("received", "final", "exception"), needs=names)
        received = day(plan["received"], f"{place}.received")
        final = day(plan["final"], f"{place}.final")
        exception = truth(plan["exception"], f"{place}.exception")
        if final < received:
            raise UserError(
                "dates_the_wrong_way_round", "The plan is final before the request was received.",
                f"{place}.final", "Check both days.",
            )  # fmt: skip
        if final.year == year:
            issued.append(
                (exception, (final - received).days <= most, final > add_months(received, 12))
            )
    return dict(zip(COUNTS, _counted(issued), strict=True))


def _counted(issued: Sequence[tuple[bool, bool, bool]]) -> list[int]:
    return [
        len(issued),
        sum(not exception for exception, _, _ in issued),
        sum(on_time for _, on_time, _ in issued),
        sum(on_time and not exception for exception, on_time, _ in issued),
        sum(long for _, _, long in issued),
    ]


def _rated(counts: dict[str, int | None], where: str) -> dict[str, Any]:
    den, den_ex, within, within_ex = (counts[name] for name in _OF_AREA)
    return {
        **counts,
        "pc_plans_issued_within_20_weeks": _rate(within, den, where),
        "pc_plans_issued_20_weeks_ex": _rate(within_ex, den_ex, where),
        "exception_plans": _less(den, den_ex),
        "exception_plans_within_20_weeks": _less(within, within_ex),
    }


def _rate(count: int | None, base: int | None, where: str) -> float | None:
    if count is None or not base:
        return None
    if count > base:
        raise UserError("more_than_all", f"{count} of {base} plans is more than all.", where)
    percentage = Share(count, base).percentage
    return None if percentage is None else float(percentage)


def _less(all_of: int | None, some: int | None) -> int | None:
    return None if all_of is None or some is None else all_of - some
