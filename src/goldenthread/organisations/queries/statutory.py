"""Who carries the statutory roles of an area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.organisations.models import LocalArea, Membership, Organisation, StatutoryRole
from goldenthread.organisations.permissions import EDIT
from goldenthread.organisations.queries.holdings import holdings, state_word, when_words
from goldenthread.organisations.rules.statutory import (
    Decision,
    Gap,
    Place,
    StatutoryRoleRule,
    gaps,
    misplaced,
    place,
    statutory_rules,
)
from goldenthread.organisations.rules.vacancy import Holding
from goldenthread.ui.filters import date_long, plural

GAPS = {
    Gap.MISSING: "No post named yet",
    Gap.MISPLACED: "A post of an organisation that cannot have it",
    Gap.ENDED: "The post has ended",
    Gap.VACANT: "Vacant",
    Gap.UNRECORDED: "Nobody recorded as holder",
    Gap.SOON: "Vacant soon",
}
PLACES = {
    Place.NAMED: "Post named",
    Place.NOT_NEEDED: "Not needed",
    Place.FILLED: "Done by another role",
    Place.MISSING: "No post named yet",
    Place.OPTIONAL: "No post named",
}
COLUMNS = (
    ("role", "Role"),
    ("abbreviation", "Short"),
    ("kind", "Asked for by"),
    ("citation", "Source"),
    ("evidence", "How sure"),
    ("organisation", "Organisation"),
    ("place", "Place"),
    ("post", "Post"),
    ("post_organisation", "Organisation of the post"),
    ("state", "Holder"),
    ("since", "Since or from"),
    ("gap", "Gap"),
    ("note", "Note"),
)


@dataclass(frozen=True)
class Cell:
    """Where a role meets an organisation. `holders` are today's, `filled_by` names the role that does its work."""

    role: StatutoryRoleRule
    organisation: Organisation
    place: Place
    row: StatutoryRole | None = None
    holding: Holding | None = None
    holders: tuple[str, ...] = ()
    filled_by: str = ""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        post_in = self.row.post.organisation.kind if self.row and self.row.post else ""
        return gaps(self.place, self.role, post_in, self.holding)

    @property
    def gap_words(self) -> list[str]:
        """What is amiss, a sentence's part for each: `vacant, since 3 March 2026`."""
        return [self._words(one) for one in self.gaps]

    def _words(self, found: Gap) -> str:
        if found is Gap.MISPLACED:
            return self.misplaced.removesuffix(".")
        when = when_words(self.holding) if self.holding else ""
        words = GAPS[found]
        return ", ".join(filter(None, (words[0].lower() + words[1:], when)))

    @property
    def misplaced(self) -> str:
        """Why the post named cannot carry the role; empty where it can."""
        if Gap.MISPLACED not in self.gaps or self.row is None or self.row.post is None:
            return ""
        where = self.row.post.organisation
        return misplaced(statutory_rules(), self.role, where.name, where.kind)


@dataclass(frozen=True)
class RoleMap:
    """The statutory roles of one area: a row for each role, a column for each organisation that carries any."""

    area: LocalArea
    areas: list[LocalArea]
    organisations: list[Organisation]
    rows: list[tuple[StatutoryRoleRule, list[Cell]]]
    as_at: date
    may_decide: bool

    @property
    def gaps(self) -> list[Cell]:
        return [cell for _, cells in self.rows for cell in cells if cell.gaps]


def first_area(scope: Scope) -> int | None:
    """The area whose roles are shown first, by name."""
    seen = LocalArea.objects.filter(pk__in=scope.areas_with("organisation.view"))
    return seen.values_list("pk", flat=True).first()


def role_map(scope: Scope, area_id: int, as_at: date) -> RoleMap:
    """The map of one area; Http404 where the scope sees none. Five queries."""
    areas = list(LocalArea.objects.filter(pk__in=scope.areas_with("organisation.view")))
    area = next((one for one in areas if one.pk == area_id), None)
    if area is None:
        raise Http404("There is no such area.")
    rules = statutory_rules()
    kinds = {kind for role in rules.roles.values() for kind in role.carried_by}
    organisations = list(Organisation.objects.serving(area_id).filter(kind__in=kinds))
    now = Membership.objects.current(as_at).select_related("user")
    decided: dict[int, list[StatutoryRole]] = defaultdict(list)
    rows = StatutoryRole.objects.filter(area=area, organisation__in=organisations)
    for row in rows.select_related("post__organisation").prefetch_related(
        Prefetch("post__memberships", now, to_attr="holders")
    ):
        decided[row.organisation_id].append(row)
    posts = {row.post_id for found in decided.values() for row in found if row.post_id}
    how = holdings(posts, as_at)
    return RoleMap(
        area=area,
        areas=areas,
        organisations=organisations,
        rows=[
            (role, [_cell(role, one, decided[one.pk], how) for one in organisations])
            for role in rules.roles.values()
            if any(one.kind in role.carried_by for one in organisations)
        ],
        as_at=as_at,
        may_decide=scope.has(EDIT, area_id),
    )


def cell_of(
    scope: Scope, area_id: int, role_code: str, organisation_id: int, as_at: date
) -> tuple[RoleMap, Cell]:
    """One place of the map, for deciding it; Http404 where there is none."""
    found = role_map(scope, area_id, as_at)
    for _, cells in found.rows:
        for cell in cells:
            key = (cell.role.code, cell.organisation.pk)
            if key == (role_code, organisation_id) and cell.place is not Place.NOT_CARRIED:
                return found, cell
    raise Http404("There is no such role.")


def _cell(
    role: StatutoryRoleRule,
    organisation: Organisation,
    decided: list[StatutoryRole],
    how: dict[int, Holding],
) -> Cell:
    rules = statutory_rules()
    known = [one for one in decided if one.role in rules.roles]
    decisions = [Decision(one.role, one.post_id, one.needed) for one in known]
    row = next((one for one in known if one.role == role.code), None)
    post = row.post if row else None
    others = [rules.roles[one.role] for one in known if one.post_id]
    return Cell(
        role=role,
        organisation=organisation,
        place=place(rules, role, organisation.kind, decisions),
        row=row,
        holding=how[post.pk] if post else None,
        holders=tuple(one.user.name for one in post.holders) if post else (),  # type: ignore[attr-defined]
        filled_by=next((one.title for one in others if one.fills == role.code), ""),
    )


def roles_table(found: RoleMap) -> Table:
    """The map as a table to take away: posts and how they stand, without the names of people."""
    cells = [cell for _, row in found.rows for cell in row if cell.place is not Place.NOT_CARRIED]
    about = (
        f"Statutory roles of {found.area} as at {date_long(found.as_at)}. {plural(len(cells), 'place')}, "
        f"{len(found.gaps)} of them with a gap. Guidance and practice are not law."
    )
    return Table("Statutory roles", about, COLUMNS, [_row(cell) for cell in cells])


def _row(cell: Cell) -> tuple[Value, ...]:
    rules, post = statutory_rules(), cell.row.post if cell.row else None
    return (
        cell.role.title, cell.role.abbreviation, rules.kinds[cell.role.kind].word, cell.role.citation,
        rules.evidence[cell.role.evidence].word, cell.organisation.name, PLACES[cell.place],
        post.title if post else "", post.organisation.name if post else "",
        state_word(cell.holding) if cell.holding else "",
        when_words(cell.holding) if cell.holding else "",
        "; ".join(GAPS[one] for one in cell.gaps),
        cell.row.note if cell.row else "",
    )  # fmt: skip
