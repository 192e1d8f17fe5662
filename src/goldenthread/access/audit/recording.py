"""The one way into the audit trail: `record` and its shorthands. Each call is one INSERT.

A call stands inside the transaction of what it records, so that there is never one without the other.
Refusals are recorded after the refused transaction has been undone (see access.middleware).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Model

from goldenthread.access.audit.digests import hash_of_ids
from goldenthread.access.audit.registry import action as registered
from goldenthread.access.models.audit import AuditEntry
from goldenthread.access.scope import PUBLIC, Scope
from goldenthread.core import clock

# Work that no person asked for says which part of the product did it.
SYSTEM_CHANNELS = frozenset({"system", "command", "scheduler", "worker", "demo", "openid"})
# Another system is answered for by its token: the channel names its key, and who made it stands in the trail.
API = "api"
_TOKEN_CHANNEL = re.compile(rf"{API}:\d+")
# Somebody without an account is answered for by the link by which they came, where it leads to one record.
LINK = "link"
_LINK_CHANNEL = re.compile(rf"{LINK}:\d+")
# Someone who has not signed in can still fail to, or be refused.
_NEEDS_NO_PERSON = frozenset({"sign_in", "refusal"})
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_.]{0,59}")

Target = Model | tuple[str, object]


def channel_of_token(token_id: int) -> str:
    """The channel of what another system asks for with that token."""
    return f"{API}:{token_id}"


def token_of_channel(channel: str) -> str:
    """The key of the token, empty for every other channel."""
    return channel.partition(":")[2] if _TOKEN_CHANNEL.fullmatch(channel) else ""


def channel_of_link(link_id: int) -> str:
    """The channel of what somebody does who came by that link."""
    return f"{LINK}:{link_id}"


def link_of_channel(channel: str) -> str:
    """The key of the link, empty for every other channel."""
    return channel.partition(":")[2] if _LINK_CHANNEL.fullmatch(channel) else ""


def record(
    scope: Scope,
    action: str,
    target: Target | None = None,
    *,
    area_id: int | None = None,
    fields: Iterable[str] = (),
    count: int | None = None,
    ids: Iterable[object] = (),
    same_as: AuditEntry | None = None,
    outcome: str = "done",
) -> AuditEntry:
    """Write one entry: `scope` did `action` (a code of audit_actions.yaml) to `target`.

    `target` is a saved record, or a pair (kind, key) for what is no record. `area_id` decides who may read the
    entry and is by default the record's own. `fields` are names of what changed or was filtered by, never
    values. `ids` are the keys of the records that a list showed; `count` is their number unless given.
    `same_as`: an earlier entry whose records these are.
    ValueError: unknown code, a field that is no name, an unsaved record, or nobody to answer for it
    (`scope.without_account` answers for what comes by a link or on a public page).
    """
    _check_answerable(scope, registered(action).kind, action)
    target_type, target_id = _named(target)
    shown = [str(one) for one in ids]
    earlier = (same_as.count, same_as.ids_hash) if same_as else (None, "")
    number, digest = (len(shown), hash_of_ids(shown)) if shown else earlier
    return AuditEntry.objects.create(
        at=clock.now(),
        user_id=scope.user_id,
        post_ids=",".join(str(one) for one in sorted(scope.post_ids)),
        action=action,
        target_type=target_type,
        target_id=target_id,
        area_id=area_id if area_id is not None else getattr(target, "area_id", None),
        fields=",".join(_checked_names(fields)),
        count=number if count is None else count,
        ids_hash=digest,
        outcome=AuditEntry.Outcome(outcome),
        address=scope.origin.address,
        request_id=scope.origin.request_id,
        channel=scope.origin.channel,
    )


def record_read(scope: Scope, target: Model, *, area_id: int | None = None) -> AuditEntry:
    """Someone opened one record: the action is `MODEL.read`."""
    return record(scope, f"{target._meta.model_name}.read", target, area_id=area_id)


def record_list_read(
    scope: Scope,
    kind: str,
    ids: Iterable[object],
    filter_names: Iterable[str] = (),
    *,
    area_id: int | None = None,
) -> AuditEntry:
    """Someone read one page of a list of `kind`: one entry, `KIND.list_read`, however many rows it shows.

    Without `area_id` the entry belongs to the one area that the person works in, if it is one.
    """
    shown = list(ids)
    return record(
        scope,
        f"{kind}.list_read",
        area_id=area_id if area_id is not None else _only_area(scope),
        fields=filter_names,
        count=len(shown),
        ids=shown,
    )


def record_export(
    scope: Scope,
    target: Target,
    *,
    kind: str | None = None,
    ids: Iterable[object] = (),
    fields: Iterable[str] = (),
    area_id: int | None = None,
    same_as: AuditEntry | None = None,
) -> AuditEntry:
    """Someone took a copy out of the system: `KIND.exported`, where `kind` is by default the record's model."""
    name = kind or _named(target)[0].rpartition(".")[2]
    return record(
        scope, f"{name}.exported", target, area_id=area_id, fields=fields, ids=ids, same_as=same_as
    )  # fmt: skip


def record_refusal(
    scope: Scope,
    target: Target | None = None,
    *,
    action: str = "access.refused",
    area_id: int | None = None,
) -> AuditEntry:
    """Someone asked for what their posts do not allow.

    A refusal that names no area belongs to the one area that the person works in, so that those who look
    after it can see it; it stays without one where there are several, or none.
    """
    if area_id is None and getattr(target, "area_id", None) is None:
        area_id = _only_area(scope)
    return record(scope, action, target, area_id=area_id, outcome="refused")


def _only_area(scope: Scope) -> int | None:
    areas = {grant.area_id for grant in scope.grants}
    return next(iter(areas)) if len(areas) == 1 else None


def _check_answerable(scope: Scope, kind: str, action: str) -> None:
    if scope.user_id is not None or kind in _NEEDS_NO_PERSON:
        return
    channel = scope.origin.channel
    by_key = _TOKEN_CHANNEL.fullmatch(channel) or _LINK_CHANNEL.fullmatch(channel)
    if channel not in SYSTEM_CHANNELS | {PUBLIC} and not by_key:
        raise ValueError(
            f"{action}: somebody must answer for it, a person, a token, a named system channel, or the public one"
        )


def _named(target: Target | None) -> tuple[str, str]:
    if target is None:
        return "", ""
    if isinstance(target, tuple):
        kind, key = target
        return kind, str(key)
    if target.pk is None:
        raise ValueError(
            f"an unsaved {target._meta.verbose_name} cannot be named in the audit trail"
        )
    return target._meta.label_lower, str(target.pk)


def _checked_names(fields: Iterable[str]) -> list[str]:
    names = list(fields)
    if isinstance(fields, str) or any(not _FIELD_NAME.fullmatch(name) for name in names):
        raise ValueError(f"audit entries hold names of fields, never values: {names}")
    return names
