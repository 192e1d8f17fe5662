"""What every action on an entry does: take the row, check the post, keep what happened beside the change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.organisations.models import Post
from goldenthread.registers.models import Entry, EntryEvent
from goldenthread.registers.rules.definitions import Register, register

LONGEST_TEXT = 4000
Change = tuple[str, str, str]
"""What changed, as a reader sees it: name, before, after."""

_KIND = EntryEvent.Kind
_CODES = {
    _KIND.RAISED: "entry.raised",
    _KIND.CHANGED: "entry.changed",
    _KIND.ASSIGNED: "entry.assigned",
    _KIND.SCORED: "entry.scored",
    _KIND.REVIEWED: "entry.reviewed",
    _KIND.ESCALATED: "entry.escalated",
    _KIND.ANSWERED: "entry.answered",
    _KIND.SENT_BACK: "entry.answered",
    _KIND.MOVED: "entry.moved",
    _KIND.CLOSED: "entry.closed",
    _KIND.REOPENED: "entry.reopened",
}


def locked(scope: Scope, entry_id: int, version: int) -> tuple[Entry, Register]:
    """The entry with its row locked. UserError where there is none to be seen or somebody was faster."""
    entry = (
        Entry.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .filter(pk=entry_id)
        .first()
    )  # fmt: skip
    if entry is None:
        raise UserError("no_such_entry", "There is no such entry.")
    if entry.version != version:
        raise changed_meanwhile(
            scope, entry, f"this {register(entry.register).one}",
            fix="How it stands now is on its page. Check it, then send yours again.",
        )  # fmt: skip
    return entry, register(entry.register)


def need_post(posts: frozenset[int], post_id: int) -> None:
    """NotAllowed unless the post is one of `posts`."""
    if post_id not in posts:
        raise NotAllowed("That post may not do this to this entry.")


def need_open(entry: Entry) -> None:
    """UserError for a closed entry."""
    if entry.closed_on is not None:
        raise UserError(
            "entry_closed", f"{entry.reference} is closed.", fix="Reopen it first, with a reason."
        )


def need_text(text: str, what: str, where: str = "text") -> str:
    """`text` without blanks around it. UserError where it is missing or too long."""
    said = text.strip()
    if not said:
        raise UserError("text_missing", f"Say {what}.", where)
    if len(said) > LONGEST_TEXT:
        raise UserError("text_too_long", f"Use {LONGEST_TEXT} characters or fewer.", where)
    return said


def owner_of_area(area_id: int, owner_id: int, today: date) -> Post:
    """The post, if it stands in an organisation that serves the area and has not ended; else UserError."""
    found = Post.objects.filter(pk=owner_id, organisation__areas=area_id).first()
    if found is None or (found.ended_on is not None and found.ended_on < today):
        raise UserError(
            "no_such_owner", "This post is not one of the area's.", "owner",
            "Choose a post from the list.",
        )  # fmt: skip
    return found


def keep(
    scope: Scope,
    entry: Entry,
    kind: EntryEvent.Kind,
    post_id: int,
    today: date,
    *,
    text: str = "",
    changes: Iterable[Change] = (),
    level: int = 0,
    fields: Iterable[str] = (),
) -> EntryEvent:
    """Write the entry's new columns, the event beside them and the entry of the audit trail."""
    if kind != _KIND.RAISED:
        entry.version += 1
        entry.save()
    event = EntryEvent.objects.create(
        entry=entry, kind=kind, on=today, post_id=post_id, user_id=scope.user_id, text=text,
        changes=[list(change) for change in changes], level=level,
    )  # fmt: skip
    record(scope, _CODES[kind], entry, area_id=entry.area_id, fields=fields)
    return event
