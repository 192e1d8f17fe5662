"""Makes and changes organisations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.organisations.dependants import held_in
from goldenthread.organisations.models import Organisation, PostRole, StatutoryRole
from goldenthread.organisations.names import name_key
from goldenthread.organisations.permissions import (
    EDIT,
    areas_of_organisation,
    need_every_area_of,
)

SEE_ABOVE = (
    "See above what it says now. What you typed is still below; send it again if it should stand."
)


@dataclass(frozen=True)
class OrganisationFacts:
    """What is said of an organisation."""

    name: str
    short_name: str
    kind: str
    areas: frozenset[int]


@transaction.atomic
def make_organisation(*, scope: Scope, facts: OrganisationFacts) -> Organisation:
    """A new organisation, in areas whose organisations the scope may change."""
    _check(scope, facts, None)
    made = Organisation.objects.create(
        name=facts.name.strip(), short_name=facts.short_name.strip(), kind=facts.kind
    )
    made.areas.set(facts.areas)
    _record(scope, "organisation.made", made, facts.areas, ("name", "short_name", "kind", "areas"))
    return made


@transaction.atomic
def change_organisation(
    *, scope: Scope, organisation_id: int, facts: OrganisationFacts, version: int
) -> Organisation:
    """Change what is said of it. NotAllowed unless the scope may in every area that it serves and will serve."""
    visible = Organisation.objects.visible_to(scope).values("pk")
    found = Organisation.objects.select_for_update().filter(pk__in=visible, pk=organisation_id)
    organisation = found.first()
    if organisation is None:
        raise UserError("no_such_organisation", "There is no such organisation.")
    need_every_area_of(scope, organisation)
    before = areas_of_organisation(organisation)
    now = OrganisationFacts(
        organisation.name, organisation.short_name, organisation.kind, frozenset(before)
    )
    if facts == now:
        return organisation
    if organisation.version != version:
        raise changed_meanwhile(scope, organisation, "this organisation", fix=SEE_ABOVE)
    _check(scope, facts, organisation)
    _check_left(organisation, before - facts.areas)
    changed = [
        name for name in ("name", "short_name", "kind", "areas")
        if getattr(facts, name) != getattr(now, name)
    ]  # fmt: skip
    organisation.name, organisation.short_name = facts.name.strip(), facts.short_name.strip()
    organisation.kind = facts.kind
    organisation.version += 1
    organisation.save()
    organisation.areas.set(facts.areas)
    told = {min(before)} | (before ^ facts.areas)
    _record(scope, "organisation.changed", organisation, told, changed)
    return organisation


def _record(
    scope: Scope,
    action: str,
    organisation: Organisation,
    areas: Iterable[int],
    fields: Sequence[str],
) -> None:
    """One entry under each area, so that whoever reads the trail of one finds that it came or went."""
    for area_id in sorted(areas):
        record(scope, action, organisation, area_id=area_id, fields=fields)


def _check(scope: Scope, facts: OrganisationFacts, organisation: Organisation | None) -> None:
    if not facts.areas:
        raise UserError(
            "no_area", "An organisation serves at least one area.", "areas", "Select an area."
        )
    for area_id in facts.areas:
        scope.need(EDIT, area_id)
    key = name_key(facts.name)
    others = Organisation.objects.all()
    if organisation is not None:
        others = others.exclude(pk=organisation.pk)
    if any(name_key(name) == key for name in others.values_list("name", flat=True)):
        raise UserError(
            "organisation_exists",
            "There is an organisation of that name already.",
            "name",
            "If it serves another area so far, ask the system administrator to add yours.",
        )


def _check_left(organisation: Organisation, left: set[int]) -> None:
    """Nobody may keep rights, or carry a statutory role, in an area that the organisation has left."""
    posts = PostRole.objects.filter(post__organisation=organisation, area__in=left)
    decided = StatutoryRole.objects.filter(area__in=left)
    if (
        posts.exists()
        or decided.filter(organisation=organisation).exists()
        or decided.filter(post__organisation=organisation).exists()
    ):
        raise UserError(
            "area_in_use",
            "Its posts carry roles in an area that you took away.",
            "areas",
            "Take those roles from its posts first, or keep the area.",
        )
    held = held_in(left, list(organisation.posts.values_list("pk", flat=True))) if left else {}
    if work := list(dict.fromkeys(words for said in held.values() for words in said)):
        raise UserError(
            "area_in_use",
            f"Its posts have work in an area that you took away: {', '.join(work)}.",
            "areas",
            "Hand that to other posts first, or keep the area.",
        )
