"""What is under way when the process is killed: a request or a task, each on records of its own.

`ready` makes what the flow needs and returns its keys; `act` does the one thing, and raises unless it was
acknowledged; `look` counts what there is of it, in the same words for every set of records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from goldenthread.access.models import AuditEntry, User
from goldenthread.core import clock
from goldenthread.exchange import actions as exchange
from goldenthread.exchange.models import ImportJob
from goldenthread.improvement.models import Milestone, MilestoneEvent, Plan
from goldenthread.organisations.models import LocalArea
from goldenthread.tasks.actions.ticking import tick
from goldenthread.tasks.models import Job, JobFile
from goldenthread.tasks.worker import work_off, work_on_one
from tests.factories import make_area, make_organisation, make_person, make_plan

Ids = dict[str, int]
Look = dict[str, Any]
ROWS = "\n".join(
    f"1. Communication;1{letter} Tell families;A. Write;{number}. Milestone {number};Jul-2027"
    for letter, numbers in (("a", range(1, 5)), ("b", range(5, 9)))
    for number in numbers
)
DOCUMENT = f"Section;Priority;Action;Milestone;By when\n{ROWS}\n".encode()


@dataclass(frozen=True)
class Flow:
    ready: Callable[[], Ids]
    act: Callable[[Ids], None]
    look: Callable[[Ids], Look]


def _area() -> tuple[LocalArea, Any]:
    area = make_area()
    return area, make_person(area, "partnership_manager", organisation=make_organisation(area))


_signed_in: dict[int, Client] = {}


def sign_in(ids: Ids) -> None:
    """Before the act, so that the stages are those of the act and not of signing in."""
    for name in ("user", "signer"):
        if name in ids:
            _client({"user": ids[name]})


def _client(ids: Ids) -> Client:
    if ids["user"] not in _signed_in:
        client = _signed_in[ids["user"]] = Client()
        client.force_login(User.objects.get(pk=ids["user"]))
        client.get("/tasks/")  # the first page after signing in also writes the session
    return _signed_in[ids["user"]]


def _entries(ids: Ids, *actions: str) -> dict[str, int]:
    rows = AuditEntry.objects.filter(area_id=ids["area"])
    return {action: rows.filter(action=action).count() for action in actions}


def _must(answer: Any, status: int = 302) -> None:
    if answer.status_code != status:
        page = answer.content.decode()
        raise RuntimeError(f"{answer.status_code}: {page.partition('<main')[2][:1500]}")


# --- imports -------------------------------------------------------------------------------------


def _importer() -> Ids:
    area, manager = _area()
    return {"area": area.pk, "user": manager.user.pk}


def _upload(ids: Ids) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("plan.csv", DOCUMENT)
    _must(_client(ids).post("/imports/new/plan/", {"area": str(ids["area"]), "file": file}))


def _import_look(ids: Ids) -> Look:
    jobs = ImportJob.objects.filter(area=ids["area"])
    return {
        "imports": [job.state for job in jobs],
        "files": [job.file.storage.exists(job.file.name) for job in jobs],
        "plans": Plan.objects.filter(area=ids["area"]).count(),
        "milestones": Milestone.objects.filter(plan__area=ids["area"]).count(),
        "linked": jobs.exclude(target_id=None).count(),
        **_entries(ids, "import.uploaded", "import.confirmed"),
    }


def _uploaded() -> Ids:
    area, manager = _area()
    job = exchange.upload(
        scope=manager.scope, kind_code="plan", area_id=area.pk, name="plan.csv", data=DOCUMENT
    )
    return {"area": area.pk, "user": manager.user.pk, "job": job.pk}


def _confirm(ids: Ids) -> None:
    job = ImportJob.objects.get(pk=ids["job"])
    asked = {"do": "confirm", "version": str(job.version)}
    preview = job.import_kind.preview(job.found, {}, job.area_id)
    for place, question in enumerate(preview.questions):
        if question.id in preview.unanswered:  # the document prints no title
            asked[f"q{place}"] = question.options[0].value
            for item in question.options[0].inputs:
                asked[f"q{place}-{question.options[0].value}-{item.name}"] = "A plan"
    _must(_client(ids).post(f"/imports/{ids['job']}/", asked))


# --- the plan at work ------------------------------------------------------------------------------


def _planned(*, agreed: bool) -> Ids:
    area, manager = _area()
    signer = make_person(area, "board_member")
    plan = make_plan(area, agreed_by=manager.post if agreed else None)
    return {
        "area": area.pk, "user": manager.user.pk, "post": manager.post.pk, "plan": plan.pk,
        "milestone": plan.milestones.all()[0].pk, "signer": signer.user.pk,
        "signing_post": signer.post.pk,
    }  # fmt: skip


def _said(ids: Ids, **more: str) -> dict[str, str]:
    version = Milestone.objects.get(pk=ids["milestone"]).version
    return {
        "version": str(version), "post": str(ids["post"]), "progress": "Two of three done.",
        "impact": "", "reason": "", **more,
    }  # fmt: skip


def _report(ids: Ids) -> None:
    new_due = {"new_due-month": "12", "new_due-year": str(clock.today().year + 1)}
    said = _said(ids, status="red", reason="Short of people.", **new_due)
    _must(_client(ids).post(f"/plans/milestones/{ids['milestone']}/report/", said))


def _complete() -> Ids:
    ids = _planned(agreed=True)
    day = clock.today()
    parts = {"day": day.day, "month": day.month, "year": day.year}
    done = {f"completed_on-{name}": str(value) for name, value in parts.items()}
    said = _said(ids, status="blue", **done)
    _must(_client(ids).post(f"/plans/milestones/{ids['milestone']}/report/", said))
    return ids


def _sign_off(ids: Ids) -> None:
    version = Milestone.objects.get(pk=ids["milestone"]).version
    said = {"version": str(version), "post": str(ids["signing_post"]), "seen": "on"}
    client = _client({**ids, "user": ids["signer"]})
    _must(client.post(f"/plans/milestones/{ids['milestone']}/sign-off/", said))


def _agree(ids: Ids) -> None:
    said = {
        "post": str(ids["post"]), "agreed_on-day": "1", "agreed_on-month": "6",
        "agreed_on-year": "2025",
    }  # fmt: skip
    _must(_client(ids).post(f"/plans/{ids['plan']}/agree/", said))


def _plan_look(ids: Ids) -> Look:
    row = Milestone.objects.get(pk=ids["milestone"])
    return {
        "state": Plan.objects.get(pk=ids["plan"]).state,
        "baselines": Milestone.objects.filter(plan=ids["plan"], baseline_due__isnull=False).count(),
        "version": row.version, "status": row.reported_status, "signed": row.signed_off_on is not None,
        "moved": row.due == date(2099, 12, 31),
        "events": MilestoneEvent.objects.filter(plan=ids["plan"]).count(),
        **_entries(
            ids, "milestone.reported", "milestone.date_changed", "milestone.signed_off", "plan.agreed"
        ),
    }  # fmt: skip


# --- tasks -----------------------------------------------------------------------------------------


def _asked() -> Ids:
    ids = _planned(agreed=True)
    _ask(ids)
    return ids


def _ask(ids: Ids) -> None:
    settings.LARGE_EXPORT_ROWS = 1
    _must(_client(ids).get(f"/plans/{ids['plan']}/export/csv/"))


def _make(ids: Ids) -> None:
    job = Job.objects.get(area=ids["area"])
    if (outcome := work_on_one(job.pk)) != "made":
        raise RuntimeError(outcome)


def _job_look(ids: Ids) -> Look:
    jobs = Job.objects.filter(area=ids["area"])
    return {
        "jobs": [job.state for job in jobs],
        "files": JobFile.objects.filter(job__area=ids["area"]).count(),
        **_entries(ids, "job.asked", "job.made", "job.given_up"),
    }


def recover() -> None:
    """What the scheduler and another worker do within the hour."""
    with clock.fixed(clock.now() + timedelta(hours=1)):
        tick()
    with clock.fixed(clock.now() + timedelta(hours=2)):
        work_off()


FLOWS = {
    "upload of an import": Flow(_importer, _upload, _import_look),
    "confirmation of an import": Flow(_uploaded, _confirm, _import_look),
    "report on a milestone": Flow(lambda: _planned(agreed=True), _report, _plan_look),
    "sign-off of a milestone": Flow(_complete, _sign_off, _plan_look),
    "agreement of a plan": Flow(lambda: _planned(agreed=False), _agree, _plan_look),
    "asking for an export": Flow(lambda: _planned(agreed=True), _ask, _job_look),
    "making of an export by a worker": Flow(_asked, _make, _job_look),
}
