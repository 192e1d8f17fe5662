"""A case at its request stage with all that a decision needs: a family, bodies, a letterhead; and the acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from goldenthread.assessments.actions.considering import draft_notices, record_answer
from goldenthread.assessments.actions.deciding import Written, decide, write_decision
from goldenthread.assessments.actions.telling import draft_decision_letter
from goldenthread.assessments.models import Consideration, Decision
from goldenthread.assessments.queries.considering import considering
from goldenthread.core import clock
from goldenthread.documents.rules.letters import letterhead_facts
from goldenthread.duties.actions.keeping import Doubtful
from goldenthread.duties.models import Case
from goldenthread.messages.actions.letters import send
from goldenthread.messages.models import CouncilLetterhead, Letter
from goldenthread.organisations.models import LocalArea, StatutoryRole
from goldenthread.people.models import Address, CarerLink, SettingStay
from goldenthread.people.models import Person as Child
from goldenthread.people.queries.choices import carers_on
from tests.duties.makers import happen, make_case
from tests.factories import Person, make_area, make_organisation, make_person, make_post
from tests.people.families import make_carer
from tests.people.makers import make_child

SAID = Written(
    outcome="assess", may_have_needs=True, needs_words="Reading is two years behind.", may_need_plan=True,
    plan_words="The school has done all that it can.", evidence=["request", "progress"], evidence_words="",
    child_heard=True, child_words="Imogen likes small groups.",
    reasons=(
        "Imogen reads far behind other children of the same age. The school gives much help each day, and she still "
        "makes little progress. We want to find out what else would help."
    ),
)  # fmt: skip
REFUSED: dict[str, Any] = {
    "outcome": "refuse", "may_need_plan": False,
    "reasons": (
        "Imogen has made good progress since September with the help that the school gives her. She reads each day "
        "with a teaching assistant and now reads as well as most children of that age."
    ),
}  # fmt: skip


@dataclass
class Around:
    """A child with a mother, a school, a case with a request of ten days ago, and those who act on it."""

    area: LocalArea
    child: Child
    mother: CarerLink
    case: Case
    coordinator: Person
    manager: Person
    posts: dict[str, int]

    def again(self) -> Case:
        """The case as it stands."""
        self.case.refresh_from_db()
        return self.case


def asked_on() -> date:
    """The day of the request."""
    return clock.today() - timedelta(days=10)


def make_around() -> Around:
    """All of it, in an area of its own."""
    area = make_area()
    council, icb, school = (
        make_organisation(area, kind=kind) for kind in ("council", "icb", "school")
    )
    posts = {
        "health": make_post(icb, {}, "Designated Clinical Officer"),
        "social_care": make_post(council, {}, "Designated Social Care Officer"),
        "setting": make_post(school, {}, "Head teacher"),
    }
    for post, role in (("health", "clinical"), ("social_care", "social_care")):
        StatutoryRole.objects.create(
            area=area, organisation=posts[post].organisation, post=posts[post], role=f"designated_{role}_officer"
        )  # fmt: skip
    coordinator = make_person(area, "case_coordinator", organisation=council)
    manager = make_person(area, "send_manager", organisation=council)
    child = make_child(area)
    mother = make_carer(child, lives_with=True)
    Address.objects.create(person=child, kind="home", lines="1 Long Lane", postcode="FE1 1AA")
    SettingStay.objects.create(person=child, organisation=school, phase="primary")
    facts = {one.code: one.example for one in letterhead_facts()}
    CouncilLetterhead.objects.create(area=area, number=1, facts=facts)
    case = make_case(coordinator, child, coordinator)
    happen(coordinator, case, "request_received", asked_on(), {"by": "parent"})
    case.refresh_from_db()
    keys = {name: post.pk for name, post in posts.items()}
    return Around(area, child, mother, case, coordinator, manager, keys)


def notices(around: Around, *, only: tuple[str, ...] = ()) -> list[Letter]:
    """Write to the family and to everybody who must be told."""
    to = {"family": ""} | {name: f"post-{key}" for name, key in around.posts.items()}
    return draft_notices(
        scope=around.coordinator.scope, case_id=around.case.pk, post_id=around.coordinator.post.pk, sent_key=uuid4(),
        to={name: key for name, key in to.items() if not only or name in only},
    )  # fmt: skip


def went(by: Person, letter: Letter, *days: date, confirmed: str = "") -> Letter:
    """Record that a letter went by hand: today, or each copy on the day given."""
    letter.refresh_from_db()
    keys = list(letter.copies.order_by("pk").values_list("pk", flat=True))
    given = days or (clock.today(),) * len(keys)
    return send(
        scope=by.scope, letter_id=letter.pk, version=letter.version, post_id=by.post.pk, sent_key=uuid4(),
        sent={key: ("by_hand", day) for key, day in zip(keys, given, strict=True)}, confirmed=confirmed,
    )  # fmt: skip


def written(around: Around, by: Person | None = None, **changed: Any) -> Decision:
    """Write a decision, to assess unless `changed` says otherwise, and confirm what is doubtful about it.

    Before a refusal, what the family said is recorded.
    """
    if changed.get("outcome") == "refuse" and not considering(around.again(), clock.today()).asked:
        record_answer(
            scope=around.coordinator.scope, case_id=around.case.pk, version=None, on=clock.today(), how="telephone",
            carer_id=carers_on(around.child, clock.today())[0].carer_id, words="She is worn out.", sent_key=uuid4(),
        )  # fmt: skip
    given: dict[str, Any] = {
        "scope": (by or around.coordinator).scope, "case_id": around.case.pk, "version": version_of(around),
        "written": Written(**{**vars_of(SAID), **changed}),
    }  # fmt: skip
    try:
        return write_decision(**given)
    except Doubtful as doubt:
        return write_decision(**given, confirmed=doubt.mark)


def decided(around: Around, on: date | None = None, **changed: Any) -> Decision:
    """Write it, and let the manager decide."""
    written(around, **changed)
    given: dict[str, Any] = {
        "scope": around.manager.scope, "case_id": around.case.pk, "version": version_of(around),
        "post_id": around.manager.post.pk, "on": on or clock.today(),
    }  # fmt: skip
    try:
        return decide(**given)
    except Doubtful as doubt:
        return decide(**given, confirmed=doubt.mark)


def lettered(around: Around, sent_on: date | None = None) -> Letter:
    """The letter of the decision, for today."""
    return draft_decision_letter(
        scope=around.coordinator.scope, case_id=around.case.pk, version=version_of(around),
        sent_on=sent_on or clock.today(), post_id=around.coordinator.post.pk, sent_key=uuid4(),
    )  # fmt: skip


def version_of(around: Around) -> int:
    """The version of the decision of the open consideration; 0 before there is one."""
    row = Consideration.objects.filter(case=around.case, ended_on=None).first()
    decision = Decision.objects.filter(consideration=row).first() if row else None
    return decision.version if decision else 0


def vars_of(written: Written) -> dict[str, Any]:
    """What it says, by name."""
    return {name: getattr(written, name) for name in Written.__dataclass_fields__}
