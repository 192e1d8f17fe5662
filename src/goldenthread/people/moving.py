"""Everything that hangs on one child's record, moved to another record of that child. Inside the caller's transaction.

All rows move, whoever may see them. What then stands twice is ended for the row that moved, with the day before.
A protection moves with its posts, so that never less is protected. Each restriction of a carer holds on both records'
rows for that carer, and for one of the same name: merging makes nobody unrestricted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q

from goldenthread.core.errors import UserError
from goldenthread.people.merging import Shift
from goldenthread.people.models import (
    Address,
    CapacityNote,
    CarerLink,
    Consent,
    ContactPoint,
    Need,
    NetworkMember,
    NotSame,
    Person,
    Protection,
    SettingStay,
    Sibling,
)
from goldenthread.people.rules.likeness import DIFFERENT, OTHERS, forenames, surnames
from goldenthread.people.rules.recipients import Tie, keeps_place, restriction_rules, silenced

# What makes two open rows of a table say the same; each line of columns is enough.
_TWICE: dict[Any, tuple[tuple[str, ...], ...]] = {
    Address: (("kind", "lines", "postcode"),),
    SettingStay: (("organisation_id", "name", "sen_setting", "rank"),),
    Need: (("rank",), ("type",)),
    NetworkMember: (("post_id", "name", "role"), ("post_id",)),
    CapacityNote: (),
    Protection: (),
}


def move_all(kept: Person, gone: Person, today: date, shift: Shift) -> None:
    """Move every row of this room from `gone` to `kept`. UserError where two things cannot both be so."""
    _carers(kept, gone, today, shift)
    for model, same in _TWICE.items():
        _spans(model, same, kept, gone, today, shift)
    _consents(kept, gone, today, shift)
    _contacts(kept, gone, today, shift)
    for pairs in (Sibling, NotSame):
        _pairs(pairs, kept, gone, shift)
    for row in Person.objects.select_for_update(of=("self",)).filter(merged_into=gone):
        shift.set(row, merged_into_id=kept.pk)


def guard_of(person: Person) -> dict[str, list[list[Any]]]:
    """What is protected and who is restricted on a record: an undo may not lose what was added to it since."""
    links = CarerLink.objects.filter(person=person).order_by("pk")
    rows = Protection.objects.filter(person=person).order_by("pk").prefetch_related("posts")
    return {
        "restrictions": [[link.pk, link.restriction] for link in links],
        "protections": [
            [row.pk, row.what, row.ends_on.isoformat() if row.ends_on else None,
             sorted(post.pk for post in row.posts.all())]
            for row in rows
        ],
    }  # fmt: skip


def _spans(
    model: Any, same: tuple[tuple[str, ...], ...], kept: Person, gone: Person, today: date, shift: Shift
) -> None:  # fmt: skip
    there = {
        (names, _values(row, names))
        for row in model.objects.filter(person=kept, ends_on=None)
        for names in same
    }
    for row in model.objects.filter(person=gone):
        values: dict[str, Any] = {"person_id": kept.pk}
        twice = {(names, _values(row, names)) for names in same} & there
        # Two people without a post of ours are told apart by their names.
        twice -= {(("post_id",), (None,))}
        if row.ends_on is None and twice:
            values["ends_on"] = _last_day(row.starts_on, today)
        shift.set(row, **values)


def _carers(kept: Person, gone: Person, today: date, shift: Shift) -> None:
    mine, theirs = (
        list(CarerLink.objects.filter(person=person).select_related("carer"))
        for person in (kept, gone)
    )
    for one in mine:
        for other in theirs:
            if one.carer_id == other.carer_id or _one_name(one, other):
                strict = max((one, other), key=_strictness)
                for link in (one, other):
                    if _strictness(link) < _strictness(strict):
                        _restrict(link, strict, today, shift)
    open_now = {link.carer_id for link in mine if link.ends_on is None}
    for link in theirs:
        values: dict[str, Any] = {"person_id": kept.pk}
        if link.ends_on is None and link.carer_id in open_now:
            values["ends_on"] = _last_day(link.starts_on, today)
        shift.set(link, **values)


def _restrict(link: CarerLink, strict: CarerLink, today: date, shift: Shift) -> None:
    if link.ends_on is not None and link.ends_on < today:
        return
    tie = Tie(0, strict.restriction)
    if link.lives_with and keeps_place(tie):
        raise UserError(
            "lives_with_restricted",
            "By one record the child lives with a carer who by the other may not know where the child lives.",
            fix="Find out which is right, change that carer on its record, then make them one.",
        )
    shift.set(
        link, restriction=strict.restriction, basis=strict.basis,
        restricted_from=strict.restricted_from, restricted_until=strict.restricted_until,
        gets_letters=link.gets_letters and not silenced(tie),
    )  # fmt: skip


def _strictness(link: CarerLink) -> int:
    """The file names restrictions from none to all; one that it does not name leaves nothing."""
    known = list(restriction_rules()["restrictions"])
    return known.index(link.restriction) if link.restriction in known else len(known)


def _one_name(a: CarerLink, b: CarerLink) -> bool:
    """Whether two carers may be one person on two rows: rather one too many than one too few."""
    first = forenames((a.carer.forename, ""), (b.carer.forename, ""), ())
    return first not in (DIFFERENT, OTHERS) and (
        surnames([a.carer.surname], [b.carer.surname]) != DIFFERENT
    )


def _consents(kept: Person, gone: Person, today: date, shift: Shift) -> None:
    """The later answer for a purpose stands; of two of one day, the one that agrees to less."""
    standing = {row.purpose: row for row in Consent.objects.filter(person=kept, ends_on=None)}
    for row in Consent.objects.filter(person=gone):
        values: dict[str, Any] = {"person_id": kept.pk}
        other = standing.get(row.purpose)
        if row.ends_on is None and other is not None:
            earlier, later = sorted((other, row), key=_weight)
            last = max(earlier.starts_on or date.min, (later.starts_on or today) - timedelta(days=1))  # fmt: skip
            if earlier is row:
                values["ends_on"] = last
            else:
                shift.set(other, ends_on=last)
        shift.set(row, **values)


def _weight(row: Consent) -> tuple[date, bool]:
    return (row.starts_on or date.min, row.answer != Consent.Answer.GIVEN)


def _contacts(kept: Person, gone: Person, today: date, shift: Shift) -> None:
    """The young person's own: one that stands twice is ended, and one only is the preferred one."""
    mine = list(ContactPoint.objects.filter(person=kept, ended_on=None))
    there = {(point.kind, point.value) for point in mine}
    for point in ContactPoint.objects.filter(person=gone):
        values: dict[str, Any] = {"person_id": kept.pk}
        if any(one.preferred for one in mine):
            values["preferred"] = False
        if point.ended_on is None and (point.kind, point.value) in there:
            values |= {"ended_on": today, "preferred": False}
        shift.set(point, **values)


def _pairs(model: Any, kept: Person, gone: Person, shift: Shift) -> None:
    """Pairs with other children. One that stands already stays where it is, and is not shown."""
    known = Q(first=kept) | Q(second=kept)
    others = {_other(pair, kept) for pair in model.objects.filter(known)}
    for pair in model.objects.filter(Q(first=gone) | Q(second=gone)):
        other = _other(pair, gone)
        if other != kept.pk and other not in others:
            first, second = sorted((kept.pk, other))
            shift.set(pair, first_id=first, second_id=second)


def _other(pair: Any, person: Person) -> int:
    other: int = pair.second_id if pair.first_id == person.pk else pair.first_id
    return other


def _values(row: Model, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _last_day(starts_on: date | None, today: date) -> date:
    """Yesterday, or the first day of what has begun since."""
    return max(starts_on or date.min, today - timedelta(days=1))
