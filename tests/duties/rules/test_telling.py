"""What may be called overdue: not what nothing can meet, and not what a family may leave undone."""

from __future__ import annotations

import pytest

from goldenthread.duties.rules.telling import can_be_late, is_limb

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("rule", "owner", "late"),
    [
        ("PLN-9", "local_authority", True),
        ("AR-9", "local_authority", True),
        ("ADV-5", "health_body", True),
        ("AR-6", "setting", False),  # nobody records that papers went out
        ("PLN-5", "setting", False),
        ("AP-2", "family", False),  # a family need not appeal
        ("MV-4a", "new_authority", True),  # the review that meets the whole meets its limb
        ("GONE-1", "local_authority", True),  # a rule that the rulebook no longer has hides nothing
    ],
)
def test_a_day_gone_by_is_late_only_where_somebody_could_tell(
    rule: str, owner: str, *, late: bool
) -> None:
    assert can_be_late(rule, owner) is late


def test_limbs_are_told_from_parts_that_are_duties_of_their_own() -> None:
    assert [is_limb(rule) for rule in ("AP-2a", "MV-4b", "AP-2", "TR-1a", "DP-1a")] == [
        True, True, False, False, False,
    ]  # fmt: skip
