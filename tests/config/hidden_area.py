"""An area with one of everything in it, and the word Hidden in each: what a stranger may never come by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from goldenthread.access.links.tokens import hash_of
from goldenthread.access.models import BreakGlass
from goldenthread.assessments.models import Decision, Request
from goldenthread.core import clock
from goldenthread.documents.models import KeptFile
from goldenthread.duties.models import Case
from goldenthread.exchange import actions as exchange
from goldenthread.improvement.actions.risks import link_risk
from goldenthread.improvement.jobs import EXPORT
from goldenthread.improvement.models import (
    Claim,
    EvidenceItem,
    EvidenceUse,
    Measurement,
    Milestone,
    Plan,
    PostNeeded,
    SourceDocument,
    SuccessCriterion,
)
from goldenthread.improvement.queries.risk_items import find_item
from goldenthread.messages.models import AgreedStatement, CouncilLetterhead, FamilyMessage, Letter
from goldenthread.organisations.models import ApiToken
from goldenthread.people.models import Merge, Sibling
from goldenthread.registers.actions.raising import Raised, raise_entry
from goldenthread.reports.actions.families import prepare_progress
from goldenthread.reports.actions.preparing import prepare_report
from goldenthread.reports.models import Highlight
from goldenthread.tasks.actions import asking
from goldenthread.tasks.worker import work_on_one
from tests.conftest import ROOT
from tests.factories import (
    make_area,
    make_organisation,
    make_person,
    make_plan,
    make_post,
)
from tests.improvement.inspecting import make_inspection
from tests.people import families
from tests.people.makers import make_child

HIDDEN_NHS_NUMBER = "9434765919"
TWIN = ROOT / "tests" / "data" / "journeys" / "marram-coast.txt"


def hidden_area() -> dict[str, Any]:
    """Make it; the parts of addresses, and the key or word to put in the place of each."""
    area = make_area("Hidden Hollow")
    manager = make_person(area, "partnership_manager", organisation=make_organisation(area))
    plan = make_plan(area, agreed_by=manager.post)
    Plan.objects.filter(pk=plan.pk).update(title="Hidden plan")
    job = exchange.upload(
        scope=manager.scope, kind_code="plan", area_id=area.pk, name="hidden.txt",
        data=TWIN.read_bytes(),
    )  # fmt: skip
    priority = plan.priorities.get()
    milestone = Milestone.objects.filter(plan=plan)[0]
    report = prepare_report(
        scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk, kind="whole",
        audience_key="board", meeting_on=clock.today(),
    )  # fmt: skip
    progress = prepare_progress(scope=manager.scope, plan_id=plan.pk, post_id=manager.post.pk)
    highlight = Highlight.objects.create(
        plan=plan, priority=priority, written_at=clock.now(), written_post=manager.post
    )
    task = asking.ask(
        scope=manager.scope, kind_code=EXPORT, area_id=area.pk,
        arguments={"plan": plan.pk, "form": "csv"},
    )  # fmt: skip
    work_on_one()
    entry = raise_entry(
        scope=manager.scope, area_id=area.pk, register_code="risks-and-issues",
        post_id=manager.post.pk, today=clock.today(),
        raised=Raised(
            "risk", "Hidden risk", {"cause": "a", "event": "b", "effect": "c"}, uuid4(), manager.post.pk
        ),
    )  # fmt: skip
    link = link_risk(
        scope=manager.scope, item=find_item(manager.scope, plan.pk, "priorities", priority.pk),
        entry_id=entry.pk, post_id=manager.post.pk,
    )  # fmt: skip
    opening = BreakGlass.objects.create(
        user=manager.user, area=area, kind="improvement.plan", key=plan.pk, reason="Hidden reason",
        opened_at=clock.now(), ends_at=clock.now() + timedelta(hours=1), review_due=clock.today(),
    )  # fmt: skip
    claim = Claim.objects.create(
        area=area, kind="strength", strand="take_part", text="Hidden claim", owner=manager.post,
        post=manager.post,
    )  # fmt: skip
    item = EvidenceItem.objects.create(
        area=area, title="Hidden evidence", type="audit", strength="outcome", source="Hidden",
        dated=clock.today(), kept_at="Hidden", shows="Hidden", post=manager.post,
    )  # fmt: skip
    use = EvidenceUse.objects.create(evidence=item, claim=claim, post=manager.post)
    needed = PostNeeded.objects.create(
        priority=priority, needed=make_post(manager.post.organisation, {}), post=manager.post
    )
    criterion = SuccessCriterion.objects.create(
        section=priority.section, position=1, kind="quantitative", text="Hidden criterion"
    )
    figure = Measurement.objects.create(
        criterion=criterion, value=1, on=clock.today(), source="Hidden source", post=manager.post
    )
    inspection = make_inspection(area, manager, ["Hidden finding"])
    document = SourceDocument.objects.create(area=area, title="Hidden charter", title_key="hidden")
    token = ApiToken.objects.create(
        organisation=manager.post.organisation, purpose="Hidden system", role="api_reader", mark="0" * 12,
        token_hash=hash_of("hidden"), made_by=manager.user, made_on=clock.today(),
        expires_on=clock.today(), sent_key=uuid4(),
    )  # fmt: skip
    token.areas.add(area)
    child = make_child(
        area, legal_forenames="Hidden", legal_surname="Child", nhs_number=HIDDEN_NHS_NUMBER
    )
    places = families.make_places(child, "Hidden")
    sister = make_child(area, legal_forenames="Hidden", legal_surname="Sister")
    carer = families.make_carer(child, "Hidden")
    contact = families.make_contact(carer=carer.carer)
    pair = Sibling.objects.create(first=child, second=sister, kind="sibling")
    note = families.make_stand_in(child, carer.carer)
    protection = families.make_protection(child, "setting", manager.post)
    merge = Merge.objects.create(kept=child, gone=sister, why="Hidden", undone_at=clock.now())
    case = Case.objects.create(person=child, area=area, opened_on=clock.today())
    event = case.events.create(kind="request_received", on=clock.today(), note="Hidden note")
    considered = case.considerations.create(area=area, since=clock.today())
    considered.answers.create(
        on=clock.today(),
        how="letter",
        words="Hidden answer",
        sent_key=uuid4(),
        written_by=manager.user,
    )
    Decision.objects.create(
        consideration=considered, outcome="refuse", may_have_needs=True, needs_words="Hidden needs",
        may_need_plan=False, plan_words="Hidden plan", child_heard=True, child_words="Hidden views",
        reasons="Hidden reasons", state="decided", decided_on=clock.today(),
    )  # fmt: skip
    exemption = case.exemptions.create(
        limit="REQ-6", ground="absence_from_area", since=clock.today(), cause="Hidden cause",
        evidence="Hidden evidence", claimed_by=manager.user, sent_key=uuid4(),
    )  # fmt: skip
    file = KeptFile.objects.create(
        area=area, person=child, owner_type="people.person", owner_id=child.pk, name="Hidden file.txt",
        content_type="text/plain", size=1, sha256="0" * 64, stored="kept/hidden", scan="none",
    )  # fmt: skip
    letter = Letter.objects.create(
        area=area, person=child, kind="delay", about_type="duties.case", about_id=case.pk, sent_key=uuid4(),
        letterhead=CouncilLetterhead.objects.create(area=area, number=1, facts={"council_name": "Hidden"}),
        made_post=manager.post, facts={"reasons": "Hidden reasons"},
    )  # fmt: skip
    copy = letter.copies.create(
        to="young_person", name="Hidden Child", title="Hidden", words="Hidden"
    )
    statement = AgreedStatement.objects.create(
        area=area, audience="families", title="Hidden", words="Hidden", starts_on=clock.today(), sent_key=uuid4()
    )  # fmt: skip
    asked = Request.objects.create(
        area=area, state="sent", route="parent", sent_at=clock.now(), received_on=clock.today(),
        asker_name="Hidden Asker", child_forenames="Hidden", child_surname="Child", child_born=child.born,
        answers={"seen": "Hidden words"},
    )  # fmt: skip
    family_link = families.make_family_link(carer, contact)
    message = FamilyMessage.objects.create(
        area=area, person=child, carer=carer.carer, topic="question", words="Hidden words", sent_key=uuid4()
    )  # fmt: skip
    return {
        "<int:letter_id>": letter.pk, "<int:copy_id>": copy.pk, "<int:statement_id>": statement.pk,
        "<int:family_link_id>": family_link.pk, "<int:message_id>": message.pk,
        "<int:request_id>": asked.pk,
        "<int:file_id>": file.pk,
        "<int:case_id>": case.pk, "<int:exemption_id>": exemption.pk,
        "<int:event_id>": event.pk, "<slug:duty>": "REQ-5_1",
        "<slug:rule>": "REQ-6", "<int:year>": 2026,
        **places,
        "<int:person_id>": child.pk, "<int:carer_link_id>": carer.pk, "<int:contact_id>": contact.pk,
        "<int:sibling_id>": pair.pk, "<int:note_id>": note.pk, "<int:protection_id>": protection.pk,
        "<slug:purpose>": "photo", "<int:merge_id>": merge.pk,
        "<int:task_id>": task.pk, "<int:token_id>": token.pk, "<int:opening_id>": opening.pk,
        "<int:user_id>": manager.user.pk,
        "<int:inspection_id>": inspection.pk, "<int:document_id>": document.pk,
        "<int:evidence_id>": item.pk, "<int:use_id>": use.pk, "<int:claim_id>": claim.pk,
        "<int:criterion_id>": criterion.pk, "<int:measurement_id>": figure.pk,
        "<int:entry_id>": entry.pk, "<int:link_id>": link.pk,
        "<slug:register>": "risks-and-issues", "<slug:start>": "in-use", "<slug:move>": "close",
        "<int:progress_id>": progress.pk, "<int:report_id>": report.pk, "<int:highlight_id>": highlight.pk,
        "<int:plan_id>": plan.pk, "<int:section_id>": priority.section_id,
        "<int:priority_id>": priority.pk, "<int:milestone_id>": milestone.pk,
        "<int:part_id>": priority.pk, "<int:job_id>": job.pk, "<slug:form>": "csv", "<slug:kind>": "plan",
        "<int:pk>": 1, "<int:other_id>": plan.pk,
        "<slug:thing>": "priorities", "<slug:what>": "posts", "<int:thing_id>": priority.pk,
        "<int:parent_id>": priority.section_id,
        "<int:area_id>": area.pk, "<int:organisation_id>": manager.post.organisation_id,
        "<slug:role>": "lead_member", "<slug:key>": "0123456789abcdef", "<int:needed_id>": needed.pk,
        "<int:post_id>": manager.post.pk, "<int:membership_id>": manager.user.memberships.get().pk,
    }  # fmt: skip
