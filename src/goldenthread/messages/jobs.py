"""The post tray as a background task: a hundred letters take longer to lay out than a page may."""

from __future__ import annotations

from django.urls import reverse

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.core.errors import UserError
from goldenthread.messages.paper import PDF, write
from goldenthread.messages.queries.tray import sheets_of_tray
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job
from goldenthread.ui.filters import plural

KIND = "letters-tray"
RIGHT = "letter.send"


def _make(job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    scope.need(RIGHT, job.area_id)
    progress("Reading the letters that are ready.")
    sheets, ids, left = sheets_of_tray(scope, job.area_id)
    if not sheets:
        raise UserError(
            "nothing_to_print", "No letter can be printed.",
            fix=f"{plural(left, 'letter')} ready; each page says what keeps it from going.",
        )  # fmt: skip
    progress(f"Laying out {plural(len(sheets), 'copy', 'copies')}.", 0, len(sheets))
    made = write(sheets, PDF, "Letters for the post")
    name = f"letters-{clock.today().isoformat()}.pdf"
    return Made(made.content, made.content_type, name, ids)


def _may_have(scope: Scope, job: Job) -> bool:
    return scope.has(RIGHT, job.area_id)


def _target(_: Job) -> Target:
    return ("letters.letter", "tray")


def _home(_: Job) -> str:
    return reverse("letters:letters")


def register_kinds() -> None:
    register(
        Kind(
            code=KIND, title="Letters for the post", permission=RIGHT, make=_make, may_have=_may_have,
            target=_target, home=_home,
        )
    )  # fmt: skip
