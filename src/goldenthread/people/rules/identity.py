"""What identifies a child, as a person gives it: put in order, and checked field by field. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from goldenthread.people.rules.codes import codes
from goldenthread.people.rules.identifiers import Problem, check_nhs_number, check_uln, check_upn
from goldenthread.statute.ages import age_on

# CFA 2014 s.83(2): a young person is under 25; a plan may be kept to the end of the year in which 25 is reached (s.46).
OLDEST_WITHOUT_A_WORD = 25
_UN1_UNDER = 6
_LONGEST = {"language": 60, "interpreter": 120}
_LONGEST_NAME = 100
_CODED = {"sex": "sex", "upn_unknown": "upn_unknown", "ethnicity": "ethnicity", "free_meals": "free_meals"}  # fmt: skip
_LETTER = re.compile(r"[^\W\d_]")
_NAMES = {
    "legal_forenames": "the legal forenames",
    "legal_surname": "the legal surname",
    "used_forename": "the forename that the child uses",
    "used_surname": "the surname that the child uses",
}


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What identifies a child: the fields of `Person` of the same names.

    `older` says that a birth more than 26 years ago is right.
    """

    legal_forenames: str
    legal_surname: str
    born: date
    used_forename: str = ""
    used_surname: str = ""
    sex: str = ""
    upn: str = ""
    former_upn: str = ""
    uln: str = ""
    upn_unknown: str = ""
    nhs_number: str = ""
    ethnicity: str = ""
    language: str = ""
    interpreter: str = ""
    free_meals: str = ""
    free_meals_as_at: date | None = None
    died_on: date | None = None
    older: bool = False


STORED = tuple(field.name for field in fields(Identity) if field.name != "older")
"""The fields that a record keeps."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with one field, and how to put it right."""

    field: str
    message: str
    fix: str = ""


def checked(identity: Identity, today: date) -> tuple[Identity, list[Wrong]]:
    """The identity as it is kept, and everything that is wrong with it, in the order of the fields."""
    texts: dict[str, Any] = {
        name: " ".join(value.split())
        for name in STORED
        if isinstance(value := getattr(identity, name), str)
    }
    tidy = replace(identity, **texts)
    wrong: list[Wrong] = [*_names(tidy), *_birth(tidy, today), *_lengths(tidy), *_codes(tidy)]
    numbers: dict[str, Any] = {}
    checks: dict[str, Callable[[str], str | Problem]] = {
        "upn": check_upn, "former_upn": check_upn, "uln": check_uln, "nhs_number": check_nhs_number,
    }  # fmt: skip
    for name, check in checks.items():
        given = getattr(tidy, name)
        found = check(given) if given else ""
        if isinstance(found, Problem):
            wrong.append(Wrong(name, found.message, found.fix))
        else:
            numbers[name] = found
    tidy = replace(tidy, **numbers)
    return tidy, [*wrong, *_known_by(tidy, today), *_meals(tidy, today)]


def _names(identity: Identity) -> Iterator[Wrong]:
    for name, words in _NAMES.items():
        value = getattr(identity, name)
        if name.startswith("legal") and not value:
            yield Wrong(name, f"Enter {words}.", "Where a child has one name only, enter it twice.")
        elif len(value) > _LONGEST_NAME:
            yield Wrong(name, f"Enter {words} in {_LONGEST_NAME} characters or fewer.")
        elif value and (not _LETTER.search(value) or not value.isprintable()):
            yield Wrong(name, f"Enter {words} in letters.")


def _birth(identity: Identity, today: date) -> Iterator[Wrong]:
    if identity.born > today:
        yield Wrong("born", "The date of birth is in the future.", "Check the year.")
    elif age_on(identity.born, today) > OLDEST_WITHOUT_A_WORD and not identity.older:
        yield Wrong(
            "born",
            f"By this date of birth the person is {age_on(identity.born, today)}.",
            "Check the year, or say below that it is right.",
        )
    if identity.died_on and not identity.born <= identity.died_on <= today:
        yield Wrong("died_on", "The date of death must be from the date of birth to today.")


def _lengths(identity: Identity) -> Iterator[Wrong]:
    for name, longest in _LONGEST.items():
        if len(getattr(identity, name)) > longest:
            yield Wrong(name, f"Use {longest} characters or fewer.")


def _codes(identity: Identity) -> Iterator[Wrong]:
    for name, listed in _CODED.items():
        if getattr(identity, name) and getattr(identity, name) not in codes(listed):
            yield Wrong(name, "Choose one from the list.")


def _known_by(identity: Identity, today: date) -> Iterator[Wrong]:
    """A UPN or a ULN, or else why there is none (SEN2 UPN, UniqueLearnerNumber, UPNunknown)."""
    numbered = bool(identity.upn or identity.uln)
    if not numbered and not identity.upn_unknown:
        yield Wrong("upn", "Enter a UPN or a ULN, or say why neither is known.")
    if numbered and identity.upn_unknown:
        yield Wrong(
            "upn_unknown",
            "There is a number, and a reason why there is none.",
            "Take one of them out.",
        )
    if identity.upn_unknown == "UN1" and age_on(identity.born, today) >= _UN1_UNDER:
        yield Wrong("upn_unknown", f"This reason is for children under {_UN1_UNDER}.", "Choose another.")  # fmt: skip
    if identity.upn and identity.upn == identity.former_upn:
        yield Wrong("former_upn", "The former UPN is the same as the UPN.", "Leave it empty.")


def _meals(identity: Identity, today: date) -> Iterator[Wrong]:
    as_at = identity.free_meals_as_at
    if identity.free_meals and as_at is None:
        yield Wrong("free_meals_as_at", "Enter the day on which this was so.")
    if not identity.free_meals and as_at is not None:
        yield Wrong("free_meals", "Choose what was so on that day.", "Or take the day out.")
    if as_at is not None and not identity.born <= as_at <= today:
        yield Wrong("free_meals_as_at", "The day must be from the date of birth to today.")
