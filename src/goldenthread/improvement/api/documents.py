"""The documents that the API gives of a plan as a whole. Keys are only ever added to them (docs/api/README.md)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

from goldenthread.exchange.api import ListOf

StatusName = Literal["grey", "blue", "green", "amber", "red"]


class AreaRef(Schema):
    """The area that a plan is of."""

    id: int
    name: str


class PostDocument(Schema):
    """A post, which outlives whoever holds it. Nobody's name is given."""

    id: int
    title: str
    organisation: str


class ShownDocument(Schema):
    """A status as pages show it, worked out for the day `as_at`."""

    status: StatusName
    flags: list[str] = Field(
        description="What a reader must know beside it, such as new_date_needed."
    )
    because: list[str] = Field(description="Why, in plain sentences.")
    derived: StatusName | None = Field(
        description="What the rules give, where a person set the status by hand; else null."
    )


class ByStatus(Schema):
    """How many stand at each status; the five add up to the base."""

    grey: int
    blue: int
    green: int
    amber: int
    red: int


class CountsDocument(Schema):
    """Milestones by shown status. The last three count some of the same milestones once more."""

    base: int = Field(description="How many milestones there are.")
    as_at: date
    by_status: ByStatus
    new_date_needed: int
    awaiting_sign_off: int
    only_waiting_for_sign_off: int = Field(
        description="How many of new_date_needed are reported complete and only wait for sign-off."
    )


class PlanHead(Schema):
    """One version of an improvement plan."""

    id: int
    area: AreaRef
    title: str
    version: str | None
    dated: date | None = Field(description="The date printed on the plan.")
    state: Literal["draft", "agreed", "superseded", "closed"]
    agreed_on: date | None
    closed_on: date | None
    review_due: date | None
    supersedes: int | None = Field(description="The id of the version before.")
    superseded_by: int | None = Field(description="The id of the agreed version after.")


class PlanList(ListOf):
    """Plans, the last made first."""

    items: list[PlanHead]


class ActionDocument(Schema):
    """An action of a priority."""

    letter: str | None
    text: str


class PriorityDocument(Schema):
    """A priority with the posts that lead it, its actions and its status."""

    id: int
    code: str
    title: str
    leads: list[PostDocument]
    leads_as_printed: list[str] = Field(
        description="Leads that the plan names and that nobody has said a post for, as printed."
    )
    actions: list[ActionDocument]
    shown: ShownDocument
    milestones: CountsDocument
    recurring: int = Field(description="How many recurring commitments it has.")


class SectionDocument(Schema):
    """An area for improvement, and what good looks like."""

    id: int
    number: str | None
    title: str
    area_for_improvement: str | None
    what_good_looks_like: list[str]
    shown: ShownDocument
    priorities: list[PriorityDocument]


class PlanDocument(PlanHead):
    """A plan with its sections. Of a plan that has ended, as things stood on the day of its end."""

    as_at: date
    ended_on: date | None
    shown: ShownDocument
    milestones: CountsDocument
    sections: list[SectionDocument]


class PriorityStatus(Schema):
    """How a priority stands."""

    id: int
    code: str
    shown: ShownDocument
    milestones: CountsDocument


class SectionStatus(Schema):
    """How a section stands, with its priorities."""

    id: int
    number: str | None
    shown: ShownDocument
    priorities: list[PriorityStatus]


class StatusDocument(Schema):
    """How a plan stands, without its words."""

    plan_id: int
    as_at: date
    ended_on: date | None
    shown: ShownDocument
    milestones: CountsDocument
    sections: list[SectionStatus]
