"""Claims of exemptions in the demonstration: made and decided like any other, by the people who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.duties.actions.exemptions import Claimed, claim_exemption, decide_exemption
from goldenthread.duties.models import Duty


def claim_exemptions() -> int:
    """Each claim of data/exemptions.yaml for which a case has the limit; how many that are."""
    told = load_rules(DATA / "exemptions.yaml")
    taken: set[int] = set()
    for row in told["claims"]:
        if (duty := _duty(told["claimed_by"], row, taken)) is not None:
            taken.add(duty.case_id)
            _claim(told, row, duty)
    return len(taken)


def _duty(coordinator: str, row: dict[str, Any], taken: set[int]) -> Duty | None:
    _, post_id = person(coordinator)
    found = Duty.objects.filter(
        rule=row["limit"], outcome=row["outcome"], case__coordinator=post_id, case__closed_on=None,
        statutory_due__isnull=False, since__lte=clock.today() - timedelta(days=row["until"]),
    )  # fmt: skip
    return found.exclude(case__in=taken).order_by("-since", "-pk").first()


def _claim(told: dict[str, Any], row: dict[str, Any], duty: Duty) -> None:
    scope, _ = person(told["claimed_by"])
    claimed = Claimed(
        limits=[row["limit"]], ground=row["ground"], advice_requested_on=None,
        since=duty.since + timedelta(days=row["from"]), until=duty.since + timedelta(days=row["until"]),
        cause=row["cause"].strip(), evidence=row["evidence"], sent_key=uuid5(NAMESPACE_URL, row["cause"]),
    )  # fmt: skip
    made = claim_exemption(scope=scope, case_id=duty.case_id, claimed=claimed)
    if "approve" in row:
        manager, _ = person(told["decided_by"])
        decide_exemption(
            scope=manager, claim_id=made.pk, version=made.version, approve=row["approve"], why=row["why"]
        )  # fmt: skip
