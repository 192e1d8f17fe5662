"""Raising a risk or issue on a part of a plan, and linking one to it or no longer."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.access.audit import record
from goldenthread.access.scope import Scope
from goldenthread.core.errors import NotAllowed, UserError
from goldenthread.improvement.models import Plan, PlanRisk
from goldenthread.improvement.queries.risk_items import REGISTER, Item
from goldenthread.registers.actions.raising import Raised, raise_entry
from goldenthread.registers.models import Entry
from goldenthread.registers.permissions import keeping_posts


@transaction.atomic
def raise_on(*, scope: Scope, item: Item, post_id: int, raised: Raised, today: date) -> Entry:
    """Put an entry on the register of the plan's area, linked to the item: both or neither."""
    _need_plan_in_force(item)
    entry = raise_entry(
        scope=scope, area_id=item.plan.area_id, register_code=REGISTER, post_id=post_id,
        raised=raised, today=today,
    )  # fmt: skip
    _link(scope, item, entry, post_id)
    return entry


@transaction.atomic
def link_risk(*, scope: Scope, item: Item, entry_id: int, post_id: int) -> PlanRisk:
    """Link an entry that its owner, or whoever keeps the register, knows to stand in the item's way."""
    _need_plan_in_force(item)
    entry = (
        Entry.objects.visible_to(scope)
        .filter(pk=entry_id, area=item.plan.area_id, register=REGISTER)
        .first()
    )
    if entry is None:
        raise UserError(
            "no_such_entry", "There is no such risk or issue in this area.", "entry",
            "Choose one from the list.",
        )  # fmt: skip
    _need_post(scope, entry, post_id)
    return _link(scope, item, entry, post_id)


@transaction.atomic
def unlink_risk(*, scope: Scope, link: PlanRisk, post_id: int) -> None:
    """Take a link away; the entry stays on the register. Taking it away twice is harmless."""
    found = PlanRisk.objects.select_for_update().filter(pk=link.pk).first()
    _need_post(scope, link.entry, post_id)
    if found is None:
        return
    record(
        scope, "planrisk.unlinked", link.entry, area_id=link.entry.area_id,
        fields=("plan_links",),
    )  # fmt: skip
    found.delete()


def _need_plan_in_force(item: Item) -> None:
    # What a draft holds may still be removed, and drafts be discarded.
    if item.plan.state != Plan.State.AGREED:
        raise UserError(
            "plan_not_in_force",
            f"This plan is {item.plan.get_state_display().lower()}: risks and issues are linked to agreed plans.",
        )


def _need_post(scope: Scope, entry: Entry, post_id: int) -> None:
    if post_id not in keeping_posts(scope, entry):
        raise NotAllowed("That post neither owns this risk or issue nor keeps the register.")


def _link(scope: Scope, item: Item, entry: Entry, post_id: int) -> PlanRisk:
    if entry.area_id != item.plan.area_id:
        raise UserError(
            "another_area",
            "This entry is on the register of another local area.",
            fix="Raise it in the area of the plan.",
        )
    # The entry's row decides between two who link it at the same moment.
    Entry.objects.select_for_update().get(pk=entry.pk)
    link, made = PlanRisk.objects.get_or_create(
        entry=entry, **item.link, defaults={"post_id": post_id, "user_id": scope.user_id}
    )
    if made:
        record(scope, "planrisk.linked", entry, area_id=entry.area_id, fields=("plan_links",))
    return link
