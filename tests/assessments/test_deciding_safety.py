"""Whatever ties and rights a record has: no letter of a decision reaches or names a carer who may be told nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from goldenthread.core.errors import UserError
from goldenthread.messages.models import Copy, Letter
from goldenthread.people.models import Address
from tests.assessments import deciding
from tests.assessments.deciding import REFUSED, SAID, Around, decided, lettered, notices, went
from tests.duties.makers import happen, make_case
from tests.people.families import CHILD_BORN, YOUNG_PERSON_BORN, make_carer
from tests.people.makers import make_child

pytestmark = pytest.mark.django_db
SILENCED = ("no_information", "no_contact")
NAMES = ("Blackthorn", "Hazelwood", "Rowanberry")
ties = st.lists(
    st.tuples(st.sampled_from(("none", "no_address", *SILENCED)), st.booleans()),
    min_size=1,
    max_size=3,
)


@pytest.fixture
def around() -> Around:
    return deciding.make_around()


def family(around: Around, carers: list[tuple[str, bool]], *, own: bool) -> Around:
    child = make_child(around.area, born=YOUNG_PERSON_BORN if own else CHILD_BORN)
    Address.objects.create(person=child, kind="home", lines="1 Long Lane", postcode="FE1 1AA")
    for name, (restriction, letters) in zip(NAMES, carers, strict=False):
        make_carer(child, name, restriction=restriction, gets_letters=letters, lives_with=True)
    case = make_case(around.coordinator, child, around.coordinator)
    by = "young_person" if own else "school"
    happen(around.coordinator, case, "request_received", deciding.asked_on(), {"by": by})
    case.refresh_from_db()
    return replace(around, child=child, case=case)


@settings(
    max_examples=6, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(carers=ties, own=st.booleans(), refuse=st.booleans())
def test_a_carer_who_may_be_told_nothing_gets_no_letter_and_stands_in_none(
    around: Around, carers: list[tuple[str, bool]], own: bool, refuse: bool
) -> None:
    here = family(around, carers, own=own)
    hidden = [name for name, (tie, _) in zip(NAMES, carers, strict=False) if tie in SILENCED]
    named = " ".join(f"Ms {name} said at home that it is hard." for name in NAMES)
    said: dict[str, Any] = REFUSED if refuse else {}
    try:
        went(around.coordinator, notices(here, only=("family",))[0])
        decided(here, **{**said, "reasons": f"{said.get('reasons', SAID.reasons)} {named}"})
        went(around.coordinator, lettered(here))
    except UserError as problem:
        assert problem.code == "nobody_to_write_to"
    copies = Copy.objects.filter(letter__in=Letter.objects.filter(person=here.child))
    for one in copies.select_related("carer"):
        text = f"{one.name} {one.address} {one.title} {one.words}"
        assert not [name for name in hidden if name in text]
        assert one.carer is None or one.carer.surname not in hidden
