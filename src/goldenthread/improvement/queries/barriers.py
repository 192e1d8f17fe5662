"""Why the rules would refuse a review or a sign-off to this person now, and which posts could do it instead.

The rules asked are those that the actions ask, so no form is offered that would only be refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.improvement.models import EvidenceItem, Plan
from goldenthread.improvement.queries.parts import Part
from goldenthread.improvement.queries.wholes import (
    not_in_force,
    owners_of,
    plan_of,
    sign_off_problems,
)
from goldenthread.improvement.rules.evidence import check_review, evidence_rules
from goldenthread.improvement.rules.status import (
    Actor,
    MilestoneFacts,
    Problem,
    Shown,
    check_sign_off,
)
from goldenthread.organisations.models import Membership

# Nobody else could do it either, and nobody has to.
_OVER = frozenset({"plan_not_in_force", "already_signed_off", "already_reviewed"})
_PERSONAL = frozenset({"signer_owns_item", "signer_reported_it", "own_evidence", "own_post"})


@dataclass(frozen=True)
class Barrier:
    """What stands in the way, and `others`: the posts that could do it, each `title, organisation`."""

    problems: list[Problem]
    others: list[str]

    @property
    def over(self) -> bool:
        """Whether there is nothing left to do."""
        return any(one.code in _OVER for one in self.problems)

    @property
    def unfinished(self) -> bool:
        """Whether something has to be done before anybody could."""
        return any(one.code not in _PERSONAL | _OVER for one in self.problems)


def actor_with(scope: Scope, right: str, area_id: int) -> Actor | None:
    """The person as the rules know them, acting in one of the posts that carry the right; None without one."""
    allowed = scope.posts_with(right, area_id)
    if not allowed:
        return None
    posts = frozenset(map(str, scope.post_ids))
    return Actor(str(min(allowed)), str(scope.user_id), posts)


def whole_barrier(
    scope: Scope, part: Part, children: Sequence[Shown], shown: Shown, on: date
) -> Barrier | None:
    """For signing off a whole priority, section or plan: two queries at most. None also without the right."""
    area_id = plan_of(part).area_id
    signer = actor_with(scope, "milestone.sign_off", area_id)
    if signer is None:
        return None
    owners = owners_of(part)
    problems = sign_off_problems(part, signer, owners, children, shown)
    return _barrier(problems, "milestone.sign_off", area_id, owners, (), on)


def milestone_barrier(scope: Scope, plan: Plan, facts: MilestoneFacts, on: date) -> Barrier | None:
    """For signing off one milestone of the plan: one query at most."""
    signer = actor_with(scope, "milestone.sign_off", plan.area_id)
    if signer is None:
        return None
    if plan.state != Plan.State.AGREED:
        return Barrier([not_in_force(plan)], [])
    reporter = facts.reported_by
    posts = facts.owners | ({reporter.post} if reporter else set())
    people = [reporter.person] if reporter and reporter.person else []
    problems = check_sign_off(facts, signer, on)
    return _barrier(problems, "milestone.sign_off", plan.area_id, posts, people, on)


def review_barrier(
    scope: Scope, item: EvidenceItem, writers: Collection[Actor], on: date
) -> Barrier | None:
    """For reviewing evidence: one query at most."""
    reviewer = actor_with(scope, "evidence.review", item.area_id)
    if reviewer is None:
        return None
    posts = {one.post for one in writers}
    people = [one.person for one in writers if one.person is not None]
    problems = review_problems(item, writers, reviewer)
    return _barrier(problems, "evidence.review", item.area_id, posts, people, on)


def review_problems(
    item: EvidenceItem,
    writers: Iterable[Actor],
    reviewer: Actor,
    *,
    accepted: bool = True,
    note: str = "",
) -> list[Problem]:
    """Why `reviewer` may not review the evidence (so); empty where they may. The action and the pages ask this."""
    if item.review != EvidenceItem.Review.WAITING:
        return [evidence_rules().problems["already_reviewed"]]
    return check_review(writers, reviewer, accepted, note)


def _barrier(
    problems: list[Problem],
    right: str,
    area_id: int,
    barred_posts: Iterable[str],
    barred_people: Iterable[str],
    on: date,
) -> Barrier | None:
    if not problems:
        return None
    if (found := Barrier(problems, [])).over:
        return found
    others = able_posts(right, area_id, map(int, barred_posts), map(int, barred_people), on)
    return Barrier(problems, others)


def able_posts(
    right: str,
    area_id: int,
    barred_posts: Iterable[int],
    barred_people: Iterable[int],
    on: date,
) -> list[str]:
    """The posts, each `title, organisation`, in which somebody carries the right and is not barred: one query."""
    roles = [name for name, role in rolebook().roles.items() if right in role.permissions]
    running = Membership.objects.current(on).filter(user__is_active=True)
    barred = running.filter(post__in=list(barred_posts)).values("user")
    able = (
        running.filter(post__roles__area=area_id, post__roles__role__in=roles)
        .exclude(user__in=barred)
        .exclude(user__in=list(barred_people))
        .order_by("post__title", "post__organisation__name")
    )
    named = able.values_list("post__title", "post__organisation__name").distinct()
    return [f"{title}, {organisation}" for title, organisation in named]
