"""Pages on which an address or a stay at a setting is added or changed."""

from __future__ import annotations

from django.http import HttpResponse

from goldenthread.access.requests import ScopedRequest
from goldenthread.people.actions.addresses import add_address, change_address
from goldenthread.people.actions.stays import add_stay, change_stay
from goldenthread.people.forms.places import AddressForm, address_initial
from goldenthread.people.forms.stays import StayForm, stay_initial
from goldenthread.people.models import Address, Person, SettingStay
from goldenthread.people.protection import ADDRESS, SETTING
from goldenthread.people.queries import facts, settings
from goldenthread.people.queries.places import stay_name
from goldenthread.people.queries.postcodes import edition
from goldenthread.people.rules.postcodes import shown
from goldenthread.people.views.editing import Now, Question, answered, child_to_edit
from goldenthread.ui.filters import date_long, month_label

# The sections of the record that the pages go back to.
LIVES, LEARNS = "places", "setting"
_NO_DIRECTORY = "No directory of postcodes is loaded here: the council is asked for each address."


def add_home(request: ScopedRequest, person_id: int) -> HttpResponse:
    """A further address; a new home ends the one before."""
    person = child_to_edit(request, person_id, ADDRESS)
    form = AddressForm(request.POST or None, area=person.area)
    return answered(
        request, person, form,
        Question("Add an address", "Add the address", LIVES, notes=_source()),
        lambda: _lives(person, add_address(
            scope=request.scope, person_id=person.pk, facts=form.facts()
        )),
    )  # fmt: skip


def change_home(request: ScopedRequest, person_id: int, address_id: int) -> HttpResponse:
    """What is said of an address, and when it ended."""
    person = child_to_edit(request, person_id, ADDRESS)
    address = facts.get_address(request.scope, person, address_id)
    form = AddressForm(request.POST or None, area=person.area, initial=address_initial(address))

    def now() -> Now:
        form.take_version(address.version)
        return [
            {"key": "Address", "value": ", ".join(address.lines.splitlines())},
            {"key": "Postcode", "value": shown(address.postcode) or "None"},
            *_days(address),
        ]

    return answered(
        request, person, form,
        Question("Change the address", "Save", LIVES, notes=_source()),
        lambda: _lives(person, change_address(
            scope=request.scope, person_id=person.pk, address_id=address.pk, facts=form.facts(),
            version=form.told_version(),
        )),
        now,
    )  # fmt: skip


def add_setting(request: ScopedRequest, person_id: int) -> HttpResponse:
    """A further stay; a new first setting ends the one before."""
    person = child_to_edit(request, person_id, SETTING)
    form = StayForm(request.POST or None, settings=settings.settings_to_choose(person.area_id))
    return answered(
        request, person, form, Question("Add a setting", "Add the setting", LEARNS),
        lambda: _asked(person, add_stay(
            scope=request.scope, person_id=person.pk, details=form.details()
        )),
    )  # fmt: skip


def change_setting(request: ScopedRequest, person_id: int, stay_id: int) -> HttpResponse:
    """What is said of a stay, and when it ended."""
    person = child_to_edit(request, person_id, SETTING)
    stay = facts.get_stay(person, stay_id)
    offered = settings.settings_to_choose(person.area_id)
    if stay.organisation is not None and stay.organisation_id not in dict(offered):
        offered.append((stay.organisation.pk, stay.organisation.name))
    form = StayForm(request.POST or None, settings=offered, initial=stay_initial(stay))

    def now() -> Now:
        form.take_version(stay.version)
        return [{"key": "Setting", "value": stay_name(stay)}, *_days(stay)]

    return answered(
        request, person, form, Question("Change the setting", "Save", LEARNS),
        lambda: _asked(person, change_stay(
            scope=request.scope, person_id=person.pk, stay_id=stay.pk, details=form.details(),
            version=form.told_version(),
        )),
        now,
    )  # fmt: skip


def _source() -> tuple[str, ...]:
    """Which directory tells the council of a postcode, and what its licence asks to be shown."""
    loaded = edition()
    if loaded is None:
        return (_NO_DIRECTORY,)
    told = f"Councils are found by the ONS Postcode Directory, {month_label(loaded.month)}."
    return (told, *loaded.attribution)


def _lives(person: Person, address: Address) -> str:
    told = facts.lives_of(person, address)
    return f"The address is saved. {told.sentence}" if told else "The address is saved."


def _asked(person: Person, stay: SettingStay) -> str:
    questions = " ".join(one.words for one in facts.questions_of(person, stay))
    return f"The setting is saved. {questions}".strip()


def _days(row: Address | SettingStay) -> Now:
    return [
        {"key": "First day", "value": date_long(row.starts_on) or "Not known"},
        {"key": "Last day", "value": date_long(row.ends_on) or "None"},
    ]
