"""Success criteria of a plan that has ended: they stand as they stood on that day."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from goldenthread.core import clock
from goldenthread.improvement.actions.agreeing import agree_plan
from goldenthread.improvement.actions.evidence import Written, change_evidence, review_evidence
from goldenthread.improvement.actions.evidence_uses import stop_using, use_evidence
from goldenthread.improvement.actions.versions import new_version
from goldenthread.improvement.models import (
    EvidenceItem,
    EvidenceUse,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria import CriterionRow, plan_criteria
from goldenthread.improvement.queries.criterion_pages import criterion_page
from goldenthread.improvement.queries.evidence import evidence_for
from goldenthread.improvement.queries.versions import ending_of
from tests.factories import Person, make_person
from tests.improvement.criterion_steps import (
    TODAY,
    add_evidence,
    aim,
    criterion,
    make_criterion,
    manager,
    measure,
    plan,
    withdraw,
)

__all__ = ["criterion", "manager", "plan"]  # fixtures
pytestmark = pytest.mark.django_db
BEFORE, END, AFTER = date(2026, 2, 12), date(2026, 2, 20), date(2026, 2, 21)


@pytest.fixture
def figure(manager: Person, criterion: SuccessCriterion) -> Measurement:
    """The only figure of the criterion, recorded while the plan was in force."""
    with clock.fixed(BEFORE):
        aim(manager, criterion)
        return measure(manager, criterion, "40 weeks")


def supersede(by: Person, plan: Plan) -> Plan:
    with clock.fixed(END):
        draft = new_version(scope=by.scope, plan_id=plan.pk)
        agree_plan(
            scope=by.scope, plan_id=draft.pk, post_id=by.post.pk, agreed_on=END, today=END,
            version="2.0", dated=END,
        )  # fmt: skip
    plan.refresh_from_db()
    return draft


def review(item: EvidenceItem, on: date, accepted: bool = True) -> None:
    by = make_person(item.area, "quality_lead")
    item.refresh_from_db()
    with clock.fixed(on):
        review_evidence(
            scope=by.scope, evidence_id=item.pk, post_id=by.post.pk, accepted=accepted,
            note="" if accepted else "Too old", version=item.version, today=on,
        )  # fmt: skip


def stood(plan: Plan) -> CriterionRow:
    (row,) = plan_criteria(plan, ending_of(plan), date(2026, 6, 1))
    return row


def carried(later: Plan) -> SuccessCriterion:
    return SuccessCriterion.objects.get(section__plan=later)


@pytest.mark.parametrize(("on", "still"), [(END, False), (AFTER, True)])
def test_a_figure_withdrawn_after_the_end_still_counts_there(
    on: date, still: bool, manager: Person, plan: Plan, figure: Measurement, client: Client
) -> None:
    later = supersede(manager, plan)
    with clock.fixed(on):
        withdraw(manager, carried(later), figure, "The wrong list")
    assert (stood(plan).latest is not None) is still
    assert plan_criteria(later, None, AFTER)[0].latest is None
    client.force_login(manager.user)
    where = f"/plans/criteria/{figure.criterion_id}/"
    page = client.get(where).content.decode()
    assert ("The wrong list" in page) is not still
    assert ("<s>40 weeks</s>" in page) is not still
    (told,) = json.loads(client.get(f"{where}figures/export/json/").content)["rows"]
    assert told["withdrawn"] == ("" if still else "The wrong list")


def test_evidence_reviewed_after_the_end_was_waiting_then(
    manager: Person, plan: Plan, criterion: SuccessCriterion, client: Client
) -> None:
    with clock.fixed(BEFORE):
        item, refused = (add_evidence(manager, criterion) for _ in range(2))
    review(refused, BEFORE, accepted=False)
    later = supersede(manager, plan)
    review(item, AFTER)
    row = stood(plan)
    assert (row.accepted, row.waiting) == (0, 1)
    (now,) = plan_criteria(later, None, AFTER)
    assert (now.accepted, now.waiting) == (1, 0)
    client.force_login(manager.user)
    page = client.get(f"/plans/criteria/{criterion.pk}/").content.decode()
    assert "0 accepted, 1 waiting for review" in page
    assert '<span class="gt-flag">Not reviewed yet</span>' in page
    assert '<span class="gt-flag">Accepted</span>' not in page


def test_evidence_changed_after_the_end_was_accepted_then(
    manager: Person, plan: Plan, criterion: SuccessCriterion
) -> None:
    with clock.fixed(BEFORE):
        item = add_evidence(manager, criterion)
    review(item, BEFORE)
    supersede(manager, plan)
    item.refresh_from_db()
    with clock.fixed(AFTER):
        change_evidence(
            scope=manager.scope, evidence_id=item.pk, post_id=manager.post.pk,
            written=Written("Survey 2", "survey", "experience", "Forum", TODAY, "Folder", "Less"),
            version=item.version, today=AFTER,
        )  # fmt: skip
    item.refresh_from_db()
    assert item.review == "waiting"
    row = stood(plan)
    assert (row.accepted, row.waiting) == (1, 0)


@pytest.mark.parametrize("then", [True, False])
def test_a_use_of_evidence_taken_back_after_the_end_still_shows_there(
    manager: Person, plan: Plan, criterion: SuccessCriterion, then: bool
) -> None:
    with clock.fixed(BEFORE):
        item = add_evidence(manager, criterion)
        use = item.uses.get()
    draft = supersede(manager, plan)
    with clock.fixed(AFTER if then else BEFORE):
        stop_using(scope=manager.scope, use_id=use.pk, evidence_id=item.pk, post_id=manager.post.pk)
    ended = criterion_page(manager.scope, criterion.pk, TODAY)
    assert [one.evidence for one, _ in ended.evidence] == [item] * then
    assert ended.row.waiting == int(then)
    goes_on = SuccessCriterion.objects.get(section__plan=draft)
    assert criterion_page(manager.scope, goes_on.pk, TODAY).row.waiting == 0
    assert not item.uses.exists()
    # Said again, it stands beside the one that was taken back.
    use_evidence(
        scope=manager.scope, evidence_id=item.pk, post_id=manager.post.pk,
        shows=("criterion", goes_on.pk),
    )  # fmt: skip
    assert EvidenceUse.ever.filter(evidence=item).count() == 2
    assert item.uses.count() == 1


def test_a_milestone_of_an_ended_plan_shows_its_evidence_as_it_was_then(
    manager: Person, plan: Plan
) -> None:
    milestone = plan.milestones.first()
    given = {"scope": manager.scope, "as_at": TODAY, "milestone": milestone}
    with clock.fixed(BEFORE):
        item = add_evidence(manager, make_criterion(plan))
        use = use_evidence(
            scope=manager.scope, evidence_id=item.pk, post_id=manager.post.pk,
            shows=("milestone", milestone.pk),
        )  # fmt: skip
    supersede(manager, plan)
    with clock.fixed(AFTER):
        stop_using(scope=manager.scope, use_id=use.pk, evidence_id=item.pk, post_id=manager.post.pk)
    assert [row.item for row in evidence_for(**given, end=END)] == [item]
    assert evidence_for(**given) == []
