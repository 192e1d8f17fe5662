"""What shows that a duty was done."""

from __future__ import annotations

import pytest

from goldenthread.duties.rules.recording import called_for, kind_that_meets

pytestmark = pytest.mark.pure


def test_a_duty_leads_to_what_meets_it() -> None:
    assert kind_that_meets("REQ-6") == "assessment_decision_sent"
    assert kind_that_meets("CE-4") == ""
    assert kind_that_meets("GONE-1") == ""


def test_what_is_called_for_is_named_once_in_order() -> None:
    found = [kind for kind, _ in called_for(["PLN-9", "CE-4", "DEC-1", "PLN-9"])]
    assert found == [kind_that_meets("PLN-9"), kind_that_meets("DEC-1")]
