"""What becomes of kept files: moved to the record that they belong to, removed with a reason, erased with a record."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.keeping import storing
from goldenthread.documents.keeping.owners import OwnerKey, answering, child_of, need_to_keep
from goldenthread.documents.models import KeptFile


@transaction.atomic
def move(
    *,
    scope: Scope,
    owner: OwnerKey,
    to: OwnerKey,
    area_id: int | None,
    person_id: int | None,
    only: Collection[int] | None = None,
) -> int:
    """Give the files of one record to another, with the area and the child that they belong to now; how many moved.

    `to` may be the same record, when only the child has become known. `only` names some of the files by their keys.
    What the other record has already is removed here. NotAllowed without the right to both.
    """
    need_to_keep(scope, owner)
    need_to_keep(scope, to)
    files = _there(owner)
    if only is not None:
        files = [one for one in files if one.pk in only]
    has = {one.sha256 for one in _there(to)} if to != owner else set()
    for file in files:
        if file.sha256 in has:
            _remove(scope, file, "The record that it was moved to has the same file.")
            continue
        file.owner_type, file.owner_id = to
        file.area_id, file.person_id = area_id, child_of(to, person_id)
        file.save(update_fields=["owner_type", "owner_id", "area", "person"])
        record(scope, "keptfile.moved", file, area_id=area_id, fields=("owner", "person"))
    return len(files)


@transaction.atomic
def remove(*, scope: Scope | None, owner: OwnerKey, file_id: int, why: str) -> KeptFile:
    """Remove a file of that record: bytes and name go, the row stays with the reason. Twice does no harm.

    NotAllowed without the right, and for somebody without an account who did not send it so; UserError without a
    reason, or when the record has no such file.
    """
    asking = answering(scope)
    need_to_keep(asking, owner)
    if not why.strip():
        raise UserError(
            "no_reason", "Say why the file is removed.", "why", "A few words are enough."
        )
    files = KeptFile.objects.select_for_update(of=("self",))
    file = files.filter(pk=file_id, owner_type=owner[0], owner_id=owner[1]).first()
    if file is None or (asking.user_id is None and file.kept_by_id is not None):
        raise UserError("no_such_file", "There is no such file here.")
    if file.removed_at is None:
        _remove(asking, file, why.strip()[:300])
    return file


def _there(owner: OwnerKey) -> list[KeptFile]:
    files = KeptFile.objects.there().select_for_update(of=("self",))
    return list(files.filter(owner_type=owner[0], owner_id=owner[1]).order_by("pk"))


def _remove(scope: Scope, file: KeptFile, why: str) -> None:
    file.name, file.removed_why = "", why
    file.removed_at, file.removed_by_id = clock.now(), scope.user_id
    file.save(update_fields=["name", "removed_why", "removed_at", "removed_by"])
    record(scope, "keptfile.removed", file, area_id=file.area_id, fields=("name", "removed_why"))
    storing.delete_later([file.stored])


@transaction.atomic
def erase(*, scope: Scope, owners: Sequence[Model]) -> None:
    """Remove every file of these records (of one model) with its row: for when the records themselves go."""
    keys = [one.pk for one in owners]
    files = KeptFile.objects.filter(owner_type=owners[0]._meta.label_lower, owner_id__in=keys)
    stored = list(files.values_list("stored", flat=True))
    if stored:
        record(scope, "keptfile.erased", count=len(stored))
        files.delete()
        storing.delete_later(stored)
