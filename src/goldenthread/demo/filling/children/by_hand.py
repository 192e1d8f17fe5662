"""Reads the children that told-children.yaml tells one by one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from goldenthread.demo.filling.children.numbers import began_phase, nhs_number, upn
from goldenthread.demo.filling.children.places import phase_of_year
from goldenthread.demo.filling.children.telling import (
    Agreed,
    Course,
    Grown,
    Guarded,
    Home,
    Member,
    Stay,
    Step,
    Tie,
    Told,
)
from goldenthread.demo.filling.children.words import MOBILE, PHONE
from goldenthread.demo.filling.children.words import told as words
from goldenthread.demo.sizes import load_words
from goldenthread.people.rules.stays import setting_word
from goldenthread.statute.ages import school_year

_TELLS = "told-children"
_HOMES = {"home": "home", "second_home": "second_home", "letters": "letters"}
_FIRST_YEAR_AGE = 4
_SAID = "Said at the first talk, and written down there"


def told_by_hand(
    posts: Mapping[str, tuple[int, int]], organisations: Mapping[str, int], today: date
) -> list[Told]:
    """Each of them. `posts`: key of the post and of its holder by sign-in name; `organisations`: keys by short name."""
    families: dict[str, Told] = {}
    found = []
    for serial, row in enumerate(load_words(_TELLS)["children"], 1):
        family = row.get("family", row["key"])
        made = _child(row, serial, posts, organisations, today)
        made.family = f"told {family}"
        if first := families.get(family):
            made.homes, made.ties = first.homes, first.ties
        families.setdefault(family, made)
        found.append(made)
    return found


def told_key(key: str) -> uuid.UUID:
    """What a told child's record is known by, whatever its number."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"told child {key}")


def _child(
    row: Mapping[str, Any],
    serial: int,
    posts: Mapping[str, tuple[int, int]],
    organisations: Mapping[str, int],
    today: date,
) -> Told:
    born = _born(row["year"], row["birthday"], today)
    stay = _stay(row, organisations, today)
    ties = [_tie(row["key"], one) for one in row.get("carers", ())]
    return Told(
        fields=_fields(row, serial, born),
        course=_course(row, today),
        child_setting=setting_word(stay.phase, stay.sen_setting),
        family="",
        coordinator=posts[row["coordinator"]],
        homes=[
            Home(row[name][0], row[name][1], kind=kind)
            for name, kind in _HOMES.items()
            if name in row
        ],
        stays=[stay],
        needs=list(row["needs"]),
        ties=ties,
        points=[_point(one) for one in row.get("contacts", ())],
        network=[_member(one, posts) for one in row.get("network", ())],
        agreed=list(_agreed(row, ties)),
        guarded=_guarded(row.get("protected"), posts),
        capacity=row.get("capacity"),
    )


def _born(year: int, birthday: str, today: date) -> date:
    """The birthday of somebody who is in that year today: the year of birth follows from the school year."""
    month, day = map(int, birthday.split("-"))
    first = school_year(today) - year - _FIRST_YEAR_AGE - 1
    return date(first if (month, day) >= (9, 1) else first + 1, month, day)


def _fields(row: Mapping[str, Any], serial: int, born: date) -> dict[str, Any]:
    forenames, surname = row["names"]
    used = row.get("called", ["", ""])
    number = {"upn": upn(serial, born)}
    if "unknown_number" in row or phase_of_year(row["year"]) == "nursery":
        number = {"upn_unknown": row.get("unknown_number", "UN1")}
    return {
        "legal_forenames": forenames, "legal_surname": surname,
        "used_forename": used[0], "used_surname": used[1] if used[1] != surname else "",
        "born": born, "sex": row["sex"], "nhs_number": "" if "unknown_number" in row else nhs_number(serial),
        "ethnicity": row["ethnicity"], "language": row["language"], "free_meals": row["free_meals"],
        "sent_key": told_key(row["key"]), **number,
    }  # fmt: skip


def _stay(row: Mapping[str, Any], organisations: Mapping[str, int], today: date) -> Stay:
    year, at = row["year"], row["at"]
    phase = phase_of_year(year)
    began = began_phase(year, int(words()["phases"][phase]["first"]), today)
    if at in organisations:
        return Stay(organisations[at], starts_on=began, year_group=year, phase=phase)
    return Stay(sen_setting=at, starts_on=began, year_group=year)


def _course(row: Mapping[str, Any], today: date) -> Course:
    transfer = date(school_year(today) + 1, 9, 1)
    steps = [
        Step(kind, transfer if day == "transfer" else today + timedelta(days=day), *details)
        for kind, day, *details in row["events"]
    ]
    closed = row.get("closed")
    return Course(steps, today + timedelta(days=closed[0]), closed[1]) if closed else Course(steps)


def _tie(key: str, row: Mapping[str, Any]) -> Tie:
    title, forename, surname = row["names"]
    points = [_point(one) for one in row["contacts"]]
    grown = Grown(
        f"told {key} {forename}", title, forename, surname, points,
        row.get("language", ""), row.get("needs", ""),
    )  # fmt: skip
    given = {name: row[name] for name in Tie.__slots__ if name in row}
    return Tie(grown, **given)


def _point(told: str) -> tuple[str, str]:
    kind, value = told.split()
    if kind == "email":
        return kind, f"{value}@family.example"
    return kind, (MOBILE if kind == "mobile" else PHONE).format(int(value))


def _member(row: Mapping[str, str], posts: Mapping[str, tuple[int, int]]) -> Member:
    if "post" in row:
        return Member(row["role"], post_id=posts[row["post"]][0])
    return Member(row["role"], name=row["name"], organisation_name=row["of"])


def _agreed(row: Mapping[str, Any], ties: list[Tie]) -> Iterator[Agreed]:
    for purpose, answer in row.get("consents", {}).items():
        yield Agreed(purpose, answer, _SAID, ties[0].grown)
    for purpose, answer in row.get("consents_of_his_own", {}).items():
        yield Agreed(purpose, answer, _SAID)


def _guarded(row: Mapping[str, Any] | None, posts: Mapping[str, tuple[int, int]]) -> Guarded | None:
    if row is None:
        return None
    return Guarded(row["what"], row["why"], tuple(posts[name][0] for name in row["posts"]))
