"""Gives links to the family page, and ends them: by hand, and at once when what they rest on is no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string

from goldenthread.access.audit import record
from goldenthread.access.links import actions as links
from goldenthread.access.links.actions import Verified
from goldenthread.access.links.tokens import hash_of
from goldenthread.access.models import Link
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.people.actions.keeping import person_to_change
from goldenthread.people.models import CarerLink, ContactPoint, FamilyLink, Person
from goldenthread.people.queries.family_links import FamilyReader, family_links, standing_of
from goldenthread.people.queries.links_given import Choice, choices_to_give
from goldenthread.people.rules.family_links import BY_HAND, GUESSED, RECORD, REPLACED, lasts

PURPOSE = "family_page"
NIGHT = Scope(None, "Links to the family page", (), Origin(channel="scheduler"))
BATCH = 50


@transaction.atomic
def give(
    *, scope: Scope, person_id: int, chosen: str, link_to: Callable[[str], str] | None = None
) -> str:
    """Give one carer, or the young person, a link to the family page; one that they had ends. Returns the token, once.

    `chosen` is the key of one of `choices_to_give`. `link_to` makes the address: the link is then sent to the very
    address to which its codes go, and names no child. UserError where they may not be told, or no address is verified.
    """
    person = person_to_change(scope, person_id)
    today = clock.today()
    found = {one.key: one for one in choices_to_give(scope, person, today)}
    if chosen not in found or scope.user_id is None:
        raise UserError(
            "may_have_no_link", "They can have no link to the family page.", "chosen",
            "It takes a mail address that was verified, of somebody who may be told.",
        )  # fmt: skip
    choice = found[chosen]
    point = ContactPoint.objects.select_for_update(of=("self",)).get(pk=choice.contact_id)
    target = _target(person, choice)
    _end(scope, _living(person).filter(carer_link=choice.carer_link_id), REPLACED)
    contact = Verified(point.value, point.verified_by_id or scope.user_id, clock.now(), "on_record")
    token = links.make(scope=scope, purpose=PURPOSE, target=target, lasts=lasts(), contact=contact)
    FamilyLink.objects.create(
        link=Link.objects.get(token_hash=hash_of(token)), area=person.area, person=person,
        carer_link_id=choice.carer_link_id, contact=point, checked_on=today,
    )  # fmt: skip
    record(scope, "family_page.given", person, fields=("carer", "contact"))
    if link_to is not None:
        _write(point.value, link_to(token))
    return token


@transaction.atomic
def end(*, scope: Scope, person_id: int, family_link_id: int) -> None:
    """End a link by hand. One that has ended already stays as it is."""
    person = person_to_change(scope, person_id)
    found = FamilyLink.objects.filter(person=person, pk=family_link_id)
    if not found.exists():
        raise UserError("no_such_link", "There is no such link on this record.")
    _end(scope, found.filter(ended_why=""), BY_HAND)


@transaction.atomic
def want_notices(*, scope: Scope, reader: FamilyReader, wanted: bool, site: str) -> None:
    """Say whether mails are wanted when the stage of the case changes: for whoever holds the link to say.

    `site` is the address of the product, as `https://example.org`, for the link at the foot of each notice.
    """
    FamilyLink.objects.filter(pk=reader.family.pk).update(notices=wanted, site=site.rstrip("/"))
    code = "family_page.notices_on" if wanted else "family_page.notices_off"
    record(scope, code, reader.person, fields=("notices",))


@transaction.atomic
def stop_notices(*, scope: Scope, family_link_id: int) -> None:
    """The same by the link at the foot of a notice, which does nothing else."""
    FamilyLink.objects.filter(pk=family_link_id).update(notices=False)
    record(
        scope, "family_page.notices_off", ("people.familylink", family_link_id), fields=("notices",)
    )


@transaction.atomic
def end_if_guessed(*, scope: Scope, link: Link) -> None:
    """Write down, for staff to see, that too many wrong codes have ended a link; nothing while it opens the page."""
    rows = FamilyLink.objects.filter(link=link.pk, link__revoked_at__isnull=False, ended_why="")
    _end(scope, rows.select_for_update(of=("self",)), GUESSED)


def look_anew(scope: Scope, *person_ids: int) -> None:
    """End at once every link of these children that may be no more. Inside the transaction that changed something."""
    rows = family_links().filter(person__in=person_ids, ended_why="")
    _end_lapsed(scope, rows.select_for_update(of=("self",)), clock.today())


def look_at_contact(scope: Scope, point: ContactPoint) -> None:
    """The same for every link whose codes go to that address."""
    rows = family_links().filter(contact=point, ended_why="")
    _end_lapsed(scope, rows.select_for_update(of=("self",)), clock.today())


def end_of_records(scope: Scope, person_ids: Iterable[int]) -> None:
    """End every link of records that go or become part of another. Inside the caller's transaction."""
    _end(scope, FamilyLink.objects.filter(person__in=list(person_ids), ended_why=""), RECORD)


@transaction.atomic
def look_at_some(*, limit: int = BATCH) -> int:
    """Look at some links at which nobody looked today: rights pass and ties end with a day. How many; 0 when done."""
    today = clock.today()
    rows = family_links().filter(ended_why="", checked_on__lt=today).order_by("checked_on", "pk")
    held = list(rows.select_for_update(of=("self",), skip_locked=True)[:limit])
    _end_lapsed(NIGHT, held, today)
    FamilyLink.objects.filter(pk__in=[one.pk for one in held]).update(checked_on=today)
    return len(held)


def _target(person: Person, choice: Choice) -> Person | CarerLink:
    if choice.carer_link_id is None:
        return person
    return CarerLink.objects.get(pk=choice.carer_link_id)


def _living(person: Person) -> QuerySet[FamilyLink]:
    return FamilyLink.objects.filter(person=person, ended_why="")


def _end_lapsed(scope: Scope, rows: Iterable[FamilyLink], today: date) -> None:
    for family in rows:
        why = standing_of(family, today)[1]
        if why:
            _end(scope, FamilyLink.objects.filter(pk=family.pk), why)


def _end(scope: Scope, rows: QuerySet[FamilyLink], why: str) -> None:
    """Write down why, and let the link itself open nothing any more."""
    for family in rows.select_related("link", "person", "carer_link"):
        family.ended_why, family.notices = why, False
        family.save(update_fields=["ended_why", "notices"])
        links.revoke(scope=scope, purpose=PURPOSE, target=family.carer_link or family.person)
        record(scope, "family_page.ended", family.person, fields=("ended_why",))


def _write(address: str, link: str) -> None:
    """Send the link, on commit. Who sends it stands there; no child does."""
    text = render_to_string("people/family_link.txt", {"address": link, "days": lasts().days})
    message = EmailMessage("Your link to the family page", text, to=[address])
    transaction.on_commit(message.send)
