"""What a person typed to find a child by a number: which kind it is, and whether it can be one. Pure."""

from __future__ import annotations

import re

from goldenthread.people.rules.identifiers import Problem, check_nhs_number, check_uln, check_upn

REFERENCE = re.compile(r"P-?([0-9]{1,9})")
_BLANKS = re.compile(r"\s+")
_TEN_DIGITS = re.compile(r"[0-9\-]{10,12}")


def check_number(text: str) -> tuple[str, Problem | None]:
    """The number without blanks, and what is wrong with it: a UPN, ULN, NHS number, or a reference like P-1024."""
    number = _BLANKS.sub("", text).upper()
    if REFERENCE.fullmatch(number):
        return number, None
    if _TEN_DIGITS.fullmatch(number):
        found = check_nhs_number(number)
        if isinstance(found, Problem):
            learner = check_uln(number)
            found = found if isinstance(learner, Problem) else learner
    elif number[:1].isalpha():
        found = check_upn(number)
    else:
        found = Problem(
            "This is none of the numbers by which a child is known.",
            "Enter a UPN, a ULN, an NHS number, or a reference like P-1024.",
        )
    return (number, found) if isinstance(found, Problem) else (found, None)
