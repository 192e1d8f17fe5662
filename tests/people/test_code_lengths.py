"""Every code fits the column that keeps it: SQLite does not look, PostgreSQL refuses."""

from __future__ import annotations

import pytest
from django.db.models import CharField, Model

from goldenthread.people.models import (
    Address,
    CarerLink,
    Consent,
    ContactPoint,
    Need,
    NetworkMember,
    Person,
    Protection,
    SettingStay,
    Sibling,
)
from goldenthread.people.rules.codes import codes, list_names
from goldenthread.people.rules.purposes import purposes

pytestmark = pytest.mark.pure
KEPT: dict[str, tuple[type[Model], str]] = {
    "sex": (Person, "sex"),
    "ethnicity": (Person, "ethnicity"),
    "upn_unknown": (Person, "upn_unknown"),
    "free_meals": (Person, "free_meals"),
    "sen_type": (Need, "type"),
    "sen_setting": (SettingStay, "sen_setting"),
    "phase": (SettingStay, "phase"),
    "residential": (SettingStay, "residential"),
    "work_based": (SettingStay, "work_based"),
    "address_kind": (Address, "kind"),
    "relation": (CarerLink, "relation"),
    "parental_responsibility": (CarerLink, "parental_responsibility"),
    "restriction": (CarerLink, "restriction"),
    "contact_kind": (ContactPoint, "kind"),
    "network_role": (NetworkMember, "role"),
    "sibling": (Sibling, "kind"),
    "protection": (Protection, "what"),
    "protection_why": (Protection, "why"),
}


def longest(model: type[Model], name: str) -> int:
    column = model._meta.get_field(name)
    assert isinstance(column, CharField)
    assert column.max_length
    return column.max_length


def test_every_list_has_its_column() -> None:
    assert set(list_names()) == {*KEPT, "rank"}


@pytest.mark.parametrize("listed", KEPT)
def test_every_code_fits(listed: str) -> None:
    assert max(map(len, codes(listed))) <= longest(*KEPT[listed])


def test_every_purpose_fits() -> None:
    assert max(map(len, purposes())) <= longest(Consent, "purpose")
