"""The documents that the API gives of what stands in a plan. Keys are only ever added to them (docs/api/README.md)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

from goldenthread.exchange.api import ListOf
from goldenthread.improvement.api.documents import PostDocument, ShownDocument, StatusName


class PriorityRef(Schema):
    """The priority that something belongs to."""

    id: int
    code: str


class ReportedDocument(Schema):
    """What a lead last said. `on` is null where nobody has reported yet."""

    status: StatusName
    on: date | None


class MilestoneDocument(Schema):
    """A milestone. It falls due on the last day of a month; so do forecasts and first dates."""

    id: int
    number: str | None
    text: str
    priority: PriorityRef
    action_id: int | None
    leads: list[PostDocument] = Field(
        description="The posts that lead it itself. Where there are none, those of its priority lead it."
    )
    leads_as_printed: list[str] = Field(
        description="Leads that the plan names for it and that nobody has said a post for, as printed."
    )
    due: date | None = Field(description="The date now aimed at.")
    due_as_printed: str | None
    qualifier: str | None
    baseline_due: date | None = Field(description="The date first agreed, which stays.")
    forecast: date | None = Field(description="The forecast given with Amber.")
    slippage_days: int | None = Field(
        description="Days from the date first agreed to the day of completion, else to the forecast given with Amber, "
        "else to the date now aimed at; null while a new date is needed."
    )
    days_overdue: int | None = Field(
        description="Days since its date passed, as at the day of the answer, where a new date is needed; "
        "null where the work is reported complete and waits for sign-off."
    )
    reported: ReportedDocument
    shown: ShownDocument
    completed_on: date | None
    sent_back_on: date | None = Field(
        description="The day a report of completion was sent back to its lead, until the lead reports again."
    )
    signed_off_on: date | None


class MilestoneList(ListOf):
    """Milestones of a plan."""

    items: list[MilestoneDocument]


class TargetDocument(Schema):
    """What would be enough. Figures are exact decimals as text, in `unit`; a change by per cent in per cent."""

    measure: str | None
    unit: str | None
    comparator: str | None
    target: str | None
    target_by: date | None
    baseline: str | None
    baseline_on: date | None
    source: str | None


class FigureDocument(Schema):
    """The newest figure that counts; `count` of `base` where it is a share."""

    value: str
    as_at: date
    count: int | None
    base: int | None


class SectionRef(Schema):
    """The section that something belongs to."""

    id: int
    title: str


class CriterionDocument(Schema):
    """A success criterion and how it stands. `missing` may name more than the state says."""

    id: int
    section: SectionRef
    kind: Literal["quantitative", "qualitative"]
    text: str
    below_another: bool
    state: str = Field(description="Such as target_not_set, baseline_missing, met.")
    state_words: str
    missing: list[str]
    target: TargetDocument | None = Field(
        description="Null for a criterion that no number is set for."
    )
    latest: FigureDocument | None
    course: str | None = Field(description="What the latest figure says about reaching it in time.")
    judged_met: bool | None
    judged_on: date | None


class CriterionList(ListOf):
    """Success criteria of a plan."""

    items: list[CriterionDocument]


class RecurringDocument(Schema):
    """A commitment that comes round again."""

    id: int
    number: str | None
    priority: PriorityRef
    cadence: str
    text: str


class RecurringList(ListOf):
    """Recurring commitments of a plan."""

    items: list[RecurringDocument]
