"""Who reads all that happened in a case. A setting reads only what it owes itself, as on the child's record."""

from __future__ import annotations

from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed
from goldenthread.duties.models import Case
from goldenthread.people.models import Person
from goldenthread.people.permissions import ALL, KIND, OF_NETWORK

SETTING = "setting"


def reads_whole(scope: Scope, case: Case) -> bool:
    """Whether all of a case that the scope may see is shown to it: to whoever reads every child of the area, works
    with this one, or opened the record in an emergency. No query for the first and the last.
    """
    if scope.has(ALL, case.person.area_id) or case.person_id in scope.opened(KIND):
        return True
    network = scope.with_any({OF_NETWORK})
    return Person.objects.visible_to(network).filter(pk=case.person_id).exists()


def need_whole_case(scope: Scope, case: Case) -> None:
    """NotAllowed unless `reads_whole`."""
    if not reads_whole(scope, case):
        raise NotAllowed(
            "A school or college is shown what it owes itself, not all that happened in the case."
        )
