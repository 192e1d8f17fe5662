"""Where a child lives: adding an address, changing one, and ending the home before when a family moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.models import LocalArea
from goldenthread.organisations.rules.councils import council_for, council_name
from goldenthread.people.actions.keeping import (
    need_code,
    need_days,
    need_shown,
    person_to_change,
)
from goldenthread.people.actions.places import Series, give_way
from goldenthread.people.models import Address, Person
from goldenthread.people.protection import ADDRESS
from goldenthread.people.queries.homes import homes_of, need_home_shown
from goldenthread.people.queries.postcodes import code_of, edition
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.postcodes import EXPECTED, compact

NOT_KNOWN = "unknown"
LETTERS = "letters"
LONGEST = 500


@dataclass(frozen=True)
class AddressFacts:
    """What is said of an address. `council`: an ONS code, NOT_KNOWN, or empty where the postcode is to tell."""

    kind: str
    lines: str
    postcode: str
    starts_on: date | None
    ends_on: date | None = None
    council: str = ""


@transaction.atomic
def add_address(*, scope: Scope, person_id: int, facts: AddressFacts) -> Address:
    """Put an address on the record. A new home ends the one before on the day before. The same one twice is one."""
    person = person_to_change(scope, person_id)
    need_shown(scope, person, ADDRESS)
    values = _values(person, facts)
    sent = Address.objects.filter(person=person, **values).first()
    if sent is not None:
        return sent
    _make_room(scope, person, values, None)
    made = Address.objects.create(person=person, written_by_id=scope.user_id, **values)
    record(scope, "address.added", person, fields=sorted(values))
    return made


@transaction.atomic
def change_address(
    *, scope: Scope, person_id: int, address_id: int, facts: AddressFacts, version: int
) -> Address:
    """Change what is said of an address, or the days on which it held."""
    person = person_to_change(scope, person_id)
    need_shown(scope, person, ADDRESS)
    address = homes_of(scope, person).filter(pk=address_id).first()
    if address is None:
        raise UserError("no_such_address", "There is no such address on this record.")
    need_home_shown(address)
    values = _values(person, facts)
    changed = sorted(name for name, value in values.items() if getattr(address, name) != value)
    if not changed:
        return address
    if address.version != version:
        raise changed_meanwhile(scope, None, "this address")
    _make_room(scope, person, values, address)
    for name in changed:
        setattr(address, name, values[name])
    address.version += 1
    address.written_at, address.written_by_id = clock.now(), scope.user_id
    address.save()
    record(scope, "address.changed", person, fields=changed)
    return address


def _make_room(
    scope: Scope, person: Person, values: dict[str, object], changed: Address | None
) -> None:
    others = Address.objects.filter(person=person, kind=values["kind"])
    if changed is not None:
        others = others.exclude(pk=changed.pk)
    one = words_of("address_kind", str(values["kind"])).lower()
    series = Series(others, one, "address.ended")
    give_way(scope, person, series, values, may_end=changed is None)


def _values(person: Person, facts: AddressFacts) -> dict[str, object]:
    """The columns of an address, checked."""
    need_code("address_kind", facts.kind, "kind")
    lines = "\n".join(line.strip() for line in facts.lines.splitlines() if line.strip())
    if not lines or len(lines) > LONGEST:
        raise UserError(
            "address_missing", f"Enter the address, in {LONGEST} characters or fewer.", "lines",
            "Where there is no fixed address, say so in words.",
        )  # fmt: skip
    need_days(person, facts.starts_on, facts.ends_on)
    postcode = compact(facts.postcode) if facts.postcode.strip() else ""
    if postcode is None:
        raise UserError(
            "bad_postcode", "That is not the form of a postcode.", "postcode",
            f"Enter {EXPECTED}, or leave it empty where there is none.",
        )  # fmt: skip
    if facts.kind == LETTERS:
        council, how = "", Address.How.UNKNOWN
    else:
        council, how = _council(person.area, postcode, facts.council)
    return {
        "kind": facts.kind, "lines": lines, "postcode": postcode, "council": council,
        "council_how": how, "starts_on": facts.starts_on, "ends_on": facts.ends_on,
    }  # fmt: skip


def _council(area: LocalArea, postcode: str, said: str) -> tuple[str, Address.How]:
    """The council in whose area a postcode lies: as the directory has it, else as a person says; never guessed."""
    found = council_for(code_of(postcode)) if postcode else None
    if found is not None:
        if said not in ("", found):
            raise UserError(
                "council_differs", f"The postcode lies in the area of {_named(found, area)}.",
                "council", "Leave this as the postcode tells it, or check the postcode.",
            )  # fmt: skip
        return found, Address.How.POSTCODE
    if said == NOT_KNOWN:
        return "", Address.How.UNKNOWN
    if not said:
        raise UserError(
            "council_unknown", _why_unknown(postcode), "council",
            "Choose the council in whose area the address lies, or say that it is not known.",
        )  # fmt: skip
    if council_for(said) != said and said != area.council_code:
        raise UserError(
            "no_such_council", "There is no such council.", "council", "Choose one from the list."
        )
    return said, Address.How.SAID


def _why_unknown(postcode: str) -> str:
    if not postcode:
        return "Without a postcode nobody can look up the council."
    if edition() is None:
        return "No directory of postcodes is loaded here, so that the postcode tells no council."
    return "This postcode is not in the directory of postcodes that is loaded here."


def _named(code: str, area: LocalArea) -> str:
    return council_name(code) or area.name
