"""Whether two records are of one child, case by case. How often it is right: tests/spec/duplicates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.people.rules.matching import Facts, Verdict, match
from tests.people.duplicates import pairs

HERE = frozenset({"LA9 4QL"})
CHILD = Facts(
    legal_forenames="Imogen", legal_surname="Tarn", born=date(2015, 3, 7), sex="F", postcodes=HERE
)
UPN, OTHER_UPN = (pair.upn for pair in (pairs("held_out")[0].a, pairs("held_out")[1].a))
NHS, OTHER_NHS = "9434765919", "4010232137"


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        ({}, "same", "They have lived at the same postcode"),
        ({"postcodes": frozenset()}, "likely", "The surname is the same"),
        ({"legal_forenames": "Sienna"}, "no", "The forenames are different, as with twins"),
        ({"legal_forenames": "Imogen", "legal_surname": "Tarne"}, "likely", "The surnames sound or are spelt alike"),
        ({"legal_forenames": "Tarn", "legal_surname": "Imogen"}, "likely",
         "Forename and surname stand the other way round"),
        ({"born": date(2015, 7, 3)}, "likely", "Day and month of birth stand the other way round"),
        ({"born": date(2015, 3, 17)}, "likely", "The dates of birth differ by one figure"),
        ({"born": date(2016, 3, 19)}, "no", "The dates of birth are different"),
        ({"sex": "M"}, "likely", "The sex is different"),
        ({"legal_forenames": "I"}, "likely", "One forename is given by its initial only"),
    ],
)  # fmt: skip
def test_without_numbers(other: dict[str, Any], verdict: Verdict, reason: str) -> None:
    found = match(CHILD, replace(CHILD, **other))
    assert (found.verdict, reason in found.reasons) == (verdict, True)
    assert found == match(replace(CHILD, **other), CHILD)


@pytest.mark.parametrize(
    ("mine", "other", "verdict"),
    [
        ({"upn": UPN}, {"upn": UPN}, "same"),
        ({"upn": UPN}, {"upn": OTHER_UPN, "former_upn": UPN}, "same"),
        ({"upn": UPN}, {"upn": OTHER_UPN}, "possible"),
        ({"nhs_number": NHS}, {"nhs_number": OTHER_NHS}, "possible"),
        ({"nhs_number": NHS, "upn": UPN}, {"nhs_number": NHS, "upn": OTHER_UPN}, "likely"),
        # No number at all, and one that is mistyped, say nothing.
        ({"nhs_number": NHS}, {"nhs_number": "9434765918"}, "same"),
        ({"upn": UPN}, {"upn": UPN, "legal_forenames": "Sienna"}, "possible"),
    ],
)
def test_with_numbers(mine: dict[str, Any], other: dict[str, Any], verdict: Verdict) -> None:
    assert match(replace(CHILD, **mine), replace(CHILD, **other)).verdict == verdict


def test_a_number_on_records_that_share_nothing_else_is_no_child() -> None:
    other = Facts(
        legal_forenames="Rory", legal_surname="Beck", born=date(2009, 1, 1), nhs_number=NHS
    )
    assert match(replace(CHILD, nhs_number=NHS), other).verdict == "no"


forenames = st.sampled_from(["Imogen", "Sienna", "Rory", "Zoe Ann", "Mohammed Ali", "Ella", "Éva"])


@given(forenames, forenames, st.sampled_from(["", UPN]), st.sampled_from(["", UPN, OTHER_UPN]))
def test_twins_are_never_the_same(one: str, other: str, upn: str, other_upn: str) -> None:
    found = match(
        replace(CHILD, legal_forenames=one, upn=upn),
        replace(CHILD, legal_forenames=other, upn=other_upn),
    )
    assert found.verdict != "same" or one == other
    assert found.verdict != "same" or not (upn and other_upn and upn != other_upn)
