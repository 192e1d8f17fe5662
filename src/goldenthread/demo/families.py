"""The demonstration's page for families: written, checked, cleared and published like any other."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.core import clock
from goldenthread.core.rulesfile import load_rules
from goldenthread.demo.people import person
from goldenthread.demo.source import DATA
from goldenthread.documents.models import sha256_of
from goldenthread.documents.publishing import asked_of
from goldenthread.improvement.models import Plan, Section
from goldenthread.reports.actions import publishing
from goldenthread.reports.actions.clearing import Answers, clear_progress, put_forward_progress
from goldenthread.reports.actions.families import Words, change_progress, prepare_progress
from goldenthread.reports.presenters import families_bodies
from goldenthread.reports.queries.families import compose_families


def steps(plan_id: int) -> list[tuple[int, Any, dict[str, Any]]]:
    """The day on which the page is published, what to do, with what."""
    told = load_rules(DATA / "families.yaml")
    return [(told["day"], _publish, {"plan": Plan.objects.get(pk=plan_id), "told": told})]


def _publish(*, plan: Plan, told: dict[str, Any], today: date) -> None:
    scope, post_id = person(told["post"])
    on = clock.today()
    sections = {row.number: str(row.pk) for row in Section.objects.filter(plan=plan)}
    meanings = {sections[number]: text.strip() for number, text in told["meanings"].items()}
    page = prepare_progress(scope=scope, plan_id=plan.pk, post_id=post_id)
    page = change_progress(
        scope=scope, progress_id=page.pk, version=page.version,
        words=Words(told["opening"].strip(), meanings, told["ask"].strip(), show_posts=False),
    )  # fmt: skip
    body = families_bodies(compose_families(scope, page, on)).together
    seen = sha256_of(body)
    reasons = {one.key: told["cleared_because"] for one in asked_of(plan.area_id, body)}
    put_forward_progress(scope=scope, progress_id=page.pk, version=page.version, today=on)
    reader, reading_post = person(told["cleared_by"])
    clear_progress(
        scope=reader, progress_id=page.pk, post_id=reading_post, answers=Answers(seen, reasons),
        version=page.version, today=on,
    )  # fmt: skip
    publishing.publish_progress(
        scope=scope, progress_id=page.pk, post_id=post_id, previewed=seen, version=page.version,
        today=on,
    )  # fmt: skip
    publishing.make_copies(scope=scope, progress_id=page.pk)
