"""Tokens of the API in a list, and what can be chosen for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404

from goldenthread.access.models import User
from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.organisations.models import ApiToken, LocalArea, Organisation
from goldenthread.organisations.models.tokens import KEEP
from goldenthread.organisations.permissions import token_roles_to_give
from goldenthread.ui.pagination import Page, paginate


class TokenState(StrEnum):
    """How a token stands on a day."""

    WORKS = "works"
    ENDED = "ended"
    REVOKED = "revoked"


@dataclass(frozen=True)
class TokenRow:
    """A token, those of its areas where the scope keeps tokens, and how many there are besides."""

    token: ApiToken
    areas: list[LocalArea]
    further_areas: int
    state: TokenState


def tokens_page(scope: Scope, params: Mapping[str, str], on: date) -> Page[TokenRow]:
    """Tokens, the newest first: two queries."""
    page = paginate(_tokens(scope), ("-pk",), params)
    kept = scope.areas_with(KEEP)
    return replace(page, rows=[_row(token, kept, on) for token in page.rows])


def token_row(scope: Scope, token_id: int, on: date) -> TokenRow:
    """One token; Http404 where there is none that the scope keeps."""
    token = _tokens(scope).filter(pk=token_id).first()
    if token is None:
        raise Http404("There is no such token.")
    return _row(token, scope.areas_with(KEEP), on)


def working_tokens(scope: Scope, person: User, on: date) -> tuple[list[ApiToken], int]:
    """The tokens that the person made, and so knows, that work on that day: those that the scope keeps, and how many
    others keep. One query.
    """
    seen = ApiToken.objects.visible_to(scope).filter(pk=OuterRef("pk"))
    made = ApiToken.objects.filter(made_by=person, revoked_at=None, expires_on__gte=on)
    rows = made.annotate(kept=Exists(seen)).select_related("organisation").order_by("pk")
    kept: list[ApiToken] = [token for token in rows if token.kept]
    return kept, len(rows) - len(kept)


def organisations_for_tokens(scope: Scope) -> list[tuple[str, str]]:
    """Id (as text) and name of each organisation that serves an area where the scope keeps tokens."""
    found = Organisation.objects.visible_to(scope).filter(areas__in=scope.areas_with(KEEP))
    return [(str(pk), name) for pk, name in found.distinct().values_list("pk", "name")]


def role_choices(scope: Scope) -> list[tuple[str, str, str]]:
    """Name, title and meaning of each role that the scope may give to a token in one of its areas."""
    given = {
        name for area_id in scope.areas_with(KEEP) for name in token_roles_to_give(scope, area_id)
    }
    return [
        (name, role.title, role.about) for name, role in rolebook().roles.items() if name in given
    ]


def _tokens(scope: Scope) -> QuerySet[ApiToken]:
    found = ApiToken.objects.visible_to(scope)
    found = found.select_related("organisation", "made_by", "revoked_by")
    return found.prefetch_related(Prefetch("areas", LocalArea.objects.order_by("name")))


def _row(token: ApiToken, kept: frozenset[int], on: date) -> TokenRow:
    areas = list(token.areas.all())
    seen = [area for area in areas if area.pk in kept]
    if token.revoked_at is not None:
        state = TokenState.REVOKED
    else:
        state = TokenState.WORKS if token.works(on) else TokenState.ENDED
    return TokenRow(token, seen, len(areas) - len(seen), state)
