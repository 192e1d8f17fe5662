"""Raising an entry, changing its words, and giving it an owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import LocalArea, Post
from goldenthread.registers.actions.keeping import (
    Change,
    keep,
    locked,
    need_open,
    need_post,
    owner_of_area,
)
from goldenthread.registers.actions.scoring import Scored, put_scores
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.permissions import keeping_posts, managing_posts, raising_posts
from goldenthread.registers.rules.definitions import Kind, register
from goldenthread.registers.rules.fields import Wrong, check_answers
from goldenthread.registers.rules.matrix import next_review

LONGEST_TITLE = 300
_KIND = EntryEvent.Kind


class WrongAnswers(UserError):
    """What a person answered does not fit the register; `problems` says where."""

    def __init__(self, problems: list[Wrong]) -> None:
        super().__init__("wrong_answers", problems[0].message, problems[0].field)
        self.problems = problems


@dataclass(frozen=True)
class Raised:
    """What a person says of a new entry. `sent_key` is the form's own: the same one makes no second entry.

    `scored` holds the first scores, where they give any; whoever owns it or keeps the register may change them.
    """

    kind: str
    title: str
    answers: Mapping[str, Any]
    sent_key: UUID
    owner_id: int | None = None
    scored: Scored | None = None


@transaction.atomic
def raise_entry(
    *, scope: Scope, area_id: int, register_code: str, post_id: int, raised: Raised, today: date
) -> Entry:
    """Put an entry on the register. WrongAnswers, or NotAllowed without the right."""
    definition = register(register_code)
    if post_id not in raising_posts(scope, definition, area_id):
        raise NotAllowed("That post does not carry the right to raise anything on this register.")
    # Numbers are given out one at a time in an area.
    area = LocalArea.objects.select_for_update().get(pk=area_id)
    sent = Entry.objects.filter(sent_key=raised.sent_key, raised_by=scope.user_id)
    before = sent.filter(area=area, register=register_code).first()
    if before is not None:
        return before
    kind = definition.kinds.get(raised.kind)
    if kind is None:
        raise UserError("no_such_kind", f"Choose one of: {', '.join(definition.kinds)}.", "kind")
    title, answers = _checked(kind, raised.title, raised.answers)
    if raised.owner_id is not None:
        owner_of_area(area_id, raised.owner_id, today)
    mine = Entry.objects.filter(area=area, register=register_code, kind=kind.code)
    number = (mine.aggregate(most=Max("number"))["most"] or 0) + 1
    entry = Entry.objects.create(
        area=area,
        register=register_code,
        kind=kind.code,
        number=number,
        reference=f"{kind.prefix}-{number:03}",
        title=title,
        answers=answers,
        definition_version=definition.version,
        state=definition.start.code,
        owner_id=raised.owner_id,
        raised_post_id=post_id,
        raised_by_id=scope.user_id,
        raised_on=today,
        review_due=next_review(None, definition.review_days_unscored, today),
        sent_key=raised.sent_key,
    )
    keep(scope, entry, _KIND.RAISED, post_id, today, fields=("title", "answers", "owner"))
    if raised.scored is not None:
        put_scores(scope, entry, definition, post_id, raised.scored, today)
    return entry


@transaction.atomic
def change_entry(
    *,
    scope: Scope,
    entry_id: int,
    post_id: int,
    version: int,
    title: str,
    answers: Mapping[str, Any],
    today: date,
) -> EntryEvent:
    """Change the words of an entry. What they were stays in its history."""
    entry, definition = locked(scope, entry_id, version)
    need_post(keeping_posts(scope, entry), post_id)
    need_open(entry)
    kind = definition.kinds[entry.kind]
    new_title, new_answers = _checked(kind, title, answers)
    changes: list[Change] = []
    names = []
    if new_title != entry.title:
        changes.append(("Title", entry.title, new_title))
        names.append("title")
    for field in kind.fields:
        before, after = entry.answers.get(field.name), new_answers.get(field.name)
        if before != after:
            changes.append((field.label, field.shown(before), field.shown(after)))
            names.append(field.name)
    if not changes:
        raise UserError("nothing_changed", "Nothing is different from before.")
    entry.title, entry.answers = new_title, new_answers
    entry.definition_version = definition.version
    return keep(scope, entry, _KIND.CHANGED, post_id, today, changes=changes, fields=names)


@transaction.atomic
def assign_owner(
    *, scope: Scope, entry_id: int, post_id: int, version: int, owner_id: int, today: date
) -> EntryEvent:
    """Give an entry another owner: for whoever keeps the register."""
    entry, definition = locked(scope, entry_id, version)
    need_post(managing_posts(scope, definition, entry.area_id), post_id)
    need_open(entry)
    if entry.owner_id == owner_id:
        raise UserError("nothing_changed", "This post owns it already.", "owner")
    before, after = entry.owner, owner_of_area(entry.area_id, owner_id, today)
    entry.owner = after
    changes: list[Change] = [("Owner", _named(before), _named(after))]
    return keep(scope, entry, _KIND.ASSIGNED, post_id, today, changes=changes, fields=("owner",))


def _checked(kind: Kind, title: str, answers: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Title and answers as they are kept: without blanks around them, and none that are empty."""
    words = " ".join(title.split())
    wrong = check_answers(kind.fields, answers)
    if not words or len(words) > LONGEST_TITLE:
        limit = f"Enter a title of {LONGEST_TITLE} characters or fewer."
        wrong.insert(0, Wrong("title", limit))
    if wrong:
        raise WrongAnswers(wrong)
    plain = {
        name: answer.strip() if isinstance(answer, str) else answer
        for name, answer in answers.items()
    }
    return words, {name: answer for name, answer in plain.items() if answer not in (None, "")}


def _named(post: Post | None) -> str:
    return f"{post.title}, {post.organisation.name}" if post else ""
