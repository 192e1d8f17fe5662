"""`goldenthread plan import`: read a plan from a document, and bring it in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from goldenthread.core.commandline import emit, json_options, read_input
from goldenthread.core.errors import UserError
from goldenthread.core.preparing import prepare_database
from goldenthread.exchange.reading import DEFAULT_LIMITS, read_document
from goldenthread.improvement.rules.importing import ParsedPlan, interpret_plan, to_json

SCHEMA = Path(__file__).parent / "rules" / "importing" / "plan_import.schema.json"


@click.group()
def plan() -> None:
    """Improvement plans."""


@plan.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Only read: print what was found, write nothing.")
@click.option("--as", "person", metavar="EMAIL", help="The person whose posts carry the right.")
@click.option("--area", metavar="SLUG", help="The local area; needed when there are several.")
@click.option("--decisions", metavar="JSON_FILE", help="Answers to findings, by finding id.")
@click.option("--confirm", is_flag=True, help="Import at once when nothing is left to decide.")
@json_options(SCHEMA)
def import_plan(
    file: str,
    dry_run: bool,
    person: str | None,
    area: str | None,
    decisions: str | None,
    confirm: bool,
    as_json: bool,
) -> None:
    """Read the plan in FILE (- for standard input).

    With --dry-run nothing is written and no database is needed. Without it the file is uploaded for
    the area and waits for decisions, exactly as in the browser.
    """
    name, data = read_input(file, most=DEFAULT_LIMITS.file_bytes)
    if dry_run:
        parsed = interpret_plan(read_document(name, data))
        if as_json:
            emit(to_json(parsed))
        else:
            _print(parsed)
        return
    if not person:
        raise UserError(
            "no_person",
            "An import needs a person whose posts carry the right to it.",
            "--as",
            "Add --as with their e-mail address, or --dry-run to only read the file.",
        )
    outcome = _upload(name, data, person, area, decisions, confirm=confirm)
    if as_json:
        emit(outcome)
    else:
        _report(outcome)


def _upload(
    name: str, data: bytes, person: str, area: str | None, decisions: str | None, *, confirm: bool
) -> dict[str, Any]:
    """Upload, decide and perhaps confirm: what is left open and where to go on."""
    prepare_database()
    from goldenthread.exchange import actions  # needs the database settings loaded

    scope, area_id = _who_and_where(person, area)
    job = actions.upload(scope=scope, kind_code="plan", area_id=area_id, name=name, data=data)
    if decisions:
        given = _decisions(decisions)
        job = actions.decide(scope=scope, job_id=job.pk, version=job.version, decisions=given)
    preview = job.import_kind.preview(job.found, job.decisions, job.area_id)
    if confirm and preview.ready:
        job = actions.confirm(scope=scope, job_id=job.pk, version=job.version)
    return {
        "import_id": job.pk,
        "state": job.state,
        "plan_id": job.target_id,
        "counts": dict(preview.counts),
        "open": [
            {
                "id": question.id,
                "question": question.title,
                "where": question.where,
                "choices": [option.value for option in question.options],
                "problem": str(preview.problems.get(question.id, "")) or None,
            }
            for question in preview.questions
            if question.id in preview.unanswered or question.id in preview.problems
        ],
    }


def _who_and_where(person: str, area: str | None) -> tuple[Any, int]:
    from goldenthread.access.models import User
    from goldenthread.access.scope import Origin
    from goldenthread.organisations.models import LocalArea
    from goldenthread.organisations.scopes import build_scope

    user = User.objects.filter(email__iexact=person, is_active=True).first()
    scope = build_scope(user, Origin(channel="command"))
    scope.need("plan.import")
    areas = {
        row.slug: row.pk for row in LocalArea.objects.filter(pk__in=scope.areas_with("plan.import"))
    }
    if area is None and len(areas) == 1:
        return scope, next(iter(areas.values()))
    if area not in areas:
        raise UserError(
            "no_such_area",
            f"There is no area {area!r} for which {person} may import plans."
            if area
            else "There are several areas for which this person may import plans.",
            "--area",
            f"Give one of: {', '.join(sorted(areas))}.",
        )
    return scope, areas[area]


def _decisions(path: str) -> dict[str, dict[str, Any]]:
    """Answers from a JSON object: finding id -> {"choice", "inputs": {"value", "reason"}}."""
    _, data = read_input(path, most=DEFAULT_LIMITS.file_bytes)
    try:
        given = json.loads(data)
    except ValueError as problem:
        raise UserError(
            "bad_decisions", f"The decisions are not JSON: {problem}.", path,
            'Write {"finding-id": {"choice": "...", "inputs": {"value": "..."}}}.',
        ) from None  # fmt: skip
    if not isinstance(given, dict) or not all(isinstance(item, dict) for item in given.values()):
        raise UserError(
            "bad_decisions", "The decisions are not an object of answers by finding id.", path,
            'Write {"finding-id": {"choice": "...", "inputs": {"value": "..."}}}.',
        )  # fmt: skip
    return given


def _report(outcome: dict[str, Any]) -> None:
    click.echo(f"Import {outcome['import_id']}: {outcome['state']}.")
    for label, count in outcome["counts"].items():
        click.echo(f"  {label}: {count}")
    for question in outcome["open"]:
        where = f" ({question['where']})" if question["where"] else ""
        click.echo(f"To decide: {question['id']}{where}: {question['question']}")
        click.echo(f"  one of: {', '.join(question['choices'])}")


def _print(parsed: ParsedPlan) -> None:
    head = parsed.head
    click.echo(f"{head.title or 'No title'} | version {head.version or '-'} | {head.date or '-'}")
    for section in parsed.sections:
        click.echo(f"\n{section.number or '-'}. {section.title or ''}")
        for priority in section.priorities:
            click.echo(
                f"  {priority.code}. {priority.title}\n"
                f"      {len(priority.actions)} actions, {len(priority.milestones)} milestones, "
                f"{len(priority.recurring)} recurring; lead: {'; '.join(priority.leads) or '-'}"
            )
    click.echo("")
    for key, count in parsed.counts.items():
        if isinstance(count, int):
            click.echo(f"{key.replace('_', ' ')}: {count}")
    click.echo("")
    for finding in parsed.findings:
        where = f"{finding.where}: " if finding.where else ""
        click.echo(f"{finding.severity.upper():7} {where}{finding.message}")
