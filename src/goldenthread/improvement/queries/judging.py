"""Who told what a judgement of a criterion rests on, and whether anybody else can judge it."""

from __future__ import annotations

from datetime import date

from goldenthread.access.rules.roles import rolebook
from goldenthread.access.scope import Scope
from goldenthread.improvement.models import CriterionTarget, Measurement
from goldenthread.improvement.queries.barriers import able_posts
from goldenthread.improvement.queries.criteria import CriterionRow
from goldenthread.organisations.models import Membership

RIGHT, ALONE = "criterion.judge", "criterion.judge_own"


def told_by(scope: Scope, row: CriterionRow) -> bool:
    """Whether this person, or a post that they hold, set the target or recorded the latest figure: two queries."""
    posts, people = _tellers(row)
    return scope.user_id in people or bool(scope.post_ids & posts)


def may_judge_own(scope: Scope, post_id: int, row: CriterionRow, area_id: int, on: date) -> bool:
    """Whether the post may judge what this person told: it carries the right, and nobody else in the area can."""
    if post_id not in scope.posts_with(ALONE, area_id):
        return False
    posts, people = _tellers(row)
    roles = [name for name, role in rolebook().roles.items() if RIGHT in role.permissions]
    running = Membership.objects.current(on).filter(user__is_active=True)
    able = running.filter(post__roles__area=area_id, post__roles__role__in=roles)
    barred = running.filter(post__in=posts).values("user")
    others = able.exclude(user__in=barred).exclude(user__in=people)
    return not others.exclude(user=scope.user_id).exists()


def who_could_judge(row: CriterionRow, area_id: int, on: date) -> list[str]:
    """The posts that could judge what others told, each `title, organisation`: three queries."""
    posts, people = _tellers(row)
    return able_posts(RIGHT, area_id, posts, (user for user in people if user is not None), on)


def _tellers(row: CriterionRow) -> tuple[set[int], set[int | None]]:
    """The posts and people that the judgement rests on."""
    told = [
        *CriterionTarget.objects.filter(pk=row.target_pk).values_list("post_id", "user_id"),
        *Measurement.objects.filter(pk=row.latest_pk).values_list("post_id", "user_id"),
    ]
    return {post for post, _ in told}, {user for _, user in told if user is not None}
