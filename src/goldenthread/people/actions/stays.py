"""Where a child learns: adding a stay at a setting, changing or ending one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import (
    need_code,
    need_days,
    need_shown,
    person_to_change,
)
from goldenthread.people.actions.places import Series, give_way
from goldenthread.people.facts import facts_changed
from goldenthread.people.models import Person, SettingStay
from goldenthread.people.protection import SETTING
from goldenthread.people.queries.settings import settings_to_choose
from goldenthread.people.rules.stays import keeps_phase

FIRST, SECOND = 1, 2
YOUNGEST, OLDEST = -2, 15
_URN, _UKPRN = re.compile(r"[0-9]{6}"), re.compile(r"1[0-9]{7}")


@dataclass(frozen=True)
class StayDetails:
    """What is said of a stay. Exactly one of `organisation_id`, `name` and `sen_setting` says where."""

    starts_on: date | None
    ends_on: date | None = None
    organisation_id: int | None = None
    name: str = ""
    sen_setting: str = ""
    sen_setting_other: str = ""
    urn: str = ""
    ukprn: str = ""
    phase: str = ""
    rank: int = FIRST
    sen_unit: bool = False
    resourced: bool = False
    residential: str = ""
    work_based: str = ""
    year_group: int | None = None


@transaction.atomic
def add_stay(*, scope: Scope, person_id: int, details: StayDetails) -> SettingStay:
    """Put a stay on the record. A new first setting ends the one before on the day before. The same twice is one."""
    person = person_to_change(scope, person_id)
    need_shown(scope, person, SETTING)
    values = _values(person, details, None)
    sent = SettingStay.objects.filter(person=person, **values).first()
    if sent is not None:
        return sent
    _make_room(scope, person, values, None)
    made = SettingStay.objects.create(person=person, written_by_id=scope.user_id, **values)
    record(scope, "stay.added", person, fields=sorted(values))
    facts_changed(scope, person.pk)
    return made


@transaction.atomic
def change_stay(
    *, scope: Scope, person_id: int, stay_id: int, details: StayDetails, version: int
) -> SettingStay:
    """Change what is said of a stay, or the days on which it held."""
    person = person_to_change(scope, person_id)
    need_shown(scope, person, SETTING)
    stay = SettingStay.objects.filter(person=person, pk=stay_id).first()
    if stay is None:
        raise UserError("no_such_stay", "There is no such setting on this record.")
    values = _values(person, details, stay)
    changed = sorted(name for name, value in values.items() if getattr(stay, name) != value)
    if not changed:
        return stay
    if stay.version != version:
        raise changed_meanwhile(scope, None, "this setting")
    _make_room(scope, person, values, stay)
    for name in changed:
        setattr(stay, name, values[name])
    stay.version += 1
    stay.written_at, stay.written_by_id = clock.now(), scope.user_id
    stay.save()
    record(scope, "stay.changed", person, fields=changed)
    facts_changed(scope, person.pk)
    return stay


def _make_room(
    scope: Scope, person: Person, values: dict[str, object], changed: SettingStay | None
) -> None:
    if values["rank"] != FIRST:
        return
    others = SettingStay.objects.filter(person=person, rank=FIRST)
    if changed is not None:
        others = others.exclude(pk=changed.pk)
    series = Series(others, "first setting", "stay.ended")
    give_way(scope, person, series, values, may_end=changed is None)


def _values(person: Person, details: StayDetails, stay: SettingStay | None) -> dict[str, object]:
    """The columns of a stay, checked. A setting that a stay has already may stay, whatever became of it."""
    name, other = details.name.strip(), details.sen_setting_other.strip()
    said = [details.organisation_id is not None, bool(name), bool(details.sen_setting)]
    if sum(said) != 1:
        raise UserError(
            "one_setting", "Say in one way where the child learns.", "where",
            "Choose a setting of the area, or name another one, or choose what stands in its place.",
        )  # fmt: skip
    kept = stay is not None and stay.organisation_id == details.organisation_id
    if said[0] and not kept:
        offered = {key for key, _ in settings_to_choose(person.area_id)}
        if details.organisation_id not in offered:
            raise UserError(
                "no_such_setting", "This setting is not one of the area's.", "organisation",
                "Choose one from the list, or name it.",
            )  # fmt: skip
    need_days(person, details.starts_on, details.ends_on)
    _check_codes(details)
    keeps = keeps_phase(details.sen_setting)
    if keeps and not details.sen_setting and not details.phase:
        raise UserError(
            "phase_missing", "Select what kind of setting it is for the child.", "phase",
            "Who owes what in the child's case depends on it.",
        )  # fmt: skip
    return {
        "organisation_id": details.organisation_id, "name": name,
        "urn": details.urn, "ukprn": details.ukprn,
        "sen_setting": details.sen_setting,
        "sen_setting_other": other if details.sen_setting else "",
        "phase": details.phase if keeps else "", "rank": details.rank,
        "sen_unit": details.sen_unit, "resourced": details.resourced,
        "residential": details.residential, "work_based": details.work_based,
        "year_group": details.year_group,
        "starts_on": details.starts_on, "ends_on": details.ends_on,
    }  # fmt: skip


def _check_codes(details: StayDetails) -> None:
    for name in ("sen_setting", "phase", "residential", "work_based"):
        need_code(name, getattr(details, name), name, needed=False)
    need_code("rank", str(details.rank), "rank")
    if details.sen_setting and (details.urn or details.ukprn):
        raise UserError(
            "number_without_setting", "What stands in the place of a setting has no number.",
            "urn" if details.urn else "ukprn",
            "Take the number away, or name the setting that it belongs to.",
        )  # fmt: skip
    if details.urn and not _URN.fullmatch(details.urn):
        raise UserError("bad_urn", "A URN has 6 digits.", "urn", "Check it, or leave it empty.")
    if details.ukprn and not _UKPRN.fullmatch(details.ukprn):
        raise UserError(
            "bad_ukprn", "A UKPRN has 8 digits and begins with 1.", "ukprn",
            "Check it, or leave it empty.",
        )  # fmt: skip
    if details.year_group is not None and not YOUNGEST <= details.year_group <= OLDEST:
        raise UserError(
            "bad_year_group", "That is no national curriculum year.", "year_group",
            f"Enter a number from {YOUNGEST} to {OLDEST}; Reception is 0.",
        )  # fmt: skip
