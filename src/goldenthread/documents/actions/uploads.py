"""The only writers of files that people sent in. Each is checked, cleaned and scanned before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Model

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope, without_account
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.documents.keeping import storing
from goldenthread.documents.keeping.examining import Examined, examine, refuse_too_many
from goldenthread.documents.keeping.owners import OwnerKey, need_to_keep
from goldenthread.documents.models import KeptFile
from goldenthread.people.permissions import KIND as PERSON

WEB = "web"


@dataclass(frozen=True)
class Sending:
    """What is said of files that come together: whose they are, who sent them, and of which kind they are.

    `owner` is a record as the audit trail names it. `area_id` and `person_id` are None as long as nobody has said
    which they are. `sent_by` says in words who sent them: “Parent”, “Fellside School”.
    """

    owner: OwnerKey
    area_id: int | None
    sent_by: str
    person_id: int | None = None
    kind: str = KeptFile.Kind.OTHER

    @property
    def child_id(self) -> int | None:
        """The child it is about: where the files belong to a child's record, that child."""
        return _child(self.owner, self.person_id)


def _child(owner: OwnerKey, person_id: int | None) -> int | None:
    return owner[1] if owner[0] == PERSON else person_id


def keep(
    *,
    scope: Scope | None,
    area_id: int | None,
    owner: OwnerKey,
    name: str,
    data: bytes,
    sent_by: str,
    person_id: int | None = None,
    kind: str = KeptFile.Kind.OTHER,
) -> KeptFile:
    """Keep one file; see `keep_all`. `scope` None: somebody without an account, whose link the caller has checked."""
    sending = Sending(owner, area_id, sent_by, person_id, kind)
    return keep_all(scope=scope, sending=sending, files=[(name, data)])[0]


def keep_all(
    *, scope: Scope | None, sending: Sending, files: Sequence[tuple[str, bytes]]
) -> list[KeptFile]:
    """Keep files (name and bytes of each) that come together: all of them, or none. Best outside a transaction.

    What the owner has already is not kept twice: sending a form again returns the same rows. NotAllowed without the
    right; UserError for a file that is not taken, with its name as `where`.
    """
    asking = _asking(scope)
    need_to_keep(asking, sending.owner)
    # A scanner takes its time: no row is locked meanwhile.
    examined = [examine(name, data) for name, data in files]
    try:
        return _written(asking, sending, examined)
    except IntegrityError:
        # The same form came twice at once, and the other was first: its files are there now.
        return _written(asking, sending, examined)


def _asking(scope: Scope | None) -> Scope:
    """Who answers for it: somebody without an account too, through the link that they came by or the public page."""
    if scope is None or (scope.user_id is None and scope.origin.channel in ("", WEB)):
        return without_account(scope.origin if scope else None)
    return scope


def _written(scope: Scope, sending: Sending, examined: Sequence[Examined]) -> list[KeptFile]:
    """The rows, in one transaction; where that fails no bytes are left either."""
    written: list[str] = []
    try:
        with transaction.atomic():
            return _new_and_old(scope, sending, examined, written)
    except BaseException:
        storing.delete(written)
        raise


def _new_and_old(
    scope: Scope, sending: Sending, examined: Sequence[Examined], written: list[str]
) -> list[KeptFile]:
    """A row for each file; the name of what is written on the way is added to `written`."""
    owner_type, owner_id = sending.owner
    here = KeptFile.objects.select_for_update(of=("self",)).filter(
        owner_type=owner_type, owner_id=owner_id, removed_at=None
    )
    known = {row.sha256: row for row in here}
    rows = []
    for one in examined:
        digest = hashlib.sha256(one.data).hexdigest()
        if digest not in known:
            refuse_too_many(len(known), by_link=scope.user_id is None)
            written.append(storing.write(one.data))
            known[digest] = KeptFile.objects.create(
                area_id=sending.area_id, person_id=sending.child_id, owner_type=owner_type,
                owner_id=owner_id, kind=sending.kind, name=one.name, content_type=one.content_type,
                size=len(one.data), sha256=digest, stored=written[-1], scan=one.scan,
                sent_by=sending.sent_by.strip()[:160], kept_by_id=scope.user_id,
            )  # fmt: skip
            record(scope, "keptfile.kept", known[digest], area_id=sending.area_id)
        rows.append(known[digest])
    return rows


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
        file.area_id, file.person_id = area_id, _child(to, person_id)
        file.save(update_fields=["owner_type", "owner_id", "area", "person"])
        record(scope, "keptfile.moved", file, area_id=area_id, fields=("owner", "person"))
    return len(files)


@transaction.atomic
def remove(*, scope: Scope | None, owner: OwnerKey, file_id: int, why: str) -> KeptFile:
    """Remove a file of that record: bytes and name go, the row stays with the reason. Twice does no harm.

    NotAllowed without the right, and for somebody without an account who did not send it so; UserError without a
    reason, or when the record has no such file.
    """
    asking = _asking(scope)
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
