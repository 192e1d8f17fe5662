"""To whom of an area's organisations the letters at the start of a case go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from goldenthread.assessments.rules.telling import SETTING, Party
from goldenthread.organisations.models import Organisation
from goldenthread.people.models import Person, SettingStay
from goldenthread.people.protection import SETTING as SETTING_IS_PROTECTED
from goldenthread.people.protection import protections_of

POST, ORGANISATION = "post", "organisation"
PROTECTED = (
    "Where the child learns is protected, so no letter to it is written here. A post that may see it tells the "
    "setting."
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A post, or an organisation without one. `key` names it in a form: `post-12`, `organisation-3`.

    `named`: it carries a role, or has a title, by which it is the one whom the law or guidance means.
    """

    key: str
    words: str
    reached: str
    named: bool

    @property
    def id(self) -> int:
        """The key of the post or organisation."""
        return int(self.key.partition("-")[2])

    @property
    def is_post(self) -> bool:
        """Whether it is a post."""
        return self.key.startswith(POST)


@dataclass(frozen=True)
class Place:
    """Where a child learns, as far as letters need it. `hidden`: it is protected, and then nothing else is told.

    `protections`: whatever is protected of the child, each with the posts that see it.
    """

    organisation_id: int | None = None
    hidden: bool = False
    protections: tuple[tuple[str, frozenset[int]], ...] = ()


def place_of(person: Person, today: date) -> Place:
    """Where the child learns today. Two queries."""
    guarded = protections_of(person.pk)
    if SETTING_IS_PROTECTED in {what for what, _ in guarded}:
        return Place(hidden=True, protections=guarded)
    stays = SettingStay.objects.on(today).filter(person=person)
    first = stays.order_by("rank", F("starts_on").desc(nulls_last=True), "-pk")
    return Place(first.values_list("organisation", flat=True).first(), protections=guarded)


def contacts_of(
    area_id: int, parties: Iterable[Party], place: Place, today: date
) -> dict[str, list[Contact]]:
    """For each party but the family its contacts, those of a statutory role first. One query.

    An organisation that has no post stands for itself.
    """
    wanted = {one.code: one for one in parties if one.organisation or one.code == SETTING}
    kinds = {one.organisation for one in wanted.values() if one.organisation}
    found: dict[str, list[Contact]] = {code: [] for code in wanted}
    for rows in _organisations(area_id, kinds, place.organisation_id):
        for code, party in wanted.items():
            if _is_of(party, rows[0], place):
                found[code] += _contacts(rows, party, area_id, today)
    return {code: sorted(all_, key=lambda one: not one.named) for code, all_ in found.items()}


def _is_of(party: Party, row: dict[str, Any], place: Place) -> bool:
    if party.code == SETTING:
        return not place.hidden and row["pk"] == place.organisation_id
    return bool(row["kind"] == party.organisation)


def _organisations(
    area_id: int, kinds: set[str], setting_id: int | None
) -> Iterable[list[dict[str, Any]]]:
    """The rows of each organisation: one for each of its posts and of their statutory roles, or one without."""
    rows = (
        Organisation.objects.filter(Q(kind__in=kinds) | Q(pk=setting_id), areas=area_id)
        .order_by("name", "pk", "posts__title", "posts__pk")
        .values("pk", "name", "kind", "posts__pk", "posts__title", "posts__contact", "posts__ended_on",
                "posts__statutory_roles__role", "posts__statutory_roles__area")
    )  # fmt: skip
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["pk"]].append(dict(row))
    return grouped.values()


def _contacts(rows: list[dict[str, Any]], party: Party, area_id: int, today: date) -> list[Contact]:
    found: dict[str, Contact] = {}
    for row in rows:
        if row["posts__pk"] is None or (row["posts__ended_on"] or date.max) < today:
            continue
        key = f"{POST}-{row['posts__pk']}"
        carries = row["posts__statutory_roles__area"] == area_id
        named = carries and row["posts__statutory_roles__role"] in party.roles
        named = named or any(words in row["posts__title"].lower() for words in party.titles)
        if key not in found or named:
            words = f"{row['posts__title']}, {row['name']}"
            found[key] = Contact(key, words, row["posts__contact"], named)
    if found:
        return list(found.values())
    first = rows[0]
    return [Contact(f"{ORGANISATION}-{first['pk']}", first["name"], "", False)]
