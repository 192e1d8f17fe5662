"""After a move each council's own duties are its own, and the other's are somebody else's."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.duties.rules.owning import kept_owner, side_of
from goldenthread.duties.rules.words import COUNCIL, OWNERS
from goldenthread.statute.timeline import Case, Child, Event
from goldenthread.workspace.rules.whose import OTHERS

pytestmark = pytest.mark.pure
MOVED = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("opened", "elsewhere", "side"),
    [
        (date(2026, 5, 31), False, "old_authority"),
        (MOVED, False, "new_authority"),
        (date(2026, 6, 2), True, "old_authority"),
    ],
)
def test_who_had_the_case_before_the_day_is_left(opened: date, elsewhere: bool, side: str) -> None:
    timeline = Case(child=Child(None, None), events=(Event("family_moved", MOVED, {}),))
    assert side_of(timeline, opened, elsewhere=elsewhere) == side


@pytest.mark.parametrize(
    ("owner", "rule", "side", "kept"),
    [
        ("old_authority", "MV-1", "old_authority", "local_authority"),
        ("old_authority", "MV-1", "new_authority", "old_authority"),
        ("new_authority", "MV-3", "new_authority", "local_authority"),
        ("new_authority", "MV-3", "old_authority", "new_authority"),
        ("local_authority", "REQ-6", "old_authority", "local_authority"),
        ("local_authority", "ADV-5", "new_authority", "asked_body"),
        ("health_body", "ADV-5", "new_authority", "health_body"),
        ("family", "AP-2", "old_authority", "family"),
    ],
)
def test_the_side_s_own_is_the_council_s(owner: str, rule: str, side: str, kept: str) -> None:
    assert kept_owner(owner, rule, side) == kept


def test_every_owner_stands_in_one_list() -> None:
    assert not COUNCIL & OTHERS
    assert COUNCIL | OTHERS | {"family"} == set(OWNERS)
