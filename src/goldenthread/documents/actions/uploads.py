"""The only writers of files that people sent in. Each is checked, cleaned and scanned before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum

from goldenthread.access.audit import record
from goldenthread.access.scope import PUBLIC, Scope
from goldenthread.core import clock
from goldenthread.documents.keeping import storing
from goldenthread.documents.keeping.examining import (
    Examined,
    examine,
    refuse_too_many,
    refuse_too_much,
    refuse_unread,
)
from goldenthread.documents.keeping.owners import (
    OwnerKey,
    answering,
    child_of,
    need_to_keep,
)
from goldenthread.documents.models import KeptFile


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
        return child_of(self.owner, self.person_id)


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
    asking = answering(scope)
    need_to_keep(asking, sending.owner)
    refuse_unread([(name, len(data)) for name, data in files])
    # A scanner takes its time: no row is locked meanwhile.
    examined = [examine(name, data) for name, data in files]
    try:
        return _written(asking, sending, examined)
    except IntegrityError:
        # The same form came twice at once, and the other was first: its files are there now.
        return _written(asking, sending, examined)


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
    by_link = scope.user_id is None
    if by_link:
        refuse_too_much(
            sum(row.size for row in known.values() if row.kept_by_id is None), _sent_today(owner_type),
            sum(len(one.data) for one in examined), by_code=scope.origin.channel != PUBLIC,
        )  # fmt: skip
    rows = []
    for one in examined:
        digest = hashlib.sha256(one.data).hexdigest()
        if digest not in known:
            refuse_too_many(len(known), by_link=by_link)
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


def _sent_today(owner_type: str) -> int:
    """How many bytes people without an account have sent with that kind of record in a day and a night.

    A disk has an end; whoever fills up one kind of record does not keep others from sending with another.
    """
    sent = KeptFile.objects.filter(
        owner_type=owner_type, kept_by=None, kept_at__gt=clock.now() - timedelta(days=1)
    )
    return int(sent.aggregate(total=Sum("size"))["total"] or 0)
