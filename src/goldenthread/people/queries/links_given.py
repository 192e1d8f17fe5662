"""For staff: who of a family has a link to the family page, and who could be given one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.people.models import FamilyLink, Person
from goldenthread.people.queries.family import points_of
from goldenthread.people.queries.family_links import gets_codes, kept_of
from goldenthread.people.rules.family_links import OVER, Given, ended_because, ended_words


@dataclass(frozen=True)
class GivenRow:
    """A link on the record: whose, from when to when. `ended` says why it opens nothing; empty while it does."""

    id: int
    link_id: int
    whose: str
    made_at: datetime
    until: date
    ended: str
    notices: bool


@dataclass(frozen=True)
class Choice:
    """Somebody who can be given a link, and the verified address for its codes. `carer_link_id` None: the child."""

    carer_link_id: int | None
    contact_id: int
    whose: str
    address: str

    @property
    def key(self) -> str:
        """What stands for it in a form."""
        return f"{self.carer_link_id or 0}-{self.contact_id}"


def links_given(scope: Scope, person: Person) -> list[GivenRow]:
    """Who of the family has a link, and who had one: the newest first. One query."""
    visible = Person.objects.visible_to(scope).filter(pk=person.pk)
    found = FamilyLink.objects.filter(person__in=visible)
    return [_row(one, person) for one in found.select_related("link", "carer_link__carer")]


def choices_to_give(scope: Scope, person: Person, today: date) -> list[Choice]:
    """Each verified mail address, as far as the scope may see it, of somebody who may be told today. Two queries."""
    kept = kept_of(person, today)
    if kept is None or person.died_on is not None:
        return []
    holding = {tie.carer for tie in kept.ties if tie.holds(today)}
    links = {link.carer_id: link for link in kept.carers if link.carer_id in holding}
    found = []
    for point in points_of(scope, person):
        if point.hidden:  # type: ignore[attr-defined]  # annotated by points_of
            continue
        link = links.get(point.carer_id) if point.carer_id is not None else None
        given = Given(point.carer_id, record=True, contact=gets_codes(point), tied=link is not None)
        if not ended_because(given, kept.ties, today, kept.rights):
            whose = link.carer.called if link is not None else f"{person.called}, in person"
            found.append(Choice(link.pk if link else None, point.pk, whose, point.value))
    return found


def _row(one: FamilyLink, person: Person) -> GivenRow:
    over = one.link.expires_at <= clock.now() or one.link.revoked_at is not None
    ended = one.ended_why or (OVER if over else "")
    whose = one.carer_link.carer.called if one.carer_link is not None else person.called
    return GivenRow(
        one.pk, one.link_id, whose, one.link.made_at,
        one.link.expires_at.astimezone(clock.LONDON).date(),
        ended_words(ended) if ended else "", one.notices,
    )  # fmt: skip
