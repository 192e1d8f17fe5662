"""Drafting a letter: who gets a copy, in which envelope, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.sent import key_of_content
from goldenthread.messages.actions.letters.keeping import WRITE, need_post
from goldenthread.messages.actions.letters.to import To
from goldenthread.messages.composing import ReaderOf, compose_for, need_kind, own_facts
from goldenthread.messages.models import AgreedStatement, Copy, CouncilLetterhead, Letter
from goldenthread.messages.queries.addressing import family_now
from goldenthread.messages.queries.statements import in_force
from goldenthread.messages.readers import FamilyNow
from goldenthread.messages.rules.envelopes import Envelope, Problem
from goldenthread.messages.rules.withheld import left_out
from goldenthread.organisations.models import Post
from goldenthread.people.models import Person

_FIXES = {
    Problem.NO_HOME: "Put an address on the child’s record, or say there where they get post.",
    Problem.TWO_HOMES: "The child has two homes. Say on the child’s record, under this carer, where they get post.",
    Problem.NO_OWN: "Say on the child’s record where this carer gets post, or that the child lives with them.",
}  # fmt: skip


@transaction.atomic
def draft(
    *,
    scope: Scope,
    person_id: int,
    kind: str,
    about: tuple[str, int],
    facts: Mapping[str, str],
    to: Sequence[To] | None,
    post_id: int,
    sent_key: UUID,
) -> Letter:
    """Write a letter about a child, with a copy for each recipient. Sent twice, it is one.

    `to` None: whoever of the family gets letters by `people.rules.recipients`. Each copy has words of its own: nobody
    is named in it of whom its reader may learn nothing, nor any place or number that is protected, or that they may
    not know. UserError where there is nobody to send to, no address, or where the letterhead lacks what it must say.
    """
    person = _person(scope, person_id)
    scope.need(WRITE, person.area_id)
    need_post(scope, post_id, WRITE, person.area_id)
    told = [(one.carer_id, one.post_id, one.name, one.address) for one in to or ()]
    key = key_of_content(sent_key, kind, about, facts, told)
    sent = Letter.objects.filter(person=person, made_by=scope.user_id, sent_key=key).first()
    if sent is not None:
        return sent
    family = family_now(person, clock.today())
    readers = recipients(family) if to is None else list(to)
    if not readers:
        raise UserError("nobody_to_write_to", "Nobody is named to whom this letter goes.")
    head = letterhead_for(person.area_id)
    need_kind(kind)
    post = Post.objects.get(pk=post_id)
    letter = Letter.objects.create(
        area_id=person.area_id, person=person, kind=kind, about_type=about[0], about_id=about[1],
        facts=own_facts(person, head, scope.name, post.title, facts), letterhead=head,
        statement_id=_statement(person.area_id, facts),
        made_by_id=scope.user_id, made_post_id=post_id, sent_key=key,
    )  # fmt: skip
    Copy.objects.bulk_create(_copy(letter, family, one, readers) for one in readers)
    record(scope, "letter.drafted", letter, fields=("copies", "kind"))
    return letter


def recipients(family: FamilyNow) -> list[To]:
    """Whoever of the family gets letters today. UserError where that is nobody."""
    found = family.recipients
    readers = [To()] if found.young_person else []
    readers += [To(carer_id=key) for key in found.carers]
    if readers:
        return readers
    if family.person.died_on is not None:
        raise UserError(
            "child_died", "The child has died, so letters go to nobody by themselves.",
            fix="Decide with the family’s worker whom to write to, and write outside the system.",
        )  # fmt: skip
    raise UserError(
        "nobody_to_write_to", "By the child’s record nobody gets letters about this child.",
        fix="Add a carer who may be told, or correct on the record who gets letters.",
    )  # fmt: skip


def letterhead_for(area_id: int) -> CouncilLetterhead:
    """The letterhead in force. UserError where the area has none."""
    head = CouncilLetterhead.objects.filter(area=area_id).order_by("-number").first()
    if head is None:
        raise UserError(
            "no_letterhead", "No letterhead is set for this area, so no letter can be written.",
            fix="A SEND manager sets it under Letters, Letterhead.",
        )  # fmt: skip
    return head


def envelope_of(family: FamilyNow, carer_id: int | None) -> Envelope:
    """The envelope of somebody of the family. UserError, with how to put it right, where there is none."""
    found = family.envelope(carer_id)
    if found.problem is not None:
        name = family.person.called if carer_id is None else family.carers[carer_id].called
        raise UserError("no_address", f"There is no address for {name}.", fix=_FIXES[found.problem])
    return found


def need_told(family: FamilyNow, carer_id: int | None) -> None:
    """UserError unless that carer, or the young person, may get a letter today."""
    known = carer_id is None or carer_id in family.carers
    if not known or not family.told(carer_id):
        raise UserError(
            "may_not_be_told", "By the child’s record this person gets no letters about the child.",
            fix="Leave them out. If the record is wrong, correct it there first.",
        )  # fmt: skip


def _copy(letter: Letter, family: FamilyNow, one: To, readers: Sequence[To]) -> Copy:
    name, envelope = _addressed(letter, family, one)
    others = [other.carer_id for other in readers if other.carer_id is not None]
    made = compose_for(letter, ReaderOf(name, one.carer_id, one.family), family, others)
    withheld = family.withheld(one.carer_id)
    return Copy(
        letter=letter, to=_kind(one), carer_id=one.carer_id, post_id=one.post_id, name=name,
        address=envelope.address, held=envelope.held, title=left_out(made.title, withheld),
        words=left_out(made.body_text, withheld),
    )  # fmt: skip


def _addressed(letter: Letter, family: FamilyNow, one: To) -> tuple[str, Envelope]:
    if one.post_id is not None:
        posts = Post.objects.filter(organisation__areas=letter.area_id).select_related(
            "organisation"
        )
        post = posts.filter(pk=one.post_id).first()
        if post is None:
            raise UserError("no_such_post", "There is no such post in this area.")
        return f"{post.title}, {post.organisation.name}", Envelope(one.address.strip())
    if not one.family:
        return one.name.strip(), Envelope(one.address.strip())
    need_told(family, one.carer_id)
    name = family.person.called if one.carer_id is None else family.carers[one.carer_id].called
    return name, envelope_of(family, one.carer_id)


def _statement(area_id: int, facts: Mapping[str, str]) -> int | None:
    """The agreed statement whose words the letter is given. UserError for words on delays that nobody agreed."""
    words = facts.get("statement", "")
    if not words:
        return None
    for audience in AgreedStatement.Audience.values:
        for one in in_force(area_id, audience, clock.today()):
            if one.words == words:
                return one.id
    raise UserError(
        "not_agreed", "What this letter says of the delay is no statement that is in force.",
        fix="Choose one that is in force, or have one agreed under Letters, Statements.",
    )  # fmt: skip


def _kind(one: To) -> str:
    if one.carer_id is not None:
        return Copy.To.CARER
    if one.post_id is not None:
        return Copy.To.POST
    return Copy.To.YOUNG_PERSON if one.young_person else Copy.To.BODY


def _person(scope: Scope, person_id: int) -> Person:
    rows = Person.objects.select_for_update(of=("self",)).select_related("area")
    visible = Person.objects.visible_to(scope).filter(pk=person_id).values("pk")
    person = rows.filter(pk__in=visible).first()
    if person is None:
        raise UserError("no_such_record", "There is no such record.")
    if person.merged_into_id is not None:
        raise UserError(
            "record_merged", "This record was made one with another.",
            fix="Open the other one, and write from there.",
        )  # fmt: skip
    return person
