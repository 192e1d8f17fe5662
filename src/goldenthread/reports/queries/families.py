"""What a page for families holds, composed from the plan's own page; and the pages there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from goldenthread.access.scope import Scope
from goldenthread.core.months import Month
from goldenthread.improvement.models import Plan
from goldenthread.improvement.presenters import look_key
from goldenthread.improvement.queries.plans import PlanPage, SectionRow, plan_page
from goldenthread.improvement.queries.status import MilestoneStatus
from goldenthread.improvement.queries.versions import ancestry
from goldenthread.improvement.rules.status import Flag
from goldenthread.reports.models import Progress, ProgressCopy
from goldenthread.reports.rules.families import WAITING, Group, family_words
from goldenthread.ui.pagination import Page, paginate

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Step:
    """A milestone in plain words. `leads` are posts, and only where the page names them.

    `thread` is the same in every version of the plan, and `printed` are the plan's own words for it.
    """

    text: str
    words: str
    by: str
    leads: tuple[str, ...]
    thread: int = 0
    printed: str = ""

    @property
    def words_easily(self) -> str:
        """What stands beside it, but for the sentence that the heading of the easy read says already."""
        return self.words.partition(". ")[2]


@dataclass(frozen=True)
class Part:
    """What is done, late or next in a section; `nothing` says that it is empty.

    `more` steps are due too far ahead to be told.
    """

    group: Group
    steps: list[Step]
    more: int = 0
    nothing: str = ""

    @property
    def count(self) -> int:
        return len(self.steps) + self.more

    @property
    def told_easily(self) -> list[Step]:
        return self.steps[: family_words().easy_most]

    @property
    def some_easily(self) -> str:
        """Says that the easy read tells not all of them; empty where it does."""
        told = len(self.told_easily)
        return family_words().easy_some.format(count=told) if 0 < told < self.count else ""


@dataclass(frozen=True)
class SectionTold:
    """One section for families."""

    id: int
    title: str
    meaning: str
    promised: list[str]
    parts: list[Part]
    # What it promises to do again and again, each with how often.
    always: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        """Those that are told, of all parts."""
        return [step for part in self.parts for step in part.steps]

    @property
    def always_words(self) -> str:
        return family_words().always

    @property
    def always_easily(self) -> list[str]:
        return self.always[: family_words().easy_most]

    @property
    def always_some(self) -> str:
        """As `some_easily` of a part, of what is done again and again."""
        told = len(self.always_easily)
        return family_words().easy_some.format(count=told) if told < len(self.always) else ""

    @property
    def meaning_by_line(self) -> list[str]:
        """One sentence to a line, for the easy read page."""
        return [line for line in _SENTENCE_END.split(self.meaning.strip()) if line]


@dataclass(frozen=True)
class Families:
    """The whole page, ready to be put into words."""

    progress: Progress
    page: PlanPage
    counts: list[str]
    sections: list[SectionTold]


def compose_families(scope: Scope, progress: Progress, as_at: date) -> Families:
    """The page as it reads on the day `as_at`: five queries."""
    page = plan_page(scope, progress.plan_id, as_at)
    words = family_words()
    keys = [_look(row) for row in page.milestones]
    counts = [
        look.count.format(count=keys.count(key), base=len(keys))
        for key, look in words.looks.items()
        if key in keys
    ]
    return Families(progress, page, counts, _sections(progress, page))


def _sections(progress: Progress, page: PlanPage) -> list[SectionTold]:
    found = []
    for section in page.sections:
        rows = [(row, one) for row in section.priorities for one in row.milestones]
        by_group: dict[str, list[tuple[MilestoneStatus, Step]]] = {
            key: [] for key in family_words().groups
        }
        for priority, milestone in rows:
            leads = tuple(priority.leads) if progress.show_posts else ()
            group = family_words().looks[_look(milestone)].group
            own = progress.steps.get(str(milestone.thread), "")
            by_group[group].append((milestone, _step(milestone, leads, own)))
        found.append(
            SectionTold(
                section.id, section.title, progress.meanings.get(str(section.id), ""),
                [row.title for row in section.priorities],
                _parts(by_group, page.as_at), _always(section),
            )
        )  # fmt: skip
    return found


def _look(milestone: MilestoneStatus) -> str:
    """How families are told of it: what is reported done and waits for sign-off is not called late."""
    if Flag.AWAITING_SIGN_OFF in milestone.shown.flags:
        return WAITING
    key = look_key(milestone.shown)
    # Called late before its date, with no new one: it is not late yet.
    return "amber" if key == Flag.NEW_DATE_NEEDED and milestone.days_overdue is None else key


def _step(milestone: MilestoneStatus, leads: tuple[str, ...], own: str) -> Step:
    facts, look = milestone.facts, _look(milestone)
    # A step that runs late is hoped for by its forecast; one that is late has a new date as its due date.
    hoped = facts.forecast if look == "amber" else facts.current_due
    words = family_words().of_step(look, hoped.label if hoped else "")
    by = facts.current_due.label if facts.current_due else ""
    printed = _bare(milestone.text)
    return Step(_bare(own) or printed, words, by, leads, milestone.thread, printed)


def _always(section: SectionRow) -> list[str]:
    """What a section promises to do again and again, in the order of the plan."""
    return [
        f"{_bare(one.text)} ({one.cadence.lower()})" if one.cadence else _bare(one.text)
        for row in section.priorities
        for one in row.commitments
    ]


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _parts(by_group: Mapping[str, list[tuple[MilestoneStatus, Step]]], as_at: date) -> list[Part]:
    words = family_words()
    late = [step.words for _, step in by_group.get("late", [])]
    return [
        replace(
            _part(group, by_group[key], as_at),
            nothing=words.nothing(group, late, maybe=bool(by_group["maybe"])),
        )
        for key, group in words.groups.items()
        # A heading of its own only where something waits, or may be late.
        if key not in (WAITING, "maybe") or by_group[key]
    ]


def _part(group: Group, rows: list[tuple[MilestoneStatus, Step]], as_at: date) -> Part:
    if group.key != "next":
        return Part(group, [step for _, step in rows])
    ordered = sorted(rows, key=lambda row: (row[0].due or date.max, row[0].id))
    last = (Month.of(as_at) + family_words().next_months).last_day
    soon = [step for milestone, step in ordered if milestone.due and milestone.due <= last]
    return Part(group, soon, len(ordered) - len(soon))


def get_progress(scope: Scope, progress_id: int) -> Progress:
    """One page with its plan and all that is kept of it. Http404 when the scope may see none."""
    found = _whole(Progress.objects.visible_to(scope)).filter(pk=progress_id).first()
    if found is None:
        raise Http404("There is no such page.")
    return found


def _whole(rows: QuerySet[Progress]) -> QuerySet[Progress]:
    return rows.select_related(
        "plan__area", "snapshot__document__area", "easy__document__area", "prepared_post",
        "clearance__cleared_post", "withdrawal__withdrawn_post", "redaction__redacted_post",
    )  # fmt: skip


def pages_of_plan(scope: Scope, plan: Plan, params: Mapping[str, str], size: int) -> Page[Progress]:
    """The pages on a plan and on the versions before it, the newest first: one query, two for a later version."""
    rows = Progress.objects.visible_to(scope).filter(plan__in=ancestry(plan))
    return paginate(rows.select_related("snapshot", "withdrawal"), ("-pk",), params, size)


def newest_published(scope: Scope) -> list[Progress]:
    """For each plan that the scope reads, the page that families see now: one query."""
    rows = Progress.objects.visible_to(scope).published().filter(withdrawal=None)
    newest: dict[int, Progress] = {}
    for row in rows.select_related("plan__area", "snapshot").order_by("-pk"):
        newest.setdefault(row.line, row)
    return list(newest.values())


def has_draft(scope: Scope, area_id: int) -> bool:
    """Whether a page of the area is being written: one query."""
    drafts = Progress.objects.visible_to(scope).filter(state=Progress.State.DRAFT)
    return drafts.filter(plan__area=area_id).exists()


def parts_copied(progress: Progress) -> set[str]:
    """The parts of the page that there is a PDF of: one query."""
    return set(ProgressCopy.objects.filter(progress=progress).values_list("part", flat=True))
