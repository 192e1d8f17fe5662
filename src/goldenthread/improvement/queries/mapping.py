"""Where the priorities of an earlier plan go on in a later one."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.exchange.exports import Table
from goldenthread.improvement.models import Plan, Priority, PriorityDropped, PriorityMapping
from goldenthread.improvement.queries.plan_order import begun_of, dates_of, in_order
from goldenthread.improvement.queries.plans import get_plan
from goldenthread.improvement.queries.versions import ancestry, versions_of
from goldenthread.ui.filters import plural

COLUMNS = (
    ("code", "Priority"),
    ("title", "Priority title"),
    ("outcome", "What became of it"),
    ("later_code", "Later priority"),
    ("later_title", "Later priority title"),
    ("note", "Note or reason"),
)
NOT_SAID = "Nobody has said yet"
DROPPED = "Does not go on"


@dataclass(frozen=True)
class Said:
    """One thing that was said of a priority. `id` is `mapping-ID` or `dropped-ID`, to take it back by."""

    id: str
    outcome: str
    later: Priority | None
    note: str


@dataclass
class MappedRow:
    """A priority of the earlier plan with what was said of it."""

    priority: Priority
    said: list[Said] = field(default_factory=list)

    @property
    def goes_on(self) -> bool:
        return any(one.later is not None for one in self.said)


@dataclass(frozen=True)
class MappingPage:
    """Two plans: the earlier one's priorities in order, and the later one's in `after`."""

    earlier: Plan
    later: Plan
    rows: list[MappedRow]
    after: list[Priority]

    @property
    def new(self) -> list[Priority]:
        """Later priorities that nothing goes on as."""
        taken = {one.later.pk for row in self.rows for one in row.said if one.later is not None}
        return [row for row in self.after if row.pk not in taken]

    @property
    def summary(self) -> str:
        """How many go on, do not, and are still to be said."""
        on = sum(row.goes_on for row in self.rows)
        unsaid = sum(not row.said for row in self.rows)
        dropped = len(self.rows) - on - unsaid
        if not self.rows:
            return "The earlier plan has no priority."
        parts = [
            f"{on} {'goes' if on == 1 else 'go'} on",
            f"{dropped} {'does' if dropped == 1 else 'do'} not",
            f"for {unsaid} nobody has said yet" if unsaid else "nothing is left to say",
        ]
        whole = plural(len(self.rows), "priority", "priorities")
        return f"Of {whole} of the earlier plan, {parts[0]}, {parts[1]}, and {parts[2]}."


@dataclass(frozen=True)
class PlanPair:
    """Another plan of the area, and which of the two comes first. Two drafts are not mapped."""

    plan: Plan
    earlier: Plan
    later: Plan

    @property
    def may_be_mapped(self) -> bool:
        return Plan.State.DRAFT not in (self.earlier.state, self.later.state) or (
            self.earlier.state != self.later.state
        )


def check_pair(earlier: Plan, later: Plan) -> None:
    """UserError unless what became of the earlier plan's priorities may now be said for the later one."""
    states = Plan.State
    if earlier.area_id != later.area_id:
        raise UserError("other_area", "The two plans are of different areas.")
    if earlier.state == states.DRAFT:
        raise UserError("draft_is_not_earlier", "A draft has nothing yet that could go on.")
    if _same(earlier, later):
        raise UserError(
            "same_plan", "These are versions of one plan, whose items are linked already.",
            fix="See what differs between the versions.",
        )  # fmt: skip
    if in_order(earlier, later)[0] != earlier:
        raise UserError(
            "wrong_way_round",
            f"{earlier.title} ({dates_of(earlier)}) is the later of the two plans.",
            fix=f"Say it of the priorities of {later.title}.",
        )
    if later.state not in (states.DRAFT, states.AGREED):
        raise UserError(
            "later_not_in_force",
            f"The later plan is {later.get_state_display().lower()}: what was said of it stands.",
        )


def mapping_page(scope: Scope, plan_id: int, other_id: int) -> MappingPage:
    """Two plans of one area side by side, the same page whichever of them is named first.

    Seven queries, and one for each later version. Http404 for any other pair.
    """
    plan, beside = get_plan(scope, plan_id), get_plan(scope, other_id)
    if plan.area_id != beside.area_id or _same(plan, beside):
        raise Http404("These plans cannot be mapped to each other.")
    earlier, later = in_order(plan, beside)
    rows = {row.thread_pk: MappedRow(row) for row in _in_order(earlier)}
    after = {row.thread_pk: row for row in _in_order(later)}
    mapped = PriorityMapping.objects.filter(earlier__in=list(rows), later__in=list(after))
    for one in mapped:
        said = Said(f"mapping-{one.pk}", one.get_kind_display(), after[one.later_id], one.note)
        rows[one.earlier_id].said.append(said)
    dropped = PriorityDropped.objects.filter(priority__in=list(rows), plan=ancestry(later)[-1])
    for gone in dropped:
        rows[gone.priority_id].said.append(Said(f"dropped-{gone.pk}", DROPPED, None, gone.reason))
    return MappingPage(earlier, later, list(rows.values()), list(after.values()))


def plan_pairs(scope: Scope, plan: Plan) -> list[PlanPair]:
    """The other plans of the area that the scope may see, versions of this one left out: three queries."""
    own = [version.pk for version in versions_of(scope, plan.pk)]
    others = Plan.objects.visible_to(scope).filter(area=plan.area_id).exclude(pk__in=own)
    begun = begun_of(plan.area_id)
    pairs = [(other, *sorted((plan, other), key=lambda one: begun[one.pk])) for other in others]
    return [PlanPair(*pair) for pair in pairs]


def mapping_table(page: MappingPage) -> Table:
    """The mapping as a table to take away: one row for each thing that was said."""
    rows = []
    for row in page.rows:
        for one in row.said or [Said("", NOT_SAID, None, "")]:
            later = one.later
            rows.append(
                (
                    row.priority.code, row.priority.title, one.outcome,
                    later.code if later else "", later.title if later else "", one.note,
                )
            )  # fmt: skip
    before, after = (f"{plan.title} ({dates_of(plan)})" for plan in (page.earlier, page.later))
    about = f"Earlier plan: {before}. Later plan: {after}. {page.summary}"
    return Table("Mapping", about, COLUMNS, rows)


def _in_order(plan: Plan) -> list[Priority]:
    return list(Priority.objects.filter(plan=plan).select_related("section"))


def _same(one: Plan, other: Plan) -> bool:
    """Whether both are versions of one plan."""
    return ancestry(one)[-1] == ancestry(other)[-1]
