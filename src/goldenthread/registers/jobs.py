"""The export of a large register as a background task."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.text import slugify

from goldenthread.access.audit.recording import Target
from goldenthread.access.scope import Origin, Scope
from goldenthread.core import clock
from goldenthread.exchange.exports import write
from goldenthread.organisations.scopes import build_scope
from goldenthread.registers.models import Entry
from goldenthread.registers.queries.export import register_table
from goldenthread.registers.queries.places import get_place
from goldenthread.registers.rules.definitions import Register, registers
from goldenthread.tasks.kinds import Kind, Made, Progress, register
from goldenthread.tasks.models import Job


def kind_of(definition: Register) -> str:
    """The kind of task that exports this register: each has its own right."""
    return f"export-{definition.code}"[:40]


def export_name(definition: Register, extension: str) -> str:
    """What an export is called: the register and the day."""
    return f"{slugify(definition.title)}-{clock.today().isoformat()}.{extension}"


def is_large(area_id: int, definition: Register, most: int) -> bool:
    """Whether the register holds more entries than a page writes at once: one query."""
    entries = Entry.objects.filter(area=area_id, register=definition.code).order_by()
    return entries[: most + 1].count() > most


def _make(definition: Register, job: Job, progress: Progress) -> Made:
    scope = build_scope(job.asked_by, Origin(channel="worker"))
    scope.need(definition.rights.export, job.area_id)
    progress("Reading the register.")
    table, ids = register_table(
        scope, get_place(scope, job.area_id, definition.code), clock.today()
    )
    progress("Writing the file.", len(ids), len(ids))
    made = write(table, str(job.arguments["form"]))
    return Made(made.content, made.content_type, export_name(definition, made.extension))


def _may_have(definition: Register, scope: Scope, job: Job) -> bool:
    return scope.has(definition.rights.view, job.area_id)


def _target(definition: Register, _: Job) -> Target:
    return ("registers.entry", definition.code)


def _home(definition: Register, job: Job) -> str:
    return reverse("registers:list", args=[job.area_id, definition.code])


def register_kinds() -> None:
    for definition in registers().values():
        register(
            Kind(
                code=kind_of(definition),
                title=f"Export of {definition.title.lower()}",
                permission=definition.rights.export,
                make=partial(_make, definition),
                may_have=partial(_may_have, definition),
                target=partial(_target, definition),
                home=partial(_home, definition),
            )
        )
