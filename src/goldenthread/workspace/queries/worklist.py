"""The worklist: duties that wait, narrowed to whose they are, when they are due and on what they rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.access.scope import Scope
from goldenthread.duties.models import Case
from goldenthread.duties.queries.coordinators import coordinator_choices
from goldenthread.duties.queries.ledger import ORDER, DutyRow, Wanted, as_rows, due
from goldenthread.duties.rules.words import COUNCIL, OWNERS
from goldenthread.people.permissions import ALL as READS_ALL
from goldenthread.people.permissions import OF_NETWORK, OF_SETTING
from goldenthread.ui.pagination import Page, paginate
from goldenthread.workspace.rules.whose import (
    CHASE,
    MINE,
    NOBODY,
    OF_POST,
    OTHERS,
    SETTING,
    Reader,
    choices,
    post_of,
)

WHEN = {
    "": "All that wait",
    "overdue": "Overdue",
    "exempt": "Past and exempt, still to be done",
    "untold": "Past, and nobody has said whether it was done",
    "7": "Due within 7 days",
    "28": "Due within 28 days",
}
KINDS = {"LAW": "Law", "GUIDANCE": "Guidance, not law", "": "Both"}
# The family's own time limits are no work of anybody's list.
_OWED = frozenset(OWNERS) - {"family"}
_PAGE = 50


@dataclass(frozen=True)
class Asked:
    """What a worklist is narrowed to, in the words of its address; `whose` may name a post: `post-12`."""

    whose: str
    when: str = ""
    kind: str = "LAW"


def may_have(scope: Scope) -> bool:
    """Whether the scope reads any child's record, and so has a worklist."""
    return any(scope.has(right) for right in (READS_ALL, OF_SETTING, OF_NETWORK))


def reader_of(scope: Scope, *, has_cases: bool | None = None) -> Reader:
    """What the scope may read, and whether its posts coordinate anything: one query, none where that is known."""
    if has_cases is None:
        cases = Case.objects.filter(coordinator__in=scope.post_ids, closed_on=None)
        has_cases = cases.exists()
    return Reader(
        reads_all=scope.has(READS_ALL),
        reads_setting=scope.has(OF_SETTING),
        reads_network=scope.has(OF_NETWORK),
        has_cases=has_cases,
    )


def whose_choices(scope: Scope, reader: Reader, today: date) -> dict[str, str]:
    """What the form offers: its own cases, the area's, and each coordinator's; one query an area."""
    found = choices(reader)
    for area_id in sorted(scope.areas_with(READS_ALL)):
        posts = dict(coordinator_choices(area_id, today))
        found |= {
            f"{OF_POST}{key}": f"What the council owes in cases of: {name}"
            for key, name in posts.items()
        }
    return found


def asked_from(params: Mapping[str, str], offered: Mapping[str, str]) -> Asked:
    """What the address asks for; what it does not know counts for nothing."""
    usual = Asked(next(iter(offered)))
    whose, when, kind = (
        params.get("whose", ""),
        params.get("when", ""),
        params.get("kind", usual.kind),
    )
    return Asked(
        whose if whose in offered else usual.whose,
        when if when in WHEN else usual.when,
        kind if kind in KINDS else usual.kind,
    )


def wanted_of(scope: Scope, reader: Reader, asked: Asked) -> Wanted:
    """The same in the words of the ledger."""
    kinds = frozenset({asked.kind}) if asked.kind else frozenset()
    wanted = Wanted(when=asked.when, kinds=kinds, owners=_OWED)
    post_id = post_of(asked.whose)
    if post_id is not None:
        return replace(wanted, posts=frozenset({post_id}))
    if asked.whose == MINE:
        own = {"posts": scope.post_ids} if reader.has_cases else {"owners": SETTING}
        return replace(wanted, **own)
    if asked.whose == CHASE:
        return replace(wanted, coordinators=scope.post_ids, owners=OTHERS)
    if asked.whose == NOBODY:
        return replace(wanted, unassigned=True, owners=COUNCIL)
    return wanted


def reading_for(scope: Scope, wanted: Wanted) -> Scope:
    """The scope by which that worklist is read: through a setting's post nobody sees more than the setting owes."""
    return scope if wanted.owners == SETTING else scope.with_any({READS_ALL, OF_NETWORK})


def worklist_page(
    scope: Scope, wanted: Wanted, params: Mapping[str, str], today: date
) -> tuple[list[DutyRow], Page[object]]:
    """One page of it, the earliest day first: one query."""
    page = paginate(due(reading_for(scope, wanted), wanted, today), ORDER, params, _PAGE)
    return as_rows(page.rows, today), page
