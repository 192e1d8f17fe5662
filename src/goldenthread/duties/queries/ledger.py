"""Duties in lists: those of one case, and those that are due in an area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from goldenthread.access.scope import Scope
from goldenthread.core import clock
from goldenthread.duties.models import Case, Duty
from goldenthread.duties.rules.family_steps import told_late
from goldenthread.duties.rules.states import State, state_of
from goldenthread.duties.rules.telling import FAMILY, periods, unwitnessed
from goldenthread.duties.rules.words import kind_words, owner_words, rule_name
from goldenthread.people.models import Person
from goldenthread.people.permissions import ALL

ORDER = ("last_day", "pk")
"""How `due` is ordered and paged: `paginate(due(scope, wanted), ORDER, params)`."""
_WITHIN = {"7": 7, "28": 28}


@dataclass(frozen=True)
class Wanted:
    """What a worklist is narrowed to; what is empty narrows nothing.

    `when`: "overdue" (and neither exempt nor untold), "exempt" (its day has passed and the limit is disapplied: it is
    still to be done as soon as practicable), "untold" (its day has passed, and nothing can show whether it was
    done), "7" or "28": due from today within so many days. `kinds`: LAW, GUIDANCE, PRACTICE. `owners`: words of the
    ledger (`rules.words.OWNERS`). `coordinators`: whoever owes it, in a case that one of these posts coordinates.
    `unassigned`: the council's, of a case without a coordinator.
    """

    area_id: int | None = None
    posts: frozenset[int] = field(default_factory=frozenset)
    rules: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    owners: frozenset[str] = field(default_factory=frozenset)
    coordinators: frozenset[int] = field(default_factory=frozenset)
    when: str = ""
    unassigned: bool = False


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty for a page. `last_day` is the legal one, of a duty of guidance the guided one; `post` may be empty.

    `key` stands in the address of why: `url("duties:why", row.case_id, row.key)`.
    """

    id: int
    key: str
    case_id: int
    person_id: int
    called: str
    rule: str
    name: str
    kind: str
    kind_words: str
    owner: str
    owner_words: str
    post: str
    since: date
    statutory_due: date | None
    safe_due: date | None
    last_working_day: date | None
    earliest: date | None
    guidance_due: date | None
    practice_target: date | None
    last_day: date | None
    met_on: date | None
    days_late: int | None
    state: State

    @property
    def is_law(self) -> bool:
        """Whether its last day is one of law."""
        return self.kind == "LAW"

    @property
    def told_late(self) -> bool:
        """Whether the family is written to that it is late."""
        return told_late(self.kind, self.owner, self.state.code)


# What a row of a list shows: half of its time went into columns that nobody reads.
_SHOWN = (
    "rule", "number", "kind", "owner", "since", "statutory_due", "safe_due", "last_working_day", "earliest",
    "guidance_due", "practice_target", "last_day", "outcome", "exempt", "met_on", "days_late", "case_id",
    "person__used_forename", "person__used_surname", "person__legal_forenames", "person__legal_surname",
    "post__title",
)  # fmt: skip


def due(scope: Scope, wanted: Wanted | None = None, today: date | None = None) -> QuerySet[Duty]:
    """Pending duties that stand on worklists, with child and post as rows show them; to be paged by ORDER, or counted.

    Of children whose record the scope may read. What a family may still do is among them only where `owners` ask for
    the family; what has no day, and what nobody can tell any more, never. One query when it is read.
    """
    asked, day = wanted or Wanted(), today or clock.today()
    found = Duty.objects.filter(_seen(scope), _waits(asked, day))
    if asked.area_id is not None:
        found = found.filter(area=asked.area_id)
    narrowing = {
        "post__in": asked.posts, "rule__in": asked.rules, "kind__in": asked.kinds,
        "owner__in": asked.owners, "case__coordinator__in": asked.coordinators,
    }  # fmt: skip
    found = found.filter(**{name: given for name, given in narrowing.items() if given})
    if asked.unassigned:
        found = found.filter(post=None, case__coordinator=None)
    if asked.when == "overdue":
        found = found.filter(overdue(day))
    elif asked.when == "exempt":
        found = found.filter(last_day__lt=day, exempt=True)
    elif asked.when == "untold":
        found = found.filter(untold(day))
    elif asked.when in _WITHIN:
        until = day + timedelta(days=_WITHIN[asked.when])
        found = found.filter(last_day__gte=day, last_day__lte=until)
    return found.select_related("person", "post").only(*_SHOWN).order_by(*ORDER)


