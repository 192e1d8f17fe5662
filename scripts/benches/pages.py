"""Every main page of each role, on the demonstration of a county."""

from __future__ import annotations

from dataclasses import dataclass

from benches.timing import REQUESTS, Timing, timed

# Who asks (an account of the demonstration), what for, and where; {names} are found in the database.
PAGES = (
    ("manager", "plans", "/plans/"),
    ("manager", "plan on a page", "/plans/{plan}/"),
    ("manager", "section", "/plans/{plan}/sections/{section}/"),
    ("manager", "priority", "/plans/{plan}/priorities/{priority}/"),
    ("manager", "milestone", "/plans/milestones/{milestone}/"),
    ("icb.lead", "my milestones", "/plans/my-milestones/"),
    ("icb.lead", "report on a milestone", "/plans/milestones/{milestone}/report/"),
    ("manager", "all milestones", "/plans/{plan}/milestones/"),
    ("manager", "overdue and due soon", "/plans/{plan}/milestones/?show=overdue"),
    ("manager", "what changed", "/plans/{plan}/changes/"),
    ("manager", "success criteria", "/plans/{plan}/criteria/"),
    ("analyst", "one criterion", "/plans/criteria/{criterion}/"),
    ("manager", "traceability", "/plans/{story}/traceability/"),
    ("manager", "documents relied on", "/plans/documents/"),
    ("quality", "evidence library", "/plans/evidence/"),
    ("quality", "evidence waiting for review", "/plans/evidence/waiting/"),
    ("manager", "what a piece of evidence shows", "/plans/evidence/{evidence}/shows/"),
    ("quality", "self-evaluation", "/plans/evidence/self-evaluation/"),
    ("manager", "register", "/registers/{area}/risks-and-issues/"),
    ("manager", "heat map", "/registers/{area}/risks-and-issues/heat-map/"),
    ("manager", "one entry", "/registers/entries/{entry}/"),
    ("forum.chair", "raised by me", "/registers/raised/"),
    ("manager", "reports", "/reports/"),
    ("manager", "reports on a plan", "/reports/plans/{plan}/"),
    ("manager", "draft of a report", "/reports/{draft}/"),
    ("manager", "a report before it is sent", "/reports/{draft}/send/"),
    ("director", "a report that was sent", "/reports/{sent}/"),
    ("director", "plan on a page", "/plans/{plan}/"),
    ("administrator", "people and posts", "/people/"),
    ("administrator", "vacancies", "/people/vacancies/"),
    ("administrator", "organisations", "/people/organisations/"),
    ("administrator", "one post", "/people/posts/{post}/"),
    ("administrator", "audit trail", "/audit/"),
    ("coordinator", "today, with 200 children", "/today/"),
    ("send.manager", "today, of all children", "/today/"),
    ("coordinator", "worklist, with 200 children", "/worklist/"),
    ("send.manager", "worklist, of all children", "/worklist/"),
    ("coordinator", "record of a child", "/children/{child}/"),
    ("send.manager", "record of a child", "/children/{child}/"),
    ("manager", "imports", "/imports/"),
    ("manager", "tasks", "/tasks/"),
)


@dataclass(frozen=True)
class Page:
    """How one page of one role did."""

    who: str
    name: str
    timing: Timing


def measure(requests: int = REQUESTS) -> list[Page]:
    """Each page in turn, as that account of the demonstration."""
    from django.test import Client

    from goldenthread.access.models import User
    from goldenthread.demo.source import address

    found, pages = places(), []
    for who, name, where in PAGES:
        client = Client()
        client.force_login(User.objects.get(email=address(who)))
        pages.append(Page(who, name, timed(client, where.format(**found), requests)))
    return pages


def places() -> dict[str, int]:
    """Things of Fellmoor and Sands to look at; of its large plan where it has one, in the middle of it."""
    from django.db.models import Count

    from goldenthread.duties.models import Case
    from goldenthread.improvement.models import EvidenceItem, Milestone, Plan, SuccessCriterion
    from goldenthread.organisations.models import LocalArea, Post
    from goldenthread.registers.models import Entry
    from goldenthread.reports.models import Report

    area = LocalArea.objects.get(slug="fellmoor-and-sands").pk
    plans = Plan.objects.filter(area=area, state=Plan.State.AGREED).order_by("pk")
    story, plan = plans[0], plans.reverse()[0]
    led = Milestone.objects.filter(plan=plan, priority__lead_rows__post__title__startswith="Head")
    milestone = led.latest("version")
    reports = Report.objects.filter(plan__area=area)
    # The longest story of those whom the coordinator of the demonstration has.
    caseload = Case.objects.filter(area=area, coordinator__title="Senior Case Coordinator")
    longest = caseload.annotate(happened=Count("events")).order_by("-happened", "pk")[0]
    return {
        "area": area, "story": story.pk, "plan": plan.pk,
        "section": milestone.priority.section_id, "priority": milestone.priority_id,
        "milestone": milestone.pk,
        "criterion": SuccessCriterion.objects.filter(section__plan=plan).order_by("pk")[0].pk,
        "evidence": EvidenceItem.objects.filter(area=area).order_by("pk")[0].pk,
        "entry": Entry.objects.filter(area=area).latest("version").pk,
        "post": Post.objects.filter(organisation__areas=area).order_by("-pk")[0].pk,
        "draft": reports.filter(state="draft").latest("pk").pk,
        "child": longest.person_id,
        "sent": reports.exclude(state="draft").latest("pk").pk,
    }  # fmt: skip
