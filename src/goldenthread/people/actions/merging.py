"""Making two records of one child one, undoing that, and saying of two records that they are of two children."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.organisations.models import LocalArea
from goldenthread.people.actions.family_links import look_anew
from goldenthread.people.merging import (
    Shift,
    changed_since,
    from_plain,
    moving,
    need_unmerged,
    plain,
    put_back,
)
from goldenthread.people.models import Merge, NotSame, Person
from goldenthread.people.moving import guard_of, move_all
from goldenthread.people.name_keys import rewrite
from goldenthread.people.queries.duplicates import identity_of
from goldenthread.people.rules.merging import conflicts, made_one

MERGE = "person.merge"
LONGEST_WHY = 300


@dataclass(frozen=True)
class Choice:
    """Which of two records is kept, whose value stands where they differ, by field and key of the record, and why.

    `versions` are those of both records that were read, by key.
    """

    kept_id: int
    gone_id: int
    values: Mapping[str, int]
    why: str
    versions: Mapping[int, int]


@transaction.atomic
def merge(*, scope: Scope, choice: Choice, today: date) -> Merge:
    """Make two records of one area one: all that hangs on `gone` moves to `kept`. Sent twice, it is done once.

    UserError where something is left to choose, a room above refuses, or a record has changed meanwhile; NotAllowed.
    """
    kept, gone = _both(scope, choice.kept_id, choice.gone_id)
    before = Merge.objects.filter(kept=kept, gone=gone, undone_at=None).first()
    if before is not None:
        return before
    need_unmerged(kept, gone)
    for person in (kept, gone):
        if choice.versions.get(person.pk) != person.version:
            raise changed_meanwhile(scope, person, f"the record {person.reference}")
    values = _chosen(kept, gone, choice.values)
    made = Merge(
        kept=kept, gone=gone, why=_said(choice.why), made_at=clock.now(), made_by_id=scope.user_id
    )
    made.moved, made.before = _carry_out(kept, gone, values, today)
    made.save()
    for person in (kept, gone):
        record(scope, "person.merged", person, fields=sorted(_columns(made)))
    look_anew(scope, kept.pk, gone.pk)
    return made


@transaction.atomic
def undo(*, scope: Scope, merge_id: int) -> Merge:
    """Make two records again of what was made one: every row that is still there goes back. Sent twice, done once.

    What was written since stays with the record that was kept. UserError where that cannot be told apart.
    """
    made = Merge.objects.filter(pk=merge_id).first()
    if made is None:
        raise UserError("no_such_merge", "There is no such pair of records.")
    kept, gone = _both(scope, made.kept_id, made.gone_id)
    made = Merge.objects.select_for_update(of=("self",)).get(pk=merge_id)
    if made.undone_at is not None:
        return made
    later = Merge.objects.filter(kept=kept, undone_at=None, pk__gt=made.pk)
    if later.exists() or kept.merged_into_id is not None:
        raise UserError(
            "merged_again", "This record was made one with another since.", fix="Undo that first."
        )
    _need_as_merged(kept, made)
    put_back(made.moved)
    for name, (was, _) in _columns(made).items():
        setattr(kept, name, from_plain(Person, name, was))
    gone.merged_into = None
    _settle(kept, gone)
    made.undone_at, made.undone_by_id = clock.now(), scope.user_id
    made.save()
    for person in (kept, gone):
        record(scope, "person.merge_undone", person, fields=sorted(_columns(made)))
    look_anew(scope, kept.pk, gone.pk)
    return made


@transaction.atomic
def keep_apart(*, scope: Scope, first_id: int, second_id: int) -> NotSame:
    """Say of two records that they are of two children: they are not proposed again. Said twice, it stands once."""
    people = _both(scope, first_id, second_id)
    need_unmerged(*people)
    first, second = sorted(person.pk for person in people)
    said, new = NotSame.objects.get_or_create(
        first_id=first, second_id=second, defaults={"said_by_id": scope.user_id}
    )
    if new:
        for person in people:
            record(scope, "person.kept_apart", person)
    return said


def _both(scope: Scope, first_id: int, second_id: int) -> tuple[Person, Person]:
    """Both records, locked, with the area: one pair of an area at a time. UserError, or NotAllowed."""
    visible = Person.objects.visible_to(scope).filter(pk__in=(first_id, second_id))
    areas = dict(visible.values_list("pk", "area"))
    if len(areas) != 2:
        raise UserError("no_such_record", "There is no such record.")
    for area_id in set(areas.values()):
        scope.need(MERGE, area_id)
    if areas[first_id] != areas[second_id]:
        raise UserError(
            "two_areas", "The two records are in two areas.",
            fix="A child who moved has a record in each area.",
        )  # fmt: skip
    LocalArea.objects.select_for_update().get(pk=areas[first_id])
    rows = Person.objects.select_for_update(of=("self",)).select_related("area").order_by("pk")
    found = rows.in_bulk(areas)
    return found[first_id], found[second_id]


def _said(why: str) -> str:
    said = " ".join(why.split())
    if not said or len(said) > LONGEST_WHY:
        raise UserError(
            "why_missing", f"Say how you know that they are one child, in {LONGEST_WHY} characters or fewer.", "why",
        )  # fmt: skip
    return said


def _chosen(kept: Person, gone: Person, values: Mapping[str, int]) -> dict[str, object]:
    """The fields of `kept` that become another."""
    mine, theirs = identity_of(kept), identity_of(gone)
    for name in conflicts(mine, theirs):
        if values.get(name) not in (kept.pk, gone.pk):
            raise UserError("not_chosen", "Choose which of the two is right.", name)
    from_gone = {name for name in conflicts(mine, theirs) if values[name] == gone.pk}
    stored = made_one(mine, theirs, from_gone)
    return {name: value for name, value in stored.items() if getattr(kept, name) != value}


def _carry_out(
    kept: Person, gone: Person, values: dict[str, object], today: date
) -> tuple[dict[str, object], dict[str, object]]:
    """Move and change; what moved, and what was before."""
    shift = Shift()
    for room in moving():
        room.move(kept, gone, shift)
    move_all(kept, gone, today, shift)
    before: dict[str, object] = {
        name: [plain(getattr(kept, name)), plain(value)] for name, value in values.items()
    }
    for name, value in values.items():
        setattr(kept, name, value)
    gone.merged_into = kept
    _settle(kept, gone)
    return dict(shift.log), {**before, "guard": guard_of(kept)}


def _settle(kept: Person, gone: Person) -> None:
    """Save both with their next version, and put in order what follows from them."""
    for person in (kept, gone):
        person.version += 1
        person.save()
    for person in (kept, gone):
        rewrite(person)
    for room in moving():
        room.settle(kept, gone)


def _need_as_merged(kept: Person, made: Merge) -> None:
    """UserError where what was chosen, protected or restricted has changed since."""
    for name, (_, after) in _columns(made).items():
        if plain(getattr(kept, name)) != after:
            raise changed_since("what identifies the child")
    if guard_of(kept) != made.before["guard"]:
        raise changed_since("what is protected, or what a carer may be told,")


def _columns(made: Merge) -> dict[str, list[object]]:
    return {name: value for name, value in made.before.items() if name != "guard"}
