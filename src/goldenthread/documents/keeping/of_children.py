"""Files of a child's record itself: who reads and adds them, what becomes of them when the record goes or is merged."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from goldenthread.access.scope import Scope
from goldenthread.documents.keeping.owners import register_owner
from goldenthread.documents.keeping.storing import delete_later
from goldenthread.documents.models import KeptFile
from goldenthread.people import merging, removing
from goldenthread.people.merging import Moving, Shift
from goldenthread.people.models import Person
from goldenthread.people.permissions import ALL, KIND, can_edit
from goldenthread.people.protection import hidden_from
from goldenthread.people.removing import Hanging

ROOM = "documents"


def reads_whole(scope: Scope, person_id: int) -> bool:
    """Whether the scope reads files about the child: whoever reads every child of the area, or opened the record.

    Nobody can tell what stands in a file. So where anything of the record is protected and hidden from the scope, its
    files are too.
    """
    person = Person.objects.visible_to(scope).filter(pk=person_id).first()
    if person is None:
        return False
    whole = person_id in scope.opened(KIND) or scope.has(ALL, person.area_id)
    return whole and not hidden_from(scope, [person_id])


def adds(scope: Scope, person_id: int) -> bool:
    """Whether the scope may add files to the record, and remove them: whoever reads them and changes the record."""
    person = Person.objects.visible_to(scope).filter(pk=person_id).first()
    return person is not None and can_edit(scope, person) and reads_whole(scope, person_id)


def remove_files(person_ids: Sequence[int]) -> None:
    """Remove the children's files with their rows; the caller records it with the child."""
    files = KeptFile.objects.filter(person__in=person_ids)
    delete_later(list(files.values_list("stored", flat=True)))
    files.delete()


def move_files(kept: Person, gone: Person, shift: Shift) -> None:
    """Give the files of `gone` to the record that is kept. What both have stays where it was: nothing is lost."""
    has = set(
        KeptFile.objects.there()
        .filter(owner_type=KIND, owner_id=kept.pk)
        .values_list("sha256", flat=True)
    )
    files = KeptFile.objects.select_for_update(of=("self",)).filter(person=gone).order_by("pk")
    for file in files:
        own = file.owner_type == KIND and not (file.removed_at is None and file.sha256 in has)
        shift.set(file, person_id=kept.pk, **({"owner_id": kept.pk} if own else {}))


def _nothing(_kept: Person, _gone: Person) -> None:
    """Nothing follows from where a file belongs."""


def _held_by_none() -> Q:
    """A file keeps no record longer than its time."""
    return Q(pk__in=())


def register_children() -> None:
    """Make files of children's records known to the rooms below; called once when the product starts."""
    register_owner(KIND, reads_whole, may_keep=adds, from_links=True, with_record=True)
    removing.register(ROOM, Hanging(remove_files, _held_by_none))
    merging.register(ROOM, Moving(move_files, _nothing))
