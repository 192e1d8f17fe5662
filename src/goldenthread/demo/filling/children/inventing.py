"""Invents children in any number: who they are, their family, where they live and learn, how their case went. Pure."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.demo.filling.children import requests, reviews, words
from goldenthread.demo.filling.children.numbers import born_in, nhs_number, upn
from goldenthread.demo.filling.children.places import Places, phase_of_year
from goldenthread.demo.filling.children.telling import Course, Grown, Home, Member, Tie, Told
from goldenthread.demo.sizes import Volume, share
from goldenthread.people.rules.stays import setting_word
from goldenthread.statute.ages import year_group

_ADULT_YEAR = 12
_EARLIEST_PLAN_YEAR = -1


@dataclass(frozen=True)
class Mix:
    """How many children of each kind an area has."""

    plans: int
    request_under_way: int
    request_refused: int
    request_ended: int
    plan_ceased: int

    @classmethod
    def of(cls, volume: Volume) -> Mix:
        others = ("request_under_way", "request_refused", "request_ended", "plan_ceased")
        return cls(volume.ehc_plans, *(volume[name] for name in others))

    def without(self, there: Mix) -> Mix:
        """What is still to be made where some are there already."""
        return Mix(
            *(max(0, mine - theirs) for mine, theirs in zip(self.counts, there.counts, strict=True))
        )

    @property
    def counts(self) -> tuple[int, ...]:
        return (
            self.plans,
            self.request_under_way,
            self.request_refused,
            self.request_ended,
            self.plan_ceased,
        )

    @property
    def children(self) -> int:
        return sum(self.counts)


class Inventor:
    """Gives out children of one area, one after another.

    `first` comes before the first serial of their numbers; the officer's post stands in some of their networks.
    """

    def __init__(
        self,
        places: Places,
        today: date,
        chance: random.Random,
        first: int,
        officer_post_id: int | None,
    ) -> None:
        self._places, self._today, self._chance = places, today, chance
        self._serial, self._officer = first, officer_post_id
        self._last: Told | None = None

    def children(self, mix: Mix) -> Iterator[Told]:
        """In an order that mixes the kinds, so that each coordinator has some of each."""
        kinds: list[tuple[Callable[[date], Course], bool]] = []
        makers = (self._with_plan, self._under_way, self._refused, self._ended, self._ceased)
        for count, maker in zip(mix.counts, makers, strict=True):
            kinds += [(maker, maker == self._ceased)] * count
        self._chance.shuffle(kinds)
        for make, grown_up in kinds:
            yield self._child(make, planned=make == self._with_plan, grown_up=grown_up)

    def _with_plan(self, born: date) -> Course:
        if self._chance.random() < share("moved_in"):
            return reviews.came_from_elsewhere(born, self._today, self._chance)
        return reviews.in_force(born, self._today, self._chance)

    def _ceased(self, born: date) -> Course:
        return reviews.ceased(born, self._today, self._chance)

    def _under_way(self, born: date) -> Course:
        return requests.under_way(born, self._today, self._chance)

    def _refused(self, born: date) -> Course:
        return requests.refused(born, self._today, self._chance)

    def _ended(self, born: date) -> Course:
        return requests.ended(born, self._today, self._chance)

    def _child(self, course_of: Callable[[date], Course], *, planned: bool, grown_up: bool) -> Told:
        chance, today = self._chance, self._today
        self._serial += 1
        born = self._born(grown_up)
        year = year_group(born, today)
        boy = chance.randrange(100) < words.told()["boys_of_100"]
        sibling = self._last if chance.random() < share("siblings") else None
        surname = sibling.fields["legal_surname"] if sibling else words.surname(chance)
        stay = self._places.stay(year, today, chance, planned=planned)
        made = Told(
            fields={
                "legal_forenames": self._forename(boy), "legal_surname": surname, "born": born,
                "sex": "M" if boy else "F", "nhs_number": nhs_number(self._serial),
                "ethnicity": words.drawn(words.told()["ethnicities"], chance),
                "language": words.drawn(words.told()["languages"], chance),
                "free_meals": "yes" if chance.random() < share("free_meals") else "no",
                "sent_key": uuid.UUID(int=chance.getrandbits(128), version=4),
                **self._pupil_number(year, born),
            },
            course=course_of(born),
            child_setting=setting_word(stay.phase, stay.sen_setting),
            family=sibling.family if sibling else f"family {self._serial}",
            homes=sibling.homes if sibling else [self._home(born)],
            ties=sibling.ties if sibling else list(self._ties(surname)),
            stays=[stay],
            needs=self._needs(),
            network=list(self._network()),
        )  # fmt: skip
        if year >= _ADULT_YEAR:
            made.points = [words.email(made.fields["legal_forenames"].split()[0], surname, chance)]
        self._last = made
        return made

    def _born(self, grown_up: bool) -> date:
        phases = words.told()["phases"]
        name = (
            "college"
            if grown_up
            else words.drawn({key: one["weight"] for key, one in phases.items()}, self._chance)
        )
        year = self._chance.randint(phases[name]["first"], phases[name]["last"])
        return born_in(year, self._today, self._chance)

    def _forename(self, boy: bool) -> str:
        names = words.told()["boys" if boy else "girls"]
        first = str(self._chance.choice(names))
        if self._chance.random() < 0.3:
            return f"{first} {self._chance.choice(names)}"
        return first

    def _pupil_number(self, year: int, born: date) -> dict[str, str]:
        if phase_of_year(year) == "nursery":
            return {"upn_unknown": "UN1"}
        return {"upn": upn(self._serial, born)}

    def _home(self, born: date) -> Home:
        since = born if self._chance.random() < 0.4 else None
        return Home(words.lines(self._chance), words.postcode(self._chance), since)

    def _ties(self, surname: str) -> Iterator[Tie]:
        chance, titles = self._chance, words.told()["titles"]
        alone = chance.random() < 0.35
        restricted = not alone and chance.random() < share("restricted_carers")
        for relation, names in (("mother", "girls"), ("father", "boys"))[: 1 if alone else 2]:
            forename = str(chance.choice(words.told()[names]))
            last = surname if chance.random() < 0.7 else words.surname(chance)
            grown = Grown(
                f"{self._serial} {relation}", str(chance.choice(titles[relation])), forename, last,
                [words.mobile(chance), words.email(forename, last, chance)],
            )  # fmt: skip
            if restricted and relation == "father":
                yield Tie(
                    grown, relation, lives_with=False, gets_letters=False,
                    restriction="no_address", basis=words.told()["basis"],
                )  # fmt: skip
            else:
                yield Tie(grown, relation)

    def _needs(self) -> list[str]:
        weights = words.told()["needs"]
        first = words.drawn(weights, self._chance)
        if self._chance.random() >= share("second_need"):
            return [first]
        rest = {key: weight for key, weight in weights.items() if key != first}
        return [first, words.drawn(rest, self._chance)]

    def _network(self) -> Iterator[Member]:
        chance = self._chance
        if self._officer is not None and chance.random() < share("known_to_officer"):
            yield Member("clinical_officer", post_id=self._officer)
        for role, organisation in words.told()["clinicians"].items():
            if chance.random() < 0.4:
                names = words.told()[chance.choice(("girls", "boys"))]
                name = f"{chance.choice(names)} {words.surname(chance)}"
                yield Member(role, name=name, organisation_name=organisation)
