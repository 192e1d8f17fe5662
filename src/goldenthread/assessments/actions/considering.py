"""Writing to the family and to those who must be told, in one act; and writing down what the family answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.assessments.actions.rounds import (
    Open,
    locked_case,
    need_post,
    need_version,
    open_consideration,
)
from goldenthread.assessments.letter_facts import facts_of_case, facts_of_reader
from goldenthread.assessments.models import Consideration, FamilyAnswer, Notice
from goldenthread.assessments.queries.considering import PartyRow, considering
from goldenthread.assessments.queries.contacts import Contact
from goldenthread.assessments.queries.notices import contact_key, notices_of
from goldenthread.assessments.rules.telling import FAMILY, checked_way
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.core.months import day_words
from goldenthread.core.sent import key_of_content
from goldenthread.duties.actions.keeping import need_text
from goldenthread.duties.rules.companions import key_of
from goldenthread.messages.actions.letters import To, draft
from goldenthread.messages.models import Letter
from goldenthread.organisations.models import Post
from goldenthread.people.models import CarerLink

WRITE = "letter.write"
LONGEST_ANSWER = 4000
_ABOUT = Consideration._meta.label_lower


@transaction.atomic
def draft_notices(
    *, scope: Scope, case_id: int, to: Mapping[str, str], post_id: int, sent_key: UUID
) -> list[Letter]:
    """Write the letters to the family and to those who must be told.

    `to`: for each party (a code of data/telling.yaml) that is written to, the key of its contact; of the family it is
    empty, and people's rules say who gets one. One letter goes to the family, and one with a copy each to the others.
    UserError for a party that a letter was written to already (`where` is the code), and for a contact that is not its.
    """
    case = locked_case(scope, case_id)
    scope.need(WRITE, case.area_id)
    need_post(scope, post_id, WRITE, case.area_id)
    if not to:
        raise UserError("nobody_chosen", "Choose at least one to write to.")
    now = open_consideration(scope, case)
    if sent := _sent(scope, now.row, to):
        return sent
    there = {one.party.code: one for one in considering(case, clock.today()).parties}
    chosen = {code: _checked(there.get(code), code, key) for code, key in to.items()}
    facts = facts_of_case(scope, case, now.start, Post.objects.get(pk=post_id))
    letters: dict[str, dict[str, Contact | None]] = {}
    for code, contact in chosen.items():
        letters.setdefault(there[code].party.letter, {})[code] = contact
    made = [
        _draft(scope, now, kind, parties, facts, post_id, key_of(sent_key, kind))
        for kind, parties in letters.items()
    ]
    now.row.save_next()
    record(scope, "consideration.notices", now.row, fields=sorted(to))
    return made


def _sent(scope: Scope, row: Consideration, to: Mapping[str, str]) -> list[Letter]:
    """The letters of this very act, where the form was sent before: all of these parties, by the same person."""
    there = notices_of(row)
    found = [there[code] for code in to if code in there]
    same = len(found) == len(to) and all(
        one.letter.made_by_id == scope.user_id and contact_key(one) == to[one.party]
        for one in found
    )
    return list({one.letter_id: one.letter for one in found}.values()) if same else []


def _checked(row: PartyRow | None, code: str, key: str) -> Contact | None:
    if row is None:
        raise UserError("not_in_list", "Nobody of this kind is to be told of this child.", code)
    if row.notice is not None:
        raise UserError(
            "written_already", f"{row.party.words}: {row.notice.reference} is written to them already.", code,
            "Open that letter. Withdraw it there if it is not to go, then write another.",
        )  # fmt: skip
    if code == FAMILY:
        return None
    found = next((one for one in row.offered if one.key == key), None)
    if found is None:
        raise UserError("no_such_contact", row.missing or "Choose somebody from the list.", code)
    return found


def _draft(
    scope: Scope, now: Open, kind: str, parties: Mapping[str, Contact | None],
    facts: Mapping[str, str], post_id: int, key: UUID,
) -> Letter:  # fmt: skip
    family = FAMILY in parties
    if family:
        facts = {**facts, **facts_of_reader(now.case, now.start)}
    readers = [_to(one) for one in parties.values() if one is not None]
    letter = draft(
        scope=scope, person_id=now.case.person_id, kind=kind, about=(_ABOUT, now.row.pk), facts=facts,
        to=None if family else readers, post_id=post_id, sent_key=key,
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(
            consideration=now.row, party=code, letter=letter,
            post_id=one.id if one is not None and one.is_post else None,
            organisation_id=one.id if one is not None and not one.is_post else None,
        )
        for code, one in parties.items()
    )  # fmt: skip
    return letter


def _to(contact: Contact) -> To:
    return To(post_id=contact.id) if contact.is_post else To(name=contact.words)


@transaction.atomic
def record_answer(
    *, scope: Scope, case_id: int, version: int | None, on: date, how: str, carer_id: int | None, words: str,
    sent_key: UUID,
) -> FamilyAnswer:  # fmt: skip
    """Write down what the family said, and on which day. Sent twice, it is one.

    `carer_id` None: the young person said it.
    """
    case = locked_case(scope, case_id)
    now = open_consideration(scope, case)
    key = key_of_content(sent_key, on, how, carer_id, words)
    sent = now.row.answers.filter(sent_key=key, written_by=scope.user_id).first()
    if sent is not None:
        return sent
    need_version(scope, now.row, version)
    checked_way(how)
    said = need_text(words, "what they said", "words", LONGEST_ANSWER)
    _need_day(on, now.row.since)
    if carer_id is not None and not _is_carer(case.person_id, carer_id):
        raise UserError("not_in_list", "This is nobody who cares for the child.", "carer")
    made = FamilyAnswer.objects.create(
        consideration=now.row, on=on, how=how, carer_id=carer_id, words=said,
        written_by_id=scope.user_id, sent_key=key,
    )  # fmt: skip
    now.row.save_next()
    record(
        scope, "familyanswer.recorded", made, area_id=case.area_id, fields=("on", "how", "words")
    )
    return made


def _need_day(on: date, since: date) -> None:
    if on > clock.today():
        raise UserError("not_happened_yet", f"{day_words(on)} is after today.", "on")
    if on < since:
        raise UserError(
            "too_early", f"{day_words(on)} is before the request of {day_words(since)}.", "on",
            "Check the day.",
        )  # fmt: skip


def _is_carer(person_id: int, carer_id: int) -> bool:
    return CarerLink.objects.filter(person=person_id, carer=carer_id).exists()
