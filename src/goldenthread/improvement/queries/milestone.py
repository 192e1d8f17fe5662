"""One milestone with its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.improvement.actions.milestone_leads import RIGHT as CHANGE_LEADS
from goldenthread.improvement.models import Action, LeadsChange, Milestone, MilestoneEvent, Plan
from goldenthread.improvement.queries.barriers import actor_with
from goldenthread.improvement.queries.history import DateMove, history_of
from goldenthread.improvement.queries.status import MilestoneStatus, milestone_status
from goldenthread.improvement.queries.vacancies import (
    LIVE,
    NeededRow,
    PostBehind,
    behind,
    vacant_among,
)
from goldenthread.improvement.queries.versions import Ending, ending_of
from goldenthread.improvement.rules.status import check_sign_off
from goldenthread.organisations.queries.holdings import VacantPost


@dataclass(frozen=True)
class MilestonePage:
    """One milestone for its page, as it stands on the day `as_at`.

    `leads` lead it; where these are its own, `accountable` are those of its priority, else nobody.
    """

    plan: Plan
    milestone: Milestone
    row: MilestoneStatus
    as_at: date
    leads: list[PostBehind]
    action: Action | None
    events: list[MilestoneEvent]
    may_report: bool
    may_sign_off: bool
    date_moves: list[DateMove]
    needed: list[NeededRow]
    ending: Ending | None = None
    has_own_leads: bool = False
    accountable: list[PostBehind] = field(default_factory=list)
    may_change_leads: bool = False
    leads_changes: list[LeadsChange] = field(default_factory=list)

    @property
    def sent_back(self) -> MilestoneEvent | None:
        """That it was sent back to its lead, where nobody has reported on it since."""
        if self.milestone.sent_back_on is None:
            return None
        returned = (one for one in self.events if one.kind == MilestoneEvent.Kind.RETURNED)
        return next(returned, None)

    @property
    def own_leads(self) -> list[PostBehind]:
        """Those that lead it themselves; none where it is left to its priority's leads."""
        return self.leads if self.has_own_leads else []

    @property
    def vacant(self) -> list[VacantPost]:
        """The vacant posts behind a milestone that is not signed off."""
        if self.plan.state not in LIVE or self.milestone.signed_off_on:
            return []
        return vacant_among([*self.leads, *self.needed])


def milestone_detail(scope: Scope, milestone_id: int, as_at: date) -> MilestonePage:
    """One milestone with leads and history; Http404 when there is none that the scope may see."""
    milestone = (
        Milestone.objects.visible_to(scope)
        .select_related("plan__area", "priority__section", "action")
        .filter(pk=milestone_id)
        .first()
    )
    if milestone is None:
        raise Http404("There is no such milestone.")
    ending = ending_of(milestone.plan)
    as_at = ending.as_at if ending else as_at
    history = history_of(milestone)
    priority = milestone.priority
    found = behind([priority.pk], [priority.thread_pk], [milestone.thread_pk], as_at)
    above, own = found.leads.get(priority.pk, []), found.own_leads.get(milestone.pk, [])
    leads = own or above
    owners = _posts(*leads)
    row = milestone_status(milestone, frozenset(map(str, owners)), as_at)
    area_id = milestone.plan.area_id
    in_force = milestone.plan.state == Plan.State.AGREED
    return MilestonePage(
        plan=milestone.plan,
        milestone=milestone,
        row=row,
        as_at=as_at,
        leads=leads,
        action=milestone.action,
        events=history.events,
        may_report=in_force
        and (
            scope.has("milestone.report", area_id)
            or bool(scope.posts_with("milestone.report_own", area_id) & _posts(*own, *above))
        ),
        may_sign_off=in_force and _may_sign_off(scope, area_id, row, as_at),
        date_moves=history.moves,
        needed=found.needed,
        ending=ending,
        has_own_leads=bool(own),
        accountable=above if own else [],
        may_change_leads=in_force
        and milestone.signed_off_on is None
        and scope.has(CHANGE_LEADS, area_id),
        leads_changes=history.leads_changes,
    )


def _posts(*leads: PostBehind) -> frozenset[int]:
    return frozenset(lead.post_id for lead in leads)


def _may_sign_off(scope: Scope, area_id: int, row: MilestoneStatus, as_at: date) -> bool:
    """Whether the rules would let this person sign it off today."""
    signer = actor_with(scope, "milestone.sign_off", area_id)
    return signer is not None and not check_sign_off(row.facts, signer, as_at)