def overdue(today: date) -> Q:
    """Of what stands on worklists, what is late: past its last day, not exempt, no time that the family was given, and
    somebody could have told of it.
    """
    return Q(last_day__lt=today, exempt=False) & ~Q(rule__in=unwitnessed() | periods())


def untold(today: date) -> Q:
    """Of the same, what is past its last day without anybody being able to tell from the case whether it was done."""
    return Q(last_day__lt=today, rule__in=unwitnessed())


def _waits(asked: Wanted, today: date) -> Q:
    """On worklists, and what families may still do where that is asked for."""
    listed = Q(listed=True)
    if FAMILY not in asked.owners:
        return listed
    rights = Q(outcome=Duty.Outcome.PENDING, owner=FAMILY, last_day__gte=today)
    return listed | rights & Q(person__died_on=None)


def _seen(scope: Scope) -> Q:
    """As `visible_to`, said so that a list of a whole area reads its index in order and no other table first."""
    areas = scope.areas_with(ALL)
    everybody = Q(area__in=areas, person__area__in=areas)
    rest = Person.objects.visible_to(scope).exclude(area__in=areas)
    return everybody | Q(person__in=rest) if _sees_others(scope) else everybody


def _sees_others(scope: Scope) -> bool:
    return any(
        scope.areas_with(name) - scope.areas_with(ALL)
        for name in ("person.view_setting", "person.view_network")
    ) or bool(scope.opened("people.person"))


def duties_of(case: Case, today: date | None = None) -> list[DutyRow]:
    """Every duty of a case, those that wait first, by their last day. One query; `case` has its person."""
    rows = as_rows(case.duties.select_related("person", "post"), today)
    return sorted(rows, key=lambda row: (_rank(row), row.last_day or date.max, row.id))


def _rank(row: DutyRow) -> int:
    return 0 if row.state.waits else 1 if row.state.arises else 2


def as_rows(duties: Iterable[Duty], today: date | None = None) -> list[DutyRow]:
    """Duties, read with their `person` and `post`, as they stand today."""
    day = today or clock.today()
    return [as_row(one, day) for one in duties]


def as_row(duty: Duty, today: date) -> DutyRow:
    """One duty as values."""
    return DutyRow(
        id=duty.pk, key=duty.key, case_id=duty.case_id, person_id=duty.person_id, called=duty.person.called,
        rule=duty.rule, name=rule_name(duty.rule), kind=duty.kind,
        kind_words=kind_words(duty.kind), owner=duty.owner, owner_words=owner_words(duty.owner),
        post=duty.post.title if duty.post else "", since=duty.since,
        statutory_due=duty.statutory_due, safe_due=duty.safe_due,
        last_working_day=duty.last_working_day, earliest=duty.earliest,
        guidance_due=duty.guidance_due, practice_target=duty.practice_target,
        last_day=duty.last_day, met_on=duty.met_on, days_late=duty.days_late,
        state=state_on(duty, today),
    )  # fmt: skip


def state_on(duty: Duty, today: date) -> State:
    """How one duty stands on a day."""
    return state_of(
        duty.outcome, duty.last_day, exempt=duty.exempt, days_late=duty.days_late, today=today,
        rule=duty.rule, owner=duty.owner, kind=duty.kind,
    )  # fmt: skip
