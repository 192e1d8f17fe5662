"""Where a child lives and learns, as the record shows it; what is protected is left out, and said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import Address, Person, SettingStay
from goldenthread.people.models.spans import Span
from goldenthread.people.protection import ADDRESS, SETTING, hidden_from
from goldenthread.people.queries.homes import homes_of
from goldenthread.people.rules.codes import words_of
from goldenthread.people.rules.postcodes import shown
from goldenthread.people.rules.responsible import Lives, lives
from goldenthread.people.rules.stays import Question, StayFacts, questions, setting_word

HOME = "home"


@dataclass(frozen=True)
class AddressRow:
    """An address in words. Of a protected one, `protected` is set and only the days are told.

    `lives` is told of the home that holds today.
    """

    id: int
    kind: str
    lines: tuple[str, ...]
    postcode: str
    council: str
    council_how: str
    starts_on: date | None
    ends_on: date | None
    is_now: bool
    protected: bool
    lives: Lives | None


@dataclass(frozen=True)
class StayRow:
    """A stay at a setting in words. Of a protected one, `protected` is set and only the days are told.

    `details` are what a return asks beside the name; `questions` what it will ask.
    """

    id: int
    name: str
    number: str
    phase: str
    rank: str
    details: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    is_now: bool
    protected: bool
    questions: tuple[Question, ...]


def is_hidden(
    scope: Scope, person: Person, what: str, hidden: Collection[str] | None = None
) -> bool:
    """Whether `what` of a record is protected from the scope; `hidden` spares the query where it is known."""
    if hidden is None:
        hidden = hidden_from(scope, [person.pk]).get(person.pk, frozenset())
    return what in hidden


def addresses_of(
    scope: Scope,
    person: Person,
    *,
    hidden: Collection[str] | None = None,
    rows: Iterable[Address] | None = None,
) -> list[AddressRow]:
    """The child's addresses, the newest first. `hidden` as `hidden_from` told of the child, if it was asked.

    `rows`: `homes_of` the child, where they were read already (`queries.whole`); then there is no query.
    """
    protected = is_hidden(scope, person, ADDRESS, hidden)
    today = clock.today()
    found = homes_of(scope, person) if rows is None else rows
    return [
        _address(row, person, today, protected=protected or row.hidden)  # type: ignore[attr-defined]
        for row in found
    ]


def stays_of(
    scope: Scope,
    person: Person,
    *,
    hidden: Collection[str] | None = None,
    rows: Iterable[SettingStay] | None = None,
) -> list[StayRow]:
    """The child's settings, the newest first. `hidden` and `rows` as in `addresses_of`."""
    protected = is_hidden(scope, person, SETTING, hidden)
    if rows is None:
        rows = SettingStay.objects.filter(person=person).select_related("organisation")
    stays, today = list(rows), clock.today()
    return [_stay(row, stays, person, today, protected=protected) for row in stays]


def engine_setting(person_id: int, day: date) -> str:
    """The statutory engine's word for where the child learnt on that day; empty where no record tells. One query."""
    stay = (
        SettingStay.objects.on(day)
        .filter(person=person_id)
        .order_by("rank", F("starts_on").desc(nulls_last=True), "-pk")
        .values_list("phase", "sen_setting")
        .first()
    )
    return setting_word(*stay) if stay else ""


def holds_on(row: Span, day: date) -> bool:
    """Whether it held on that day; both end days count, and a day that nobody knows is no limit."""
    return (row.starts_on is None or row.starts_on <= day) and (
        row.ends_on is None or row.ends_on >= day
    )


def _address(row: Address, person: Person, today: date, *, protected: bool) -> AddressRow:
    is_now = holds_on(row, today)
    told = lives(row.council, person.area.council_code, person.area.name)
    return AddressRow(
        id=row.pk,
        kind=words_of("address_kind", row.kind),
        lines=() if protected else tuple(row.lines.splitlines()),
        postcode="" if protected else shown(row.postcode),
        council="" if protected else told.council,
        council_how="" if protected else row.get_council_how_display(),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_now=is_now,
        protected=protected,
        lives=told if is_now and row.kind == HOME and not protected else None,
    )


def facts_of(row: SettingStay) -> StayFacts:
    """What is said of a stay, for the rules."""
    return StayFacts(
        row.starts_on, row.ends_on, row.rank, row.phase, row.sen_setting, row.sen_setting_other,
        bool(row.urn or row.ukprn), row.sen_unit or row.resourced,
    )  # fmt: skip


def has_first(row: SettingStay, rows: Collection[SettingStay]) -> bool:
    """Whether one of `rows` is a first setting on the day on which this one began."""
    day = row.starts_on or date.min
    return any(other.rank == 1 and holds_on(other, day) for other in rows)


def _stay(
    row: SettingStay, rows: Collection[SettingStay], person: Person, today: date, *, protected: bool
) -> StayRow:
    numbers = [f"URN {row.urn}" if row.urn else "", f"UKPRN {row.ukprn}" if row.ukprn else ""]
    asked = questions(facts_of(row), person.born, today, has_first=has_first(row, rows))
    return StayRow(
        id=row.pk,
        name="" if protected else stay_name(row),
        number="" if protected else ", ".join(filter(None, numbers)),
        phase="" if protected or not row.phase else words_of("phase", row.phase),
        rank=words_of("rank", str(row.rank)),
        details=() if protected else _details(row),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_now=holds_on(row, today),
        protected=protected,
        questions=() if protected else asked,
    )


def stay_name(row: SettingStay) -> str:
    """Where the child learns, in words: ours by its name, another as it was typed, or what stands in its place."""
    if row.organisation is not None:
        return row.organisation.name
    if row.name:
        return row.name
    words = words_of("sen_setting", row.sen_setting)
    return f"{words}: {row.sen_setting_other}" if row.sen_setting_other else words


def _details(row: SettingStay) -> tuple[str, ...]:
    told = (
        "In a SEN unit" if row.sen_unit else "",
        "In resourced provision" if row.resourced else "",
        f"Residential: {words_of('residential', row.residential)}" if row.residential else "",
        words_of("work_based", row.work_based) if row.work_based else "",
        f"National curriculum year {row.year_group}" if row.year_group is not None else "",
    )
    return tuple(filter(None, told))
