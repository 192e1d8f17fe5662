"""The values that the status rules take and give. A post or person is named by its key as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.improvement.rules.status.names import Flag, Status

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.core.months import Month

NO_POSTS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the post they act in, the person if known, and that person's other posts."""

    post: str
    person: str | None = None
    other_posts: frozenset[str] = NO_POSTS

    @property
    def posts(self) -> frozenset[str]:
        """Every post the person holds, the one they act in included."""
        return self.other_posts | {self.post}


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed a completed item off, and when.

    `owners` are the posts that led the item on that day. Keep them with the sign-off: a later
    change of leads must not undo it. None means "those of today".
    """

    by: Actor
    on: date
    owners: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """All that decides the status of a milestone.

    `baseline_due` is the date frozen when the plan was agreed; `due` is the current one, moved by a Red
    report, or by one of Green or Amber past the date (where it is None the baseline stands). `forecast` is
    the last Amber report's.
    `owners` are the posts that lead it today. `reported_by` made the last report; `sent_back_on` says that it was
    one of completion, which somebody has sent back since.
    """

    reported: Status = Status.GREY
    baseline_due: Month | None = None
    due: Month | None = None
    forecast: Month | None = None
    completed_on: date | None = None
    signed_off: SignOff | None = None
    owners: frozenset[str] = NO_POSTS
    reported_by: Actor | None = None
    reported_on: date | None = None
    sent_back_on: date | None = None

    @property
    def current_due(self) -> Month | None:
        """The date that counts today."""
        return self.due if self.due is not None else self.baseline_due


@dataclass(frozen=True, slots=True)
class Report:
    """What a lead says about a milestone. `text` is progress, `impact` is the "so what"."""

    status: Status
    by: Actor
    new_due: Month | None = None
    forecast: Month | None = None
    completed_on: date | None = None
    reason: str = ""
    impact: str = ""
    text: str = ""
    reopen: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is refused. `field` is the form's field; `fix` says how to put it right."""

    code: str
    field: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Override:
    """A parent's status set by hand. `derived_then` is what the rule gave on that day.

    ValueError for a blank reason or for Blue: neither may reach the record (see check_override).
    """

    status: Status
    reason: str
    by: str
    on: date
    derived_then: Status | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("an override needs a reason")
        if self.status is Status.BLUE:
            raise ValueError("Blue comes from a sign-off only")


@dataclass(frozen=True, slots=True)
class Shown:
    """The status to show, flags in the scheme's order, and why, in plain sentences.

    `derived` is the rule's own status where a person has set another by hand, else None. `rule` is the key of the
    rule that decided, for `Scheme.rule_name`.
    """

    status: Status
    flags: tuple[Flag, ...] = ()
    because: tuple[str, ...] = ()
    derived: Status | None = None
    rule: str = ""
