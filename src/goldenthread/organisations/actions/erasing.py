"""Erases people who have left for good. Their row stays without them, so that history and trail keep their keys."""

from __future__ import annotations

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from goldenthread.access.audit import record
from goldenthread.access.models import Link, User
from goldenthread.access.scope import Scope

ERASED = "erased.invalid"


def erase_people(scope: Scope, people: Sequence[User]) -> None:
    """Take name, address, password, second steps and links of each away. Inside the caller's transaction."""
    for person in people:
        person.name, person.email = "Somebody who has left", f"{person.pk}@{ERASED}"
        person.is_active, person.last_login = False, None
        person.set_unusable_password()
        person.save(update_fields=["name", "email", "is_active", "last_login", "password"])
        for table in (EmailAddress, Authenticator, SocialAccount):
            table.objects.filter(user=person).delete()
        Link.objects.filter(target_type="access.user", target_id=str(person.pk)).delete()
        record(scope, "account.erased", person, fields=("name", "email"))
