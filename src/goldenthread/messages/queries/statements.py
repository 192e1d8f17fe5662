"""Agreed statements: what may be said of delays on a day, and all that was written, with where it was used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.documents.rules import letters as rules
from goldenthread.messages.models import AgreedStatement, Letter
from goldenthread.organisations.models import LocalArea

_SOON = timedelta(days=28)
_MOST = 100


@dataclass(frozen=True)
class InForce:
    """A statement that may be said on a day: its version's key, what it is about, its words, since when, until when."""

    id: int
    title: str
    words: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Use:
    """A letter that went with a statement, and when."""

    letter_id: int
    reference: str
    sent_on: date


@dataclass(frozen=True)
class StatementRow:
    """One version of a statement, as its list shows it. `standing` says in words how it stands today.

    `used`: the newest letters that went with these words, as far as the scope may open them; `uses` counts them all.
    """

    id: int
    area_id: int
    area: str
    audience_code: str
    audience: str
    title: str
    number: int
    words: str
    starts_on: date
    ends_on: date | None
    standing: str
    in_force: bool
    wrote: str
    wrote_id: int | None
    agreed_by: str
    agreed_at: datetime | None
    open: bool
    withdrawn: bool
    used: tuple[Use, ...]
    uses: int
    version: int


def in_force(area_id: int, audience: str, day: date) -> tuple[InForce, ...]:
    """What the council of an area says to that audience (`families` or `young`) on a day, the newest first. One query.

    It names no child, so that the family page and letters read it without a scope.
    """
    rows = {one.pk: one for one in AgreedStatement.objects.filter(area=area_id, audience=audience)}
    by_version = {(one.first_id or one.pk, one.number): one for one in rows.values()}
    said = rules.in_force(map(_as_rule, rows.values()), audience, day)
    found = [by_version[one.key, one.version] for one in said]
    return tuple(InForce(one.pk, one.title, one.words, one.starts_on, one.ends_on) for one in found)


def statements_of(scope: Scope, today: date) -> tuple[StatementRow, ...]:
    """Every version of every statement that the scope may read, the newest first. Two queries."""
    found = AgreedStatement.objects.visible_to(scope)
    sent = Count("letters", filter=Q(letters__state=Letter.State.SENT))
    read = found.select_related("area", "made_by", "agreed_by").annotate(uses=sent)
    rows = list(read.order_by("-starts_on", "-pk"))
    said, used = _said(rows, today), _used(scope, [one.pk for one in rows])
    return tuple(_row(one, said, used[one.pk], today) for one in rows)


def get_statement(scope: Scope, statement_id: int, today: date) -> StatementRow:
    """One of `statements_of`; Http404 where there is none that the scope may read."""
    for one in statements_of(scope, today):
        if one.id == statement_id:
            return one
    raise Http404("There is no such statement.")


def areas_to_write(scope: Scope) -> list[tuple[int, str]]:
    """The areas, by key and name, for which the scope may write statements. One query."""
    areas = LocalArea.objects.filter(pk__in=scope.areas_with("letter.write"))
    return list(areas.order_by("name").values_list("pk", "name"))


def _said(rows: Iterable[AgreedStatement], today: date) -> set[int]:
    """The keys of all that may be said today, each area and audience by itself."""
    groups: dict[tuple[int, str], list[AgreedStatement]] = defaultdict(list)
    for one in rows:
        groups[one.area_id, one.audience].append(one)
    found: set[int] = set()
    for (_, audience), own in groups.items():
        by_version = {(one.first_id or one.pk, one.number): one.pk for one in own}
        said = rules.in_force(map(_as_rule, own), audience, today)
        found |= {by_version[one.key, one.version] for one in said}
    return found


def _as_rule(one: AgreedStatement) -> rules.Statement:
    if one.withdrawn_on is not None and one.withdrawn_on <= clock.today():
        state = rules.State.WITHDRAWN
    else:
        state = rules.State.AGREED if one.agreed_at is not None else rules.State.DRAFTED
    return rules.Statement(
        one.first_id or one.pk, one.audience, one.words, one.starts_on, one.ends_on, one.number, state
    )  # fmt: skip


def _used(scope: Scope, keys: Collection[int]) -> dict[int, list[Use]]:
    """By statement the newest letters that went with it and that the scope may open, at most so many in all."""
    found: dict[int, list[Use]] = defaultdict(list)
    letters = Letter.objects.visible_to(scope).filter(statement__in=keys, state=Letter.State.SENT)
    for one in letters.order_by("-pk")[:_MOST]:
        if one.statement_id is not None and one.sent_on is not None:
            found[one.statement_id].append(Use(one.pk, one.reference, one.sent_on))
    return found


def _row(one: AgreedStatement, said: set[int], used: list[Use], today: date) -> StatementRow:
    return StatementRow(
        id=one.pk, area_id=one.area_id, area=one.area.name,
        audience_code=one.audience, audience=one.get_audience_display(), title=one.title,
        number=one.number, words=one.words, starts_on=one.starts_on, ends_on=one.ends_on,
        standing=_standing(one, one.pk in said, today), in_force=one.pk in said,
        wrote=one.made_by.name if one.made_by else "", wrote_id=one.made_by_id,
        agreed_by=one.agreed_by.name if one.agreed_by else "", agreed_at=one.agreed_at,
        open=one.agreed_at is None and one.withdrawn_on is None,
        withdrawn=one.withdrawn_on is not None,
        used=tuple(used), version=one.version,
        uses=one.uses,  # type: ignore[attr-defined]  # annotated above
    )  # fmt: skip


def _standing(one: AgreedStatement, in_force_now: bool, today: date) -> str:
    if one.withdrawn_on is not None:
        return "Withdrawn"
    if one.agreed_at is None:
        return "Written, and not agreed yet"
    if in_force_now:
        ends = one.ends_on
        return "In force, ends soon" if ends is not None and ends <= today + _SOON else "In force"
    if one.starts_on > today:
        return "Agreed, not in force yet"
    if one.ends_on is not None and one.ends_on < today:
        return "Ended"
    return "Replaced by a newer version"
