"""Writes invented children in bulk: a portion of them at a time, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from goldenthread.demo.filling.children.cases import write_cases
from goldenthread.demo.filling.children.families import columns, link, point, siblings
from goldenthread.demo.filling.children.telling import Grown, Told
from goldenthread.demo.filling.days import noon
from goldenthread.organisations.models import LocalArea
from goldenthread.people.models import (
    Address,
    CapacityNote,
    Carer,
    CarerLink,
    Consent,
    ContactPoint,
    NameKey,
    Need,
    NetworkMember,
    Person,
    Protection,
    SettingStay,
    Sibling,
)
from goldenthread.people.name_keys import name_keys

Row = TypeVar("Row", bound=Model)


class Portion:
    """A portion of one area's children on its way into the database. `rows` counts what was written."""

    def __init__(self, area: LocalArea, children: Sequence[Told], today: date) -> None:
        self.area, self.children, self.today = area, children, today
        self.rows = 0
        self.persons: list[Person] = []
        self._carers: dict[str, Carer] = {}

    def write(self) -> None:
        self.persons = self._keep(
            Person,
            (
                Person(
                    area=self.area,
                    made_at=noon(one.course.opened_on),
                    made_by_id=one.written_by,
                    free_meals_as_at=self.today if one.fields.get("free_meals") else None,
                    **one.fields,
                )
                for one in self.children
            ),
        )
        self._keep(NameKey, (key for person in self.persons for key in name_keys(person)))
        self._families()
        self._surroundings()
        self.rows += write_cases(self.area, self.persons, self.children, self.today)

    def _keep(self, model: type[Row], rows: Iterable[Row]) -> list[Row]:
        kept: list[Row] = model._default_manager.bulk_create(rows, batch_size=2000)
        self.rows += len(kept)
        return kept

    @property
    def _both(self) -> Iterator[tuple[Person, Told]]:
        return zip(self.persons, self.children, strict=True)

    def _families(self) -> None:
        grown: dict[str, Grown] = {
            tie.grown.key: tie.grown for one in self.children for tie in one.ties
        }
        carers = self._keep(
            Carer,
            (
                Carer(
                    area=self.area, title=one.title, forename=one.forename, surname=one.surname,
                    language=one.language, needs=one.needs,
                )
                for one in grown.values()
            ),
        )  # fmt: skip
        self._carers = dict(zip(grown, carers, strict=True))
        self._keep(
            CarerLink, (link(p, tie, self._carers) for p, one in self._both for tie in one.ties)
        )
        wrote = {tie.grown.key: one for one in reversed(self.children) for tie in one.ties}
        points = [
            point(one.points, number, wrote[key], carer=carer)
            for (key, one), carer in zip(grown.items(), carers, strict=True)
            for number in range(len(one.points))
        ]
        points += [
            point(one.points, number, one, person=person)
            for person, one in self._both
            for number in range(len(one.points))
        ]
        self._keep(ContactPoint, points)
        self._keep(Sibling, siblings(self.persons, self.children, self.today))

    def _surroundings(self) -> None:
        lies = {"council": self.area.council_code}
        if self.area.council_code:
            lies["council_how"] = Address.How.SAID
        self._keep(
            Address,
            (
                self._row(Address, p, t, **columns(home), **lies)
                for p, t in self._both
                for home in t.homes
            ),
        )
        self._keep(
            SettingStay,
            (
                self._row(SettingStay, p, t, **columns(stay))
                for p, t in self._both
                for stay in t.stays
            ),
        )
        self._keep(
            Need,
            (
                self._row(Need, person, one, type=kind, rank=rank, starts_on=one.course.opened_on)
                for person, one in self._both
                for rank, kind in enumerate(one.needs, 1)
            ),
        )
        self._keep(
            NetworkMember,
            (
                self._row(NetworkMember, p, t, **columns(member))
                for p, t in self._both
                for member in t.network
            ),
        )
        self._keep(
            Consent,
            (
                self._row(
                    Consent, person, one, purpose=said.purpose, answer=said.answer, how=said.how,
                    carer=self._carers[said.grown.key] if said.grown else None,
                    starts_on=one.course.opened_on,
                )
                for person, one in self._both
                for said in one.agreed
            ),
        )  # fmt: skip
        self._keep(
            CapacityNote,
            (self._row(CapacityNote, p, t, **t.capacity) for p, t in self._both if t.capacity),
        )
        for person, one in self._both:
            if one.guarded is not None:
                row = self._row(Protection, person, one, what=one.guarded.what, why=one.guarded.why)
                row.save()
                row.posts.set(one.guarded.post_ids)
                self.rows += 1 + len(one.guarded.post_ids)

    def _row(self, model: type[Row], person: Person, told: Told, **given: Any) -> Row:
        """A fact of the record, written down on the day on which the case began."""
        return model(
            person=person,
            written_at=noon(told.course.opened_on),
            written_by_id=told.written_by,
            **given,
        )
