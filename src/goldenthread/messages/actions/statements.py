"""Agreed statements: written by one person, agreed by another, and withdrawn. Agreed words are never changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.core.sent import key_of_content
from goldenthread.messages.actions.letterheads import SET
from goldenthread.messages.actions.letters.keeping import WRITE
from goldenthread.messages.models import AgreedStatement

LONGEST = 1500


@dataclass(frozen=True)
class StatementFacts:
    """What a statement says, to whom, and on which days; both days count, and no last day is no end."""

    audience: str
    title: str
    words: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def draft_statement(
    *,
    scope: Scope,
    area_id: int,
    facts: StatementFacts,
    sent_key: UUID,
    after_id: int | None = None,
) -> AgreedStatement:
    """Write a statement, or with `after_id` the next version of one. It is said to nobody until somebody else agrees.

    Sent twice, it is one.
    """
    scope.need(WRITE, area_id)
    told = asdict(_checked(facts))
    key = key_of_content(sent_key, told, after_id)
    sent = AgreedStatement.objects.filter(area=area_id, made_by=scope.user_id, sent_key=key).first()
    if sent is not None:
        return sent
    first, number = None, 1
    if after_id is not None:
        before = _locked(scope, after_id, WRITE)
        first = before.first or before
        versions = AgreedStatement.objects.filter(Q(first=first) | Q(pk=first.pk))
        number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = AgreedStatement.objects.create(
        area_id=area_id, first=first, number=number, made_by_id=scope.user_id, sent_key=key, **told
    )
    record(scope, "agreedstatement.drafted", made, area_id=area_id, fields=sorted(told))
    return made


@transaction.atomic
def change_statement(
    *, scope: Scope, statement_id: int, version: int, facts: StatementFacts
) -> AgreedStatement:
    """Change a statement that nobody has agreed yet. Whoever changes it has written it, and so does not agree it."""
    row = _locked(scope, statement_id, WRITE)
    told = asdict(_checked(facts))
    changed = sorted(name for name, value in told.items() if getattr(row, name) != value)
    if not changed:
        return row
    _need_open(row)
    if row.version != version:
        raise changed_meanwhile(scope, row, "this statement")
    for name in changed:
        setattr(row, name, told[name])
    row.made_by_id = scope.user_id
    row.version += 1
    row.save()
    record(scope, "agreedstatement.changed", row, fields=changed)
    return row


@transaction.atomic
def agree_statement(
    *, scope: Scope, statement_id: int, version: int, post_id: int
) -> AgreedStatement:
    """Agree the words that were read, as somebody who did not write them. NotAllowed for whoever wrote them."""
    row = _locked(scope, statement_id, SET)
    if post_id not in scope.posts_with(SET, row.area_id):
        raise NotAllowed("That post does not carry the right to agree statements.")
    if row.agreed_at is not None and row.agreed_by_id == scope.user_id:
        return row
    _need_open(row)
    if row.version != version:
        raise changed_meanwhile(scope, row, "this statement")
    if row.made_by_id == scope.user_id:
        raise NotAllowed(
            "You wrote these words, so somebody else agrees them.",
            "Ask another holder of a post that may agree statements.",
        )
    row.agreed_at, row.agreed_by_id, row.agreed_post_id = clock.now(), scope.user_id, post_id
    row.version += 1
    row.save()
    record(scope, "agreedstatement.agreed", row, fields=("agreed_at", "agreed_post"))
    return row


@transaction.atomic
def withdraw_statement(*, scope: Scope, statement_id: int, version: int) -> AgreedStatement:
    """Say a statement no more from today on. What was written with it stays."""
    row = _locked(scope, statement_id, SET)
    if row.withdrawn_on is not None:
        return row
    if row.version != version:
        raise changed_meanwhile(scope, row, "this statement")
    row.withdrawn_on = clock.today()
    row.version += 1
    row.save()
    record(scope, "agreedstatement.withdrawn", row, fields=("withdrawn_on",))
    return row


def _locked(scope: Scope, statement_id: int, right: str) -> AgreedStatement:
    rows = AgreedStatement.objects.select_for_update(of=("self",))
    row = rows.filter(pk__in=AgreedStatement.objects.visible_to(scope), pk=statement_id).first()
    if row is None:
        raise UserError("no_such_statement", "There is no such statement.")
    scope.need(right, row.area_id)
    return row


def _need_open(row: AgreedStatement) -> None:
    if row.agreed_at is not None or row.withdrawn_on is not None:
        raise UserError(
            "statement_settled", "This statement was agreed or withdrawn, so its words stay.",
            fix="Write a new version of it.",
        )  # fmt: skip


def _checked(facts: StatementFacts) -> StatementFacts:
    title, words = " ".join(facts.title.split()), facts.words.strip()
    if facts.audience not in AgreedStatement.Audience.values:
        raise UserError("no_such_audience", "Say for whom it is.", "audience", "Choose from the list.")  # fmt: skip
    if not title:
        raise UserError("title_missing", "Say what it is about.", "title")
    if not words or len(words) > LONGEST:
        raise UserError(
            "words_missing", f"Write the statement, in {LONGEST} characters or fewer.", "words"
        )
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise UserError(
            "ends_before_start", "The last day is before the first.", "ends_on", "Check both days."
        )
    return StatementFacts(facts.audience, title, words, facts.starts_on, facts.ends_on)
