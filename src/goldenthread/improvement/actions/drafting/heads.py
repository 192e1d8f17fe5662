"""Starting a plan, its title, version and date, and giving it up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.audit.meanwhile import changed_meanwhile
from goldenthread.access.scope import Scope
from goldenthread.core.errors import UserError
from goldenthread.improvement.actions.drafting.drafts import (
    keep_written,
    locked_draft,
)
from goldenthread.improvement.actions.drafting.texts import short
from goldenthread.improvement.actions.progress import Refused
from goldenthread.improvement.actions.removing import remove_draft
from goldenthread.improvement.draft_kinds import HEAD, fingerprint
from goldenthread.improvement.models import Plan
from goldenthread.improvement.queries.versions import names_before
from goldenthread.improvement.rules.agreement import check_version
from goldenthread.organisations.models import LocalArea


@dataclass(frozen=True)
class Head:
    """What stands at the head of a plan."""

    title: str
    version: str = ""
    dated: date | None = None

    def checked(self) -> Head:
        """The head as it is kept. UserError for a text that is missing or too long."""
        title = short(self.title, "plan.title", "title")
        if not title:
            raise UserError("text_missing", "The plan needs a title.", "title", "Enter a title.")
        return Head(title, short(self.version, "plan.version", "version"), self.dated)


@transaction.atomic
def start_plan(*, scope: Scope, area_id: int, head: Head, seen: int) -> Plan:
    """An empty draft. `seen` is the newest plan when the form was opened: sent twice, it makes one plan."""
    scope.need("plan.edit", area_id)
    # One at a time in an area, so that the second of two requests finds what the first made.
    LocalArea.objects.select_for_update().get(pk=area_id)
    values = asdict(head.checked())
    drafts = Plan.objects.visible_to(scope).filter(state=Plan.State.DRAFT, area=area_id)
    if same := drafts.filter(pk__gt=seen, **values).first():
        return same
    plan = Plan.objects.create(area_id=area_id, **values)
    record(scope, "draft.started", plan, fields=HEAD)
    return plan


@transaction.atomic
def change_head(*, scope: Scope, plan_id: int, head: Head, standing: str) -> Plan:
    """Another title, version or date. `standing` is the fingerprint of what the person read."""
    plan = locked_draft(scope, plan_id)
    values = asdict(head.checked())
    changed = [name for name, value in values.items() if getattr(plan, name) != value]
    if not changed:
        return plan
    if standing != fingerprint(plan, HEAD):
        raise changed_meanwhile(scope, plan, "this plan")
    if "version" in changed and (problems := check_version(head.version, names_before(plan))):
        raise Refused(problems)
    for name in changed:
        setattr(plan, name, values[name])
    plan.save(update_fields=changed)
    keep_written(scope, plan, "plan.changed", plan, changed)
    return plan


@transaction.atomic
def discard_plan(*, scope: Scope, plan_id: int) -> None:
    """Give up a draft with all that stands in it. UserError for a new version, which has a page of its own,
    and where other records hang on it.
    """
    plan = locked_draft(scope, plan_id)
    if plan.supersedes_id is not None:
        raise UserError(
            "is_new_version",
            "This draft is a new version of another plan.",
            fix="Discard it from the list of versions.",
        )
    remove_draft(scope, plan, "draft.discarded")
