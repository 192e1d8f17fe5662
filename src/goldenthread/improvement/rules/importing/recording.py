"""What will be recorded of a milestone's printed status, update and leads. The import and its preview both ask here."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.improvement.rules.dates import normal
from goldenthread.improvement.rules.importing.parsed import ParsedMilestone, ParsedPriority
from goldenthread.improvement.rules.importing.statuses import kept_words, read_status
from goldenthread.improvement.rules.importing.vocabulary import vocabulary
from goldenthread.improvement.rules.status import Status


@dataclass(frozen=True, slots=True)
class Recorded:
    """`status` is recorded as the reported one, `update` as the document's words about progress.

    `printed` is the status as printed, empty where none is. `known` is False where the printed words are
    none of the five statuses: until a person says which, the plan cannot be imported.
    """

    status: Status
    printed: str
    update: str
    known: bool


def recorded(milestone: ParsedMilestone) -> Recorded:
    """What the import writes. Words that say more than the status are kept where a person will read them."""
    # A dash in the cell says that there is none.
    printed = (milestone.status or "").strip()
    printed = printed if printed.strip(" -–—_./") else ""
    found = read_status(printed, vocabulary())
    update = milestone.update or ""
    if not found.exact:
        update = kept_words(printed, milestone.update)
    status = Status(found.status) if found.status else Status.GREY
    return Recorded(status, printed, update, known=not printed or found.status is not None)


def own_leads(milestone: ParsedMilestone, priority: ParsedPriority) -> tuple[str, ...]:
    """The leads of its own row, where they are not simply all those of its priority."""
    own = {normal(name) for name in milestone.leads}
    return () if own == {normal(name) for name in priority.leads} else milestone.leads
