"""The copy of a long list of an area as a background task."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.exchange.exports import Table, write
from goldenthread.organisations.permissions import may_copy, need_to_copy
from goldenthread.organisations.queries.export import LISTS, list_table
from goldenthread.organisations.scopes import build_scope
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job


def kind_of(what: str) -> str:
    """The kind of task that copies this list."""
    return f"export-{what}"


def target_of(what: str) -> Target:
    """What the audit trail names: the kind of record that the list is of, and the list."""
    model = "organisation" if what == "organisations" else "post"
    return (f"organisations.{model}", what)


def export_name(table: Table, extension: str) -> str:
    """What the file is called: the list and the day."""
    return f"{slugify(table.title)}-{clock.today().isoformat()}.{extension}"


def _make(what: str, job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    need_to_copy(scope, job.area_id)
    progress("Reading the list.")
    table, ids = list_table(scope, what, job.area_id, clock.today())
    progress("Writing the file.", len(ids), len(ids))
    made = write(table, str(job.arguments["form"]))
    return Made(made.content, made.content_type, export_name(table, made.extension))


def _may_have(scope: Scope, job: Job) -> bool:
    return may_copy(scope, job.area_id)


def _target(what: str, _: Job) -> Target:
    return target_of(what)


def _home(what: str, _: Job) -> str:
    return reverse(f"organisations:{what}")


def register_kinds() -> None:
    for what in LISTS:
        register(
            Kind(
                code=kind_of(what),
                title=f"Copy of the {what}"
                if what == "vacancies"
                else f"Copy of the list of {what}",
                permission="organisation.view",
                make=partial(_make, what),
                may_have=_may_have,
                target=partial(_target, what),
                home=partial(_home, what),
            )
        )
