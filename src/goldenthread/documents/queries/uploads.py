"""Files that people sent in: those of a record, those of a child, and one to be handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.documents.keeping.of_children import reads_whole
from goldenthread.documents.keeping.owners import OwnerKey, is_known, owner_of, owners_with_record
from goldenthread.documents.models import KeptFile
from goldenthread.people.protection import hidden_from
from goldenthread.tasks.presenters import size_words


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as lists show it. `taken_by` is the name of whoever of the staff added it, empty where nobody did.

    Of a removed one there is only that it was, when, and why.
    """

    id: int
    owner: OwnerKey
    name: str
    kind: str
    content_type: str
    size: int
    sent_by: str
    taken_by: str
    kept_at: datetime
    scanned: bool
    removed_at: datetime | None
    removed_why: str

    @property
    def size_words(self) -> str:
        """The size as lists show it."""
        return size_words(self.size)


def files_of(scope: Scope, owner: OwnerKey) -> list[FileRow]:
    """The files of a record, the newest first; none where the scope may not read them.

    Those that name a child of whom anything is hidden from the scope are left out: nobody can tell what stands in them.
    """
    if not is_known(owner[0]) or not owner_of(owner[0]).may_read(scope, owner[1]):
        return []
    files = _found(owner_type=owner[0], owner_id=owner[1])
    hidden = hidden_from(scope, {one.person_id for one in files if one.person_id is not None})
    return [_row(one) for one in files if one.person_id not in hidden]


def files_sent(owner: OwnerKey) -> list[FileRow]:
    """What somebody without an account has sent to that record and not removed: for the page behind their own link.

    That the link leads to this record is for the caller to see.
    """
    files = _found(owner_type=owner[0], owner_id=owner[1], kept_by=None, removed_at=None)
    return [_row(one) for one in files]


def files_of_child(person_id: int) -> list[FileRow]:
    """Everything that names a child and is read with the whole record. One query; the caller has seen to the right.

    See `keeping.of_children.reads_whole`.
    """
    return [_row(one) for one in _found(person=person_id, owner_type__in=owners_with_record())]


def get_file(scope: Scope, file_id: int) -> KeptFile:
    """A file to be handed out. Http404 when there is none that the scope may read, or it was removed."""
    file = KeptFile.objects.there().select_related("person").filter(pk=file_id).first()
    if file is None or not _may_read(scope, file):
        raise Http404("There is no such file.")
    return file


def _may_read(scope: Scope, file: KeptFile) -> bool:
    """Through the record that it belongs to; or with the child's whole record, where that record allows it.

    Never where anything of the child is hidden from the scope.
    """
    child = file.person_id
    if not is_known(file.owner_type) or (child is not None and hidden_from(scope, [child])):
        return False
    owner = owner_of(file.owner_type)
    if owner.may_read(scope, file.owner_id):
        return True
    return owner.with_record and child is not None and reads_whole(scope, child)


def _found(**wanted: object) -> list[KeptFile]:
    return list(KeptFile.objects.filter(**wanted).select_related("kept_by"))


def _row(one: KeptFile) -> FileRow:
    return FileRow(
        id=one.pk, owner=one.owner, name=one.name, kind=KeptFile.Kind(one.kind).label,
        content_type=one.content_type, size=one.size, sent_by=one.sent_by,
        taken_by=one.kept_by.name if one.kept_by else "", kept_at=one.kept_at,
        scanned=one.scan == KeptFile.Scan.CLEAN, removed_at=one.removed_at,
        removed_why=one.removed_why,
    )  # fmt: skip
