"""The demonstration's vacant posts, who carries its statutory roles, and which priorities need which post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from goldenthread.demo.people import person
from goldenthread.demo.source import load_area
from goldenthread.improvement.actions.posts_needed import need_post
from goldenthread.improvement.models import Priority
from goldenthread.organisations.actions.posts import PostDetails, make_post
from goldenthread.organisations.actions.statutory import Decided, decide_statutory_role
from goldenthread.organisations.models import LocalArea, Organisation, Post


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """What was done about posts: its day, what to do, with what."""
    told = load_area()
    found: list[tuple[int, Any, dict[str, Any]]] = []
    for row in told["further_posts"]:
        found.append((row["day"], _made, {"row": row}))
    for row in told["statutory_roles"]:
        found.append((row["day"], _decided, {"row": row}))
    for row in told["posts_needed"]:
        found.append((row["day"], _needed, {"plan_id": plan_id, "row": row}))
    return found


def _made(*, row: dict[str, Any], today: date) -> None:
    scope, _ = person(row["by"])
    area = LocalArea.objects.get(slug=row["area"])
    since = row.get("vacant_since")
    make_post(
        scope=scope,
        organisation=Organisation.objects.get(short_name=row["organisation"]),
        details=PostDetails(
            row["title"],
            remit=row["remit"],
            vacant_since=None if since is None else today + timedelta(days=since),
        ),
        role=(area.pk, row["role"]),
    )


def _decided(*, row: dict[str, Any], today: date) -> None:
    scope, _ = person(row["by"])
    post = _post(row["post"]) if "post" in row else None
    decide_statutory_role(
        scope=scope,
        area_id=LocalArea.objects.get(slug=row["area"]).pk,
        organisation_id=Organisation.objects.get(short_name=row["organisation"]).pk,
        role=row["role"],
        decided=Decided(post.pk if post else None, post is not None, row.get("not_needed", "")),
        version=0,
    )


def _needed(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["by"])
    need_post(
        scope=scope,
        item=Priority.objects.get(plan=plan_id, code=row["priority"]),
        needed_id=_post(row["post"]).pk,
        why=row["why"],
        post_id=post_id,
    )


def _post(title: str) -> Post:
    """The post of one of our own organisations: others beside the demonstration may have posts called the same."""
    shorts = [row["short"] for row in load_area()["organisations"]]
    return Post.objects.get(title=title, organisation__short_name__in=shorts)
