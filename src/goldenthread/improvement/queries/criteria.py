"""Success criteria with all that decides how they stand, in one query however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.improvement.models import (
    CriterionJudgement,
    CriterionTarget,
    EvidenceItem,
    Measurement,
    Plan,
    SuccessCriterion,
)
from goldenthread.improvement.queries.criteria_then import counting, reviewed_as, said_by
from goldenthread.improvement.queries.versions import Ending
from goldenthread.improvement.rules.criteria import (
    NO_TARGET,
    PER_CENT_UNIT,
    Comparator,
    Course,
    CriterionFacts,
    CriterionStanding,
    CriterionState,
    Judgement,
    Kind,
    PrintedNumber,
    Target,
    course,
    course_words,
    criteria_rules,
    criterion_standing,
    due_words,
    figure_words,
    is_change,
    printed_number,
    target_words,
)

ALL = "all"
NOT_JUDGED = "open"
# What a list of criteria may be narrowed to, in words.
FILTERS: dict[str, str] = {
    ALL: "All",
    **{state.value: criteria_rules()["states"][state]["word"] for state in CriterionState},
    NOT_JUDGED: "Not judged",
}
_TARGET = (
    "pk", "measure", "unit", "comparator", "target", "target_by", "baseline", "baseline_on",
    "source",
)  # fmt: skip
_MEASUREMENT = ("pk", "value", "on", "count", "base")
_JUDGEMENT = ("pk", "met", "on", "note", "post__title", "own", "early")
_ROW = (
    "pk", "root", "section_id", "section__number", "section__title", "kind", "text", "parent_id",
)  # fmt: skip


@dataclass(frozen=True)
class Latest:
    """The newest figure that counts. `count` of `base` where it is a share."""

    value: Decimal
    on: date
    count: int | None
    base: int | None


@dataclass(frozen=True)
class CriterionRow:
    """A success criterion and how it stands on a day; `depth` is 1 where it stands below another.

    `accepted` and `waiting` count evidence by its review; refused evidence is none. `mark` changes with
    whatever a judgement rests on.
    """

    id: int
    root: int
    section_id: int
    section: str
    kind: Kind
    text: str
    depth: int
    target: Target
    target_pk: int
    latest: Latest | None
    latest_pk: int
    accepted: int
    waiting: int
    facts: CriterionFacts
    judgement_pk: int
    judged_by: str
    mark: str
    as_at: date

    @property
    def standing(self) -> CriterionStanding:
        return criterion_standing(self.facts, self.as_at)

    @property
    def state(self) -> CriterionState:
        return self.standing.state

    @property
    def state_word(self) -> str:
        if self.state is CriterionState.NOT_DUE:
            return due_words(self.facts)
        return _word("states", self.state)

    @property
    def printed(self) -> PrintedNumber | None:
        """The number that its words print, while nobody has said anything of a target."""
        return printed_number(self.text) if self.facts.printed else None

    @property
    def also_missing(self) -> list[str]:
        """What is missing beside what the state says, in words."""
        return [_word("states", one) for one in self.standing.missing if one != self.state]

    @property
    def course(self) -> Course | None:
        return course(self.facts, self.as_at)

    @property
    def course_word(self) -> str:
        found = self.course
        return _word("courses", found) if found else ""

    @property
    def course_sentence(self) -> str:
        return course_words(self.facts, self.unit, self.as_at)

    @property
    def quantitative(self) -> bool:
        return self.kind is Kind.QUANTITATIVE

    @property
    def target_words(self) -> str:
        return target_words(self.target)

    @property
    def unit(self) -> str:
        """The unit of the figures. Where none was set, only shares can have been recorded."""
        return self.target.unit or PER_CENT_UNIT

    @property
    def latest_words(self) -> str:
        return figure_words(self.latest.value, self.unit) if self.latest else ""


@dataclass(frozen=True)
class Counted:
    """How many of how many; `show` is the filter that lists them."""

    show: str
    word: str
    count: int
    base: int
    of: str


def criterion_rows(
    criteria: QuerySet[SuccessCriterion], as_at: date, *, ended: bool = False
) -> list[CriterionRow]:
    """The criteria as rows, in the order of their plan: one query. `criteria` are of a plan that may be seen.

    Of a plan that has `ended`, only what was said until `as_at` counts, figures withdrawn and evidence reviewed
    since included; the rest belongs to the next version.
    """
    end = as_at if ended else None
    said = said_by(end)
    root = Coalesce("thread_id", "pk")
    found = (
        criteria.order_by("section__position", "position")
        .annotate(root=root)
        .annotate(
            **_newest("t", CriterionTarget.objects.filter(**said), _TARGET, "-at"),
            **_newest(
                "m",
                Measurement.objects.filter(counting(end), **said),
                _MEASUREMENT,
                "-on",
                "-at",
            ),
            **_newest("j", CriterionJudgement.objects.filter(**said), _JUDGEMENT, "-at"),
            accepted=_evidence(EvidenceItem.Review.ACCEPTED, end),
            waiting=_evidence(EvidenceItem.Review.WAITING, end),
        )
    )
    names = [
        *(f"t_{name}" for name in _TARGET),
        *(f"m_{name}" for name in _MEASUREMENT),
        *(f"j_{name}" for name in _JUDGEMENT),
    ]
    return [_row(row, as_at) for row in found.values(*_ROW, *names, "accepted", "waiting")]


def plan_criteria(plan: Plan, ending: Ending | None, today: date) -> list[CriterionRow]:
    """Every success criterion of the plan: one query."""
    rows = SuccessCriterion.objects.filter(section__plan=plan)
    return criterion_rows(rows, ending.as_at if ending else today, ended=ending is not None)


@dataclass(frozen=True)
class Tally:
    """How the criteria of a plan stand, for one line of its page; `measured` are those in numbers, of `total`."""

    total: int
    measured: int
    met: int
    not_met: int
    open: int
    without_target: int
    printed: int


def tally(plan: Plan, ending: Ending | None, today: date) -> Tally | None:
    """The line on a plan's criteria; None where it has none: one query."""
    rows = plan_criteria(plan, ending, today)
    if not rows:
        return None
    met = sum(answers_to(row, CriterionState.MET) for row in rows)
    not_met = sum(answers_to(row, CriterionState.NOT_MET) for row in rows)
    lacking, printed = (sum(answers_to(row, state) for row in rows) for state in NO_TARGET)
    measured = sum(row.quantitative for row in rows)
    return Tally(len(rows), measured, met, not_met, not_judged(rows).count, lacking, printed)


