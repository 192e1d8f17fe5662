"""What this room moves when two records of one child are made one: cases. Their duties are derived anew."""

from __future__ import annotations

from goldenthread.core.errors import UserError
from goldenthread.duties.deriving import derive_again
from goldenthread.duties.models import Case, Duty
from goldenthread.people.merging import Moving, Shift, register
from goldenthread.people.models import Person


def move_cases(kept: Person, gone: Person, shift: Shift) -> None:
    """Move the cases of `gone`. UserError while both have one open in an area: a clock cannot run twice."""
    cases = list(
        Case.objects.filter(person__in=(kept, gone)).select_for_update(of=("self",)).order_by("pk")
    )
    open_cases: dict[int, Case] = {}
    for case in cases:
        other = open_cases.get(case.area_id) if case.closed_on is None else None
        if other is not None:
            raise UserError(
                "two_open_cases",
                f"Both records have an open case: {other.reference} and {case.reference}.",
                fix="Close the one that was opened in error, then make the records one.",
            )
        if case.closed_on is None:
            open_cases[case.area_id] = case
    for case in cases:
        shift.set(case, person_id=kept.pk)


def settle_cases(kept: Person, gone: Person) -> None:
    """Let the ledger name the child of each case, and derive anew what is open: a date of birth may be another."""
    cases = Case.objects.filter(person__in=(kept, gone)).select_for_update(of=("self",))
    for case in cases.select_related("person"):
        Duty.objects.filter(case=case).exclude(person=case.person_id).update(person=case.person_id)
        if case.closed_on is None:
            derive_again(case)


def register_merging() -> None:
    register("duties", Moving(move_cases, settle_cases))
