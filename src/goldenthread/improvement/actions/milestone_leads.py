"""Gives a milestone of an agreed plan leads of its own, or leaves it to those of its priority.

The right is `milestone.report`, that of whoever runs the plan: who does the work is no word of the agreed plan. The
leads of the priority stay as agreed, and accountable. In a draft the leads are written with the rest of its words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import LeadsChange, Milestone, MilestoneLead, Plan
from goldenthread.organisations.actions import make_lead
from goldenthread.organisations.models import Post

RIGHT = "milestone.report"


@dataclass(frozen=True)
class Chosen:
    """The posts that shall lead, none to leave it to the priority's leads, and the names that stay as printed."""

    posts: Collection[int]
    printed: Collection[str] = ()


@transaction.atomic
def set_own_leads(
    *, scope: Scope, milestone_id: int, chosen: Chosen, post_id: int, version: int, today: date
) -> LeadsChange | None:
    """Other own leads from today on; None where they are the same.

    They get a lead's role where that is the person's to give. NotAllowed without the right; UserError for a post that
    is not of the area, when the plan is not in force, the milestone is signed off, or somebody else has changed it
    meanwhile.
    """
    milestone = _locked(scope, milestone_id, post_id)
    rows = list(milestone.lead_rows.select_related("post__organisation"))
    printed = [name for name in milestone.printed_leads if name in chosen.printed]
    if {row.post_id for row in rows} == set(chosen.posts) and printed == milestone.printed_leads:
        return None
    if version != milestone.version:
        raise changed_meanwhile(
            scope, milestone, "this milestone", did="reported on or changed",
            fix="Who leads it now is shown below. Check it, then send yours again.",
        )  # fmt: skip
    posts = _posts(milestone.plan.area_id, chosen.posts, {row.post_id for row in rows}, today)
    before = _words([row.post for row in rows], milestone.printed_leads)
    _write(milestone, rows, posts)
    milestone.printed_leads = printed
    milestone.version += 1
    milestone.save(update_fields=["printed_leads", "version"])
    if scope.has("organisation.edit", milestone.plan.area_id):
        for post in posts:
            make_lead(scope=scope, area_id=milestone.plan.area_id, post=post)
    change = LeadsChange.objects.create(
        milestone=milestone, on=today, before=before, after=_words(posts, printed),
        post_id=post_id, user_id=scope.user_id,
    )  # fmt: skip
    record(
        scope, "milestone.leads_changed", milestone, area_id=milestone.plan.area_id,
        fields=("leads", "printed_leads"),
    )  # fmt: skip
    return change


def _locked(scope: Scope, milestone_id: int, post_id: int) -> Milestone:
    found = Milestone.objects.visible_to(scope).select_for_update(of=("self",))
    milestone = found.select_related("plan").filter(pk=milestone_id).first()
    if milestone is None:
        raise UserError("no_such_milestone", "There is no such milestone.")
    if post_id not in scope.posts_with(RIGHT, milestone.plan.area_id):
        raise NotAllowed("That post does not carry the right to say who leads milestones here.")
    if milestone.plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {milestone.plan.get_state_display().lower()}: who leads a milestone is changed here on "
            "agreed plans only.",
            fix="In a draft, leads are written with its words.",
        )
    if milestone.signed_off_on is not None:
        raise UserError(
            "already_signed_off", "This milestone is signed off: nobody works on it any more.",
            fix="Whoever finds that it is not done reports on it, which reopens it.",
        )  # fmt: skip
    return milestone


def _posts(area_id: int, wanted: Collection[int], standing: set[int], today: date) -> list[Post]:
    """The posts in the order of their titles. One that leads already may stay, whatever became of it."""
    here = Q(organisation__areas=area_id) & (Q(ended_on=None) | Q(ended_on__gte=today))
    found = Post.objects.filter(here | Q(pk__in=standing), pk__in=wanted)
    posts = list(found.select_related("organisation").distinct().order_by("title", "pk"))
    if len(posts) != len(set(wanted)):
        raise UserError(
            "no_such_post", "One of these posts is not of this area, or it has ended.", "leads",
            "Choose posts from the list.",
        )  # fmt: skip
    return posts


def _write(milestone: Milestone, rows: list[MilestoneLead], posts: list[Post]) -> None:
    names = {row.post_id: row.as_printed for row in rows}
    MilestoneLead.objects.filter(milestone=milestone).delete()
    MilestoneLead.objects.bulk_create(
        MilestoneLead(
            milestone=milestone, post=post, position=place,
            as_printed=names.get(post.pk, post.title),
        )
        for place, post in enumerate(posts, 1)
    )  # fmt: skip


def _words(posts: Collection[Post], printed: Collection[str]) -> str:
    """`Head of SEND, Fellmoor Council`, or that it is left to the priority's leads."""
    named = [f"{post.title}, {post.organisation.name}" for post in posts]
    named += [f"{name} (as printed, no post)" for name in printed]
    return "; ".join(named) or "the leads of its priority"