def counted(rows: Iterable[CriterionRow]) -> list[Counted]:
    """How many criteria lack what, and how many are judged how, each with its base."""
    rows = list(rows)
    everything = ("criteria", rows)
    measured = ("criteria in numbers", [row for row in rows if row.quantitative])
    changes = (
        "criteria that are a change",
        [row for row in rows if is_change(row.target.comparator)],
    )
    bases = {
        CriterionState.NUMBER_PRINTED: measured,
        CriterionState.TARGET_NOT_SET: measured,
        CriterionState.BASELINE_MISSING: changes,
    }
    found = []
    for state in CriterionState:
        of, base = bases.get(state, everything)
        number = sum(answers_to(row, state) for row in base)
        found.append(Counted(state.value, _word("states", state), number, len(base), of))
    return found


def not_judged(rows: Sequence[CriterionRow]) -> Counted:
    """How many are judged neither met nor not met, or so that it does not count."""
    number = sum(answers_to(row, NOT_JUDGED) for row in rows)
    return Counted(NOT_JUDGED, FILTERS[NOT_JUDGED], number, len(rows), "criteria")


def answers_to(row: CriterionRow, show: str) -> bool:
    """Whether the criterion is listed under a filter, which every count of them follows."""
    if show == NOT_JUDGED:
        return row.state not in (CriterionState.MET, CriterionState.NOT_MET)
    return show == ALL or row.standing.counts_as(show)


def by_section(rows: Iterable[CriterionRow]) -> list[tuple[str, list[CriterionRow]]]:
    """The rows under the titles of their sections, both in the order of the plan."""
    found: dict[int, tuple[str, list[CriterionRow]]] = {}
    for row in rows:
        found.setdefault(row.section_id, (row.section, []))[1].append(row)
    return list(found.values())


def _newest(
    prefix: str, rows: QuerySet[Any], names: Iterable[str], *order: str
) -> dict[str, Subquery]:
    """Columns of the first of the rows on the criterion's thread, as PREFIX_COLUMN."""
    first = rows.filter(criterion=OuterRef("root")).order_by(*order, "-pk")
    return {f"{prefix}_{name}": Subquery(first.values(name)[:1]) for name in names}


def _evidence(review: EvidenceItem.Review, end: date | None) -> Coalesce:
    uses = reviewed_as(review, end).filter(criterion=OuterRef("root")).order_by()
    return Coalesce(Subquery(uses.values("criterion").annotate(n=Count("pk")).values("n")), 0)


def _row(row: dict[str, Any], as_at: date) -> CriterionRow:
    met = row["j_met"]
    judgement = (
        None
        if met is None
        else Judgement(met, row["j_on"], row["j_note"], row["j_own"], row["j_early"])
    )
    target = Target(
        measure=row["t_measure"] or "",
        unit=row["t_unit"] or "",
        comparator=Comparator(row["t_comparator"]) if row["t_comparator"] else None,
        target=row["t_target"],
        target_by=row["t_target_by"],
        baseline=row["t_baseline"],
        baseline_on=row["t_baseline_on"],
        source=row["t_source"] or "",
    )
    evidence = row["accepted"] + row["waiting"]
    number, title = row["section__number"], row["section__title"]
    marks = (row["t_pk"], row["m_pk"], row["j_pk"], evidence)
    latest = None
    if row["m_pk"] is not None:
        latest = Latest(row["m_value"], row["m_on"], row["m_count"], row["m_base"])
    return CriterionRow(
        id=row["pk"],
        root=row["root"],
        section_id=row["section_id"],
        section=f"{number}. {title}" if number else title,
        kind=Kind(row["kind"]),
        text=row["text"],
        depth=int(row["parent_id"] is not None),
        target=target,
        target_pk=row["t_pk"] or 0,
        latest=latest,
        latest_pk=row["m_pk"] or 0,
        accepted=row["accepted"],
        waiting=row["waiting"],
        facts=CriterionFacts(
            Kind(row["kind"]),
            target.comparator,
            target.target,
            target.baseline,
            row["m_value"],
            evidence,
            judgement,
            target.target_by,
            target.baseline_on,
            row["m_on"],
            printed=_prints(row),
        ),
        judgement_pk=row["j_pk"] or 0,
        judged_by=row["j_post__title"] or "",
        mark=".".join(str(one or 0) for one in marks),
        as_at=as_at,
    )


def _prints(row: dict[str, Any]) -> bool:
    """A criterion that heads others says what they say, and one with a target has been looked at."""
    counted = row["kind"] == Kind.QUANTITATIVE and row["t_pk"] is None
    return counted and printed_number(row["text"]) is not None


def _word(table: str, key: str) -> str:
    word: str = criteria_rules()[table][key]["word"]
    return word
