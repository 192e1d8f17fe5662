"""The demonstration's evidence, its reviews, and the claims of its self-evaluation."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.improvement.actions.claims import Claimed, add_claim
from goldenthread.improvement.actions.evidence import Written, add_evidence, review_evidence
from goldenthread.improvement.actions.evidence_uses import Named, use_evidence
from goldenthread.improvement.models import (
    Claim,
    EvidenceItem,
    Milestone,
    Plan,
    SuccessCriterion,
)


@cache
def load_evidence() -> dict[str, Any]:
    """What evidence.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "evidence.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """Each step of the life of the library: its day, what to do, with what."""
    told, plan = load_evidence(), Plan.objects.get(pk=plan_id)
    found: list[tuple[int, Any, dict[str, Any]]] = []
    for row in told["claims"]:
        found.append((row["day"], _claimed, {"plan": plan, "row": row}))
    for row in told["evidence"]:
        found.append((row["day"], _added, {"plan": plan, "row": row}))
        if "review" in row:
            found.append((row["review"]["day"], _reviewed, {"plan": plan, "row": row}))
    return found


def _claimed(*, plan: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    claimed = Claimed(row["kind"], row["strand"], row["text"], person(row["owner"])[1])
    add_claim(scope=scope, area_id=plan.area_id, post_id=post_id, claimed=claimed)


def _added(*, plan: Plan, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    written = Written(
        title=row["title"], type=row["type"], strength=row["strength"], source=row["source"],
        dated=today + timedelta(days=row["dated"]), kept_at=row["kept_at"], shows=row["shows"],
        may_publish=row.get("may_publish", False),
    )  # fmt: skip
    item = add_evidence(
        scope=scope, area_id=plan.area_id, post_id=post_id, written=written, today=clock.today()
    )
    for named in row["for"]:
        use_evidence(scope=scope, evidence_id=item.pk, post_id=post_id, shows=_named(plan, named))


def _reviewed(*, plan: Plan, row: dict[str, Any], today: date) -> None:
    review = row["review"]
    scope, post_id = person(review["post"])
    item = EvidenceItem.objects.get(area=plan.area_id, title=row["title"])
    review_evidence(
        scope=scope, evidence_id=item.pk, post_id=post_id, accepted=review["accepted"],
        note=review["note"], version=item.version, today=clock.today(),
    )  # fmt: skip


def _named(plan: Plan, named: dict[str, str]) -> Named:
    [(kind, key)] = named.items()
    if kind == "milestone":
        code, number = key.split(".")
        return kind, Milestone.objects.get(plan=plan, priority__code=code, number=number).pk
    if kind == "criterion":
        criteria = SuccessCriterion.objects.filter(section__plan=plan)
        return kind, criteria.get(text__startswith=key).pk
    text = next(row["text"] for row in load_evidence()["claims"] if row["key"] == key)
    return kind, Claim.objects.get(area=plan.area_id, text=text).pk
