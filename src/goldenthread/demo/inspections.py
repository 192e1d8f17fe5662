"""The demonstration's inspection with its findings, and the documents that its plan relies on."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from goldenthread.core import clock
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.improvement.actions.answering import answer_findings
from goldenthread.improvement.actions.findings import Finding, set_findings
from goldenthread.improvement.actions.inspections import add_inspection
from goldenthread.improvement.actions.sources import (
    DocumentFacts,
    change_document,
    review_document,
)
from goldenthread.improvement.models import Plan, SourceDocument
from goldenthread.improvement.rules.findings_text import read_findings
from goldenthread.improvement.rules.inspections import InspectionFacts
from goldenthread.organisations.models import Organisation


@cache
def load_inspections() -> dict[str, Any]:
    """What inspections.yaml says."""
    loaded: dict[str, Any] = yaml.safe_load((DATA / "inspections.yaml").read_text(encoding="utf-8"))
    return loaded


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """What was recorded of the inspection and of each document: its day, what to do, with what."""
    told = load_inspections()
    found: list[tuple[int, Any, dict[str, Any]]] = [
        (told["recorded"]["day"], _inspected, {"plan_id": plan_id, "told": told})
    ]
    for row in told["documents"]:
        found.append((row["day"], _kept, {"plan_id": plan_id, "row": row}))
    return found


def _inspected(*, plan_id: int, told: dict[str, Any], today: date) -> None:
    scope, post_id = person(told["recorded"]["post"])
    plan, row = Plan.objects.get(pk=plan_id), told["inspection"]
    days = {
        name: today + timedelta(days=row[name])
        for name in ("starts", "ends", "report", "due", "published")
    }
    inspection = add_inspection(
        scope=scope,
        area_id=plan.area_id,
        post_id=post_id,
        facts=InspectionFacts(
            title=row["title"],
            framework=row["framework"],
            starts_on=days["starts"],
            ends_on=days["ends"],
            report_on=days["report"],
            outcome=row["outcome"],
            response=row["response"],
            response_due=days["due"],
            response_published_on=days["published"],
        ),
        today=clock.today(),
    )
    read = read_findings(row["findings"]).findings
    inspection = set_findings(
        scope=scope,
        inspection_id=inspection.pk,
        post_id=post_id,
        findings=[Finding(one.number, "improvement", one.text) for one in read],
        version=inspection.version,
    )
    sections = dict(plan.sections.values_list("number", "pk"))
    answer_findings(
        scope=scope,
        plan_id=plan_id,
        inspection_id=inspection.pk,
        post_id=post_id,
        chosen={
            finding.pk: [sections[number] for number in row["answers"][finding.number]]
            for finding in inspection.findings.all()
        },
        version=inspection.version,
    )


def _kept(*, plan_id: int, row: dict[str, Any], today: date) -> None:
    scope, post_id = person(row["post"])
    area_id = Plan.objects.get(pk=plan_id).area_id
    document = SourceDocument.objects.get(area=area_id, title=row["title"])
    keeper = Organisation.objects.get(short_name=row["keeper"])
    facts = DocumentFacts(row["title"], row.get("link", ""), row.get("why", ""), keeper.pk)
    document = change_document(
        scope=scope, document_id=document.pk, facts=facts, version=document.version
    )
    if "note" in row:
        review_document(
            scope=scope, document_id=document.pk, post_id=post_id,
            reviewed_on=today + timedelta(days=row["reviewed"]), note=row["note"],
            version=document.version, today=clock.today(),
        )  # fmt: skip
