"""What the API says of a plan: the same as its pages, page by page, in few queries, and only of what may be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from goldenthread.access.models import AuditEntry
from goldenthread.core import clock
from goldenthread.improvement.models import (
    CriterionTarget,
    GoodLooksLike,
    Measurement,
    Milestone,
    Plan,
    Priority,
    Recurring,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import plan_criteria
from goldenthread.improvement.queries.plans import plan_page
from goldenthread.organisations.models import LocalArea
from tests.factories import Person, make_area, make_person, make_plan
from tests.organisations.handing_out import hand_out

MOST_QUERIES = 12


@pytest.fixture
def area(db: None) -> LocalArea:
    cache.clear()
    return make_area("Aland")


@pytest.fixture
def manager(area: LocalArea) -> Person:
    return make_person(area, "partnership_manager")


@pytest.fixture
def plan(area: LocalArea, manager: Person) -> Plan:
    """An agreed plan with a moved milestone, two criteria and a commitment."""
    due = (date(2026, 3, 31), date(2099, 6, 30), None)
    made = make_plan(area, lead=manager.post, agreed_by=manager.post, due=due)
    priority = made.priorities.get()
    Milestone.objects.filter(plan=made, number="2").update(
        baseline_due=date(2099, 5, 31), reported_status="amber", reported_on=date(2026, 1, 2),
        reported_post=manager.post, forecast=date(2099, 7, 31),
    )  # fmt: skip
    GoodLooksLike.objects.create(section=priority.section, position=1, text="Families know")
    Recurring.objects.create(priority=priority, position=1, cadence="weekly", text="Meet")
    numbers, words = (
        SuccessCriterion.objects.create(
            section=priority.section, position=place, kind=kind, text=kind
        )
        for place, kind in enumerate(("quantitative", "qualitative"), 1)
    )
    common = {"criterion": numbers, "post": manager.post, "source": "Count"}
    CriterionTarget.objects.create(
        measure="Letters in time",
        unit="per cent",
        comparator="at_least",
        target=Decimal(90),
        **common,
    )
    Measurement.objects.create(
        value=Decimal("62.5"), on=date(2026, 2, 1), count=5, base=8, **common
    )
    assert words.pk
    return made


def ask(client: Client, headers: dict[str, str], rest: str) -> Any:
    answer = client.get(f"/api/v1/{rest}", headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_plan_says_what_its_page_says(plan: Plan, manager: Person, client: Client) -> None:
    _, headers = hand_out(plan.area)
    page = plan_page(manager.scope, plan.pk, clock.today())
    said = ask(client, headers, f"plans/{plan.pk}")
    (section,) = said["sections"]
    (priority,) = section["priorities"]
    assert section["what_good_looks_like"] == ["Families know"]
    assert priority["actions"] == [{"letter": "A", "text": "Rewrite the letters"}]
    assert priority["leads"] == [
        {"id": manager.post.pk, "title": manager.post.title, "organisation": str(manager.post.organisation)}
    ]  # fmt: skip
    status = ask(client, headers, f"plans/{plan.pk}/status")
    for whole in (said, status):
        counts = whole["milestones"]
        assert counts["base"] == sum(counts["by_status"].values()) == 3
        assert {**counts["by_status"]} == {name: page.counts[name] for name in counts["by_status"]}
        assert counts["new_date_needed"] == page.counts["new_date_needed"] == 1
        assert counts["as_at"] == whole["as_at"] == clock.today().isoformat()
        assert whole["shown"]["status"] == page.shown.status.value
        assert whole["shown"]["because"] == list(page.shown.because)
        assert whole["ended_on"] is None
    assert (said["supersedes"], said["superseded_by"]) == (None, None)


def test_milestones_carry_both_statuses_and_every_date(plan: Plan, client: Client) -> None:
    _, headers = hand_out(plan.area)
    late, moved, undated = ask(client, headers, f"plans/{plan.pk}/milestones")["items"]
    assert (late["reported"], late["shown"]["status"]) == ({"status": "grey", "on": None}, "red")
    assert "new_date_needed" in late["shown"]["flags"]
    assert late["shown"]["because"]
    days = (clock.today() - date(2026, 3, 31)).days
    assert (late["slippage_days"], late["days_overdue"], moved["days_overdue"]) == (
        None,
        days,
        None,
    )
    assert (moved["due"], moved["baseline_due"], moved["forecast"], moved["slippage_days"]) == (
        "2099-06-30", "2099-05-31", "2099-07-31", 61,
    )  # fmt: skip
    assert moved["reported"] == {"status": "amber", "on": "2026-01-02"}
    assert (undated["due"], undated["slippage_days"], undated["due_as_printed"]) == (None,) * 3
    shown = ask(client, headers, f"plans/{plan.pk}/milestones?show=overdue")["items"]
    assert [row["id"] for row in shown] == [late["id"]]


def test_criteria_say_what_is_missing_and_give_figures_with_their_base(
    plan: Plan, client: Client
) -> None:
    _, headers = hand_out(plan.area)
    numbers, words = ask(client, headers, f"plans/{plan.pk}/criteria")["items"]
    assert numbers["target"]["target"] == "90"
    assert numbers["latest"] == {"value": "62.5", "as_at": "2026-02-01", "count": 5, "base": 8}
    rows = {row.id: row for row in plan_criteria(plan, None, clock.today())}
    for said in (numbers, words):
        row = rows[said["id"]]
        assert (said["state"], said["state_words"]) == (row.state.value, row.state_word)
        assert said["missing"] == [one.value for one in row.standing.missing]
    assert (words["target"], words["latest"], words["judged_met"]) == (None, None, None)
    CriterionTarget.objects.all().delete()
    numbers, _ = ask(client, headers, f"plans/{plan.pk}/criteria")["items"]
    assert (numbers["state"], numbers["target"]) == ("target_not_set", None)


def test_recurring_commitments(plan: Plan, client: Client) -> None:
    _, headers = hand_out(plan.area)
    (row,) = ask(client, headers, f"plans/{plan.pk}/recurring")["items"]
    assert (row["cadence"], row["text"], row["number"]) == ("weekly", "Meet", None)
    assert row["priority"]["code"] == "1a"


def test_paging_shows_each_row_once(plan: Plan, client: Client) -> None:
    _, headers = hand_out(plan.area)
    seen, after = [], ""
    while True:
        rest = f"&after={after}" if after else ""
        page = ask(client, headers, f"plans/{plan.pk}/milestones?size=2{rest}")
        seen += [row["id"] for row in page["items"]]
        if (after := page["next"]) is None:
            break
    assert seen == list(plan.milestones.order_by("pk").values_list("pk", flat=True))
    # A cursor belongs to its list.
    first = ask(client, headers, f"plans/{plan.pk}/milestones?size=2")["next"]
    wrong = client.get(f"/api/v1/plans/{plan.pk}/criteria?after={first}", headers=headers)
    assert wrong.status_code == 422


def test_drafts_are_read_only_by_tokens_that_read_drafts(
    area: LocalArea, plan: Plan, client: Client
) -> None:
    draft = make_plan(area)
    _, agreed_only = hand_out(area)
    _, drafts_too = hand_out(area, role="api_draft_reader")
    listed = [row["id"] for row in ask(client, agreed_only, "plans")["items"]]
    assert listed == [plan.pk]
    assert client.get(f"/api/v1/plans/{draft.pk}", headers=agreed_only).status_code == 404
    assert [row["id"] for row in ask(client, drafts_too, "plans")["items"]] == [draft.pk, plan.pk]
    assert ask(client, drafts_too, "plans?state=draft")["items"][0]["state"] == "draft"
    assert ask(client, drafts_too, f"plans/{draft.pk}")["agreed_on"] is None
    assert ask(client, agreed_only, f"plans?area={area.pk + 1}")["items"] == []


def test_an_ended_plan_stands_as_on_the_day_of_its_end(
    plan: Plan, manager: Person, client: Client
) -> None:
    Plan.objects.filter(pk=plan.pk).update(
        state="closed", closed_on=date(2026, 2, 1), closed_by=manager.post, closed_why="Done"
    )
    _, headers = hand_out(plan.area)
    said = ask(client, headers, f"plans/{plan.pk}/status")
    assert (said["as_at"], said["ended_on"]) == ("2026-02-01", "2026-02-01")
    assert said["milestones"]["by_status"]["red"] == 0
    assert ask(client, headers, f"plans/{plan.pk}/milestones")["as_at"] == "2026-02-01"


@pytest.mark.parametrize("rest", ["", "/status", "/milestones", "/criteria", "/recurring"])
def test_few_queries_however_long_the_plan(
    plan: Plan, client: Client, rest: str, django_assert_max_num_queries: Any
) -> None:
    _, headers = hand_out(plan.area)
    ask(client, headers, f"plans/{plan.pk}")  # the first use of the day leaves a mark
    first = plan.priorities.get()
    for place in range(2, 6):
        more = Priority.objects.create(
            plan=plan, section=first.section, position=place, code=f"1{place}", title="More"
        )
        Milestone.objects.create(plan=plan, priority=more, position=1, text="More")
        Recurring.objects.create(priority=more, position=1, cadence="weekly", text="More")
    before = AuditEntry.objects.count()
    with django_assert_max_num_queries(MOST_QUERIES):
        ask(client, headers, f"plans/{plan.pk}{rest}")
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.latest("pk")
    assert (entry.area_id, entry.action.rpartition(".")[2]) == (
        plan.area_id, "read" if rest in ("", "/status") else "list_read",
    )  # fmt: skip
