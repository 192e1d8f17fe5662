"""From what a person typed to the columns of a row, kind by kind; and what no two rows may share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.actions.drafting.texts import cleaned
from goldenthread.improvement.actions.years import need_year
from goldenthread.improvement.draft_kinds import LEADS, Kind
from goldenthread.improvement.models import (
    Action,
    Milestone,
    Plan,
    Priority,
    Section,
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.improvement.queries.sources import PrintedNames
from goldenthread.organisations.actions import LEAD, find_or_create_post, make_lead
from goldenthread.organisations.models import Organisation, Post
from goldenthread.organisations.names import name_key

Values = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Who writes, in which plan, below what, and over which row (None for a new one)."""

    scope: Scope
    plan: Plan
    parent: Any
    row: Any = None

    @property
    def row_pk(self) -> int:
        """No row has the key 0."""
        return self.row.pk if self.row else 0


def columns_of(kind: Kind, place: Place, typed: Mapping[str, Any]) -> Values:
    """The columns to write. UserError names the field that is wrong, in `where`."""
    values = cleaned(kind, typed)
    resolve = _RESOLVE.get(kind.code)
    return resolve(place, values) if resolve else values


def refuse_doubles(kind: Kind, place: Place, values: Mapping[str, Any]) -> None:
    """UserError where a priority's code, or a lead of the priority, is there already."""
    others = kind.model.objects.exclude(pk=place.row_pk)
    if kind.code == "priorities":
        # Imports compare codes without regard to capitals too.
        taken = others.filter(plan=place.plan, code__iexact=values["code"]).first()
        if taken is not None:
            raise UserError(
                "code_taken", f"The code {taken.code} is taken: “{taken.title}”.", "code",
                "Give a code that no other priority of the plan has.",
            )  # fmt: skip
    lead = {kind.parent: place.parent, "post": values.get("post_id")}
    if kind.code in LEADS and others.filter(**lead).exists():
        raise UserError(
            "leads_already", f"This post leads the {kind.parent} already.", "post",
            "Choose another post.",
        )  # fmt: skip


def _criterion(place: Place, values: Values) -> Values:
    """A part stands below a criterion of its section that is no part itself and is of the same kind."""
    if values["kind"] not in SuccessCriterion.Kind.values:
        raise UserError(
            "no_such_kind", "A criterion is in numbers or in what people say.", "kind",
            "Choose one of the two.",
        )  # fmt: skip
    head_id = values.pop("parent")
    head = None
    if head_id is not None:
        heads = SuccessCriterion.objects.filter(section=place.parent, parent=None)
        head = heads.filter(pk=head_id).exclude(pk=place.row_pk).first()
        if head is None:
            raise _not_there("parent", "criterion that heads it")
        if head.kind != values["kind"]:
            raise UserError(
                "kinds_differ", "A criterion is of the same kind as the one that heads it.", "kind",
                f"Choose {head.get_kind_display().lower()}, or another heading.",
            )  # fmt: skip
        if place.row is not None and place.row.parts.exists():
            raise UserError(
                "heads_others", "This criterion heads others, so it cannot stand below one.",
                "parent", "Move its parts first.",
            )  # fmt: skip
    return {**values, "parent_id": head.pk if head else None}


def _document(place: Place, values: Values) -> Values:
    """The document of that name in the area, registered where it is not yet."""
    text = values["as_printed"]
    known = PrintedNames(place.plan.area_id).find(text)
    if known is None:
        # Another draft of the area may name it first at this very moment: then it is that one.
        document, made = SourceDocument.objects.get_or_create(
            area_id=place.plan.area_id, title_key=name_key(text), defaults={"title": text}
        )
        if made:
            record(place.scope, "draft.document_named", document, fields=("title",))
        known = document.pk
    return {**values, "document_id": known}


def _priority(place: Place, values: Values) -> Values:
    """The section may be another of the same plan."""
    section_id = values.pop("section", place.parent.pk)
    section = Section.objects.filter(plan=place.plan, pk=section_id).first()
    if section is None:
        raise _not_there("section", "section")
    return {**values, "section_id": section.pk}


def _lead(place: Place, values: Values) -> Values:
    """A post of the area, or a new one in one of its organisations; it may report from now on.

    Not where that is for others to say: then the draft tells so beside its name.
    """
    scope, area_id = place.scope, place.plan.area_id
    may_make = scope.has("organisation.edit", area_id)
    post = (
        _new_post(place, values) if values["organisation"] else _post(area_id, values["post"] or 0)
    )
    if may_make:
        make_lead(scope=scope, area_id=area_id, post=post)
    printed = values["as_printed"] or post.title
    _no_longer_printed_only(place.parent, {name_key(printed), name_key(post.title)})
    return {"post_id": post.pk, "as_printed": printed}


def _no_longer_printed_only(led: Priority | Milestone, keys: set[str]) -> None:
    """A lead that was left as printed has its post now."""
    left = [name for name in led.printed_leads if name_key(name) not in keys]
    if left != led.printed_leads:
        led.printed_leads = left
        led.save(update_fields=["printed_leads"])


def _post(area_id: int, post_id: int) -> Post:
    today = clock.today()
    posts = Post.objects.filter(organisation__areas=area_id).filter(in_use(today))
    post = posts.filter(pk=post_id).first()
    if post is None:
        raise _not_there("post", "post")
    return post


def in_use(today: date) -> Q:
    """Posts that have not come to their end."""
    return Q(ended_on=None) | Q(ended_on__gte=today)


def _new_post(place: Place, values: Values) -> Post:
    area_id = place.plan.area_id
    if not place.scope.has("organisation.edit", area_id):
        raise NotAllowed("Your posts do not carry the right to make a new post.")
    organisation = Organisation.objects.serving(area_id).filter(pk=values["organisation"]).first()
    if organisation is None:
        raise _not_there("organisation", "organisation")
    if not values["title"]:
        raise UserError(
            "text_missing", "The title of the new post is missing.", "title", "Enter its title."
        )
    post = find_or_create_post(
        scope=place.scope, area_id=area_id, organisation=organisation, title=values["title"],
        role=LEAD,
    )  # fmt: skip
    if post.ended_on is not None and post.ended_on < clock.today():
        raise UserError(
            "post_ended", f"The post {post.title} has come to its end.", "title",
            "Choose another post, or give the new one a title of its own.",
        )  # fmt: skip
    return post


def _milestone(place: Place, values: Values) -> Values:
    """Months are kept as their last day; the action is one of the same priority."""
    due, action_id = values.pop("due"), values.pop("action")
    if due is not None and due.last_day != (place.row.due if place.row else None):
        # One that was imported so and confirmed then may stay.
        need_year(place.plan, due, clock.today(), subject="The due date", where="due")
    if action_id is not None:
        actions = Action.objects.filter(priority=place.parent, pk=action_id)
        if not actions.exists():
            raise _not_there("action", "action")
    return {**values, "due": due.last_day if due else None, "action_id": action_id}


def _not_there(where: str, words: str) -> UserError:
    return UserError(
        "not_there", f"That {words} is not there (any more).", where, "Choose one from the list."
    )


_RESOLVE: Mapping[str, Callable[[Place, Values], Values]] = {
    "criteria": _criterion,
    "documents": _document,
    "priorities": _priority,
    "leads": _lead,
    "own-leads": _lead,
    "milestones": _milestone,
}
