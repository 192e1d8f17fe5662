"""The post tray: every copy of the letters of an area that are ready to go, and the same lists as tables.

Posts are not united here: what is printed is what those of somebody's posts may see that send letters.
"""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.exchange.exports import Table, Value
from goldenthread.messages.actions.letters.keeping import SEND
from goldenthread.messages.models import Letter
from goldenthread.messages.paper import Sheet, sheet_of
from goldenthread.messages.queries.letter_page import get_letter
from goldenthread.messages.queries.letters import READY, SHOWN, as_rows, to_list, with_copies
from goldenthread.ui.filters import plural

_COLUMNS = (
    ("letter", "Letter"), ("child", "Child"), ("name", "Called"), ("kind", "Kind"), ("state", "How it stands"),
    ("written", "Written on"), ("to", "To"), ("sent", "Sent on"), ("served", "Taken as served on"),
    ("waits", "Duty that waits"), ("last_day", "Last day of that duty"), ("came_back", "Copies that came back"),
)  # fmt: skip
TITLE = "Letters"
AT_ONCE = 200


def in_tray(scope: Scope, area_id: int) -> list[int]:
    """The keys of the letters that are ready in an area, the oldest `AT_ONCE` of them. One query."""
    ready = to_list(scope.with_any({SEND}), READY, area_id).order_by("made_at", "pk")
    return list(ready.values_list("pk", flat=True)[:AT_ONCE])


def sheets_of_tray(scope: Scope, area_id: int) -> tuple[list[Sheet], list[int], int]:
    """The sheets of the tray, the keys of their letters, and how many were left out: something keeps them from going.

    A letter is left out whole: of one that lost what it must say, or whose reader may be told no more, nothing is
    printed. Five queries for each letter.
    """
    sheets: list[Sheet] = []
    printed: list[int] = []
    left = 0
    for key in in_tray(scope, area_id):
        page = get_letter(scope.with_any({SEND}), key)
        if page.ready and not any(one.shortened for one in page.copies):
            sheets += [sheet_of(page, one) for one in page.copies]
            printed.append(key)
        else:
            left += 1
    return sheets, printed, left


def letters_table(scope: Scope, shown: str, area_id: int) -> tuple[Table, list[int]]:
    """One of the lists of an area as a table, with the keys of its letters. Four queries. No address."""
    found: list[Letter] = list(
        with_copies(to_list(scope, shown, area_id)).order_by("made_at", "pk")
    )
    rows = as_rows(scope, found, leaves=True)
    values: list[tuple[Value, ...]] = [
        (
            row.reference, f"P-{row.person_id}", row.called, row.kind, row.state_words, row.written,
            "; ".join(row.to), row.sent_on, row.served_on, row.waits.words if row.waits else "",
            row.waits.last_day if row.waits else None, row.came_back,
        )
        for row in rows
    ]  # fmt: skip
    about = f"{SHOWN[shown]}: {plural(len(rows), 'letter')}, the oldest first."
    return Table(TITLE, about, _COLUMNS, values), [row.id for row in rows]
