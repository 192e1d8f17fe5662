"""Makes and ends tokens of the API. Each is recorded by its key; no entry holds a token."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.links.tokens import hash_of, new_token
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import ApiToken, Organisation
from goldenthread.organisations.models.tokens import KEEP
from goldenthread.organisations.permissions import areas_of_organisation, token_roles_to_give
from goldenthread.organisations.rules.tokens import MARK_BYTES, latest_end, written
from goldenthread.ui.filters import date_long

_SAID = ("organisation", "purpose", "role", "areas", "expires_on")


@dataclass(frozen=True)
class TokenFacts:
    """What a token is for, what it reads and until when. `sent_key` is the form's own."""

    organisation_id: int
    purpose: str
    role: str
    areas: frozenset[int]
    expires_on: date
    sent_key: UUID


@dataclass(frozen=True)
class Made:
    """A token. `text` is what is handed out, this once; None where the same form had been sent before."""

    token: ApiToken
    text: str | None


@transaction.atomic
def make_token(*, scope: Scope, facts: TokenFacts) -> Made:
    """A new token. NotAllowed where it would read what the scope may not; UserError for what can be mended."""
    if scope.user_id is None:
        raise NotAllowed("A token is made by a person, who answers for it.")
    for area_id in facts.areas:
        scope.need(KEEP, area_id)
        if facts.role not in token_roles_to_give(scope, area_id):
            raise NotAllowed("A token reads only what you may read yourself in each of its areas.")
    # Forms sent twice at once wait here for each other.
    visible = Organisation.objects.visible_to(scope).values("pk")
    found = Organisation.objects.select_for_update().filter(
        pk__in=visible, pk=facts.organisation_id
    )
    organisation = found.first()
    if organisation is None:
        raise UserError("no_such_organisation", "There is no such organisation.", "organisation")
    before = ApiToken.objects.filter(sent_key=facts.sent_key, made_by=scope.user_id).first()
    if before is not None:
        return Made(before, None)
    _check(facts, organisation)
    mark = secrets.token_hex(MARK_BYTES)
    text = written(mark, new_token())
    token = ApiToken.objects.create(
        organisation=organisation,
        purpose=facts.purpose.strip(),
        role=facts.role,
        mark=mark,
        token_hash=hash_of(text),
        made_by_id=scope.user_id,
        made_on=clock.today(),
        expires_on=facts.expires_on,
        sent_key=facts.sent_key,
    )
    token.areas.set(facts.areas)
    _record(scope, "apitoken.made", token, facts.areas, _SAID)
    return Made(token, text)


@transaction.atomic
def revoke_token(*, scope: Scope, token_id: int) -> ApiToken:
    """End a token now. Whoever keeps tokens in one of its areas may, for that area is read by it."""
    visible = ApiToken.objects.visible_to(scope).values("pk")
    token = ApiToken.objects.select_for_update().filter(pk__in=visible, pk=token_id).first()
    if token is None:
        raise UserError("no_such_token", "There is no such token.")
    if token.revoked_at is not None:
        return token
    token.revoked_at, token.revoked_by_id = clock.now(), scope.user_id
    token.save(update_fields=["revoked_at", "revoked_by"])
    _record(scope, "apitoken.revoked", token, token.areas.values_list("pk", flat=True))
    return token


@transaction.atomic
def note_use(*, scope: Scope, token: ApiToken, area_ids: Iterable[int]) -> None:
    """Keep the day on which a token was last used: one change, and one entry under each area, in a day."""
    today = clock.today()
    before_today = Q(last_used_on=None) | Q(last_used_on__lt=today)
    if ApiToken.objects.filter(before_today, pk=token.pk).update(last_used_on=today):
        _record(scope, "apitoken.used", token, area_ids)


def _record(
    scope: Scope, action: str, token: ApiToken, areas: Iterable[int], fields: Sequence[str] = ()
) -> None:
    """One entry under each area, so that whoever reads the trail of one finds it."""
    for area_id in sorted(areas):
        record(scope, action, token, area_id=area_id, fields=fields)


def _check(facts: TokenFacts, organisation: Organisation) -> None:
    if not facts.areas:
        raise UserError("no_area", "A token reads at least one area.", "areas", "Select an area.")
    if facts.areas - areas_of_organisation(organisation):
        raise UserError(
            "area_not_served",
            f"{organisation.name} does not serve every area that you selected.",
            "areas",
            "Select areas that it serves, or first say on its page that it serves them.",
        )
    today, latest = clock.today(), latest_end(clock.today())
    if not today <= facts.expires_on <= latest:
        raise UserError(
            "expiry_out_of_range",
            f"The last day must be between today and {date_long(latest)}.",
            "expires_on",
            "Make a new token when this one ends.",
        )
