"""Makes and changes posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.actions.keepers import locked_areas, need_a_keeper
from goldenthread.organisations.actions.organisations import SEE_ABOVE
from goldenthread.organisations.models import Organisation, Post, PostRole
from goldenthread.organisations.models.places import LONGEST_TITLE
from goldenthread.organisations.names import name_key
from goldenthread.organisations.permissions import (
    EDIT,
    areas_of_organisation,
    need_all_areas,
    need_to_fill,
    need_to_give,
    shared_area,
)

WORDS = ("title", "remit", "contact", "vacant_since", "ended_on")


@dataclass(frozen=True)
class PostDetails:
    """What is said of a post."""

    title: str
    remit: str = ""
    contact: str = ""
    vacant_since: date | None = None
    ended_on: date | None = None
    funded_by: frozenset[int] = frozenset()


@transaction.atomic
def make_post(
    *,
    scope: Scope,
    organisation: Organisation,
    details: PostDetails,
    role: tuple[int, str] | None = None,
) -> Post:
    """A new post, with a first role (area, name) or without.

    A post without a role belongs to every area that its organisation serves; so in an organisation that
    serves further areas than the scope looks after, the role says to which of them the post belongs.
    """
    served = areas_of_organisation(organisation)
    kept = served & scope.areas_with(EDIT)
    if not kept:
        raise NotAllowed("You do not look after any area that this organisation serves.")
    if role is None and kept != served:
        raise UserError(
            "role_needed",
            "This organisation serves areas that you do not look after.",
            "role",
            "Choose the role that the post has in yours.",
        )
    if role is not None and role[0] not in kept:
        raise UserError(
            "area_not_served",
            "The organisation does not serve that area, or you do not look after it.",
            "role",
            "Choose a role in an area that it serves.",
        )
    _check_title(organisation, details.title, None)
    made = Post(organisation=organisation)
    _write(scope, made, details)
    area_id = role[0] if role else min(kept)
    record(scope, "post.created", made, area_id=area_id, fields=("organisation", *WORDS))
    if role is not None:
        need_to_give(scope, role[0], frozenset({role[1]}))
        give_role(scope, made, *role)
    return made


@transaction.atomic
def change_post(*, scope: Scope, post_id: int, details: PostDetails, version: int) -> Post:
    """Change what is said of a post. Who holds it, and its roles, change elsewhere.

    Its last day takes rights away, so that needs what ending a membership needs.
    """
    post = locked_post(scope, post_id)
    need_all_areas(scope, post)
    if details.ended_on != post.ended_on:
        need_to_fill(scope, post)
    changed = [name for name in WORDS if getattr(details, name) != getattr(post, name)]
    if _funders(scope, details) != _funded_now(scope, post):
        changed.append("funded_by")
    if not changed:
        return post
    if post.version != version:
        raise changed_meanwhile(scope, post, "this post", fix=SEE_ABOVE)
    _check_title(post.organisation, details.title, post)
    _check_end(post, details.ended_on)
    kept = locked_areas(post) if "ended_on" in changed else []
    post.version += 1
    _write(scope, post, details)
    if details.ended_on is not None:
        need_a_keeper(kept, details.ended_on + timedelta(days=1), "ended_on")
    area_id = shared_area(scope, post.organisation)
    record(scope, "post.changed", post, area_id=area_id, fields=changed)
    return post


def locked_post(scope: Scope, post_id: int) -> Post:
    """The post with its row locked. UserError where there is none that the scope may see."""
    visible = Post.objects.visible_to(scope).values("pk")
    found = Post.objects.select_for_update(of=("self",)).select_related("organisation")
    post = found.filter(pk__in=visible, pk=post_id).first()
    if post is None:
        raise UserError("no_such_post", "There is no such post.")
    return post


def _write(scope: Scope, post: Post, details: PostDetails) -> None:
    for name in WORDS:
        setattr(post, name, getattr(details, name))
    post.save()
    post.funded_by.set(_funders(scope, details) | _unseen_funders(scope, post))


def _funders(scope: Scope, details: PostDetails) -> set[int]:
    """Of those named, the organisations that the scope may see."""
    seen = Organisation.objects.visible_to(scope).filter(pk__in=details.funded_by)
    return set(seen.values_list("pk", flat=True))


def _funded_now(scope: Scope, post: Post) -> set[int]:
    seen = Organisation.objects.visible_to(scope).filter(posts_funded=post)
    return set(seen.values_list("pk", flat=True))


def _unseen_funders(scope: Scope, post: Post) -> set[int]:
    """Those of another area's, which somebody here neither sees nor takes away."""
    everybody = set(post.funded_by.values_list("pk", flat=True))
    return everybody - _funded_now(scope, post)


def check_length(title: str) -> None:
    """Titles are compared in a longer form, which has to fit its column as well."""
    if len(name_key(title)) > LONGEST_TITLE:
        raise UserError(
            "title_too_long",
            "The title is too long.",
            "title",
            f"Use at most {LONGEST_TITLE} characters, counting “&” as “and” with its spaces.",
        )


def _check_title(organisation: Organisation, title: str, post: Post | None) -> None:
    check_length(title)
    others = organisation.posts.all()
    if post is not None:
        others = others.exclude(pk=post.pk)
    if others.filter(title_key=name_key(title)).exists():
        raise UserError(
            "post_exists",
            f"{organisation} has a post of that title already.",
            "title",
            "Choose another title, or open that post and change it.",
        )


def _check_end(post: Post, ended_on: date | None) -> None:
    """A post that ends gives nobody rights beyond its last day."""
    if ended_on is None:
        return
    beyond = post.memberships.filter(Q(ends_on=None) | Q(ends_on__gt=ended_on))
    if beyond.exists():
        raise UserError(
            "still_held",
            "Somebody holds the post beyond that day.",
            "ended_on",
            "Set the last day of whoever holds it first.",
        )


def give_role(scope: Scope, post: Post, area_id: int, role: str) -> None:
    """Write a role that the caller has seen may be given."""
    PostRole.objects.create(post=post, area_id=area_id, role=role)
    record(scope, "post.role_given", post, area_id=area_id, fields=("roles",))
