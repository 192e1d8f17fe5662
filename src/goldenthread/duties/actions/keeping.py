"""What every action on a case does: take its row, check the right, ask about what is doubtful."""

from __future__ import annotations

from hashlib import sha256

from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.duties.models import Case

RECORD, ASSIGN = "case.record", "case.assign"


class Doubtful(UserError):
    """What was given can hardly be right; it is recorded once the person has confirmed it.

    `doubts`: sentences. `mark` stands for just these: confirming them confirms no others.
    """

    def __init__(self, found: list[str]) -> None:
        super().__init__("doubtful", found[0], fix="Check it, then confirm it if it is right.")
        self.doubts = found
        self.mark = sha256("\n".join(found).encode()).hexdigest()


def locked(scope: Scope, case_id: int, right: str) -> Case:
    """The case with its child, its row locked.

    UserError where there is none to be seen; NotAllowed without the right in its area.
    """
    case = (
        Case.objects.visible_to(scope)
        .select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=case_id)
        .first()
    )
    if case is None:
        raise UserError("no_such_case", "There is no such case.")
    scope.need(right, case.area_id)
    return case


def need_version(scope: Scope, case: Case, version: int | None) -> None:
    """UserError where the case has changed since. A room above, which holds its own rows, gives no version."""
    if version is not None and case.version != version:
        raise changed_meanwhile(
            scope, case, "this case",
            fix="What is recorded now is on the page of the case. Check it, then send yours again.",
        )  # fmt: skip


def need_open(case: Case) -> None:
    """UserError for a case that is closed."""
    if case.closed_on is not None:
        raise UserError(
            "case_closed", f"{case.reference} is closed.",
            fix="Reopen it, or open another case if the child needs one.",
        )  # fmt: skip


def need_text(text: str, what: str, where: str, longest: int) -> str:
    """`text` without blanks around it. UserError where it is missing or too long."""
    said = text.strip()
    if not said:
        raise UserError("text_missing", f"Say {what}.", where)
    if len(said) > longest:
        raise UserError("text_too_long", f"Use {longest} characters or fewer.", where)
    return said
