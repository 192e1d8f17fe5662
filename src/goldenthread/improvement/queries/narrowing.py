"""What a list of a plan's milestones is narrowed to: a part of the plan, who leads them, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goldenthread.core.numbers import whole_number
from goldenthread.improvement.models import Lead, Milestone, MilestoneLead, Plan, Priority, Section
from goldenthread.improvement.queries.leading import led_where

LONGEST_SEARCH = 100
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    """What the plan's milestones can be narrowed to: sections, posts and organisations that lead, as choices."""

    sections: Choices
    posts: Choices
    organisations: Choices


@dataclass(frozen=True)
class Narrowed:
    """`within` is a section or priority, `lead` a post and `organisation` one of `offered`; `sought` are words."""

    offered: Offered
    within: Section | Priority | None = None
    lead: int | None = None
    organisation: int | None = None
    sought: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """The parameters that narrow a list in the same way."""
        kept = {"q": self.sought}
        if self.within is not None:
            name = "priority" if isinstance(self.within, Priority) else "section"
            kept[name] = str(self.within.pk)
        chosen = {"lead": self.lead, "organisation": self.organisation}
        return kept | {name: str(pk) for name, pk in chosen.items() if pk is not None}

    def of(self, rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
        """Those of the milestones that answer to it. Each word stands in the text, the priority, or a lead's title."""
        if isinstance(self.within, Priority):
            rows = rows.filter(priority=self.within)
        elif self.within is not None:
            rows = rows.filter(priority__section=self.within)
        if self.lead is not None:
            rows = rows.filter(led_where(post=self.lead))
        if self.organisation is not None:
            rows = rows.filter(led_where(post__organisation=self.organisation))
        for word in self.sought.split():
            rows = rows.filter(
                Q(text__icontains=word)
                | Q(priority__title__icontains=word)
                | Q(priority__code__iexact=word)
                | led_where(post__title__icontains=word)
            )
        return rows


def narrowed(plan: Plan, params: Mapping[str, str]) -> Narrowed:
    """From parameters; one that names nothing of the plan narrows nothing: two queries, three within a priority."""
    sections = list(Section.objects.filter(plan=plan))
    offered = _offered(plan, sections)
    return Narrowed(
        offered,
        _part(plan, params, sections),
        _chosen(params.get("lead", ""), offered.posts),
        _chosen(params.get("organisation", ""), offered.organisations),
        " ".join(params.get("q", "").split())[:LONGEST_SEARCH],
    )


def _offered(plan: Plan, sections: list[Section]) -> Offered:
    names = ("post__organisation__name", "post__title", "post_id", "post__organisation_id")
    above = Lead.objects.filter(priority__plan=plan).order_by().values_list(*names)
    own = MilestoneLead.objects.filter(milestone__plan=plan).order_by().values_list(*names)
    rows = sorted(above.union(own))
    return Offered(
        sections=[(str(row.pk), str(row)) for row in sections],
        posts=[(str(pk), f"{title}, {name}") for name, title, pk, _ in sorted(rows, key=_by_title)],
        organisations=list({str(pk): (str(pk), name) for name, _, _, pk in rows}.values()),
    )


def _by_title(row: tuple[str, str, int, int]) -> tuple[str, str]:
    return row[1], row[0]


def _chosen(text: str, offered: Choices) -> int | None:
    pk = whole_number(text)
    return pk if pk is not None and str(pk) in dict(offered) else None


def _part(
    plan: Plan, params: Mapping[str, str], sections: list[Section]
) -> Section | Priority | None:
    """The part of the plan that the parameters name; None where they name none that it has."""
    if (pk := whole_number(params.get("priority", ""))) is not None:
        return Priority.objects.filter(plan=plan, pk=pk).first()
    if (pk := whole_number(params.get("section", ""))) is not None:
        return next((one for one in sections if one.pk == pk), None)
    return None
