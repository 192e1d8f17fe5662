"""Puts an entry of the trail into words: who did what, and the details beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from goldenthread.access.audit.recording import (
    SYSTEM_CHANNELS,
    link_of_channel,
    token_of_channel,
)
from goldenthread.access.audit.registry import action
from goldenthread.access.models.audit import AuditEntry
from goldenthread.core.numbers import whole_number
from goldenthread.ui.filters import plural

USER = "access.user"
NO_RECORD = "all records"


@dataclass(frozen=True)
class EntryRow:
    """One entry as a page shows it: `who` + `before` + `what` + `after` is the sentence.

    `href_parts` lead to the record's own page, where it has one.
    """

    id: int
    at: datetime
    user_id: int | None
    who: str
    before: str
    what: str
    after: str
    href_parts: tuple[str, str] | None
    details: tuple[str, ...]
    outcome: str
    outcome_words: str
    origin: str

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.before}{self.what}{self.after}."


def row_of(entry: AuditEntry, names: Mapping[int, str]) -> EntryRow:
    """`names` are people's names by id; who is not among them is no longer kept."""
    registered = action(entry.action)
    before, mark, after = registered.words.partition("{what}")
    target = (entry.target_type, entry.target_id) if entry.target_type else None
    label = record_label(entry.target_type, entry.target_id, names) if target else NO_RECORD
    details = _details(entry, registered.kind)
    if target and not mark and target != (USER, str(entry.user_id)):
        details = (f"About {label}", *details)
    return EntryRow(
        id=entry.pk,
        at=entry.at,
        user_id=entry.user_id,
        who=_who(entry, names),
        before=before,
        what=label if mark else "",
        after=after,
        # An address cannot hold everything that may name a record.
        href_parts=target if target and target[1] and "/" not in "".join(target) else None,
        details=details,
        outcome=entry.outcome,
        outcome_words=AuditEntry.Outcome(entry.outcome).label,
        origin=", ".join(part for part in (entry.address, entry.channel) if part),
    )


def people_in(entry: AuditEntry) -> set[int]:
    """Ids of the people whom the sentence will name."""
    found = {entry.user_id} if entry.user_id is not None else set()
    if entry.target_type == USER and entry.target_id.isdigit():
        found.add(int(entry.target_id))
    return found


def record_label(target_type: str, target_id: str, names: Mapping[int, str]) -> str:
    """`milestone 12`, `the page improvement:plan 3`, or the name of a person who signs in."""
    if target_type == "page":
        return f"the page {target_id}"
    if target_type == USER and (key := whole_number(target_id)) is not None:
        return names.get(key, f"person {target_id}, no longer kept")
    try:
        kind = str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        kind = target_type
    return f"{kind} {target_id}"


def _who(entry: AuditEntry, names: Mapping[int, str]) -> str:
    if entry.user_id is not None:
        return names.get(entry.user_id, f"Person {entry.user_id}, no longer kept,")
    if entry.channel in SYSTEM_CHANNELS:
        return f"The system ({entry.channel})"
    if token := token_of_channel(entry.channel):
        return f"Another system, with API token {token},"
    if link := link_of_channel(entry.channel):
        return f"Somebody of the family, by link {link},"
    return "Someone who was not signed in"


def _details(entry: AuditEntry, kind: str) -> tuple[str, ...]:
    details = []
    if entry.count is not None:
        details.append(plural(entry.count, "record"))
    if entry.fields:
        words = entry.fields.replace("_", " ").replace(",", ", ")
        details.append(f"{'Filtered by' if kind == 'read' else 'Fields'}: {words}")
    return tuple(details)
