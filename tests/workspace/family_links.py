"""Links to the family page for the invented child of whole_child.py, and a browser that came by one."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import count

from django.core import mail
from django.test import Client

from goldenthread.core import clock
from goldenthread.people.actions.family_links import give
from goldenthread.people.models import CarerLink, ContactPoint, FamilyLink, Person
from goldenthread.people.queries.links_given import choices_to_give
from tests import factories
from tests.workspace.whole_child import TODAY

MAIL = "ashby@example.org"
_ADDRESSES = count(1)


def make_mail(
    owner: CarerLink | Person, value: str = MAIL, *, verified: bool = True
) -> ContactPoint:
    """A mail address of a carer or the young person."""
    whose = {"person": owner} if isinstance(owner, Person) else {"carer": owner.carer}
    return ContactPoint.objects.create(
        kind="email", value=value, **whose,
        **({"verified_on": TODAY - timedelta(days=9), "verified_how": "At school"} if verified else {}),
    )  # fmt: skip


def make_link(giver: factories.Person, owner: CarerLink | Person, child: Person) -> str:
    """Give the owner of a verified address a link; its token."""
    key = f"{owner.pk if isinstance(owner, CarerLink) else 0}-"
    found = [one.key for one in choices_to_give(giver.scope, child, clock.today())]
    chosen = next(one for one in found if one.startswith(key))
    return give(scope=giver.scope, person_id=child.pk, chosen=chosen)


def a_browser() -> Client:
    """A browser at an address of its own: so many of them from one address would be too many."""
    return Client(REMOTE_ADDR=f"192.0.2.{next(_ADDRESSES) % 250}")


def come(token: str) -> Client:
    """A browser that followed the link and gave the code that was sent."""
    client = a_browser()
    assert client.get(f"/family/link/{token}/").status_code == 302
    before = len(mail.outbox)
    client.post("/family/code/", {"do": "send"})
    assert len(mail.outbox) == before + 1, "no code was sent"
    client.post("/family/code/", {"code": code_in(mail.outbox[-1].body)})
    return client


def code_in(text: str) -> str:
    """The code that stands in a mail."""
    found = re.search(r"\b\d{6}\b", text)
    assert found
    return found[0]


def living() -> int:
    """How many links open something, as far as the rows tell."""
    return FamilyLink.objects.living().count()
